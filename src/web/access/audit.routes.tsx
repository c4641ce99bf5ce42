/** Routes of the audit, for admins. */

import { Hono } from 'hono'
import { once, readParameters, text, wholeNumber } from '../../ingest/request/parameters.ts'
import { type AuditQuery, listEntries } from '../../services/access/audit.ts'
import { findNames } from '../../services/access/tokens.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'
import { linkHeader } from '../headers.ts'
import { renderPage } from '../ui/viewer.tsx'
import { AuditPage } from './audit-page.tsx'

const defaultLimit = 100
const maxLimit = 1000

const parseCursor = (value: string): AuditQuery['before'] => {
  const [, commit, ordinal] = /^(\d{1,15})\.(\d{1,15})$/.exec(value) ?? []
  return commit === undefined ? undefined : { commit: Number(commit), ordinal: Number(ordinal) }
}

const parameters = {
  actor: text,
  limit: once(wholeNumber({ min: 1, max: maxLimit }), (m) => m.requests.range(1, maxLimit)),
  cursor: once(parseCursor, (m) => m.requests.cursor),
}

const readAuditPage = async (c: AppContext, path: string) => {
  const search = searchOf(c)
  const { actor, limit = defaultLimit, cursor: before } = readParameters(search, parameters)
  const { entries, next } = await listEntries(c.get('services'), c.get('actor'), { actor, limit, before })
  if (next) search.set('cursor', `${next.commit}.${next.ordinal}`)
  const name = actor === undefined ? undefined : (await findNames(c.get('services'), [actor])).get(actor)
  return { entries, actor, name, next: next ? `${path}?${search}` : undefined }
}

const getJson = async (c: AppContext) => {
  const { entries, next } = await readAuditPage(c, '/commits.json')
  const commits = entries.map(({ ordinal: _, address, ...entry }) =>
    address === null ? entry : { ...entry, address },
  )
  return c.json({ commits }, 200, linkHeader({ next }))
}

export const auditRoutes = new Hono<AppEnv>()
  .get('/commits', async (c) => renderPage(c, <AuditPage {...(await readAuditPage(c, '/commits'))} />))
  .get('/commits.json', getJson)
