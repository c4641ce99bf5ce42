/** Lists and files of records: what an address asks for, what its answer says of itself, and the bytes. */
import { type ShapeName, shapeNames, type TableShape } from '../../schemas/query.ts'
import { type Format, type FormatName, formatNames, formats } from '../export/formats.ts'
import { type Query, readQuery } from '../ingest/query.ts'
import { problems, type RequestIssue } from '../problems.ts'
import { datasetFacts, openFile } from '../workflow/file.ts'
import { type Aim, aim, type Selection, select } from '../workflow/select.ts'
import { type AppContext, originOf } from './context.ts'
import { isCurrent, listTag, pinned } from './headers.ts'

/** What an answer can be shaped by. */
type Taker = Pick<Format, 'label' | 'takes' | 'without'>

/** The formats that take something, with their addresses. */
const takersOf = (name: ShapeName): string => {
  const found = formatNames.filter((each) => formats[each].takes.includes(name))
  const named = found.map((each) => `${formats[each].label} (/incidents.${each})`)
  return [named.slice(0, -1).join(', '), ...named.slice(-1)].filter(Boolean).join(' or ')
}

const refusal = (name: ShapeName, { label, without }: Taker, search: URLSearchParams): RequestIssue => ({
  parameter: name,
  rule: 'parameter.invalid',
  detail: `${name}: ${label} does not take it. ${without?.[name] ?? `Ask for ${takersOf(name)}.`}`,
  received: search.getAll(name).join(','),
})

const expectTaken = (taker: Taker, shape: TableShape, search: URLSearchParams): void => {
  const refused = shapeNames.filter((name) => shape[name] !== undefined && !taker.takes.includes(name))
  if (refused.length > 0) throw problems.queryRefused(refused.map((name) => refusal(name, taker, search)))
}

/** A pinned address does not change for an hour; the address of what is current is asked for anew. */
const cacheFor = ({ commit }: Query): string =>
  commit === undefined ? 'public, no-cache' : 'public, max-age=3600'

/** What an address asks for, and how its answer is known, before a record is read. */
export interface Asked {
  readonly query: Query
  readonly target: Aim
  /** Path and query, as they were asked for. */
  readonly address: string
  /** The same, pinned. */
  readonly location: string
  readonly headers: Readonly<Record<string, string>> & { readonly ETag: string }
}

interface Asking {
  readonly path: string
  readonly taker: Taker
  /** What of the query says which records there are. */
  readonly whole?: (query: Query) => Query
  /** What the answer also depends on. */
  readonly also?: () => Promise<string>
}

/** Reads an address. Throws a Problem where it asks for what cannot be had. */
export const asked = async (c: AppContext, { path, taker, whole, also }: Asking): Promise<Asked> => {
  const [deps, actor, search] = [c.get('deps'), c.get('actor'), new URL(c.req.url).searchParams]
  const query = readQuery(search)
  expectTaken(taker, query, search)
  const target = await aim(deps, actor, whole?.(query) ?? query)
  const { seq } = target.snapshot
  const address = `${path}?${search}`
  const location = pinned(address, seq)
  const headers = {
    'Sitrep-Commit': String(seq),
    'Content-Location': location,
    'Cache-Control': cacheFor(query),
    ETag: await listTag(location, actor, await also?.()),
  }
  return { query, target, address, location, headers }
}

/** The address of the next page, pinned; undefined where this is the last. */
export const nextAddress = (address: string, { next, snapshot }: Selection): string | undefined => {
  if (next === undefined) return undefined
  const url = new URL(pinned(address, snapshot.seq), 'http://next.invalid')
  url.searchParams.set('cursor', String(next))
  return url.pathname + url.search
}

const tooMany = ({ label, mostRows }: Format, rows: number) =>
  problems.queryRefused([
    {
      rule: 'format.rows',
      detail: `${label} holds at most ${mostRows} records, and these are ${rows}. Ask for CSV (/incidents.csv) or Parquet (/incidents.parquet), or for fewer records with filters.`,
      received: rows,
    },
  ])

/** Reads the address of a file in a format. */
export const askedFile = (c: AppContext, name: FormatName): Promise<Asked> => {
  const format = formats[name]
  const also = async () => JSON.stringify(await datasetFacts(c.get('deps').db))
  return asked(c, {
    path: `/incidents.${name}`,
    taker: format,
    ...(format.tellsDatasets ? { also } : {}),
  })
}

/** The file that an address asks for, and what is said of it; it is read only as far as it is taken. */
export const opened = async (
  c: AppContext,
  name: FormatName,
  { query, target, address, location, headers }: Asked,
) => {
  const [deps, format] = [c.get('deps'), formats[name]]
  const selection = await select(deps, c.get('actor'), query, target)
  const { rows } = selection
  if (rows > (format.mostRows ?? rows)) throw tooMany(format, rows)
  const next = nextAddress(address, selection)
  const commit = selection.snapshot.seq
  const facts = { commit, rows, address: originOf(c) + location }
  return {
    body: openFile(deps.db, format, query, selection, facts),
    headers: {
      ...headers,
      ...(next === undefined ? {} : { Link: `<${next}>; rel="next"` }),
      'Sitrep-Rows': String(rows),
      'Content-Type': format.type,
      'Content-Disposition': `attachment; filename="incidents-${commit}.${name}"`,
    },
  }
}

export const asFile = async (c: AppContext, name: FormatName) => {
  const asking = await askedFile(c, name)
  if (isCurrent(c, asking.headers.ETag)) return c.body(null, 304, asking.headers)
  const { body, headers } = await opened(c, name, asking)
  return c.body(body, 200, headers)
}
