/** Records as a workbook in the layout of another project: the cells of the CSV file, numbers and days as such. */
import type { LayoutColumn, Scheme } from '../../../schemas/crosswalk/layout.ts'
import { readDate } from '../../../schemas/edtf-date.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import { layouts } from '../../record/crosswalk/layouts.ts'
import type { MadeOfRecords } from '../registry.ts'
import { cutting } from '../xlsx/cells.ts'
import { layoutSheet } from '../xlsx/info-sheets.ts'
import { bookOf } from '../xlsx/workbook.ts'
import { countedRows, countRows, inLayout } from './table.ts'
import { columnsOf } from './to-layout.ts'

const widths: Readonly<Record<LayoutColumn['type'], number>> = { text: 18, integer: 10, number: 12, date: 12 }
/** Of columns that hold more than others of their type. */
const wider: Readonly<Record<string, number>> = { notes: 80, summary: 80, source_article: 48 }

const widthOf = ({ name, type }: LayoutColumn): number =>
  Math.max(wider[name] ?? widths[type], name.length + 4)

/** More digits than these a spreadsheet does not hold. */
const mostDigits = 15
const plainNumber = /^-?\d+(?:\.\d+)?$/
const midnight = /^(\d{4}-\d\d-\d\d)[ T]00:00:00(?:\.0+)?$/

/** What a cell that came as text holds in a column of numbers or days; a text that is neither stays one. */
const meant: Readonly<Record<LayoutColumn['type'], (text: string) => Cell>> = {
  text: (text) => text,
  integer: (text) => numberOr(text),
  number: (text) => numberOr(text),
  date: (text) => {
    const day = midnight.exec(text)?.[1]
    return day === undefined || 'fault' in readDate(day) ? text : day
  },
}

const numberOr = (text: string): Cell =>
  plainNumber.test(text) && text.replace(/\D/g, '').length <= mostDigits ? Number(text) : text

/** The records in a project's layout; a day is a date of the spreadsheet, whatever midnight it came with. */
export const crosswalkXlsx = (scheme: Scheme): MadeOfRecords => {
  const table = inLayout(scheme)
  return {
    count: (source) => countRows(table, source),
    make: (source, facts) => {
      const cut = cutting()
      const columns = columnsOf(layouts[scheme]).map((column) => ({
        name: column.name,
        width: widthOf(column),
        type: column.type,
        get: (row: readonly Cell[]): Cell => {
          const cell = column.get(row)
          const said = typeof cell === 'string' ? meant[column.type](cell) : cell
          return typeof said === 'string' ? cut.fit(said) : said
        },
      }))
      return bookOf({ columns, rows: facts.rows, pages: countedRows(table, source, facts), filter: true }, [
        ['about', () => layoutSheet(layouts[scheme], facts, cut.count())],
      ])
    },
  }
}
