/**
 * Rows of comma-separated text by RFC 4180, pushed in pieces that may be cut anywhere. Beyond the standard: CRLF, LF
 * and CR end a line, also mixed; a line with nothing on it is no row; a quote inside an unquoted cell is a character;
 * blanks behind a closing quote are dropped.
 */

import { flattenString } from '../../text/flat-string.ts'
import { createUnitReader } from '../../text/scratch-buffer.ts'
import { maxRowsPerBatch } from '../byte-blocks.ts'

/** What is wrong in a cell. */
export interface Flaw {
  readonly kind: 'open' | 'behind' | 'nul' | 'bytes'
  /** The cell's place in its row, from 0. */
  readonly cell: number
  /** The line on which the cell's quote opens; of an unquoted cell, the row's. */
  readonly line: number
}

export interface ParsedRow {
  /** The line on which the row begins. */
  readonly line: number
  readonly cells: readonly string[]
  readonly flaws: readonly Flaw[]
}

const tab = 9
const lf = 10
const cr = 13
const space = 32
const quote = 34
/** No delimiter, newline or quote lies above it: a semicolon. */
const maxSpecial = 59

/** Where the reading stands: before a cell, in an unquoted one, in a quoted one, behind its closing quote. */
const cellStart = 0
const inUnquoted = 1
const inQuotes = 2
const afterQuote = 3

const noFlaws: readonly Flaw[] = []
const emptyUnits = new Uint16Array()

const unitsOf = createUnitReader()

export class RowParser {
  /** The line that the reading has come to. */
  line: number
  /** The line of a row that is longer than the most; nothing is read from there. */
  oversizeLine: number | undefined
  readonly #delimiter: number
  readonly #maxLength: number
  #state = cellStart
  #rows: ParsedRow[] = []
  /** How many rows have gathered, and flaws in them. */
  #batchSize = 0
  /** The cells of the row so far, and behind them what others had there. */
  readonly #cells: string[] = []
  #width = 0
  #flaws: Flaw[] = []
  /** What the cell holds so far; the blanks behind its closing quote. */
  #cell = ''
  #blanks = ''
  #rowLine = 0
  #quoteLine = 0
  /** Characters of the file before this text; where the row begins among all. */
  #offset = 0
  #rowStart = 0
  #lastUnit = 0
  /** Whether this text, or one that the row began in, has a NUL or half of a surrogate pair. */
  #isTextSuspect = false
  #isRowSuspect = false
  #units: Uint16Array = emptyUnits

