/** Routes of the public chain of digests. It is the same for everybody. */
import { Hono } from 'hono'
import { readParameters } from '../../ingest/request/parameters.ts'
import { listPublicChain } from '../../services/chain.ts'
import { findHeadCommit } from '../../services/changes.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'
import { linkHeader } from '../headers.ts'
import { feedParsers } from './changes.routes.ts'

const path = '/chain.ndjson'

/** The default number of lines on a page. */
const defaultLimit = 5000

const sendChain = async (c: AppContext) => {
  const search = searchOf(c)
  const { since = 0, limit = defaultLimit, cursor } = readParameters(search, feedParsers)
  const { db } = c.get('services')
  const commit = await findHeadCommit(c.get('services'), c.get('actor'), { since, ...(cursor && { cursor }) })
  const after = cursor ?? { commit: since, rowKey: Number.MAX_SAFE_INTEGER }
  const { lines, next } = await listPublicChain(db, after, commit, limit)
  if (next) search.set('cursor', `${next.commit}.${next.rowKey.toString(36)}`)
  return c.body(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 200, {
    'Sitrep-Commit': String(commit),
    'Content-Type': 'application/x-ndjson',
    ...linkHeader({ next: next && `${path}?${search}` }),
  })
}

export const chainRoutes = new Hono<AppEnv>().get(path, sendChain)
