/** Routes that say what this is: the front page, the problems, the health. */
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import favicon from '../../../public/favicon.svg'
import style from '../../../public/sitrep.min.css'
import importProgram from '../../../public/sitrep-import.txt'
import { can } from '../../auth/permissions.ts'
import type { Language } from '../../messages/messages.ts'
import { describeProblemType, type ProblemName, problems, problemTypes } from '../../problems.ts'
import { collectPoints, mapColumns } from '../../record/map/map-points.ts'
import { schemaVersion } from '../../record/schema-version.ts'
import { timelineColumns, timelineOf } from '../../record/segments/timeline.ts'
import { judgeAdminToken } from '../../services/access/administration.ts'
import { advanceChain, maxTail } from '../../services/chain.ts'
import { resolveQuery } from '../../services/exports/resolve-query.ts'
import { listLatestEvents } from '../../services/incidents/read.ts'
import * as commits from '../../store/commits.ts'
import { count as countStale } from '../../store/stale-versions.ts'
import { jsonType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, messagesOf, originOf } from '../context.ts'
import { hasMap } from '../map/list-map.tsx'
import { ProblemTypePage } from '../problem-page.tsx'
import { renderPage } from '../ui/viewer.tsx'
import { AboutPage } from './about-page.tsx'
import { HomePage } from './home-page.tsx'
import { sendPublicFile } from './public-file.ts'
import { apiDocumentText, parseApiDocument } from './reference/api-document.ts'
import { ReferencePage } from './reference/reference-page.tsx'
import { readSiteSettings } from './site-settings.ts'

const maxLatest = 8

/** The query of all published records. */
const everything = { equals: {}, facets: {} }

const home = async (c: AppContext) => {
  const services = c.get('services')
  const [{ seq, at, published }, latest, { found = [], isCountable }] = await Promise.all([
    commits.findPublicHead(services.db),
    listLatestEvents(services, maxLatest),
    resolveQuery(services, c.get('actor'), everything, {
      extraColumns: [...timelineColumns, ...mapColumns],
    }),
  ])
  const points = isCountable ? collectPoints(found) : undefined
  return renderPage(
    c,
    <HomePage
      published={published}
      latest={latest}
      timeline={isCountable ? timelineOf(found) : undefined}
      points={points}
      commit={seq}
      at={at}
      origin={originOf(c)}
      publicSubmissions={c.env.PUBLIC_SUBMISSIONS === 'true'}
    />,
    { script: points && hasMap(points) ? 'explore' : undefined },
  )
}

const health = async (c: AppContext) => {
  const { db } = c.get('services')
  const adminToken = judgeAdminToken(c.env.ADMIN_TOKEN)
  // Each draft is a commit and a stale row: the numbers would count them.
  const view = can(c.get('actor'), 'readAll') ? 'full' : 'public'
  const [{ seq, publicSeq }, stale_rows, head] = await Promise.all([
    commits.findNewest(db),
    countStale(db, { view }),
    advanceChain(db, maxTail),
  ])
  const commit = view === 'full' ? seq : publicSeq
  const chain = head ? { commit: head.publicSeq, digest: head.publicDigest } : null
  const full_chain = head ? { commit: head.seq, digest: head.digest } : null
  return c.json(
    {
      ...{ status: 'ok', commit, schema: schemaVersion, stale_rows, chain },
      ...(view === 'full' ? { full_chain } : {}),
      ...(adminToken === 'strong' ? {} : { admin_token: adminToken }),
    },
    200,
    { 'Cache-Control': 'no-store' },
  )
}

/** Responds with what the operator says of the site. Throws not-found if that is nothing. */
const about = (c: AppContext) => {
  const { about: said, privacy } = readSiteSettings(c.env, messagesOf(c).language.code as Language)
  if (said === undefined && privacy === undefined) throw problems.notFound('page')
  return renderPage(c, <AboutPage />)
}

const problemType = (c: AppContext) => {
  const name = c.req.param('name') ?? ''
  if (!Object.hasOwn(problemTypes, name)) throw problems.notFound('problemType')
  const { status } = problemTypes[name as ProblemName]
  const texts = describeProblemType(name as ProblemName, messagesOf(c))
  const example = parseApiDocument().components.examples[name]?.value ?? {}
  return renderPage(c, <ProblemTypePage name={name} status={status} {...texts} example={example} />)
}

export const siteRoutes = new Hono<AppEnv>()
  .get('/', home)
  .get('/about', about)
  .get('/health', health)
  .get('/docs', (c) => renderPage(c, <ReferencePage />))
  .get('/problems/:name', problemType)

/** A text file, the same for everybody; a reader's copy is good as long as its ETag is. */
const textFile = (text: string, type: string) => (c: AppContext) =>
  c.body(text, 200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'public, no-cache' })

/** The style sheet and icon of the pages, and the import command, which `npm run build:import` makes. */
export const staticRoutes = new Hono<AppEnv>()
  .get('/favicon.svg', etag(), textFile(favicon, 'image/svg+xml'))
  .get('/openapi.json', etag(), (c) => sendPublicFile(c, apiDocumentText(), jsonType))
  .get('/sitrep.css', etag(), textFile(style, 'text/css'))
  .get('/sitrep-import.mjs', etag(), textFile(importProgram, 'text/javascript'))
