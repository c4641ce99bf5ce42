/** Routes of the audit: who did what when, for admins. */
import { Hono } from 'hono'
import { type AuditQuery, listEntries } from '../../services/access/audit.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { invalidParameter, readParameters } from '../parameters.ts'
import { renderPage } from '../render-page.tsx'
import { AuditPage } from './audit-page.tsx'

const defaultLimit = 100
const maxLimit = 1000

const parseLimit = (text: string | undefined): number => {
  const limit = text === undefined ? defaultLimit : Number(/^\d{1,4}$/.exec(text)?.[0])
  if (limit >= 1 && limit <= maxLimit) return limit
  throw invalidParameter('limit', `It is a whole number from 1 to ${maxLimit}.`, text ?? '')
}

const parseCursor = (text: string | undefined): AuditQuery['before'] => {
  if (text === undefined) return undefined
  const [, commit, n] = /^(\d{1,15})\.(\d{1,15})$/.exec(text) ?? []
  if (commit === undefined)
    throw invalidParameter('cursor', 'Take the address of the next page as it is.', text)
  return { commit: Number(commit), n: Number(n) }
}

const readAuditPage = async (c: AppContext, path: string) => {
  const { actor, limit, cursor } = readParameters(c, ['actor', 'limit', 'cursor'])
  const query = { actor, limit: parseLimit(limit), before: parseCursor(cursor) }
  const { entries, next } = await listEntries(c.get('services'), c.get('actor'), query)
  const search = new URLSearchParams(new URL(c.req.url).search)
  if (next) search.set('cursor', `${next.commit}.${next.n}`)
  return { entries, actor, next: next ? `${path}?${search}` : undefined }
}

const getJson = async (c: AppContext) => {
  const { entries, next } = await readAuditPage(c, '/commits.json')
  const commits = entries.map(({ n: _, address, ...entry }) =>
    address === null ? entry : { ...entry, address },
  )
  return c.json({ commits }, 200, next === undefined ? {} : { Link: `<${next}>; rel="next"` })
}

export const auditRoutes = new Hono<AppEnv>()
  .get('/commits', async (c) => renderPage(c, <AuditPage {...(await readAuditPage(c, '/commits'))} />))
  .get('/commits.json', getJson)
