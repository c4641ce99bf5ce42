/** Records as CSV in the layout of another project; and as CSV what is lost on the way. */
import { Buffer } from 'node:buffer'
import { type Scheme, schemes } from '../../schemas/crosswalk/layout.ts'
import type { Cell } from '../../schemas/field.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import type { TableShape } from '../../schemas/query.ts'
import type { Layout } from '../derive/crosswalk/layout.ts'
import { layouts } from '../derive/crosswalk/layouts.ts'
import { crosswalked, type Loss, lossesOf } from './crosswalk.ts'
import { csvFor, csvRow } from './csv.ts'
import type { FileFacts, MadeOfRecords, Records, Source } from './formats.ts'
import { counted } from './stream.ts'

type Rows = readonly (readonly Cell[])[]

interface Table {
  readonly header: readonly string[]
  /** Rows that stand before those of the records. */
  readonly first: Rows
  readonly rowsOf: (record: StoredIncident) => Rows
}

const inLayout = (layout: Layout): Table => ({
  header: layout.columns.map(({ name }) => name),
  first: [],
  rowsOf: (record) => crosswalked(layout, record).rows,
})

const lossHeader = ['id', 'kind', 'rule', 'column', 'detail'] as const
const lossRow = (loss: Loss): Cell[] => lossHeader.map((name) => loss[name])

const lossesIn = (layout: Layout): Table => ({
  header: lossHeader,
  first: lossesOf(layout).map(lossRow),
  rowsOf: (record) => crosswalked(layout, record).losses.map(lossRow),
})

async function* rowsOf({ first, rowsOf }: Table, records: Records): AsyncGenerator<Rows> {
  yield first
  for await (const page of records) yield page.flatMap(rowsOf)
}

/** Its rows are no longer one for each record, so the records are read once to count them and once for the file. */
const asCsv = (table: Table, { excel }: TableShape): MadeOfRecords => {
  const { cell, header } = csvFor(excel)
  const text = (rows: Rows): Buffer =>
    Buffer.from(rows.map((row) => `${csvRow(row, cell)}\r\n`).join(''), 'utf8')
  return {
    count: async ({ records }: Pick<Source, 'records'>): Promise<number> => {
      let rows = 0
      for await (const some of rowsOf(table, records())) rows += some.length
      return rows
    },
    make: async function* ({ records }: Pick<Source, 'records'>, facts: FileFacts) {
      yield Buffer.from(header(table.header), 'utf8')
      for await (const some of rowsOf(table, counted(records(), facts))) yield text(some)
    },
  }
}

export const isScheme = (profile: string | undefined): profile is Scheme =>
  schemes.some((each) => each === profile)

/** The records as rows of a project's layout, those that its rules of inclusion take. */
export const crosswalkCsv = (scheme: Scheme, shape: TableShape): MadeOfRecords =>
  asCsv(inLayout(layouts[scheme]), shape)

/** Every record that has no row in the layout, and every value that does not go out as it is. */
export const lossCsv = (scheme: Scheme, shape: TableShape): MadeOfRecords =>
  asCsv(lossesIn(layouts[scheme]), shape)
