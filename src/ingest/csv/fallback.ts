/** Reads rows that papaparse misreads or rejects: each row ends on its own line, whatever its quotes are. */

export interface RawRow {
  /** Cells before decoding. */
  readonly cells: readonly string[]
  /** The position of the next row. */
  readonly end: number
  readonly flaws?: readonly QuoteFlaw[]
  /** The indexes of cells with a space before their opening quote. */
  readonly spaced?: readonly number[]
}

export interface QuoteFlaw {
  /** A quote that is not closed, text after the closing one, or a space before the one that opens several lines. */
  readonly kind: 'open' | 'behind' | 'spaced'
  /** The index of the cell in its row. */
  readonly cell: number
  /** The number of lines between the start of the row and the opening quote. */
  readonly line: number
}

/** Returns the number of line ends: CRLF, LF and CR. */
export const countLines = (text: string): number => text.match(/\r\n?|\n/g)?.length ?? 0

/** Returns the position of the quote that closes a cell; the end of the text if there is none. */
const closingQuote = (text: string, from: number): number => {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at < 0 ? text.length : at
}

type RawCell = readonly [value: string, end: number, flaw?: QuoteFlaw['kind'] | undefined, isSpaced?: boolean]

/** Matches a cell with a space before a quote, as papaparse and the fallback read it; C2 A0 is U+00A0 in UTF-8. */
export const spacedQuote = /^(?:[ \t\xa0]|\xc2\xa0)+"/

/** Matches if a quote after the text would open a cell. */
const cellStart = /[,;\t\r\n]"*$/

/**
 * Returns the quoted cell at a position; `endAfter` finds the end of a cell. If the opening quote of a later cell
 * closes a cell that spans lines, its own opening quote is stray, and the cell ends with its first line.
 */
const parseQuoted = (text: string, from: number, endAfter: (at: number) => number): RawCell => {
  const close = closingQuote(text, from + 1)
  const quoted = text.slice(from + 1, close)
  const end = endAfter(close + 1)
  const rest = text.slice(close + 1, end)
  const value = quoted.replaceAll('""', '"')
  if (close === text.length) return [value, end, 'open']
  if (/^[ \t]*$/.test(rest)) return [value, end]
  const line = cellStart.test(quoted) ? quoted.search(/[\r\n]/) : -1
  return line < 0 ? [value + rest, end, 'behind'] : [quoted.slice(0, line), from + 1 + line, 'behind']
}

/**
 * Returns the cell at a position that does not begin with a quote. Spaces before a quote that is closed at the end of
 * the cell are dropped; any other quote is a character.
 */
const parseUnquoted = (text: string, from: number, endAfter: (at: number) => number): RawCell => {
  const end = endAfter(from)
  const plain = text.slice(from, end)
  const [spaces] = spacedQuote.exec(plain) ?? []
  if (spaces === undefined) return [plain, end]
  const quoted = parseQuoted(text, from + spaces.length - 1, endAfter)
  if (quoted[2]) return [plain, end]
  return [quoted[0], quoted[1], /[\r\n]/.test(quoted[0]) ? 'spaced' : undefined, true]
}

/**
 * Returns the row at a position; undefined if the text ends first, unless it is the last. Any character of
 * `delimiter` ends a cell.
 */
export const parseRow = (
  text: string,
  from: number,
  delimiter: string,
  last: boolean,
): RawRow | undefined => {
  const cells: string[] = []
  const flaws: QuoteFlaw[] = []
  const spaced: number[] = []
  const cellEnd = new RegExp(`[${delimiter}\r\n]`, 'g')
  const endAfter = (at: number): number => {
    cellEnd.lastIndex = at
    return cellEnd.exec(text)?.index ?? text.length
  }
  let line = 0
  for (let at = from; ; at++) {
    const parseCell = text[at] === '"' ? parseQuoted : parseUnquoted
    const [value, end, flaw, isSpaced] = parseCell(text, at, endAfter)
    if (end === text.length && !last) return undefined
    if (flaw) flaws.push({ kind: flaw, cell: cells.length, line })
    if (isSpaced) spaced.push(cells.length)
    cells.push(value)
    line += countLines(value)
    if (end === text.length) return { cells, flaws, spaced, end }
    if (!delimiter.includes(text.charAt(end)))
      return { cells, flaws, spaced, end: end + (text.startsWith('\r\n', end) ? 2 : 1) }
    at = end
  }
}
