/** Splits the bytes of a table into groups of parsed rows. */
import { maxRowsPerBatch } from '../rows/source-row.ts'
import { type Dialect, detectDialect } from './dialect.ts'
import type { Decoder } from './encoding.ts'
import { countLines } from './fallback.ts'
import {
  delimiterFault,
  foreignFault,
  type LocatedGuess,
  maxRowLength,
  sizeFault,
  type TableFault,
} from './faults.ts'
import type { EncodingGuess } from './guess-encoding.ts'
import { decodeRow, type ParsedRow, type Reader, readerOf } from './row-parser.ts'

/** Rows that are passed on together; each of their flaws counts as a row. */
export interface Group {
  readonly dialect: Dialect
  readonly rows: readonly ParsedRow[]
  /** The line of a row that is too long; nothing follows. */
  readonly oversize?: number
  readonly last: boolean
  /** Whether the file ends with the last row, without a line end. */
  readonly isOpenEnd?: boolean
  readonly guess?: LocatedGuess | undefined
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

/** Returns a guess with the line of the first character beyond ASCII in a text that begins on a line. */
const locate = (guess: EncodingGuess, text: string, line: number): LocatedGuess => {
  const at = text.search(/[^\0-\x7f]/)
  return { ...guess, line: line + countLines(text.slice(0, Math.max(0, at))) }
}

/** Yields groups of rows, or the fault that makes the table unreadable. */
export async function* parseGroups(blocks: Blocks, decoder: Decoder): AsyncGenerator<Group | TableFault> {
  let opened: { readonly dialect: Dialect; readonly read: Reader } | undefined
  let [waiting, line] = ['', 1]
  let guess: LocatedGuess | undefined
  for await (const { text: piece, last } of rawTexts(blocks, decoder)) {
    waiting += piece
    if (decoder.guess) guess ??= locate(decoder.guess, waiting, line)
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
    const endsOpen = last && /[^\r\n]$/.test(text)
    let [rows, size]: [ParsedRow[], number] = [[], 0]
    const group = (): Group => ({ dialect, rows, last, isOpenEnd: endsOpen && at === text.length, guess })
    for (const raw of read(text, at, last)) {
      const source = text.slice(at, raw.end)
      if (decoder.exceeds(source, maxRowLength)) break
      const row = decodeRow(source, raw, line, decoder)
      line += countLines(source)
      at = raw.end
      if (row) rows.push(row)
      size += row ? 1 + row.flaws.length : 0
      if (size < maxRowsPerBatch) continue
      yield group()
      rows = []
      size = 0
    }
    waiting = waiting.slice(at)
    if (decoder.exceeds(waiting, maxRowLength)) return yield { ...group(), oversize: line }
    yield group()
  }
}
