/** Routes by which records go out: files, pages, one record. */
import { Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { type Scheme, schemes } from '../../schemas/crosswalk/layout.ts'
import { may } from '../auth/permissions.ts'
import { csvOf, type Format, type FormatName, formatNames, formats } from '../export/formats.ts'
import { fileStream } from '../export/stream.ts'
import { parameterNames, type Query, readQuery } from '../ingest/query.ts'
import { List } from '../pages/list.tsx'
import { RecordPage } from '../pages/record.tsx'
import { problems } from '../problems.ts'
import { pages } from '../workflow/export.ts'
import {
  countRows,
  inLayout,
  lossesIn,
  type WorkedOut,
  workedOutFormat,
  workedOutPages,
} from '../workflow/export-crosswalk.ts'
import { columnsOf, fullFormat, fullPages } from '../workflow/export-full.ts'
import { find, list, neighbours } from '../workflow/read.ts'
import { aim, type Selection, select } from '../workflow/select.ts'
import { etagOf, fromRow } from '../workflow/version.ts'
import { type AppContext, type AppEnv, addressOf, prefersPage } from './context.ts'
import { isCurrent, listTag, pinned } from './headers.ts'

const perScreen = 50

const searchOf = (c: AppContext): URLSearchParams => new URL(c.req.url).searchParams

const nextAddress = (address: string, { next, snapshot }: Selection): string | undefined => {
  if (next === undefined) return undefined
  const url = new URL(pinned(address, snapshot.seq), 'http://next.invalid')
  url.searchParams.set('cursor', String(next))
  return url.pathname + url.search
}

const onlyCsv = () =>
  problems.queryRefused([
    { parameter: 'fields', rule: 'parameter.invalid', detail: 'fields: only CSV takes it.' },
  ])

const formatOf = (name: FormatName, { fields }: Query): Format => {
  if (fields === undefined) return formats[name]
  if (name !== 'csv') throw onlyCsv()
  return csvOf(fields)
}

/** A pinned address does not change for an hour; the address of what is current is asked for anew. */
const cacheFor = ({ commit }: Query): string =>
  commit === undefined ? 'public, no-cache' : 'public, max-age=3600'

/** The pages of a file; those of the full profile need to know all columns first. */
const fileOf = async (
  db: D1Database,
  name: FormatName,
  { profile }: Query,
  selection: Selection,
  format: Format,
): Promise<File> => {
  const scheme = schemes.find((each) => each === profile)
  if (name === 'csv' && scheme) return workedOut(inLayout(db, selection, scheme))
  if (name !== 'csv' || profile !== 'full') return { format, pages: pages(db, selection, format) }
  const columns = await columnsOf(db, selection)
  return { format: fullFormat(formats.csv, columns), pages: fullPages(db, selection, columns) }
}

/** A file whose rows are no longer one for each record: they are counted first. */
const workedOut = async (table: WorkedOut) => ({
  format: workedOutFormat(formats.csv, table),
  pages: workedOutPages(table),
  rows: await countRows(table),
})

interface File extends Pick<Awaited<ReturnType<typeof workedOut>>, 'format' | 'pages'> {
  /** How many rows it has, where that is not how many records. */
  readonly rows?: number
}

type MakeFile = (
  db: D1Database,
  name: FormatName,
  query: Query,
  selection: Selection,
  format: Format,
) => Promise<File>

const asFile = async (
  c: AppContext,
  name: FormatName,
  path: string,
  make: MakeFile = fileOf,
  label = 'incidents',
) => {
  const [deps, actor, search] = [c.get('deps'), c.get('actor'), searchOf(c)]
  const query = readQuery(search)
  const format = formatOf(name, query)
  const target = await aim(deps, actor, query)
  const { seq } = target.snapshot
  const address = `${path}?${search}`
  const location = pinned(address, seq)
  const etag = await listTag(location, actor)
  const headers = {
    'Sitrep-Commit': String(seq),
    'Content-Location': location,
    'Cache-Control': cacheFor(query),
    ETag: etag,
  }
  if (isCurrent(c, etag)) return c.body(null, 304, headers)
  const selection = await select(deps, actor, query, target)
  const next = nextAddress(address, selection)
  const file = await make(deps.db, name, query, selection, format)
  const { rows = selection.rows } = file
  return c.body(fileStream(file.format, { commit: seq, rows }, file.pages), 200, {
    ...headers,
    ...(next === undefined ? {} : { Link: `<${next}>; rel="next"` }),
    'Sitrep-Rows': String(rows),
    'Content-Type': format.type,
    'Content-Disposition': `attachment; filename="${label}-${seq}.${name}"`,
  })
}

const pageOfList = async (c: AppContext, query: Query) => {
  const [deps, actor] = [c.get('deps'), c.get('actor')]
  const { limit: _, cursor: __, ...unpaged } = query
  const target = await aim(deps, actor, unpaged)
  const { rows: total } = await select(deps, actor, unpaged, target)
  const selection = await select(deps, actor, { ...query, limit: query.limit ?? perScreen }, target)
  return { total, selection, rows: await list(deps.db, selection) }
}

const asList = async (c: AppContext) => {
  const search = searchOf(c)
  const query = readQuery(search)
  if (query.fields) throw onlyCsv()
  const { total, selection, rows } = await pageOfList(c, query)
  const next = nextAddress(addressOf(c), selection)
  const params = [...search].filter(([name, value]) => name !== 'cursor' && value !== '')
  const first = query.cursor === undefined ? undefined : `/incidents?${new URLSearchParams(params)}`
  const props = {
    rows,
    total,
    commit: selection.snapshot.seq,
    params,
    filters: parameterNames,
    formats: choices,
  }
  return c.html(
    <List {...props} {...(next === undefined ? {} : { next })} {...(first === undefined ? {} : { first })} />,
  )
}

const choices = formatNames.map((name) => ({ name, label: formats[name].label }))

const mediaTypeOf = (name: FormatName): string => formats[name].type.split(';')[0] ?? ''

/** A page, or a file where the Accept header asks for one. */
const negotiate = (c: AppContext) => {
  const type = accepts(c, {
    header: 'Accept',
    supports: ['text/html', ...formatNames.map(mediaTypeOf)],
    default: 'text/html',
  })
  const name = formatNames.find((each) => mediaTypeOf(each) === type)
  return name === undefined ? asList(c) : asFile(c, name, `/incidents.${name}`)
}

const ofOneRecord = new Set(['commit', 'as_of', 'schema'])

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
  return find(c.get('deps'), c.get('actor'), id, query)
}

