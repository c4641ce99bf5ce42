/** Routes of the feed of changes. It is the same for everybody. */
import { Hono } from 'hono'
import { parseChangesQuery } from '../../ingest/request/changes-query.ts'
import { type ChangeEvent, findHeadCommit, listEvents } from '../../services/changes.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'
import { isNotModified, linkHeader, listEtag } from '../headers.ts'

interface ChangeFormat {
  readonly type: string
  readonly write: (entries: readonly ChangeEvent[], commit: number) => string
}

const changeFormats = {
  '/changes.ndjson': {
    type: 'application/x-ndjson',
    write: (entries) => entries.map((each) => `${JSON.stringify(each)}\n`).join(''),
  },
  '/changes.json': {
    type: 'application/json',
    write: (changes, commit) => `${JSON.stringify({ commit, changes })}\n`,
  },
} as const satisfies Readonly<Record<string, ChangeFormat>>

const sendChanges = (path: keyof typeof changeFormats) => async (c: AppContext) => {
  const search = searchOf(c)
  const query = parseChangesQuery(search)
  const { db } = c.get('services')
  const commit = await findHeadCommit(db, c.get('actor'), query)
  const headers = {
    'Sitrep-Commit': String(commit),
    ETag: await listEtag(`${path}?${search} up to ${commit}`, c.get('actor')),
  }
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  const { entries, next } = await listEvents(db, query, commit)
  if (next !== undefined) search.set('cursor', next)
  const { type, write }: ChangeFormat = changeFormats[path]
  return c.body(write(entries, commit), 200, {
    ...headers,
    'Sitrep-Rows': String(entries.length),
    'Content-Type': type,
    ...linkHeader({ next: next && `${path}?${search}` }),
  })
}

export const changesRoutes = new Hono<AppEnv>()
  .get('/changes.ndjson', sendChanges('/changes.ndjson'))
  .get('/changes.json', sendChanges('/changes.json'))
