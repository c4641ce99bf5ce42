/** Packages as they are made and read back. */
import { Buffer } from 'node:buffer'
import Papa from 'papaparse'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { dataPackage } from '../../../../src/export/data-package/data-package.ts'
import type { ExportFacts } from '../../../../src/export/format.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import type { CitationData } from '../../../../src/record/citation/citation-data.ts'
import { readScalar } from '../../../../src/record/paths.ts'
import { decodeList } from '../../../../src/text/list-cell.ts'
import { validationContext } from '../../rule-cases.ts'
import { readZip } from '../read-zip.ts'

type PackageFacts = ExportFacts & CitationData

export const facts = {
  commit: 42,
  address: '/incidents.zip?country=IQ&commit=42&schema=1',
  at: '2022-01-06T10:11:12.000Z',
  datasets: [
    {
      slug: 'reports',
      title: 'Reports of attacks',
      description: 'What monitors filed.\nIt leaves out battles.',
      licence: 'CC BY 4.0',
      attribution: 'Cite as "Reports", 2022: all of it.',
    },
  ],
} as const satisfies Omit<PackageFacts, 'rows'>

/** The n-th record that was sent, as it is stored. Throws where it breaks a rule. */
export const storedRecord = (sent: object, n = 0, more: Partial<StoredIncident> = {}): StoredIncident => {
  const { record, errors } = validate(sent, validationContext)
  if (!record) throw new Error(JSON.stringify(errors))
  return {
    id: `0197f3a0-1c2b-7d4e-8f60-${n.toString(16).padStart(12, '0')}`,
    status: 'published',
    revision: 1,
    commit: 40 + n,
    created_at: '2022-01-06T00:00:00.123Z',
    updated_at: '2022-01-07T00:00:00.000Z',
    warnings: [],
    ...record,
    ...more,
  } as StoredIncident
}

/** The records in pages of so many. */
export async function* inPages(records: readonly StoredIncident[], size = 2) {
  for (let at = 0; at < records.length; at += size) yield records.slice(at, at + size)
}

export const bytesOf = async (pieces: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

/** A source of a package: pages of records, and the facts that are told beside them. */
export const packageSource = (
  pages: () => AsyncIterable<readonly StoredIncident[]>,
  { at, datasets }: Pick<PackageFacts, 'at' | 'datasets'> = facts,
) => ({ records: pages, committedAt: async () => at, datasets: async () => datasets })

export const packRecords = (
  records: readonly StoredIncident[],
  more: Partial<PackageFacts> = {},
  size?: number,
): Promise<Buffer> => {
  const all = { ...facts, rows: records.length, ...more }
  return bytesOf(
    dataPackage(
      packageSource(() => inPages(records, size), all),
      all,
    ),
  )
}

/** The files of a package by their names. */
export const unzipFiles = (zip: Uint8Array): Map<string, Buffer> =>
  new Map(readZip(zip).map(({ name, bytes }) => [name, bytes]))

export type Row = Readonly<Record<string, string>>

export const readTextFile = (files: ReadonlyMap<string, Buffer>, name: string): string => {
  const found = files.get(name)
  if (!found) throw new RangeError(`The package has no ${name}.`)
  return found.toString('utf8')
}

/** The rows of a table, each cell as text. */
export const readTableRows = (files: ReadonlyMap<string, Buffer>, table: string): Row[] => {
  const { data, errors } = Papa.parse<Row>(readTextFile(files, `${table}.csv`), {
    header: true,
    delimiter: ',',
  })
  const rows = data.slice(0, -1)
  const broken = errors.filter(({ row = 0 }) => row < rows.length)
  if (broken.length > 0) throw new Error(JSON.stringify(broken))
  return rows
}

type Made = Record<string, unknown>

/** A row as a program has it: null and an empty text are unknown. */
export type Cells = Readonly<Record<string, string | number | null>>

/** The steps of a field such as `casualties.groups[].deaths.low` or `external.fields.*`, for one row. */
const stepsOf = (field: string, { position, name }: Cells): (string | number)[] =>
  field.split('.').flatMap((step) => {
    if (step.endsWith('[]')) return [step.slice(0, -2), Number(position)]
    return step === '*' ? String(name ?? '') : step
  })

const put = (record: Made, steps: readonly (string | number)[], value: unknown): void => {
  let at = record as Record<string | number, unknown>
  for (const [i, step] of steps.slice(0, -1).entries()) {
    at[step] ??= typeof steps[i + 1] === 'number' ? [] : {}
    at = at[step] as Made
  }
  at[steps.at(-1) ?? ''] = value
}

type Cell = string | number

/** The records, put together from all tables by what the codebook says of their columns. */
export const joinTables = (
  rowsOf: (table: string) => readonly Cells[],
  asStated: (type: string, cell: Cell) => unknown,
): Made[] => {
  const records = new Map<unknown, Made>(rowsOf('incidents').map(({ id }) => [id, {}]))
  const columns = rowsOf('codebook').filter(({ kind, path }) => kind === 'column' && path)
  for (const table of new Set(columns.map((column) => String(column.table))))
    for (const row of rowsOf(table)) {
      const record = records.get(row.incident_id ?? row.id)
      if (!record) throw new Error(`A row of ${table} belongs to no incident: ${JSON.stringify(row)}`)
      for (const { name, path, type } of columns.filter((each) => each.table === table)) {
        const cell = row[String(name)] ?? ''
        if (cell === '') continue
        const value = String(path).endsWith('.*') ? readScalar(String(cell)) : asStated(String(type), cell)
        put(record, stepsOf(String(path), row), value)
      }
    }
  return [...records.values()]
}

const ofText = (type: string, cell: Cell): unknown => {
  if (type === 'integer' || type === 'number') return Number(cell)
  return type === 'list' ? decodeList(String(cell)) : cell
}

/** The records of a package. */
export const readRecords = (files: ReadonlyMap<string, Buffer>): Made[] =>
  joinTables((table) => readTableRows(files, table), ofText)
