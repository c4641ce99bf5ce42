/**
 * Rows of comma-separated text by RFC 4180, pushed in pieces that may be cut anywhere. Beyond the standard: CRLF, LF
 * and CR end a line, also mixed; a line with nothing on it is no row; a quote inside an unquoted cell is a character;
 * blanks behind a closing quote are dropped.
 */

import { byItself } from '../../text/flat-string.ts'
import { unitsInScratch } from '../../text/scratch-buffer.ts'
import { rowsTogether } from '../byte-blocks.ts'

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
const lastSpecial = 59

/** Where the reading stands: before a cell, in an unquoted one, in a quoted one, behind its closing quote. */
const cellStart = 0
const plain = 1
const quoted = 2
const closed = 3

const noFlaws: readonly Flaw[] = []
const noCodes = new Uint16Array()

const codesOf = unitsInScratch()

export class RowParser {
  /** The line that the reading has come to. */
  line: number
  /** The line of a row that is longer than the most; nothing is read from there. */
  oversize: number | undefined
  readonly #delimiter: number
  readonly #most: number
  #state = cellStart
  #rows: ParsedRow[] = []
  /** How many rows have gathered, and flaws in them. */
  #gathered = 0
  /** The cells of the row so far, and behind them what others had there. */
  readonly #cells: string[] = []
  #width = 0
  #flaws: Flaw[] = []
  /** What the cell holds so far; the blanks behind its closing quote. */
  #held = ''
  #blanks = ''
  #rowLine = 0
  #quoteLine = 0
  /** Characters of the file before this text; where the row begins among all. */
  #before = 0
  #rowStart = 0
  #last = 0
  /** Whether this text, or one that the row began in, has a NUL or half of a surrogate pair. */
  #tainted = false
  #suspect = false
  #codes: Uint16Array = noCodes

  /** The delimiter is one character; a row has at most `most` characters. */
  constructor(delimiter: string, line: number, most: number) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.line = line
    this.#most = most
  }

  /** Reads a piece of the text. Of the rows that end in it, groups that are full come at once; the rest is for `take`. */
  *push(text: string): Generator<ParsedRow[]> {
    this.#tainted = text.includes('\0') || !text.isWellFormed()
    this.#suspect ||= this.#tainted
    const end = text.length
    this.#codes = codesOf(text)
    for (let at = 0; at < end && this.oversize === undefined; ) {
      if (this.#state === cellStart) at = this.#begin(at)
      else if (this.#state === plain) at = this.#plain(text, at)
      else if (this.#state === quoted) at = this.#quoted(text, at)
      else at = this.#closed(text, at)
      if (this.#gathered < rowsTogether) continue
      yield this.take()
      this.#codes = codesOf(text)
    }
    this.#before += end
    if (this.#inRow()) this.#measure(this.#before)
    if (end > 0) this.#last = this.#code(end - 1)
    this.#codes = noCodes
  }

  /** The rows that have gathered, of which there are none then. */
  take(): ParsedRow[] {
    const rows = this.#rows
    this.#rows = []
    this.#gathered = 0
    return rows
  }

  /** Ends the last row, when no newline ends it. */
  end(): void {
    if (!this.#inRow() || this.oversize !== undefined) return
    if (this.#state === quoted) this.#flaw('open', this.#quoteLine)
    this.#endCell(this.#held)
    this.#endRow(this.#before)
  }

  #code(at: number): number {
    return this.#codes[at] as number
  }

  #inRow(): boolean {
    return this.#state !== cellStart || this.#width > 0
  }

  #begin(at: number): number {
    const code = this.#code(at)
    if (this.#width === 0) {
      if (code === lf || code === cr) {
        this.#newline(at, code)
        return at + 1
      }
      this.#rowLine = this.line
      this.#rowStart = this.#before + at
    }
    this.#state = code === quote ? quoted : plain
    if (code !== quote) return at
    this.#quoteLine = this.line
    return at + 1
  }

  /** Reads on in an unquoted cell, and through those behind it up to the end of the line, a quote or that of the text. */
  #plain(text: string, from: number): number {
    const delimiter = this.#delimiter
    const codes = this.#codes
    const end = text.length
    let start = from
    for (let at = from; at < end; at++) {
      const code = codes[at] as number
      if (code > lastSpecial || (code !== delimiter && code !== lf && code !== cr)) continue
      this.#endCell(this.#held === '' ? text.slice(start, at) : this.#held + text.slice(start, at))
      start = at + 1
      if (code !== delimiter) this.#endLine(at, code)
      else if (start < end && codes[start] !== quote) {
        this.#state = plain
        continue
      }
      return start
    }
    this.#held += text.slice(start)
    return end
  }

  #quoted(text: string, from: number): number {
    const codes = this.#codes
    const end = text.length
    let at = from
    for (; at < end; at++) {
      const code = codes[at] as number
      if (code > quote) continue
      if (code === quote) break
      if (code === lf || code === cr) this.#newline(at, code)
    }
    const piece = text.slice(from, at)
    this.#held = this.#held === '' ? piece : this.#held + piece
    if (at === end) return end
    this.#state = closed
    return at + 1
  }

  #closed(text: string, at: number): number {
    const code = this.#code(at)
    if (code === this.#delimiter || code === lf || code === cr) {
      this.#endCell(this.#held)
      if (code !== this.#delimiter) this.#endLine(at, code)
    } else if (code === quote && this.#blanks === '') {
      this.#held += '"'
      this.#state = quoted
    } else if (code === space || code === tab) {
      this.#blanks += text.charAt(at)
    } else {
      this.#flaw('behind', this.#quoteLine)
      this.#held += this.#blanks
      this.#blanks = ''
      this.#state = plain
      return at
    }
    return at + 1
  }

  #flaw(kind: Flaw['kind'], line: number): void {
    this.#flaws.push({ kind, cell: this.#width, line })
  }

  /** Counts the line that ends here; the LF of a CRLF ends none. */
  #newline(at: number, code: number): void {
    if (code === cr || (at > 0 ? this.#code(at - 1) : this.#last) !== cr) this.line++
  }

  #endCell(value: string): void {
    this.#cells[this.#width++] = byItself(value)
    this.#held = ''
    this.#blanks = ''
    this.#state = cellStart
  }

  #endLine(at: number, code: number): void {
    this.#endRow(this.#before + at)
    this.#newline(at, code)
  }

  #endRow(at: number): void {
    const cells = this.#cells.slice(0, this.#width)
    this.#width = 0
    if (this.#suspect) this.#inspect(cells)
    this.#suspect = this.#tainted
    this.#measure(at)
    const flaws = this.#flaws.length > 0 ? this.#flaws : noFlaws
    if (this.oversize === undefined) this.#rows.push({ line: this.#rowLine, cells, flaws })
    this.#gathered += 1 + flaws.length
    if (flaws !== noFlaws) this.#flaws = []
  }

  #measure(at: number): void {
    if (at - this.#rowStart > this.#most) this.oversize ??= this.#rowLine
  }

  #inspect(cells: readonly string[]): void {
    for (const [cell, value] of cells.entries()) {
      if (value.includes('\0')) this.#flaws.push({ kind: 'nul', cell, line: this.#rowLine })
      if (!value.isWellFormed()) this.#flaws.push({ kind: 'bytes', cell, line: this.#rowLine })
    }
  }
}
