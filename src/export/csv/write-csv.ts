/** CSV by RFC 4180: CRLF ends every row, and a quote inside quotes is doubled. */
import { Buffer } from 'node:buffer'
import Papa from 'papaparse'
import type { Cell } from '../../../schemas/field-types.ts'
import { flatColumns } from '../../record/flat-columns.ts'
import { escapeFormula } from '../../text/formula-guard.ts'

/** With `excel`, no spreadsheet computes a cell. */
type Dialect = { readonly excel?: true | undefined }
export type CsvRows = readonly (readonly Cell[])[]

/** Every digit, and none but digits: an exponent is read as text by too many programs. */
const formatNumber = (value: number): string => {
  const text = String(value)
  if (!text.includes('e')) return text
  const [mantissa = '', exponent] = text.split('e-')
  if (exponent === undefined) return text
  const zeros = '0'.repeat(Number(exponent) - 1)
  return `${value < 0 ? '-' : ''}0.${zeros}${mantissa.replace(/[-.]/g, '')}`
}

/** Whether a reader might trim a text. */
const hasOuterSpace = (text: string): boolean => text.trim().length !== text.length

/** What papaparse quotes beside delimiters, quotes and line breaks; spreadsheets may take others for delimiters. */
const quotes = (text: string): boolean => text === '' || hasOuterSpace(text)
const excelQuotes = (text: string): boolean => quotes(text) || /[;\t]/.test(text)

/** What Excel knows a file of UTF-8 by. */
const byteOrderMark = '\ufeff'

/**
 * Rows as CSV by papaparse, each with its line break. A single unknown cell is written as `""`, since readers skip an
 * empty line.
 */
export const encodeCsv = (rows: CsvRows, { excel }: Dialect = {}): string => {
  if (rows.length === 0) return ''
  const formatCell = (cell: Cell): string | undefined => {
    if (typeof cell === 'number') return formatNumber(cell)
    return excel && cell ? escapeFormula(cell) : cell || undefined
  }
  const texts = rows.map((row) => (row.length === 1 ? [formatCell(row[0]) ?? ''] : row.map(formatCell)))
  return `${Papa.unparse(texts, { quotes: excel ? excelQuotes : quotes, newline: '\r\n' })}\r\n`
}

/** The line of names, with what stands before it. */
export const csvHeader = (names: readonly string[], { excel }: Dialect = {}): string =>
  `${excel ? byteOrderMark : ''}${encodeCsv([names], { excel })}`

const finishedCell = (cell: Cell): string => {
  if (typeof cell !== 'string') return cell === undefined ? '' : formatNumber(cell)
  return hasOuterSpace(cell) || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** A row without its line break, by hand: papaparse makes a whole export 6 to 16 % slower (`csv` in bench/). */
export const csvRow = (cells: readonly Cell[]): string => cells.map(finishedCell).join(',')

/** As {@link encodeCsv}, by hand where that writes the same faster. */
export const encodeExportRows = (rows: CsvRows, { excel }: Dialect = {}): string =>
  excel || rows[0]?.length === 1
    ? encodeCsv(rows, { excel })
    : rows.map((row) => `${csvRow(row)}\r\n`).join('')

/** The bytes of a file of these columns, page by page. */
export async function* csvFile(
  names: readonly string[],
  pages: AsyncIterable<CsvRows>,
  dialect: Dialect,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(csvHeader(names, dialect))
  for await (const rows of pages) yield Buffer.from(encodeExportRows(rows, dialect))
}

/** The columns of the flat row that the commit fills in: they stand at its end. */
const commitColumns: readonly string[] = ['created_at', 'updated_at']
const commitColumnIndex = flatColumns.findIndex(({ name }) => commitColumns.includes(name))

/** A record's row up to the two times, of the cells of its flat row. */
export const csvRowPrefix = (cells: readonly Cell[]): string => csvRow(cells.slice(0, commitColumnIndex))
