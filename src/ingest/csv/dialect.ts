/** How a table is written: which delimiter, which newline, and where its header begins. */

export type Delimiter = ',' | ';' | '\t'
export type Newline = 'crlf' | 'lf' | 'cr' | 'none'

export interface Dialect {
  readonly delimiter: Delimiter
  readonly newline: Newline
  /** Where the text behind a `sep=` line begins, and its line. */
  readonly start: number
  readonly line: number
}

const delimiters: readonly Delimiter[] = [',', ';', '\t']

const isDelimiter = (text: string): text is Delimiter => (delimiters as readonly string[]).includes(text)

/** The line by which spreadsheets are told the delimiter. */
const sepLinePattern = /^("?)sep=([^\r\n])\1[ \t]*(\r\n|\r|\n|$)/i

/** What the newline at this place is; undefined when the text must go on to tell. */
const newlineAt = (text: string, at: number, isComplete: boolean): Newline | undefined => {
  if (at >= text.length) return isComplete ? 'none' : undefined
  if (text[at] === '\n') return 'lf'
  if (at + 1 === text.length && !isComplete) return undefined
  return text[at + 1] === '\n' ? 'crlf' : 'cr'
}

const contentStart = (text: string): number => {
  const at = text.search(/[^\r\n]/)
  return at < 0 ? text.length : at
}

/** Where the header's row ends, and how often each delimiter stands in it outside quotes. */
const scanHeader = (text: string, from: number): { end: number; counts: number[] } => {
  const counts = delimiters.map(() => 0)
  let inQuotes = false
  // Whether a quote opens a cell here, or, behind a closing one, is the second of two that stand for one.
  let canOpenQuote = true
  let at = from
  for (; at < text.length; at++) {
    const character = text.charAt(at)
    if (inQuotes) {
      inQuotes = character !== '"'
      canOpenQuote = true
      continue
    }
    if (character === '\n' || character === '\r') break
    inQuotes = character === '"' && canOpenQuote
    const delimiterIndex = delimiters.indexOf(character as Delimiter)
    if (delimiterIndex >= 0) counts[delimiterIndex] = (counts[delimiterIndex] ?? 0) + 1
    canOpenQuote = delimiterIndex >= 0
  }
  return { end: at, counts }
}

/**
 * Reads the dialect off the beginning of a text, byte order mark gone, which has room for a `sep=` line; `whole` says
 * that nothing follows. Undefined when the header is not all there; what the `sep=` line says when it is refused.
 *
 * @example readDialect('sep=;\r\na;b\r\n1;2', true) // { delimiter: ';', newline: 'crlf', start: 7, line: 2 }
 */
export const detectDialect = (
  text: string,
  isComplete: boolean,
): Dialect | { refused: string } | undefined => {
  const [line, , sepDelimiter] = sepLinePattern.exec(text) ?? []
  if (line !== undefined && sepDelimiter !== undefined) {
    if (!isDelimiter(sepDelimiter)) return { refused: sepDelimiter }
    const end = line.search(/[\r\n]|$/)
    return {
      delimiter: sepDelimiter,
      newline: newlineAt(text, end, true) ?? 'none',
      start: line.length,
      line: 2,
    }
  }
  const { end, counts } = scanHeader(text, contentStart(text))
  const newline = newlineAt(text, end, isComplete)
  if (newline === undefined) return undefined
  const delimiter = delimiters[counts.indexOf(Math.max(...counts))] ?? ','
  return { delimiter, newline, start: 0, line: 1 }
}
