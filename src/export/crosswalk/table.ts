/** Records as the table of another project's layout, and what is lost on the way as a table. */
import { type Scheme, schemes } from '../../../schemas/crosswalk/layout.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { layouts } from '../../record/crosswalk/layouts.ts'
import { assertCount } from '../byte-stream.ts'
import type { ExportSource, RecordExportFacts, Records } from '../registry.ts'
import { countLayoutRows, generalLosses, type Loss, toLayout } from './to-layout.ts'

export type Rows = readonly (readonly Cell[])[]

export interface CrosswalkTable {
  readonly header: readonly string[]
  /** Rows that stand before those of the records. */
  readonly preamble: Rows
  readonly toRows: (record: StoredIncident) => Rows
  /** How many they are. */
  readonly countOf: (record: StoredIncident) => number
}

export const isScheme = (profile: string | undefined): profile is Scheme =>
  schemes.some((each) => each === profile)

/** The records as rows of a project's layout, those that its rules of inclusion take. */
export const layoutTable = (scheme: Scheme): CrosswalkTable => {
  const layout = layouts[scheme]
  return {
    header: layout.columns.map(({ name }) => name),
    preamble: [],
    toRows: (record) => toLayout(layout, record).rows,
    countOf: (record) => countLayoutRows(layout, record),
  }
}

const lossHeader = ['id', 'kind', 'rule', 'column', 'detail'] as const
const lossRow = (loss: Loss): Cell[] => lossHeader.map((name) => loss[name])

/** Every record that has no row in the layout, and every value that does not go out as it is. */
export const lossTable = (scheme: Scheme): CrosswalkTable => {
  const layout = layouts[scheme]
  return {
    header: lossHeader,
    preamble: generalLosses(layout).map(lossRow),
    toRows: (record) => toLayout(layout, record).losses.map(lossRow),
    countOf: (record) => toLayout(layout, record).losses.length,
  }
}

/** How many rows it has: not one for each record, so the records are gone through once to count and once for the file. */
export const countRows = async (
  { preamble, countOf }: CrosswalkTable,
  { records }: Pick<ExportSource, 'records'>,
): Promise<number> => {
  let rows = preamble.length
  for await (const page of records()) for (const record of page) rows += countOf(record)
  return rows
}

async function* rowPages({ preamble, toRows }: CrosswalkTable, records: Records): AsyncGenerator<Rows> {
  yield preamble
  for await (const page of records) yield page.flatMap(toRows)
}

/** Its rows, page by page. Throws IncompleteFile where the records or the rows are not as many as were counted. */
export const readRows = (
  table: CrosswalkTable,
  { records }: Pick<ExportSource, 'records'>,
  facts: RecordExportFacts,
) => assertCount(rowPages(table, assertCount(records(), facts.records)), facts.rows)
