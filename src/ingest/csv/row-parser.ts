/**
 * Rows of comma-separated text by RFC 4180, read by papaparse. Beyond the standard, CRLF, LF and CR end a line, even
 * mixed; empty lines are skipped; a quote inside an unquoted cell is a character; spaces around a quoted cell are dropped.
 */
import Papa from 'papaparse'
import { maxRowsPerBatch } from '../rows/source-row.ts'
import type { Dialect } from './dialect.ts'
import type { Decoder } from './encoding.ts'
import { parseRow, type QuoteFlaw, type RawRow, spacedQuote } from './fallback.ts'

/** A fault in a cell. */
export interface Flaw {
  readonly kind: QuoteFlaw['kind'] | 'nul' | 'bytes'
  /** The index of the cell in its row. */
  readonly cell: number
  /** The line of the cell's opening quote, or of the row if the cell is unquoted. */
  readonly line: number
}

export interface ParsedRow {
  /** The line on which the row begins. */
  readonly line: number
  readonly cells: readonly string[]
  readonly flaws: readonly Flaw[]
  /** The indexes of cells with a space before their opening quote. */
  readonly spaced: readonly number[]
}

/** The result of papaparse for a row. */
interface Step {
  readonly data: [string[]]
  readonly errors: readonly unknown[]
  readonly meta: { readonly cursor: number }
}

/** Reads the rows of a raw text from a position on. */
export type Reader = (text: string, from: number, last: boolean) => Iterable<RawRow>

/** The number of characters that papaparse reads at once: it notes every faulty quote up to their end. */
const windowSize = 65_536

/** Returns whether a cell begins with a space before a quote; its first character is compared first, as it is fast. */
const hasSpacedQuote = (cells: readonly string[]): boolean => {
  for (const cell of cells) {
    const code = cell.charCodeAt(0)
    if ((code === 0x20 || code === 0x09 || code === 0xa0 || code === 0xc2) && spacedQuote.test(cell))
      return true
  }
  return false
}

/** Returns a reader that uses papaparse up to a faulty row, and the fallback for the rest of the window. */
export const readerOf = ({ delimiter, newline }: Dialect): Reader => {
  const lineEnd = newline === 'cr' ? '\r' : '\n'
  // Texts that papaparse misreads without an error: other newlines, and spaces other than blanks after a closing
  // quote.
  const misread = newline === 'cr' ? /\n|"[ \t]*[^\S \t\r\n]/ : /\r[^\n]|"[ \t]*[^\S \t\r\n]/
  let rows: RawRow[] = []
  let parser: Papa.Parser
  const step = ({ data: [cells], errors, meta }: Step) => {
    const cell = cells.pop() ?? ''
    cells.push(lineEnd === '\n' && cell.endsWith('\r') ? cell.slice(0, -1) : cell)
    const isMisread = errors.length > 0 || hasSpacedQuote(cells)
    if (!isMisread) rows.push({ cells, end: meta.cursor })
    if (isMisread || rows.length === maxRowsPerBatch) parser.abort()
  }
  return function* (text, from, last) {
    const isMisread = misread.test(text)
    let at = from
    while (at < text.length) {
      const end = Math.min(text.length, at + windowSize)
      do {
        rows = []
        // The fast mode splits the whole text at once.
        parser = new Papa.Parser({ delimiter, newline: lineEnd, fastMode: false, step })
        if (!isMisread) parser.parse(text.slice(at, end), at, !last || end < text.length)
        yield* rows
        at = rows.at(-1)?.end ?? at
      } while (rows.length === maxRowsPerBatch)
      while (at < end) {
        const row = parseRow(text, at, delimiter, last)
        if (!row) return
        yield row
        at = row.end
      }
    }
  }
}

/** Returns the decoded row; undefined if its line is empty. */
export const decodeRow = (
  text: string,
  { cells, flaws = [], spaced = [] }: RawRow,
  line: number,
  decoder: Decoder,
): ParsedRow | undefined => {
  if (cells.length === 1 && cells[0] === '' && !text.startsWith('"')) return undefined
  const own: Flaw[] = flaws.map((flaw) => ({ ...flaw, line: line + flaw.line }))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is looked for
  if (!/[^\x01-\x7f]/.test(text)) return { line, cells, flaws: own, spaced }
  const decoded = cells.map((cell) => decoder.decode(cell))
  for (const [cell, value] of decoded.entries()) {
    if (value.includes('\0')) own.push({ kind: 'nul', cell, line })
    if (!value.isWellFormed()) own.push({ kind: 'bytes', cell, line })
  }
  return { line, cells: decoded, flaws: own, spaced }
}
