/** Routes of the audit: who did what when, for admins. */
import { Hono } from 'hono'
import { type AuditQuery, look } from '../../services/access/audit.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { parametersOf, wrongParameter } from '../parameters.ts'
import { page } from '../render-page.tsx'
import { AuditPage } from './audit-page.tsx'

const usual = 100
const most = 1000

const limitOf = (given: string | undefined): number => {
  const limit = given === undefined ? usual : Number(/^\d{1,4}$/.exec(given)?.[0])
  if (limit >= 1 && limit <= most) return limit
  throw wrongParameter('limit', `It is a whole number from 1 to ${most}.`, given ?? '')
}

const placeOf = (given: string | undefined): AuditQuery['before'] => {
  if (given === undefined) return undefined
  const [, commit, n] = /^(\d{1,15})\.(\d{1,15})$/.exec(given) ?? []
  if (commit === undefined)
    throw wrongParameter('cursor', 'Take the address of the next page as it is.', given)
  return { commit: Number(commit), n: Number(n) }
}

const looked = async (c: AppContext, path: string) => {
  const { actor, limit, cursor } = parametersOf(c, ['actor', 'limit', 'cursor'])
  const query = { actor, limit: limitOf(limit), before: placeOf(cursor) }
  const { entries, next } = await look(c.get('deps'), c.get('actor'), query)
  const search = new URLSearchParams(new URL(c.req.url).search)
  if (next) search.set('cursor', `${next.commit}.${next.n}`)
  return { entries, actor, next: next ? `${path}?${search}` : undefined }
}

const asJson = async (c: AppContext) => {
  const { entries, next } = await looked(c, '/commits.json')
  const commits = entries.map(({ n: _, address, ...entry }) =>
    address === null ? entry : { ...entry, address },
  )
  return c.json({ commits }, 200, next === undefined ? {} : { Link: `<${next}>; rel="next"` })
}

export const auditRoutes = new Hono<AppEnv>()
  .get('/commits', async (c) => page(c, <AuditPage {...(await looked(c, '/commits'))} />))
  .get('/commits.json', asJson)
