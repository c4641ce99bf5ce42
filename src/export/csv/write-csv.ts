/** CSV by RFC 4180: CRLF behind every row, a quote doubled inside quotes. */
import type { Cell } from '../../../schemas/field-types.ts'
import { flatColumns } from '../../record/flat-columns.ts'
import { escapeFormula } from '../../text/formula-guard.ts'

const quotedCharacters = /[",\r\n]/
const whitespace = /\s|\ufeff/

/** Whether a unit of a text may be a space. */
const canBeSpace = (unit: number): boolean => unit <= 0x20 || (unit >= 0x7f && unit <= 0xa0) || unit >= 0x1680

const isSpaceAt = (text: string, at: number): boolean =>
  canBeSpace(text.charCodeAt(at)) && whitespace.test(text.charAt(at))

/** Whether a text is quoted: where it must be, and where a reader might trim it. */
const needsQuotes = (text: string): boolean =>
  quotedCharacters.test(text) || isSpaceAt(text, 0) || isSpaceAt(text, text.length - 1)

/** A spreadsheet may take these, too, for what parts cells. */
const spreadsheetDelimiters = /[;\t]/

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** Every digit, and none but digits: an exponent is read as text by too many programs. */
const formatNumber = (value: number): string => {
  const text = String(value)
  if (!text.includes('e')) return text
  const [mantissa = '', exponent] = text.split('e-')
  if (exponent === undefined) return text
  const zeros = '0'.repeat(Number(exponent) - 1)
  return `${value < 0 ? '-' : ''}0.${zeros}${mantissa.replace(/[-.]/g, '')}`
}

export const csvCell = (value: Cell): string => {
  if (value === undefined) return ''
  if (typeof value === 'number') return formatNumber(value)
  return needsQuotes(value) ? quote(value) : value
}

/** What Excel knows a file of UTF-8 by. */
const byteOrderMark = '\ufeff'

/** A cell that no spreadsheet computes. */
const excelCell = (value: Cell): string => {
  if (typeof value !== 'string') return csvCell(value)
  const text = escapeFormula(value)
  return needsQuotes(text) || spreadsheetDelimiters.test(text) ? quote(text) : text
}

/** One row without its line break. */
export const csvRow = (cells: readonly Cell[], write = csvCell): string =>
  cells.map((cell) => (cell === undefined ? '' : write(cell))).join(',')

/** The columns of the flat row that the commit fills in: they stand at its end. */
const commitColumns: readonly string[] = ['created_at', 'updated_at']
const commitColumnIndex = flatColumns.findIndex(({ name }) => commitColumns.includes(name))

/** How a cell is written, and the line of names with what stands before it: for spreadsheets, or plain. */
export const csvDialect = (excel = false) => {
  const cell = excel ? excelCell : csvCell
  const header = (names: readonly string[]): string =>
    `${excel ? byteOrderMark : ''}${csvRow(names, cell)}\r\n`
  return { cell, header }
}

export const flatHeader = `${csvRow(flatColumns.map(({ name }) => name))}\r\n`

/** A record's row up to the two times, of the cells of its flat row. */
export const csvRowPrefix = (cells: readonly Cell[]): string => csvRow(cells.slice(0, commitColumnIndex))
