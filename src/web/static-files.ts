/** The files that pages need beside themselves, and what crawlers ask for. */
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import favicon from '../../public/favicon.svg'
import robots from '../../public/robots.txt'
import style from '../../public/sitrep.css'
import type { AppContext, AppEnv } from './context.ts'

/** A text file, the same for everybody; a reader's copy is good as long as its ETag is. */
const textFile = (text: string, type: string) => (c: AppContext) =>
  c.body(text, 200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'public, no-cache' })

export const staticRoutes = new Hono<AppEnv>()
  .get('/favicon.svg', etag(), textFile(favicon, 'image/svg+xml'))
  .get('/robots.txt', etag(), textFile(robots, 'text/plain'))
  .get('/sitrep.css', etag(), textFile(style, 'text/css'))
