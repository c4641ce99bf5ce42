// What today's code makes of a fixed set of records, as digests. `node test/node/support/golden.ts` writes them to
// test/fixtures/golden/digests.json.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { schemes } from '../../../schemas/crosswalk/layout.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import type { TableShape } from '../../../schemas/query.ts'
import { encodeText } from '../../../src/export/byte-stream.ts'
import { csvRow, csvRowPrefix } from '../../../src/export/csv/write-csv.ts'
import type { ExportSource, Format } from '../../../src/export/format.ts'
import { formats, lossReport } from '../../../src/export/registry.ts'
import { toCells } from '../../../src/record/flat-columns.ts'
import {
  filterCodeVersion,
  filterVersion,
  renderingVersion,
  rowCodeVersion,
  rowVersion,
  schemaVersion,
} from '../../../src/record/schema-version.ts'
import { encodeFacets, filterValues, searchWords } from '../../../src/record/search-index.ts'

const folder = fileURLToPath(new URL('../../fixtures/golden/', import.meta.url))
const digestsFile = join(folder, 'digests.json')

const records = JSON.parse(readFileSync(join(folder, 'records.json'), 'utf8')) as StoredIncident[]

const digest = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex').slice(0, 16)
}

async function* pages<T>(items: readonly T[], size = 10) {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}

/** What the database has ready of a record. */
const storedTexts = {
  csv: (record: StoredIncident) => csvRow(toCells(record, record)),
  json: (record: StoredIncident) => JSON.stringify(record),
}

async function* textPages(source: 'csv' | 'json', separator: string) {
  for await (const page of pages(records))
    yield { rows: page.length, data: Buffer.from(page.map(storedTexts[source]).join(separator)) }
}

const exportSource: ExportSource = {
  records: () => pages(records),
  rows: async function* () {
    for await (const { data } of textPages('csv', '\r\n')) yield data
  },
  committedAt: async () => '2022-02-01T00:00:00.000Z',
  datasets: async () => [],
}

const digestFile = async (format: Format, shape: TableShape): Promise<string> => {
  const encoding = format.encoder(shape)
  const count = records.length
  const facts = {
    commit: 42,
    rows: count,
    records: count,
    address: 'https://example.org/incidents?commit=42',
  }
  const parts: Uint8Array[] = []
  if ('write' in encoding) {
    const rows = (await encoding.countRows?.(exportSource)) ?? count
    for await (const part of encoding.write(exportSource, { ...facts, rows })) parts.push(part)
  } else {
    const text = textPages(encoding.source, encoding.separator)
    for await (const part of encodeText(encoding, facts, text)) parts.push(part)
  }
  return digest(...parts)
}

const files: Readonly<Record<string, readonly [Format, TableShape]>> = {
  ...Object.fromEntries(Object.entries(formats).map(([name, format]) => [name, [format, {}] as const])),
  'csv full': [formats.csv, { profile: 'full' }],
  'csv labels': [formats.csv, { labels: true }],
  'csv excel': [formats.csv, { excel: true }],
  'csv fields': [formats.csv, { fields: ['title', 'id', 'weapon_types'] }],
  'xlsx labels': [formats.xlsx, { labels: true }],
  ...Object.fromEntries(
    schemes.flatMap((profile) => [
      [`csv ${profile}`, [formats.csv, { profile }] as const],
      [`xlsx ${profile}`, [formats.xlsx, { profile }] as const],
      [`losses ${profile}`, [lossReport, { profile }] as const],
    ]),
  ),
}

export interface Golden {
  readonly schemaVersion: string
  readonly rowVersion: string
  readonly codeVersions: Readonly<Record<string, number>>
  /** Of the stored CSV rows, by `rowVersion`. */
  readonly rows: string
  /** Of filter columns, facets and search words, by `filterVersion`. */
  readonly filters: string
  /** Of the files, by `schemaVersion`. */
  readonly files: Readonly<Record<string, string>>
}

/** What today's code makes. */
export const makeGolden = async (): Promise<Golden> => {
  const cells = records.map((record) => toCells(record, record))
  const filters = records.map((record, i) =>
    JSON.stringify([filterValues(cells[i] ?? []), encodeFacets(record), searchWords(record)]),
  )
  const digests: Record<string, string> = {}
  for (const [name, [format, shape]] of Object.entries(files)) digests[name] = await digestFile(format, shape)
  return {
    schemaVersion,
    rowVersion,
    codeVersions: { renderingVersion, rowCodeVersion, filterCodeVersion },
    rows: digest(cells.map((each) => csvRowPrefix(each)).join('\n')),
    filters: digest(filters.join('\n')),
    files: digests,
  }
}

export const readGolden = (): Golden => JSON.parse(readFileSync(digestsFile, 'utf8')) as Golden

const rewrite = 'Then write the digests again (node test/node/support/golden.ts)'

/** What is to be done before today's code may be used with stores and addresses of the golden one; empty if nothing. */
export const compareGolden = (golden: Golden, today: Golden): string[] => {
  const faults: string[] = []
  const isSameSchema = golden.schemaVersion === today.schemaVersion
  const changed = Object.keys(today.files).filter((name) => golden.files[name] !== today.files[name])
  if (golden.rowVersion === today.rowVersion && golden.rows !== today.rows)
    faults.push(
      `The stored CSV row of the same record has changed, and its columns have not. Raise rowCodeVersion in src/record/schema-version.ts. ${rewrite}, and add to CHANGELOG.md: "- Stored rows are derived again: run npm run rerender after the deployment."`,
    )
  if (golden.rowVersion.split('-')[0] === filterVersion && golden.filters !== today.filters)
    faults.push(
      `Filter columns, facets or search words of the same record have changed, and their declarations have not. Raise filterCodeVersion in src/record/schema-version.ts. ${rewrite}, and add to CHANGELOG.md: "- Filters are derived again: filtered lists answer 503 until npm run rerender has run."`,
    )
  if (isSameSchema && changed.length > 0)
    faults.push(
      `Files have other bytes (${changed.join(', ')}), and nothing that the schema declares has changed. Raise renderingVersion in src/record/schema-version.ts. ${rewrite}, and add to CHANGELOG.md: "- Addresses pinned to schema=${golden.schemaVersion} answer 410."`,
    )
  if (!isSameSchema)
    faults.push(
      `The schema is ${today.schemaVersion} and was ${golden.schemaVersion}. Write the digests again (node test/node/support/golden.ts), and add to CHANGELOG.md: "- Addresses pinned to schema=${golden.schemaVersion} answer 410.${golden.rowVersion === today.rowVersion ? '' : ' Run npm run rerender after the deployment.'}"`,
    )
  return faults
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(digestsFile, `${JSON.stringify(await makeGolden(), null, 2)}\n`)
