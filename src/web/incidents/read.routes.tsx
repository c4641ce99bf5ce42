/** Routes by which records go out: files, pages, one record. */
import { Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { seesWhole } from '../../auth/permissions.ts'
import { formatNames, formats, mediaTypeOf } from '../../export/registry.ts'
import { parameterNames, type Query, readQuery } from '../../ingest/request/list-query.ts'
import { problems } from '../../problems.ts'
import { selectPage } from '../../services/exports/select.ts'
import { find, leadOn, list } from '../../services/incidents/read.ts'
import { etagOf, fromRow } from '../../services/version-row.ts'
import { type AppContext, type AppEnv, prefersPage } from '../context.ts'
import { asDigest, asFile, asLosses } from '../exports/export.routes.ts'
import { isCurrent, pinned } from '../headers.ts'
import { page } from '../render-page.tsx'
import { List } from './list-page.tsx'
import { asked, nextAddress } from './list-request.ts'
import { showRecord } from './show-incident.tsx'

const perScreen = 50

const searchOf = (c: AppContext): URLSearchParams => new URL(c.req.url).searchParams

const choices = formatNames.map((name) => ({
  name,
  label: formats[name].label,
  says: formats[name].says,
  type: mediaTypeOf(name),
}))

/** Its total is that of the query without its page. */
const asPages = { label: 'The page', takes: [] }
const whole = ({ limit: _, cursor: __, ...query }: Query): Query => query

const asList = async (c: AppContext) => {
  const { query, target, address, headers } = await asked(c, '/incidents', asPages, whole)
  if (isCurrent(c, headers.ETag)) return c.body(null, 304, headers)
  const { db } = c.get('deps')
  const wanted = { after: query.cursor, limit: query.limit ?? perScreen }
  const { total, selection } = await selectPage(c.get('deps'), c.get('actor'), wanted, target)
  const params = [...searchOf(c)].filter(([name, value]) => name !== 'cursor' && value !== '')
  const props = {
    rows: await list(db, selection),
    total,
    commit: selection.snapshot.seq,
    params,
    filters: parameterNames,
    formats: choices,
    next: nextAddress(address, selection),
    first: query.cursor === undefined ? undefined : `/incidents?${new URLSearchParams(params)}`,
  }
  return page(c, <List {...props} />, 200, { ...headers, 'Sitrep-Rows': String(selection.rows) })
}

/** A page, or a file where the Accept header asks for one. */
const negotiate = (c: AppContext) => {
  const type = accepts(c, {
    header: 'Accept',
    supports: ['text/html', ...formatNames.map(mediaTypeOf)],
    default: 'text/html',
  })
  const name = formatNames.find((each) => mediaTypeOf(each) === type)
  return name === undefined ? asList(c) : asFile(c, name)
}

const ofOneRecord = new Set(['commit', 'as_of', 'schema'])

const isPast = (search: URLSearchParams): boolean => search.has('commit') || search.has('as_of')

const versionAsked = async (c: AppContext, id: string) => {
  const search = searchOf(c)
  const query = readQuery(search)
  for (const name of search.keys())
    if (!ofOneRecord.has(name))
      throw problems.queryRefused([
        {
          parameter: name,
          rule: 'parameter.unknown',
          detail: `One record takes no ${name}; commit and as_of are taken.`,
        },
      ])
  const version = await find(c.get('deps'), c.get('actor'), id, query)
  if (!isPast(search)) await leadOn(c.get('deps'), c.get('actor'), version)
  return version
}

const asRecord = async (c: AppContext, id: string) => {
  const version = await versionAsked(c, id)
  const whole = seesWhole(c.get('actor'), version)
  const etag = etagOf(version)
  const headers = {
    ETag: etag,
    'Sitrep-Commit': String(version.commit),
    'Content-Location': pinned(`/incidents/${id}${jsonSuffix}`, version.commit),
  }
  // What the public got of this revision has its ETag, too, and lacks the notes.
  if (!whole && isCurrent(c, etag)) return c.body(null, 304, headers)
  return c.json(fromRow(version, whole), 200, headers)
}

const asPage = async (c: AppContext, id: string) => {
  const version = await versionAsked(c, id)
  return showRecord(c, version, { past: isPast(searchOf(c)) })
}

const jsonSuffix = '.json'

const one = (c: AppContext) => {
  const asked = c.req.param('id') ?? ''
  if (asked.endsWith(jsonSuffix)) return asRecord(c, asked.slice(0, -jsonSuffix.length))
  const wantsJson =
    !prefersPage(c) &&
    accepts(c, { header: 'Accept', supports: ['text/html', 'application/json'], default: 'text/html' })
  return wantsJson === 'application/json' ? asRecord(c, asked) : asPage(c, asked)
}

export const reading = new Hono<AppEnv>().get('/incidents', negotiate)
for (const name of formatNames)
  reading
    .get(`/incidents.${name}`, (c) => asFile(c, name))
    .get(`/incidents.${name}.sha256`, (c) => asDigest(c, name))
reading.get('/incidents.loss.csv', asLosses)
reading.get('/incidents/:id', one)
