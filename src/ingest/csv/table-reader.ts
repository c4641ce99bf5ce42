/** A file of comma-, semicolon- or tab-separated text as a head and rows, in pieces of a bounded size. */
import { blockSize, toBlocks } from '../byte-blocks.ts'
import { type Delimiter, detectDialect, type Newline } from './dialect.ts'
import { Decoder, type Encoding } from './encoding.ts'
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
import { type ParsedRow, RowParser } from './row-parser.ts'

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

class TableReader {
  /** Nothing more is to be read. */
  isStopped = false
  readonly #decoder = new Decoder()
  /** Text from before the header was whole. */
  #pendingText = ''
  #dialect: { delimiter: Delimiter; newline: Newline } | undefined
  #parser: RowParser | undefined
  #header: ParsedRow | undefined
  #columns: readonly string[] | undefined
  #rows = 0

  push(block: Uint8Array): Iterable<TablePart> {
    return this.#decodePieces(this.#decoder.push(block), false)
  }

  *end(): Generator<TablePart> {
    if (!this.isStopped) yield* this.#decodePieces(this.#decoder.end(), true)
    const { encoding } = this.#decoder
    yield { kind: 'end', rows: this.#rows, encoding, complete: !this.isStopped }
  }

  #decodePieces(pieces: readonly string[], last: boolean): Iterable<TablePart> {
    const { foreignFormat } = this.#decoder
    if (foreignFormat !== undefined) return this.#reject(foreignFault(foreignFormat))
    const parser = this.#parser
    if (!parser) return this.#detectDialect(this.#pendingText + pieces.join(''), last)
    return this.#parsePieces(parser, pieces, last)
  }

  /** Waits for the header, then reads what has come. */
  #detectDialect(text: string, last: boolean): Iterable<TablePart> {
    const dialect = detectDialect(text, last)
    if (dialect === undefined) {
      this.#pendingText = text
      return text.length > 2 * maxRowLength ? this.#reject(sizeFault({ line: 1 })) : []
    }
    this.#pendingText = ''
    if ('refused' in dialect) return this.#reject(delimiterFault(dialect.refused))
    this.#dialect = dialect
    this.#parser = new RowParser(dialect.delimiter, dialect.line, maxRowLength)
    return this.#parsePieces(this.#parser, [text.slice(dialect.start)], last)
  }

  *#parsePieces(parser: RowParser, pieces: readonly string[], last: boolean): Generator<TablePart> {
    for (const piece of pieces)
      for (const rows of parser.push(piece)) {
        yield* this.#emit(rows, false)
        if (this.isStopped) return
      }
    if (last) parser.end()
    yield* this.#emit(parser.takeRows(), last, parser.oversizeLine)
  }

  /** The next rows, behind the head if these make it known. */
  *#emit(parsed: ParsedRow[], last: boolean, oversize?: number): Generator<TablePart> {
    const isOversize = oversize !== undefined
    this.isStopped ||= isOversize
    if (!this.#columns) yield* this.#readHeader(parsed, last || isOversize, oversize)
    if (!this.#columns) return
    const { rows, faults } = this.#numberRows(parsed, this.#columns)
    if (isOversize) faults.push(sizeFault({ row: this.#rows + 1, line: oversize }))
    if (rows.length + faults.length > 0) yield { kind: 'rows', rows, faults }
  }

  /** The head, once it is known whether HXL tags follow the header; takes both out of the rows. */
  #readHeader(parsed: ParsedRow[], last: boolean, oversize: number | undefined): TablePart[] {
    this.#header ??= parsed.shift()
    const header = this.#header
    const next = parsed[0]
    if (!next && !last) return []
    if (!header) return this.#reject(oversize === undefined ? emptyFault : sizeFault({ line: oversize }))
    const headerLine = header.line
    const columns = header.cells.map((cell) => cell.toWellFormed())
    if (columns.length > maxColumns) return this.#reject(columnsFault(columns.length, headerLine))
    const hasHxlRow = next !== undefined && isHxlRow(next)
    if (hasHxlRow) parsed.shift()
    this.#columns = columns
    const { delimiter, newline } = this.#dialect ?? { delimiter: ',', newline: 'none' }
    const { encoding, hasBom } = this.#decoder
    const head: Head = { columns, encoding, hasBom, delimiter, newline, hasHxlRow, headerLine }
    const place = { line: headerLine }
    const faults = [...cellFaults(header, columns, place), ...headerFaults(columns, headerLine)]
    return [{ kind: 'head', head, faults }]
  }

  #numberRows(
    parsed: readonly ParsedRow[],
    columns: readonly string[],
  ): { rows: Row[]; faults: TableFault[] } {
    const faults: TableFault[] = []
    const rows = parsed.map((each): Row => {
      const row = ++this.#rows
      const { line, cells, flaws } = each
      if (flaws.length === 0 && cells.length === columns.length) return { row, line, cells }
      const place = { row, line }
      for (const fault of rowFaults(each, columns, place)) faults.push(fault)
      return { row, line, cells: cells.map((cell) => cell.toWellFormed()) }
    })
    return { rows, faults }
  }

  #reject(fault: TableFault): TablePart[] {
    this.isStopped = true
    return [{ kind: 'head', head: undefined, faults: [fault] }]
  }
}

/**
 * Reads a table from bytes that may be cut anywhere. What is in memory at once is a block, a group of its rows and a
 * row, however long the file. Never throws of itself; an error of the stream is passed on.
 *
 * Encoding, delimiter, `sep=` line, byte order mark, newlines and an HXL row (https://hxlstandard.org) are recognised;
 * quotes are those of RFC 4180. A line with nothing on it is no row; one with delimiters only is a row of empty cells.
 */
export async function* readTable(
  chunks: AsyncIterable<Uint8Array>,
  { block = blockSize }: { readonly block?: number } = {},
): AsyncGenerator<TablePart, void, undefined> {
  const reader = new TableReader()
  for await (const bytes of toBlocks(chunks, block)) {
    yield* reader.push(bytes)
    if (reader.isStopped) break
  }
  yield* reader.end()
}
