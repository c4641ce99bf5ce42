/** XLSX: a workbook of the records, of the codes in them and of what one has to know, made row by row. */
import type { Cell, ColumnType } from '../../../schemas/field-types.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Column, createLabelFormatter, flatColumns, getColumn } from '../../record/flat-columns.ts'
import { assertCount } from '../byte-stream.ts'
import type { ExportFacts } from '../registry.ts'
import { createTruncator } from './cells.ts'
import { codesSheet, recordsInfoSheet } from './info-sheets.ts'
import type { SheetColumn } from './sheet.ts'
import { writeWorkbook } from './workbook.ts'

/** The most records of one file: a sheet has 1,048,576 rows, and the header is one. */
export const maxSheetRows = 1_048_575

export interface XlsxOptions {
  /** Labels in place of codes. */
  readonly labels: boolean
  /** These columns, in this order; all without it. */
  readonly fields?: readonly string[]
}

const widths: Readonly<Record<ColumnType, number>> = {
  text: 18,
  list: 28,
  integer: 10,
  number: 12,
  date: 12,
  datetime: 24,
}
/** Of columns that hold more than others of their type. */
const wideColumns: Readonly<Record<string, number>> = { id: 38, title: 48, summary: 80 }

/** Room for the name and the button of the filter. */
const widthOf = ({ name, type }: Column): number =>
  Math.max(wideColumns[name] ?? widths[type], name.length + 4)

/**
 * The bytes of a workbook. At most {@link maxSheetRows} records; a number of them other than `facts.rows` breaks it
 * (IncompleteFile).
 */
export const xlsx = (
  pages: AsyncIterable<readonly StoredIncident[]>,
  facts: ExportFacts,
  { labels, fields }: XlsxOptions,
): AsyncGenerator<Uint8Array> => {
  const columns = fields?.map(getColumn) ?? flatColumns
  const truncator = createTruncator()
  const toSheetColumn = (column: Column): SheetColumn<StoredIncident> => {
    const { name, type } = column
    const label = labels ? createLabelFormatter(column) : undefined
    const get = (record: StoredIncident): Cell => {
      const cell = column.get(record)
      return typeof cell === 'string' ? truncator.fit(label ? label(cell) : cell) : cell
    }
    return { name, type, width: widthOf(column), get }
  }
  return writeWorkbook(
    {
      columns: columns.map(toSheetColumn),
      rows: facts.rows,
      pages: assertCount(pages, facts.rows),
      filter: true,
    },
    [
      ['codes', () => codesSheet(columns)],
      ['about', () => recordsInfoSheet(facts, labels, truncator.count())],
    ],
  )
}
