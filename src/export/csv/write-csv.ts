/** CSV by RFC 4180: CRLF ends every row, and a quote inside quotes is doubled. */
import { Buffer } from 'node:buffer'
import Papa from 'papaparse'
import type { Cell } from '../../../schemas/field-types.ts'
import { flatColumns } from '../../record/flat-columns.ts'
import { escapeFormula } from '../../text/formula-guard.ts'

/** With `excel`, texts that a spreadsheet would compute are escaped. */
type Dialect = { readonly excel?: true | undefined }
export type CsvRows = readonly (readonly Cell[])[]

/** Returns a number without an exponent, which too many programs read as text. */
const formatNumber = (value: number): string => {
  const text = String(value)
  if (!text.includes('e')) return text
  const [mantissa = '', exponent] = text.split('e-')
  if (exponent === undefined) return text
  const zeros = '0'.repeat(Number(exponent) - 1)
  return `${value < 0 ? '-' : ''}0.${zeros}${mantissa.replace(/[-.]/g, '')}`
}

/**
 * Returns whether a text must be quoted although it has no comma, quote or line break: a reader might trim it, and
 * spreadsheets may treat other characters as delimiters.
 */
const needsQuotes = (text: string, { excel }: Dialect): boolean =>
  text.trim().length !== text.length || (excel === true && /[;\t]/.test(text))

/** An unknown cell in a row without other cells: readers skip an empty line. */
export const unknownCell = '""'

/** The mark by which Excel recognises UTF-8. */
const byteOrderMark = '\ufeff'

/** Returns rows as CSV, written by papaparse, each with its line break. A single unknown cell is written as `""`. */
export const encodeCsv = (rows: CsvRows, dialect: Dialect = {}): string => {
  if (rows.length === 0) return ''
  const formatCell = (cell: Cell): string | undefined => {
    if (typeof cell === 'number') return formatNumber(cell)
    return dialect.excel && cell ? escapeFormula(cell) : cell || undefined
  }
  const texts = rows.map((row) => (row.length === 1 ? [formatCell(row[0]) ?? ''] : row.map(formatCell)))
  const quotes = (text: string): boolean => text === '' || needsQuotes(text, dialect)
  return `${Papa.unparse(texts, { quotes, newline: '\r\n' })}\r\n`
}

/** Returns the header line, with the byte order mark for `excel`. */
export const csvHeader = (names: readonly string[], { excel }: Dialect = {}): string =>
  `${excel ? byteOrderMark : ''}${encodeCsv([names], { excel })}`

/** Returns a cell as {@link encodeCsv} writes it, without papaparse. */
export const encodeCell = (cell: Cell, dialect: Dialect = {}): string => {
  if (typeof cell !== 'string') return cell === undefined ? '' : formatNumber(cell)
  const text = dialect.excel ? escapeFormula(cell) : cell
  return /[",\r\n]/.test(text) || needsQuotes(text, dialect) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Returns a row without its line break, without papaparse, which makes a whole export 6 to 16 % slower (`csv` in
 * bench/).
 */
export const csvRow = (cells: readonly Cell[], dialect?: Dialect): string =>
  cells.map((cell) => encodeCell(cell, dialect)).join(',')

/** Like {@link encodeCsv}, without papaparse. */
export const encodeExportRows = (rows: CsvRows, dialect?: Dialect): string =>
  rows.map((row) => `${csvRow(row, dialect) || unknownCell}\r\n`).join('')

/** Yields the bytes of a file with these columns, page by page. */
export async function* csvFile(
  names: readonly string[],
  pages: AsyncIterable<CsvRows>,
  dialect: Dialect,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(csvHeader(names, dialect))
  for await (const rows of pages) yield Buffer.from(encodeExportRows(rows, dialect))
}

/** The last columns of the flat row, which the commit sets. */
const commitColumns: readonly string[] = ['created_at', 'updated_at']
const commitColumnIndex = flatColumns.findIndex(({ name }) => commitColumns.includes(name))

/** Returns the stored part of a record's CSV row, from the cells of its flat row: all columns before the two times. */
export const csvRowPrefix = (cells: readonly Cell[]): string => csvRow(cells.slice(0, commitColumnIndex))