  /** The delimiter is one character; a row has at most `most` characters. */
  constructor(delimiter: string, line: number, maxLength: number) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.line = line
    this.#maxLength = maxLength
  }

  /** Reads a piece of the text. Of the rows that end in it, groups that are full come at once; the rest is for `take`. */
  *push(text: string): Generator<ParsedRow[]> {
    this.#isTextSuspect = text.includes('\0') || !text.isWellFormed()
    this.#isRowSuspect ||= this.#isTextSuspect
    const end = text.length
    this.#units = unitsOf(text)
    for (let at = 0; at < end && this.oversizeLine === undefined; ) {
      if (this.#state === cellStart) at = this.#startCell(at)
      else if (this.#state === inUnquoted) at = this.#readUnquoted(text, at)
      else if (this.#state === inQuotes) at = this.#readQuoted(text, at)
      else at = this.#readAfterQuote(text, at)
      if (this.#batchSize < maxRowsPerBatch) continue
      yield this.takeRows()
      this.#units = unitsOf(text)
    }
    this.#offset += end
    if (this.#isInRow()) this.#checkLength(this.#offset)
    if (end > 0) this.#lastUnit = this.#unitAt(end - 1)
    this.#units = emptyUnits
  }

  /** The rows that have gathered, of which there are none then. */
  takeRows(): ParsedRow[] {
    const rows = this.#rows
    this.#rows = []
    this.#batchSize = 0
    return rows
  }

  /** Ends the last row, when no newline ends it. */
  end(): void {
    if (!this.#isInRow() || this.oversizeLine !== undefined) return
    if (this.#state === inQuotes) this.#addFlaw('open', this.#quoteLine)
    this.#endCell(this.#cell)
    this.#endRow(this.#offset)
  }

  #unitAt(at: number): number {
    return this.#units[at] as number
  }

  #isInRow(): boolean {
    return this.#state !== cellStart || this.#width > 0
  }

  #startCell(at: number): number {
    const code = this.#unitAt(at)
    if (this.#width === 0) {
      if (code === lf || code === cr) {
        this.#countLine(at, code)
        return at + 1
      }
      this.#rowLine = this.line
      this.#rowStart = this.#offset + at
    }
    this.#state = code === quote ? inQuotes : inUnquoted
    if (code !== quote) return at
    this.#quoteLine = this.line
    return at + 1
  }

  /** Reads on in an unquoted cell, and through those behind it up to the end of the line, a quote or that of the text. */
  #readUnquoted(text: string, from: number): number {
    const delimiter = this.#delimiter
    const codes = this.#units
    const end = text.length
    let start = from
    for (let at = from; at < end; at++) {
      const code = codes[at] as number
      if (code > maxSpecial || (code !== delimiter && code !== lf && code !== cr)) continue
      this.#endCell(this.#cell === '' ? text.slice(start, at) : this.#cell + text.slice(start, at))
      start = at + 1
      if (code !== delimiter) this.#endLine(at, code)
      else if (start < end && codes[start] !== quote) {
        this.#state = inUnquoted
        continue
      }
      return start
    }
    this.#cell += text.slice(start)
    return end
  }

  #readQuoted(text: string, from: number): number {
    const codes = this.#units
    const end = text.length
    let at = from
    for (; at < end; at++) {
      const code = codes[at] as number
      if (code > quote) continue
      if (code === quote) break
      if (code === lf || code === cr) this.#countLine(at, code)
    }
    const piece = text.slice(from, at)
    this.#cell = this.#cell === '' ? piece : this.#cell + piece
    if (at === end) return end
    this.#state = afterQuote
    return at + 1
  }

  #readAfterQuote(text: string, at: number): number {
    const code = this.#unitAt(at)
    if (code === this.#delimiter || code === lf || code === cr) {
      this.#endCell(this.#cell)
      if (code !== this.#delimiter) this.#endLine(at, code)
    } else if (code === quote && this.#blanks === '') {
      this.#cell += '"'
      this.#state = inQuotes
    } else if (code === space || code === tab) {
      this.#blanks += text.charAt(at)
    } else {
      this.#addFlaw('behind', this.#quoteLine)
      this.#cell += this.#blanks
      this.#blanks = ''
      this.#state = inUnquoted
      return at
    }
    return at + 1
  }

  #addFlaw(kind: Flaw['kind'], line: number): void {
    this.#flaws.push({ kind, cell: this.#width, line })
  }

  /** Counts the line that ends here; the LF of a CRLF ends none. */
  #countLine(at: number, code: number): void {
    if (code === cr || (at > 0 ? this.#unitAt(at - 1) : this.#lastUnit) !== cr) this.line++
  }

  #endCell(value: string): void {
    this.#cells[this.#width++] = flattenString(value)
    this.#cell = ''
    this.#blanks = ''
    this.#state = cellStart
  }

  #endLine(at: number, code: number): void {
    this.#endRow(this.#offset + at)
    this.#countLine(at, code)
  }

  #endRow(at: number): void {
    const cells = this.#cells.slice(0, this.#width)
    this.#width = 0
    if (this.#isRowSuspect) this.#findFlaws(cells)
    this.#isRowSuspect = this.#isTextSuspect
    this.#checkLength(at)
    const flaws = this.#flaws.length > 0 ? this.#flaws : noFlaws
    if (this.oversizeLine === undefined) this.#rows.push({ line: this.#rowLine, cells, flaws })
    this.#batchSize += 1 + flaws.length
    if (flaws !== noFlaws) this.#flaws = []
  }

  #checkLength(at: number): void {
    if (at - this.#rowStart > this.#maxLength) this.oversizeLine ??= this.#rowLine
  }

  #findFlaws(cells: readonly string[]): void {
    for (const [cell, value] of cells.entries()) {
      if (value.includes('\0')) this.#flaws.push({ kind: 'nul', cell, line: this.#rowLine })
      if (!value.isWellFormed()) this.#flaws.push({ kind: 'bytes', cell, line: this.#rowLine })
    }
  }
}
