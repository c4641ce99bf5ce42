/** A file of comma-, semicolon- or tab-separated text as a head and rows, in pieces of a bounded size. */
import { blockSize, maxRowsPerBatch, toBlocks } from '../rows/source-row.ts'
import { type Delimiter, type Dialect, detectDialect, type Newline } from './dialect.ts'
import { Decoder, type Encoding } from './encoding.ts'
import { countLines } from './fallback.ts'
import {
  cellFaults,
  columnsFault,
  delimiterFault,
  emptyFault,
  foreignFault,
  headerFaults,
  maxColumns,
  maxRowLength,
  rowFaults,
  sizeFault,
  type TableFault,
} from './faults.ts'
import { decodeRow, type ParsedRow, type Reader, readerOf } from './row-parser.ts'

export interface Head {
  /** The names as they stand in the header, padding and all. */
  readonly columns: readonly string[]
  /** By the bytes up to the first rows; ASCII counts as UTF-8. The end says what the whole file was. */
  readonly encoding: Encoding
  readonly hasBom: boolean
  readonly delimiter: Delimiter
  /** What ends the first line. */
  readonly newline: Newline
  /** Whether a row of HXL tags followed the header. */
  readonly hasHxlRow: boolean
  readonly headerLine: number
}

export interface Row {
  /** From 1 behind the header and the HXL row. */
  readonly row: number
  /** From 1 in the file, where the row begins; CRLF, LF and CR each end a line, inside quotes too. */
  readonly line: number
  /** As many as the row has, padding and all. */
  readonly cells: readonly string[]
}

export type TablePart =
  /** Comes first. Without a head nothing can be read, and the end follows. */
  | { readonly kind: 'head'; readonly head: Head | undefined; readonly faults: readonly TableFault[] }
  /** Rows in order, the faulty ones too; a fault comes with its row. */
  | { readonly kind: 'rows'; readonly rows: readonly Row[]; readonly faults: readonly TableFault[] }
  /** Comes last. `complete` says whether all of the file was read; without a head it was not. */
  | { readonly kind: 'end'; readonly rows: number; readonly encoding: Encoding; readonly complete: boolean }

const isHxlRow = ({ cells }: ParsedRow): boolean => {
  const said = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return said.length > 0 && said.every((cell) => cell.startsWith('#'))
}

/** Rows that come together, each of their flaws counted as a row. */
interface Group {
  readonly dialect: Dialect
  readonly rows: readonly ParsedRow[]
  /** The line of a row that is too long; nothing follows. */
  readonly oversize?: number
  readonly last: boolean
}

type Blocks = AsyncIterable<Uint8Array>

async function* rawTexts(blocks: Blocks, decoder: Decoder): AsyncGenerator<{ text: string; last: boolean }> {
  for await (const bytes of blocks) yield { text: decoder.push(bytes, false), last: false }
  yield { text: decoder.push(new Uint8Array(), true), last: true }
}

/** Returns the dialect, what is wrong with the beginning of the file, or undefined if more of it must come. */
const openTable = (text: string, last: boolean, decoder: Decoder): Dialect | TableFault | undefined => {
  if (decoder.foreignFormat !== undefined) return foreignFault(decoder.foreignFormat)
  const dialect = detectDialect(text, last)
  if (!dialect) return decoder.exceeds(text, maxRowLength) ? sizeFault({ line: 1 }) : undefined
  return 'refused' in dialect ? delimiterFault(decoder.decode(dialect.refused)) : dialect
}

