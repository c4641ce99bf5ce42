/** Records as a table in the layout of another project, and the report of losses as a table. */
import { type Scheme, schemes } from '../../../schemas/crosswalk/layout.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import type { TableShape } from '../../../schemas/query.ts'
import { layouts } from '../../record/crosswalk/layouts.ts'
import { assertCount } from '../byte-stream.ts'
import { type CsvRows, csvFile } from '../csv/write-csv.ts'
import type { RecordExportFacts, RecordFormat, Records } from '../format.ts'
import { countLayoutRows, generalLosses, type Loss, toLayout } from './to-layout.ts'

export const isScheme = (profile: string | undefined): profile is Scheme =>
  schemes.some((each) => each === profile)

interface CrosswalkTable {
  /** Rows before those of the records. */
  readonly preamble?: CsvRows
  readonly toRows: (record: StoredIncident) => CsvRows
  /** The number of rows of a record. */
  readonly countOf: (record: StoredIncident) => number
}

async function* rowPages({ preamble, toRows }: CrosswalkTable, records: Records): AsyncGenerator<CsvRows> {
  if (preamble) yield preamble
  for await (const page of records) yield page.flatMap(toRows)
}

/**
 * Returns the format of a table. A record has any number of rows, so the records are read once to count them and once
 * to write them. Throws IncompleteFile if the second reading differs.
 */
const tableFormat = (
  table: CrosswalkTable,
  write: (pages: AsyncIterable<CsvRows>, facts: RecordExportFacts) => AsyncGenerator<Uint8Array>,
): RecordFormat => ({
  countRows: async ({ records }) => {
    let rows = table.preamble?.length ?? 0
    for await (const page of records()) for (const record of page) rows += table.countOf(record)
    return rows
  },
  write: ({ records }, facts) =>
    write(assertCount(rowPages(table, assertCount(records(), facts.records)), facts.rows), facts),
})

/** Returns the format of a file in a project's layout, with the records that its rules of inclusion admit. */
export const layoutFormat = (scheme: Scheme, write: Parameters<typeof tableFormat>[1]): RecordFormat =>
  tableFormat(
    {
      toRows: (record) => toLayout(layouts[scheme], record).rows,
      countOf: (record) => countLayoutRows(layouts[scheme], record),
    },
    write,
  )

export const crosswalkCsv = (scheme: Scheme, shape: TableShape): RecordFormat => {
  const names = layouts[scheme].columns.map(({ name }) => name)
  return layoutFormat(scheme, (pages) => csvFile(names, pages, shape))
}

const lossColumns = ['id', 'kind', 'rule', 'column', 'detail'] as const
const lossRow = (loss: Loss): Cell[] => lossColumns.map((name) => loss[name])

/**
 * Returns the format of the loss report: every record without a row in the layout, and every value that is not
 * exported unchanged.
 */
export const lossCsv = (scheme: Scheme, shape: TableShape): RecordFormat => {
  const layout = layouts[scheme]
  const table = {
    preamble: generalLosses(layout).map(lossRow),
    toRows: (record: StoredIncident) => toLayout(layout, record).losses.map(lossRow),
    countOf: (record: StoredIncident) => toLayout(layout, record).losses.length,
  }
  return tableFormat(table, (pages) => csvFile(lossColumns, pages, shape))
}
