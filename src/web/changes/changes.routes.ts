/** Routes of the feed of changes. It is the same for everybody. */

import { Hono } from 'hono'
import { once, readParameters, wholeNumber } from '../../ingest/request/parameters.ts'
import { type ChangeEvent, type ChangesQuery, findHeadCommit, listEvents } from '../../services/changes.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'
import { isNotModified, linkHeader, listEtag } from '../headers.ts'

const parseCursor = (value: string) => {
  const [, commit = '', key = ''] = /^(\d{1,15})\.([0-9a-z]{1,11})$/.exec(value) ?? []
  const cursor = { commit: Number(commit), rowKey: Number.parseInt(key, 36) }
  return Number.isSafeInteger(cursor.rowKey) ? cursor : undefined
}

const maxLimit = 10_000

/** The parameters of the feed and of the chain. */
export const feedParsers = {
  since: once(wholeNumber(), (m) => m.requests.commitNumber),
  limit: once(wholeNumber({ min: 1, max: maxLimit }), (m) => m.requests.range(1, maxLimit)),
  cursor: once(parseCursor, (m) => m.requests.cursorOfResponse),
}

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
  const query: ChangesQuery = { since: 0, ...readParameters(search, feedParsers) }
  const { db } = c.get('services')
  const commit = await findHeadCommit(c.get('services'), c.get('actor'), query)
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