/** Groups of rows, or a fault that keeps the table from being read. */
async function* parseGroups(blocks: Blocks, decoder: Decoder): AsyncGenerator<Group | TableFault> {
  let opened: { readonly dialect: Dialect; readonly read: Reader } | undefined
  let [waiting, line] = ['', 1]
  for await (const { text: piece, last } of rawTexts(blocks, decoder)) {
    waiting += piece
    let at = 0
    if (!opened) {
      const dialect = openTable(waiting, last, decoder)
      if (!dialect) continue
      if ('rule' in dialect) return yield dialect
      opened = { dialect, read: readerOf(dialect) }
      at = dialect.start
      line = dialect.line
    }
    const { dialect, read } = opened
    // A CR at the end may be half of a CRLF.
    const text = last ? waiting : waiting.replace(/\r$/, '')
    let [rows, size]: [ParsedRow[], number] = [[], 0]
    for (const raw of read(text, at, last)) {
      const source = text.slice(at, raw.end)
      if (decoder.exceeds(source, maxRowLength)) break
      const row = decodeRow(source, raw, line, decoder)
      line += countLines(source)
      at = raw.end
      if (row) rows.push(row)
      size += row ? 1 + row.flaws.length : 0
      if (size < maxRowsPerBatch) continue
      yield { dialect, rows, last }
      rows = []
      size = 0
    }
    waiting = waiting.slice(at)
    if (decoder.exceeds(waiting, maxRowLength)) return yield { dialect, rows, last, oversize: line }
    yield { dialect, rows, last }
  }
}

type HeadPart = TablePart & { readonly kind: 'head' }

const refuse = (fault: TableFault): HeadPart => ({ kind: 'head', head: undefined, faults: [fault] })

/** The head of a table that begins with these rows. */
const headOf = (first: readonly ParsedRow[], { dialect, oversize }: Group, decoder: Decoder): HeadPart => {
  const [header, next] = first
  if (!header) return refuse(oversize === undefined ? emptyFault : sizeFault({ line: oversize }))
  const { line } = header
  const columns = header.cells.map((cell) => cell.toWellFormed())
  if (columns.length > maxColumns) return refuse(columnsFault(columns.length, line))
  const { delimiter, newline } = dialect
  const { encoding, hasBom } = decoder
  const hasHxlRow = next !== undefined && isHxlRow(next)
  const head: Head = { columns, encoding, hasBom, delimiter, newline, hasHxlRow, headerLine: line }
  const faults = [...cellFaults(header, columns, { line }), ...headerFaults(columns, line)]
  return { kind: 'head', head, faults }
}

/** The rows with their numbers; `before` of them came before. */
const numbered = (
  parsed: readonly ParsedRow[],
  { columns }: Head,
  before: number,
): TablePart & { readonly kind: 'rows'; readonly faults: TableFault[] } => {
  const faults: TableFault[] = []
  const rows = parsed.map((each, i): Row => {
    const row = before + i + 1
    const { line, cells, flaws } = each
    if (flaws.length === 0 && cells.length === columns.length) return { row, line, cells }
    for (const fault of rowFaults(each, columns, { row, line })) faults.push(fault)
    return { row, line, cells: cells.map((cell) => cell.toWellFormed()) }
  })
  return { kind: 'rows', rows, faults }
}

/**
 * Reads a table from bytes that may be cut anywhere. What is in memory at once is a block, a group of its rows and a
 * row, however long the file. Never throws of itself; an error of the stream is passed on.
 *
 * Encoding, delimiter, `sep=` line, byte order mark, newlines and an HXL row (https://hxlstandard.org) are recognised;
 * quotes are those of RFC 4180. An empty line is no row; one with delimiters only is a row of empty cells.
 */
export async function* readTable(
  chunks: AsyncIterable<Uint8Array>,
  { block = blockSize }: { readonly block?: number } = {},
): AsyncGenerator<TablePart, void, undefined> {
  const decoder = new Decoder()
  let head: Head | undefined
  let waiting: readonly ParsedRow[] = []
  let count = 0
  let complete = true
  for await (const group of parseGroups(toBlocks(chunks, block), decoder)) {
    if ('rule' in group) {
      yield refuse(group)
      break
    }
    const { oversize, last } = group
    complete = oversize === undefined
    waiting = [...waiting, ...group.rows]
    if (!head) {
      // Whether a row of HXL tags follows is part of the head.
      if (waiting.length < 2 && !last && complete) continue
      const part = headOf(waiting, group, decoder)
      yield part
      head = part.head
      if (!head) break
      waiting = waiting.slice(head.hasHxlRow ? 2 : 1)
    }
    const part = numbered(waiting, head, count)
    waiting = []
    count += part.rows.length
    if (oversize !== undefined) part.faults.push(sizeFault({ row: count + 1, line: oversize }))
    if (part.rows.length + part.faults.length > 0) yield part
  }
  yield { kind: 'end', rows: count, encoding: decoder.encoding, complete: complete && head !== undefined }
}
