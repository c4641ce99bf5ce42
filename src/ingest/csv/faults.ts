/** Faults of tables, with their texts. */

import { echo, type RuleId } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import { type Say, sentence } from '../../text/sentence.ts'
import { spacedQuote } from './fallback.ts'
import type { FormatName } from './foreign-format.ts'
import type { EncodingGuess } from './guess-encoding.ts'
import type { Flaw, ParsedRow } from './row-parser.ts'

/** A violation of a rule of tables. */
export interface TableFault {
  /** From 1, after the header; absent for faults of the file or its header. */
  readonly row?: number
  /** From 1; the line where the row begins. */
  readonly line: number
  /** The name exactly as in the header. */
  readonly column?: string
  /** The name of the cell in a workbook, such as `Sheet1!C17`. */
  readonly cell?: string
  readonly rule: Extract<RuleId, `table.${string}`>
  readonly say: Say
  /** The faulty cell, at most 200 characters. */
  readonly received?: string
}

/** The most columns: a record of the full profile can have thousands. */
export const maxColumns = 16_384
/** The most characters of a row: a longer one most likely has a quote that is never closed. */
export const maxRowLength = 1_048_576

type TableTexts = Messages['tables']

const describeInvalidByte = (texts: TableTexts, cell: string): string => {
  const at = cell.search(/\p{Surrogate}/u)
  const byte = cell.charCodeAt(at) - 0xdc00
  if (byte === 0) return texts.undefinedBytes
  const hex = (number: number): string => number.toString(16).toUpperCase()
  return byte >= 0x80 && byte <= 0xff ? texts.byte(hex(byte)) : texts.halfCharacter
}

type Describe = (texts: TableTexts, cell: string) => string

const flawDetails: Readonly<Record<Flaw['kind'], readonly [TableFault['rule'], Describe]>> = {
  open: ['table.quote_open', (texts) => texts.openQuote],
  behind: ['table.quote_text', (texts) => texts.textAfterQuote],
  spaced: ['table.quote_space', (texts) => texts.spaceBeforeQuote],
  nul: ['table.nul', (texts) => texts.nul],
  bytes: ['table.encoding', describeInvalidByte],
}

/** A guess of the encoding, with the line of the first character beyond ASCII. */
export interface LocatedGuess extends EncodingGuess {
  readonly line: number
}

interface RowPosition {
  readonly row?: number
  readonly line: number
}

/** Returns the faults of cells in a row or in the header, one for each kind and cell. */
export const cellFaults = (
  { cells, flaws, line }: ParsedRow,
  columns: readonly string[],
  place: RowPosition,
): TableFault[] =>
  flaws.map((flaw) => {
    const [rule, describe] = flawDetails[flaw.kind]
    const cell = cells[flaw.cell] ?? ''
    const column = columns[flaw.cell]
    const say = ({ tables }: Messages) =>
      describe(tables, cell) + (flaw.line > line ? tables.quoteLine(flaw.line) : '')
    return {
      ...place,
      ...(column === undefined ? {} : { column }),
      rule,
      say,
      received: String(echo(cell)),
    }
  })

/** Flaws that can be the reason for a wrong number of cells. */
const quoteFlaws: ReadonlySet<Flaw['kind']> = new Set(['open', 'behind', 'spaced'])

/** Returns the fault of a row with too few or too many cells; none if a quote is the reason. */
const lengthFaults = (
  { cells, flaws }: ParsedRow,
  width: number,
  place: RowPosition,
  isAtOpenEnd: boolean,
): TableFault[] => {
  if (cells.length === width || flaws.some(({ kind }) => quoteFlaws.has(kind))) return []
  const isShort = cells.length < width
  const isSpaced = cells.some((cell) => spacedQuote.test(cell))
  const isCut = isShort && isAtOpenEnd
  const say = ({ tables }: Messages) =>
    [
      tables.cells(cells.length, width),
      ...(isSpaced ? [tables.spaceBeforeQuote] : []),
      ...(isCut ? [tables.cut] : []),
    ].join(' ')
  if (isCut) return [{ ...place, rule: 'table.cut', say }]
  return [{ ...place, rule: isShort ? 'table.row_short' : 'table.row_long', say }]
}

/**
 * Returns the faults of a row; `isAtOpenEnd` says that the file ends with it, without a line end. Surplus cells are not
 * checked themselves; a quote may be the reason for them.
 */
export const rowFaults = (
  row: ParsedRow,
  columns: readonly string[],
  place: RowPosition,
  isAtOpenEnd: boolean,
): TableFault[] => {
  const flaws = row.flaws.filter(({ kind, cell }) => cell < columns.length || kind === 'open')
  const knownCells = { ...row, flaws }
  return [
    ...cellFaults(knownCells, columns, place),
    ...lengthFaults(knownCells, columns.length, place, isAtOpenEnd),
  ]
}

/**
 * Returns the faults of the column names, regardless of their meaning: names that differ only in spaces are
 * different. Columns without a name are allowed.
 */
export const headerFaults = (columns: readonly string[], line: number): TableFault[] => {
  if (columns.every((name) => name.trim() === ''))
    return [{ line, rule: 'table.header', say: (m: Messages) => m.tables.namelessHeader }]
  const places = new Map<string, number>()
  return columns.flatMap((column, i): TableFault[] => {
    if (column.trim() === '') return []
    const first = places.get(column)
    places.set(column, first ?? i + 1)
    if (first === undefined) return []
    const say = (m: Messages) => m.tables.sameName(first, i + 1)
    return [{ line, column, rule: 'table.column_twice', say, received: String(echo(column)) }]
  })
}

const fileFault = (
  rule: TableFault['rule'],
  say: (messages: Messages) => string,
  place: RowPosition = { line: 1 },
): TableFault => ({
  ...place,
  rule,
  say,
})

export const emptyFault = fileFault('table.empty', (m) => m.tables.empty)

export const foreignFault = (format: FormatName): TableFault =>
  fileFault('table.foreign', ({ tables }) => tables.foreign(tables.formats[format]))

/** Returns the fault of a file whose encoding is a guess that is not certain. */
export const guessFault = ({ readings, line }: LocatedGuess): TableFault => ({
  ...fileFault('table.encoding_unstated', (m) => m.tables.guess(readings), { line }),
  received: readings[0]?.text.toWellFormed() ?? '',
})

export const delimiterFault = (delimiter: string): TableFault => ({
  ...fileFault('table.delimiter', (m) => m.tables.delimiter(delimiter)),
  received: delimiter.toWellFormed(),
})

export const sizeFault = (place: RowPosition): TableFault =>
  fileFault('table.row_size', (m) => m.tables.rowSize(maxRowLength), place)

export const columnsFault = (count: number, line: number): TableFault =>
  fileFault('table.columns', sentence`The header has ${count} columns; at most ${maxColumns} are taken.`, {
    line,
  })
