/** Reads a file of comma-, semicolon- or tab-separated text as a head and rows, in pieces of bounded size. */
import { echo } from '../../../schemas/rules.ts'
import { blockSize, type Note, type SheetFacts, toBlocks } from '../rows/source-row.ts'
import type { Delimiter, Newline } from './dialect.ts'
import { Decoder } from './encoding.ts'
import {
  cellFaults,
  columnsFault,
  emptyFault,
  headerFaults,
  type LocatedGuess,
  maxColumns,
  rowFaults,
  sizeFault,
  type TableFault,
} from './faults.ts'
import { type Group, parseGroups } from './row-groups.ts'
import type { ParsedRow } from './row-parser.ts'

export interface Head {
  /** The names as in the header, including spaces around them. */
  readonly columns: readonly string[]
  /**
   * The encoding detected up to the first rows; ASCII counts as UTF-8. The end part has the encoding of the whole
   * file.
   */
  readonly encoding: string
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

/** What a part tells about its text besides. */
interface Remarks {
  readonly faults: readonly TableFault[]
  readonly notes?: readonly Note[]
  /** Given once, with the first part after which the encoding is a guess. */
  readonly guess?: LocatedGuess | undefined
}

export type TablePart =
  /** The first part. Without a head nothing can be read, and the end follows. */
  | ({ readonly kind: 'head'; readonly head: Head | undefined } & Remarks)
  /** Rows in order, including faulty ones; the faults of a row come with it. */
  | ({ readonly kind: 'rows'; readonly rows: readonly Row[] } & Remarks)
  /** The last part. `complete` says whether the whole file was read, which is false without a head. */
  | {
      readonly kind: 'end'
      readonly rows: number
      readonly encoding: string
      readonly complete: boolean
      readonly notes?: readonly Note[]
    }

/** Returns whether a row has HXL tags. */
export const isHxlRow = ({ cells }: Pick<Row, 'cells'>): boolean => {
  const said = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return said.length > 0 && said.every((cell) => cell.startsWith('#'))
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
  return { kind: 'head', head, faults, notes: spaceNotes(header, columns) }
}

/** Returns a note for each cell with a space before its opening quote. */
const spaceNotes = ({ cells, spaced }: ParsedRow, columns: readonly string[], row?: number): Note[] =>
  spaced.map((cell) => {
    return { rule: 'table.quote_space', row, column: columns[cell], received: echo(cells[cell]) }
  })

interface RowsPart {
  readonly kind: 'rows'
  readonly rows: readonly Row[]
  readonly faults: TableFault[]
  readonly notes: Note[]
}

/** Returns the rows with their numbers, after `before` earlier rows. */
const numbered = (
  parsed: readonly ParsedRow[],
  { columns }: Head,
  before: number,
  isOpenEnd: boolean,
): RowsPart => {
  const faults: TableFault[] = []
  const notes: Note[] = []
  const rows = parsed.map((each, i): Row => {
    const row = before + i + 1
    const { line, cells, flaws, spaced } = each
    if (flaws.length === 0 && cells.length === columns.length) {
      if (spaced.length > 0) notes.push(...spaceNotes(each, columns, row))
      return { row, line, cells }
    }
    const isAtOpenEnd = isOpenEnd && i === parsed.length - 1
    for (const fault of rowFaults(each, columns, { row, line }, isAtOpenEnd)) faults.push(fault)
    return { row, line, cells: cells.map((cell) => cell.toWellFormed()) }
  })
  return { kind: 'rows', rows, faults, notes }
}

export interface TableOptions {
  readonly block?: number
  /** The name of the encoding, if the sender states it. */
  readonly encoding?: string | undefined
}

/**
 * Reads a table from bytes that may be split anywhere. Holds one block, a group of its rows and one row in memory,
 * however long the file. Throws only the errors of the stream.
 *
 * Recognises delimiter, `sep=` line, byte order mark, newlines, an HXL row (https://hxlstandard.org) and, unless it is
 * stated, the encoding; quotes are those of RFC 4180. Empty lines are skipped; a line of delimiters is a row of empty cells.
 */
export async function* readTable(
  chunks: AsyncIterable<Uint8Array>,
  { block = blockSize, encoding }: TableOptions = {},
): AsyncGenerator<TablePart, void, undefined> {
  const decoder = new Decoder(encoding)
  let head: Head | undefined
  let hasGuess = false
  let waiting: readonly ParsedRow[] = []
  let count = 0
  let complete = true
  for await (const group of parseGroups(toBlocks(chunks, block), decoder)) {
    if ('rule' in group) {
      yield refuse(group)
      break
    }
    const { oversize, last, isOpenEnd = false } = group
    const guess: LocatedGuess | undefined = hasGuess ? undefined : group.guess
    complete = oversize === undefined
    waiting = [...waiting, ...group.rows]
    if (!head) {
      // The head says whether a row of HXL tags follows, so it needs two rows.
      if (waiting.length < 2 && !last && complete) continue
      const part = headOf(waiting, group, decoder)
      yield { ...part, guess }
      hasGuess = guess !== undefined
      head = part.head
      if (!head) break
      waiting = waiting.slice(head.hasHxlRow ? 2 : 1)
    }
    const part = numbered(waiting, head, count, isOpenEnd)
    waiting = []
    count += part.rows.length
    if (oversize !== undefined) part.faults.push(sizeFault({ row: count + 1, line: oversize }))
    if (part.rows.length + part.faults.length === 0) continue
    yield hasGuess ? part : { ...part, guess }
    hasGuess ||= guess !== undefined
  }
  yield { kind: 'end', rows: count, encoding: decoder.encoding, complete: complete && head !== undefined }
}
