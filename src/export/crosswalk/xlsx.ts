/** Records as a workbook in the layout of another project: the cells of the CSV file, numbers and days as such. */
import type { LayoutColumn, Scheme } from '../../../schemas/crosswalk/layout.ts'
import { parseDate } from '../../../schemas/edtf-date.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import { layouts } from '../../record/crosswalk/layouts.ts'
import type { RecordFormat } from '../registry.ts'
import { createTruncator } from '../xlsx/cells.ts'
import { layoutInfoSheet } from '../xlsx/info-sheets.ts'
import { writeWorkbook } from '../xlsx/workbook.ts'
import { countRows, layoutTable, readRows } from './table.ts'
import { layoutColumns } from './to-layout.ts'

const widths: Readonly<Record<LayoutColumn['type'], number>> = { text: 18, integer: 10, number: 12, date: 12 }
/** Of columns that hold more than others of their type. */
const wideColumns: Readonly<Record<string, number>> = { notes: 80, summary: 80, source_article: 48 }

const widthOf = ({ name, type }: LayoutColumn): number =>
  Math.max(wideColumns[name] ?? widths[type], name.length + 4)

/** More digits than these a spreadsheet does not hold. */
const maxDigits = 15
const plainNumber = /^-?\d+(?:\.\d+)?$/
const midnight = /^(\d{4}-\d\d-\d\d)[ T]00:00:00(?:\.0+)?$/

/** What a cell that came as text holds in a column of numbers or days; a text that is neither stays one. */
const cellParsers: Readonly<Record<LayoutColumn['type'], (text: string) => Cell>> = {
  text: (text) => text,
  integer: (text) => numberOr(text),
  number: (text) => numberOr(text),
  date: (text) => {
    const day = midnight.exec(text)?.[1]
    return day === undefined || 'fault' in parseDate(day) ? text : day
  },
}

const numberOr = (text: string): Cell =>
  plainNumber.test(text) && text.replace(/\D/g, '').length <= maxDigits ? Number(text) : text

/** The records in a project's layout; a day is a date of the spreadsheet, whatever midnight it came with. */
export const crosswalkXlsx = (scheme: Scheme): RecordFormat => {
  const table = layoutTable(scheme)
  return {
    countRows: (source) => countRows(table, source),
    write: (source, facts) => {
      const truncator = createTruncator()
      const columns = layoutColumns(layouts[scheme]).map((column) => ({
        name: column.name,
        width: widthOf(column),
        type: column.type,
        get: (row: readonly Cell[]): Cell => {
          const cell = column.get(row)
          const value = typeof cell === 'string' ? cellParsers[column.type](cell) : cell
          return typeof value === 'string' ? truncator.fit(value) : value
        },
      }))
      return writeWorkbook(
        { columns, rows: facts.rows, pages: readRows(table, source, facts), filter: true },
        [['about', () => layoutInfoSheet(layouts[scheme], facts, truncator.count())]],
      )
    },
  }
}
