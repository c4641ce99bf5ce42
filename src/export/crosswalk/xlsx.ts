/** Records as a workbook in the layout of another project: the cells of the CSV file, numbers and days as such. */
import type { LayoutColumn, Scheme } from '../../../schemas/crosswalk/layout.ts'
import { parseDate } from '../../../schemas/edtf-date.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import { layouts } from '../../record/crosswalk/layouts.ts'
import type { RecordFormat } from '../format.ts'
import { layoutInfoSheet } from '../xlsx/info-sheets.ts'
import { widthOf, writeWorkbook } from '../xlsx/xlsx.ts'
import { layoutFormat } from './table.ts'
import { layoutColumns } from './to-layout.ts'

/** Columns that hold more than others of their type. */
const wideColumns: Readonly<Record<string, number>> = { notes: 80, summary: 80, source_article: 48 }

/** More digits than these a spreadsheet does not hold. */
const maxDigits = 15
const plainNumber = /^-?\d+(?:\.\d+)?$/
const midnight = /^(\d{4}-\d\d-\d\d)[ T]00:00:00(?:\.0+)?$/

const parseNumber = (text: string): Cell =>
  plainNumber.test(text) && text.replace(/\D/g, '').length <= maxDigits ? Number(text) : text

/** What a cell that came as text holds in a column of numbers or days; a text that is neither stays one. */
const cellParsers: Readonly<Record<LayoutColumn['type'], (text: string) => Cell>> = {
  text: (text) => text,
  integer: parseNumber,
  number: parseNumber,
  date: (text) => {
    const day = midnight.exec(text)?.[1]
    return day === undefined || 'fault' in parseDate(day) ? text : day
  },
}

/** The records in a project's layout; a day is a date of the spreadsheet, whatever midnight it came with. */
export const crosswalkXlsx = (scheme: Scheme): RecordFormat => {
  const layout = layouts[scheme]
  const columns = layoutColumns(layout).map(({ name, type, get }) => ({
    name,
    type,
    width: widthOf(name, type, wideColumns),
    get: (row: readonly Cell[]): Cell => {
      const cell = get(row)
      return typeof cell === 'string' ? cellParsers[type](cell) : cell
    },
  }))
  return layoutFormat(scheme, (pages, facts) =>
    writeWorkbook({ columns, rows: facts.rows, pages }, [
      ['about', (truncatedCells) => layoutInfoSheet(layout, facts, truncatedCells)],
    ]),
  )
}
