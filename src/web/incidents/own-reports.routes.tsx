/** Routes of somebody's own reports. */
import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import { once, readParameters, wholeNumber } from '../../ingest/request/parameters.ts'
import { listOwn, type OwnReport } from '../../services/incidents/own-reports.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'
import { linkHeader } from '../headers.ts'
import { renderPage } from '../ui/viewer.tsx'
import { OwnReportsPage } from './own-reports-page.tsx'

const parameters = { cursor: once(wholeNumber(), (m) => m.requests.cursor) }

/** Reads a page of the reports of who asks; `next` is its next page. Throws token-needed or invalid-query. */
const readPage = async (c: AppContext, path: string) => {
  authorize(c.get('actor'), 'readOwn')
  const { cursor } = readParameters(searchOf(c), parameters)
  const { next, ...found } = await listOwn(c.get('services'), c.get('actor'), { before: cursor })
  return { ...found, next: next === undefined ? undefined : `${path}?cursor=${next}` }
}

const forFiler = ({ record, status, reason, question }: OwnReport) => {
  const { id, title = null, date, created_at } = record
  return { id, status, title, date, created_at, reason: reason ?? null, question: question ?? null }
}

const getJson = async (c: AppContext) => {
  const { reports, total, next } = await readPage(c, '/my.json')
  return c.json({ total, reports: reports.map(forFiler) }, 200, linkHeader({ next }))
}

const getPage = async (c: AppContext) => renderPage(c, <OwnReportsPage {...(await readPage(c, '/my'))} />)

export const ownReportsRoutes = new Hono<AppEnv>().get('/my', getPage).get('/my.json', getJson)
