/** The dialect of a table: its delimiter, its newline, and the start of its header. */
import { parseRow } from './fallback.ts'

export type Delimiter = ',' | ';' | '\t'
export type Newline = 'crlf' | 'lf' | 'cr' | 'none'

export interface Dialect {
  readonly delimiter: Delimiter
  readonly newline: Newline
  /** The position and the line after a `sep=` line. */
  readonly start: number
  readonly line: number
}

const delimiters: readonly Delimiter[] = [',', ';', '\t']

const isDelimiter = (text: string): text is Delimiter => (delimiters as readonly string[]).includes(text)

/** The line that tells spreadsheets the delimiter: one character, of up to four bytes. */
const sepLinePattern = /^("?)sep=([\xc2-\xf4][\x80-\xbf]{1,3}|[^\r\n])\1[ \t]*(?:\r\n|\r|\n|$)/i

const newlineOf = (line: string): Newline => {
  if (line.endsWith('\n')) return line.endsWith('\r\n') ? 'crlf' : 'lf'
  return line.endsWith('\r') ? 'cr' : 'none'
}

/**
 * Returns the dialect of a raw text without byte order mark, from its beginning, which must include a `sep=` line;
 * `isComplete` says that nothing follows. The delimiter is the one found most often in the header outside quotes.
 * Returns undefined if the header is not complete, and the character of a `sep=` line if it is not supported.
 *
 * @example detectDialect('sep=;\r\na;b\r\n1;2', true) // { delimiter: ';', newline: 'crlf', start: 7, line: 2 }
 */
export const detectDialect = (
  text: string,
  isComplete: boolean,
): Dialect | { refused: string } | undefined => {
  const [line, , sepDelimiter] = sepLinePattern.exec(text) ?? []
  if (line !== undefined && sepDelimiter !== undefined) {
    if (!isDelimiter(sepDelimiter)) return { refused: sepDelimiter }
    return { delimiter: sepDelimiter, newline: newlineOf(line), start: line.length, line: 2 }
  }
  const start = text.search(/[^\r\n]/)
  const known = isComplete ? text : text.replace(/\r$/, '')
  const header = parseRow(known, start < 0 ? text.length : start, delimiters.join(''), isComplete)
  if (!header) return undefined
  const raw = text.slice(0, header.end)
  const quoted = header.cells.join('')
  const counts = delimiters.map((each) => raw.split(each).length - quoted.split(each).length)
  const delimiter = delimiters[counts.indexOf(Math.max(...counts))] ?? ','
  return { delimiter, newline: newlineOf(raw), start: 0, line: 1 }
}