const asRecord = async (c: AppContext, id: string) => {
  const version = await versionAsked(c, id)
  const etag = etagOf(version)
  const headers = {
    ETag: etag,
    'Sitrep-Commit': String(version.commit),
    'Content-Location': pinned(`/incidents/${id}${jsonSuffix}`, version.commit),
  }
  if (isCurrent(c, etag)) return c.body(null, 304, headers)
  return c.json(fromRow(version, may(c.get('actor'), 'seeAll')), 200, headers)
}

const asPage = async (c: AppContext, id: string) => {
  const version = await versionAsked(c, id)
  const actor = c.get('actor')
  const record = fromRow(version, may(actor, 'seeAll'))
  const { linked, backlinks } = await neighbours(c.get('deps').db, actor, record)
  return c.html(<RecordPage record={record} linked={linked} backlinks={backlinks} />)
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

const lossOf: MakeFile = (db, _, { profile }, selection) =>
  workedOut(lossesIn(db, selection, profile as Scheme))

/** What is lost on the way into the layout of another project. */
const lossFile = (c: AppContext) => {
  const { profile = '' } = readQuery(searchOf(c))
  if (!schemes.some((each) => each === profile))
    throw problems.queryRefused([
      {
        parameter: 'profile',
        rule: 'parameter.invalid',
        detail: `profile: say which layout: ${schemes.join(', ')}.`,
      },
    ])
  return asFile(c, 'csv', '/incidents.loss.csv', lossOf, 'losses')
}

export const reading = new Hono<AppEnv>().get('/incidents', negotiate)
for (const name of formatNames)
  reading.get(`/incidents.${name}`, (c) => asFile(c, name, `/incidents.${name}`))
reading.get('/incidents.loss.csv', lossFile)
reading.get('/incidents/:id', one)
