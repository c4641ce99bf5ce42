/** What a server answers of its records, part by part: what a later version must still answer of the same store. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { parquetReadObjects } from 'hyparquet'
import { readZip } from '../../pure/export/read-zip.ts'

/** A digest of each part of an answer, by the name of the part: of a table its columns, of JSON its fields. */
export type AnswerParts = Readonly<Record<string, string>>

/** The parts of the answers, by address; an answer other than 200 has its status alone. */
export type Answers = Readonly<Record<string, AnswerParts>>

const digest = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner)))
    .digest('hex')
    .slice(0, 10)

type Row = Readonly<Record<string, unknown>>

/** A digest of the values of each name. Absent and null are the same: an older answer lacks what came later. */
const columnParts = (rows: readonly Row[], prefix = ''): AnswerParts => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return Object.fromEntries([
    [`${prefix}rows`, String(rows.length)],
    ...names.map((name) => [prefix + name, digest(rows.map((row) => row[name] ?? null))] as const),
  ])
}

/** Rows of CSV by their names. Throws if a row has more or fewer cells than the header. */
const csvRows = (bytes: Buffer): Row[] => parse(bytes, { columns: true, bom: true }) as Row[]

const csvParts = (bytes: Buffer, prefix = ''): AnswerParts => ({
  ...columnParts(csvRows(bytes), prefix),
  [`${prefix}header`]: '',
})

/** What explains the tables: it has the version of the schema, and its words may get better. */
const isExplanation = (name: string): boolean => /codebook|codes|loss/.test(name)

const zipParts = (bytes: Buffer): AnswerParts =>
  Object.assign(
    {},
    ...readZip(bytes)
      .filter(({ name }) => name.endsWith('.csv') && !isExplanation(name))
      .map((file) => csvParts(file.bytes, `${file.name} `)),
  )

const cellPattern =
  /<c r="([A-Z]+)\d+"[^>]*?(?:\/>|>(?:<v>([^<]*)<\/v>|<is><t[^>]*>([^<]*)<\/t><\/is>)<\/c>)/g

/** The rows of the first sheet of a workbook. */
const xlsxRows = (bytes: Buffer): Row[] => {
  const sheet = readZip(bytes).find(({ name }) => name === 'xl/worksheets/sheet1.xml')
  const rows = [...(sheet?.bytes.toString() ?? '').matchAll(/<row .*?<\/row>/gs)].map(([row]) =>
    Object.fromEntries([...row.matchAll(cellPattern)].map(([, at = '', v, text]) => [at, v ?? text])),
  )
  const [header = {}, ...rest] = rows
  return rest.map((row) =>
    Object.fromEntries(Object.entries(row).map(([at, value]) => [String(header[at]), value])),
  )
}

const jsonLines = (bytes: Buffer): Row[] =>
  bytes
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)

interface Feature {
  readonly id: string
  readonly geometry: unknown
  readonly properties: Row
}

const readers: Readonly<Record<string, (bytes: Buffer) => AnswerParts | Promise<AnswerParts>>> = {
  csv: csvParts,
  ndjson: (bytes) => columnParts(jsonLines(bytes)),
  json: (bytes) => {
    const answer = JSON.parse(bytes.toString()) as Record<string, unknown>
    const rows = answer.incidents ?? answer.versions ?? [answer]
    return columnParts(rows as Row[])
  },
  geojson: (bytes) => {
    const { features } = JSON.parse(bytes.toString()) as { features: Feature[] }
    return columnParts(
      features.map(({ id, geometry, properties }) => ({ ...properties, '@id': id, geometry })),
    )
  },
  parquet: async (bytes) => {
    const file = new Uint8Array(bytes).buffer
    return columnParts(await parquetReadObjects({ file }))
  },
  xlsx: (bytes) => columnParts(xlsxRows(bytes)),
  zip: zipParts,
}

export const readParts = async (path: string, bytes: Buffer): Promise<AnswerParts> => {
  const extension = /\.(\w+)(?:\?|$)/.exec(path)?.[1] ?? ''
  const read = readers[extension]
  if (!read) throw new RangeError(`${path} has no format with parts.`)
  return read(bytes)
}

/** Files in every format, profile and shape. */
export const fileAddresses: readonly string[] = [
  ...['csv', 'json', 'ndjson', 'geojson', 'parquet', 'xlsx', 'zip'].map((name) => `/incidents.${name}`),
  '/incidents.csv?fields=id,title,weapon_types,deaths_best,country',
  '/incidents.csv?labels=true',
  '/incidents.csv?excel=true',
  '/incidents.csv?fields=updated_at,event_type,targets&labels=true&excel=true',
  '/incidents.geojson?fields=title,date',
  '/incidents.xlsx?labels=true',
  '/incidents.xlsx?fields=id,summary,date_start',
  '/incidents.csv?profile=full',
  ...['acled', 'ucdp', 'gtd'].flatMap((name) => [
    `/incidents.csv?profile=${name}`,
    `/incidents.xlsx?profile=${name}`,
  ]),
]

/** Filters of every kind. */
export const filterAddresses: readonly string[] = [
  'country=IQ',
  'country=IQ,SY&from=2022-01-04&to=2022-01-06',
  'dataset=fixture',
  'event_type=remote_violence',
  'outcome=hit',
  'series=fixture-series',
  'admin1=Anbar',
  'weapon=rocket',
  'target_type=military',
  'actor=Fixture%20Front',
  'source=Fixture%20News',
  'tag=fixture-tag',
  'claimed_by=Fixture%20Front',
  'min_deaths=1',
  'bbox=38,29,49,38',
  'near=33.8,42.4,100',
  'q=rockets%20base',
].flatMap((query) => [`/incidents.csv?${query}`, `/incidents.ndjson?${query}`])

const statuses = 'status=submitted,published,rejected,retracted,merged'

/** What an editor sees: every state, with what is withheld. */
export const editorAddresses: readonly string[] = [
  `/incidents.csv?${statuses}`,
  `/incidents.json?${statuses}`,
  `/incidents.csv?profile=full&${statuses}`,
  `/incidents.geojson?${statuses}`,
  `/incidents.parquet?${statuses}`,
]

/** Files as of a commit. */
export const pinnedAddresses = (commit: number): string[] =>
  [
    '/incidents.csv',
    '/incidents.json',
    '/incidents.geojson',
    '/incidents.parquet',
    '/incidents.csv?q=rocket',
  ].map((path) => `${path}${path.includes('?') ? '&' : '?'}commit=${commit}`)

export type Fetch = (path: string) => Promise<Response>

/** The answers to some addresses. */
export const collectAnswers = async (get: Fetch, addresses: readonly string[]): Promise<Answers> => {
  const answers: Record<string, AnswerParts> = {}
  for (const path of addresses) {
    const answer = await get(path)
    const bytes = Buffer.from(await answer.arrayBuffer())
    answers[path] = answer.ok ? await readParts(path, bytes) : { status: String(answer.status) }
  }
  return answers
}
