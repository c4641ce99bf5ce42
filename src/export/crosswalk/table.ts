/** Records as the table of another project's layout, and what is lost on the way as a table. */
import { type Scheme, schemes } from '../../../schemas/crosswalk/layout.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { layouts } from '../../record/crosswalk/layouts.ts'
import { counted } from '../byte-stream.ts'
import type { MadeFacts, Records, Source } from '../registry.ts'
import { crosswalked, type Loss, lossesOf, rowsMade } from './to-layout.ts'

export type Rows = readonly (readonly Cell[])[]

export interface Table {
  readonly header: readonly string[]
  /** Rows that stand before those of the records. */
  readonly first: Rows
  readonly rowsOf: (record: StoredIncident) => Rows
  /** How many they are. */
  readonly countOf: (record: StoredIncident) => number
}

export const isScheme = (profile: string | undefined): profile is Scheme =>
  schemes.some((each) => each === profile)

/** The records as rows of a project's layout, those that its rules of inclusion take. */
export const inLayout = (scheme: Scheme): Table => {
  const layout = layouts[scheme]
  return {
    header: layout.columns.map(({ name }) => name),
    first: [],
    rowsOf: (record) => crosswalked(layout, record).rows,
    countOf: (record) => rowsMade(layout, record),
  }
}

const lossHeader = ['id', 'kind', 'rule', 'column', 'detail'] as const
const lossRow = (loss: Loss): Cell[] => lossHeader.map((name) => loss[name])

/** Every record that has no row in the layout, and every value that does not go out as it is. */
export const lossesIn = (scheme: Scheme): Table => {
  const layout = layouts[scheme]
  return {
    header: lossHeader,
    first: lossesOf(layout).map(lossRow),
    rowsOf: (record) => crosswalked(layout, record).losses.map(lossRow),
    countOf: (record) => crosswalked(layout, record).losses.length,
  }
}

/** How many rows it has: not one for each record, so the records are gone through once to count and once for the file. */
export const countRows = async (
  { first, countOf }: Table,
  { records }: Pick<Source, 'records'>,
): Promise<number> => {
  let rows = first.length
  for await (const page of records()) for (const record of page) rows += countOf(record)
  return rows
}

async function* rowsIn({ first, rowsOf }: Table, records: Records): AsyncGenerator<Rows> {
  yield first
  for await (const page of records) yield page.flatMap(rowsOf)
}

/** Its rows, page by page. Throws IncompleteFile where the records or the rows are not as many as were counted. */
export const countedRows = (table: Table, { records }: Pick<Source, 'records'>, facts: MadeFacts) =>
  counted(rowsIn(table, counted(records(), facts.records)), facts.rows)
