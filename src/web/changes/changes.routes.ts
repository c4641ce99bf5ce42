/** Routes of the feed of changes. It is the same for everybody. */
import { Hono } from 'hono'
import { readChangesQuery } from '../../ingest/request/changes-query.ts'
import { feed, head, type Told } from '../../services/changes.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { isCurrent, listTag } from '../headers.ts'

interface Form {
  readonly type: string
  readonly write: (entries: readonly Told[], commit: number) => string
}

const forms = {
  '/changes.ndjson': {
    type: 'application/x-ndjson',
    write: (entries) => entries.map((each) => `${JSON.stringify(each)}\n`).join(''),
  },
  '/changes.json': {
    type: 'application/json',
    write: (changes, commit) => `${JSON.stringify({ commit, changes })}\n`,
  },
} as const satisfies Readonly<Record<string, Form>>

const answer = (path: keyof typeof forms) => async (c: AppContext) => {
  const search = new URL(c.req.url).searchParams
  const query = readChangesQuery(search)
  const { db } = c.get('deps')
  const commit = await head(db, c.get('actor'), query)
  const headers = {
    'Sitrep-Commit': String(commit),
    ETag: await listTag(`${path}?${search} up to ${commit}`, c.get('actor')),
  }
  if (isCurrent(c, headers.ETag)) return c.body(null, 304, headers)
  const { entries, next } = await feed(db, query, commit)
  if (next !== undefined) search.set('cursor', next)
  const { type, write }: Form = forms[path]
  return c.body(write(entries, commit), 200, {
    ...headers,
    'Sitrep-Rows': String(entries.length),
    'Content-Type': type,
    ...(next === undefined ? {} : { Link: `<${path}?${search}>; rel="next"` }),
  })
}

export const changeRoutes = new Hono<AppEnv>()
  .get('/changes.ndjson', answer('/changes.ndjson'))
  .get('/changes.json', answer('/changes.json'))
