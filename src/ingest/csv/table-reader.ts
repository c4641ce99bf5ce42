/** Reads a file of comma-, semicolon- or tab-separated text as a head and rows, in pieces of bounded size. */
import { blockSize, maxRowsPerBatch, type Note, type SheetFacts, toBlocks } from '../rows/source-row.ts'
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
  /** The names as in the header, including spaces around them. */
  readonly columns: readonly string[]
  /**
   * The encoding detected up to the first rows; ASCII counts as UTF-8. The end part has the encoding of the whole
   * file.
   */
  readonly encoding: Encoding
  readonly hasBom: boolean
  /** Null if the table is a sheet of a workbook. */
  readonly delimiter: Delimiter | null
  /** The newline of the first line. */
  readonly newline: Newline
  /** Whether a row of HXL tags followed the header. */
  readonly hasHxlRow: boolean
  readonly headerLine: number
  /** The sheet of a workbook, whose rows are the lines. */
  readonly sheet?: SheetFacts
}

export interface Row {
  /** From 1, after the header and the HXL row. */
  readonly row: number
  /** The line where the row begins, from 1; CRLF, LF and CR each end a line, even inside quotes. */
  readonly line: number
  /** All cells of the row, including spaces around them. */
  readonly cells: readonly string[]
}

export type TablePart =
  /** The first part. Without a head nothing can be read, and the end follows. */
  | { readonly kind: 'head'; readonly head: Head | undefined; readonly faults: readonly TableFault[] }
  /** Rows in order, including faulty ones; the faults of a row come with it. */
  | { readonly kind: 'rows'; readonly rows: readonly Row[]; readonly faults: readonly TableFault[] }
  /** The last part. `complete` says whether the whole file was read, which is false without a head. */
  | {
      readonly kind: 'end'
      readonly rows: number
      readonly encoding: Encoding
      readonly complete: boolean
      readonly notes?: readonly Note[]
    }

/** Returns whether a row has HXL tags. */
export const isHxlRow = ({ cells }: Pick<Row, 'cells'>): boolean => {
  const said = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return said.length > 0 && said.every((cell) => cell.startsWith('#'))
}

/** Rows that are passed on together; each of their flaws counts as a row. */
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

/** Returns the dialect, the fault at the beginning of the file, or undefined if more text is needed. */
const openTable = (text: string, last: boolean, decoder: Decoder): Dialect | TableFault | undefined => {
  if (decoder.foreignFormat !== undefined) return foreignFault(decoder.foreignFormat)
  const dialect = detectDialect(text, last)
  if (!dialect) return decoder.exceeds(text, maxRowLength) ? sizeFault({ line: 1 }) : undefined
  return 'refused' in dialect ? delimiterFault(decoder.decode(dialect.refused)) : dialect
}

/** Yields groups of rows, or the fault that makes the table unreadable. */
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

/** Returns the head of a table that begins with these rows. */
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

/** Returns the rows with their numbers, after `before` earlier rows. */
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
 * Reads a table from bytes that may be split anywhere. Holds one block, a group of its rows and one row in memory,
 * however long the file. Throws only the errors of the stream.
 *
 * Recognises encoding, delimiter, `sep=` line, byte order mark, newlines and an HXL row (https://hxlstandard.org);
 * quotes are those of RFC 4180. Empty lines are skipped; a line of delimiters is a row of empty cells.
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
      // The head says whether a row of HXL tags follows, so it needs two rows.
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
