/** Routes of the codebook: the page, and files for programs. */
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { codebookFiles } from '../../../export/codebook.ts'
import type { AppContext, AppEnv } from '../../context.ts'
import { negotiate } from '../../headers.ts'
import { renderPage } from '../../ui/viewer.tsx'
import { sendPublicFile } from '../public-file.ts'
import { CodebookPage } from './codebook-page.tsx'

type Extension = keyof typeof codebookFiles

const extensions = Object.keys(codebookFiles) as Extension[]

/** Returns the media type without its parameters. */
const mediaType = (extension: Extension): string => codebookFiles[extension].type.split(';', 1)[0] ?? ''

/** Responds with the page, or with the file that Accept prefers to it. */
const codebook = (c: AppContext) => {
  const accepted = negotiate(c, ...extensions.map(mediaType))
  const extension = extensions.find((each) => mediaType(each) === accepted)
  if (!extension) return renderPage(c, <CodebookPage />)
  const { type, write } = codebookFiles[extension]
  return c.body(write(), 200, { 'Content-Type': type, 'Content-Location': `/codebook.${extension}` })
}

export const codebookRoutes = new Hono<AppEnv>().get('/codebook', codebook)

/** The files, which are the same for everybody. */
export const codebookFileRoutes = new Hono<AppEnv>()
for (const extension of extensions)
  codebookFileRoutes.get(`/codebook.${extension}`, etag(), (c) => {
    const { type, write } = codebookFiles[extension]
    return sendPublicFile(c, write(), type)
  })
