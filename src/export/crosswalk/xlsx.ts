/** Records as a workbook in the layout of another project: the cells of the CSV file, with numbers and days as such. */
import type { LayoutColumn, Scheme } from '../../../schemas/crosswalk/layout.ts'
import { parseDate } from '../../../schemas/edtf-date.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import { layouts } from '../../record/crosswalk/layouts.ts'
import type { RecordFormat } from '../format.ts'
import { layoutInfoSheet } from '../xlsx/info-sheets.ts'
import { widthOf, writeWorkbook } from '../xlsx/xlsx.ts'
import { layoutFormat } from './table.ts'
import { layoutColumns } from './to-layout.ts'

/** Columns whose content is longer than usual for their type. */
const wideColumns: Readonly<Record<string, number>> = { notes: 80, summary: 80, source_article: 48 }

/** The most digits that a number of a spreadsheet holds. */
const maxDigits = 15
const plainNumber = /^-?\d+(?:\.\d+)?$/
const midnight = /^(\d{4}-\d\d-\d\d)[ T]00:00:00(?:\.0+)?$/

const parseNumber = (text: string): Cell =>
  plainNumber.test(text) && text.replace(/\D/g, '').length <= maxDigits ? Number(text) : text

/** Converts a stored text in a column of numbers or days; a text that is neither stays a text. */
const cellParsers: Readonly<Record<LayoutColumn['type'], (text: string) => Cell>> = {
  text: (text) => text,
  integer: parseNumber,
  number: parseNumber,
  date: (text) => {
    const day = midnight.exec(text)?.[1]
    return day === undefined || 'fault' in parseDate(day) ? text : day
  },
}

/** Returns the format of a workbook in a project's layout. A day with a midnight time is a date of the spreadsheet. */
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
