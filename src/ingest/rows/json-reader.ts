/** Reading files of records in JSON: one per line (NDJSON), or one array. */
import { maxRowLength } from '../csv/faults.ts'
import {
  blockSize,
  identityOf,
  maxRowsPerBatch,
  type SourceEvent,
  type SourceRow,
  toBlocks,
} from './source-row.ts'

type Chunks = AsyncIterable<Uint8Array>

/** One record a line, or one array of records. */
export type JsonKind = 'lines' | 'array'

/** Yields the text of UTF-8 bytes, chunk by chunk; undefined, and nothing more, if they are not UTF-8. */
async function* decodeTexts(chunks: Chunks): AsyncGenerator<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  try {
    for await (const block of toBlocks(chunks, blockSize)) yield decoder.decode(block, { stream: true })
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    yield undefined
  }
}

/** One piece of JSON and the line where it begins. */
interface Piece {
  readonly text: string
  readonly line: number
}

const countLines = (text: string): number => {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** Text that has arrived and has not been processed. */
class PendingText {
  text = ''
  /** The number of characters already scanned. */
  scanned = 0
  /** Whether the text so far rules out a file of records. */
  isBroken = false
  #line = 1

  /** The line of the first character that is not blank. */
  get line(): number {
    return this.#line + countLines(this.text.slice(0, this.text.length - this.text.trimStart().length))
  }

  /** Removes the text up to a separator, and the separator. Returns the text. */
  take(end: number): Piece {
    const taken = this.text.slice(0, end)
    const text = taken.trim()
    const indent = text === '' ? end : taken.indexOf(text)
    const line = this.#line + countLines(taken.slice(0, indent))
    this.#line = line + countLines(this.text.slice(indent, end + 1))
    this.text = this.text.slice(end + 1)
    this.scanned = 0
    return { text, line }
  }
}

/** Takes complete pieces from the pending text; at the end, the rest. */
type Splitter = (pending: PendingText, isEnd: boolean) => Generator<Piece>

const splitLines: Splitter = function* (pending, isEnd) {
  for (;;) {
    const at = pending.text.indexOf('\n', pending.scanned)
    if (at < 0 && !(isEnd && pending.text !== '')) break
    const piece = pending.take(at < 0 ? pending.text.length : at)
    if (piece.text !== '') yield piece
  }
  pending.scanned = pending.text.length
}

/** Returns a splitter for the elements of one array, by brackets and commas; their content is not parsed. */
const createArraySplitter = (): Splitter => {
  let [depth, commas] = [0, 0]
  let [inString, hasStarted] = [false, false]
  return function* (pending, isEnd) {
    while (pending.scanned < pending.text.length && !pending.isBroken) {
      const at = pending.scanned++
      const character = pending.text[at]
      if (inString) {
        if (character === '\\') pending.scanned++
        else inString = character !== '"'
      } else if (character === '"') inString = true
      else if (character === '[' || character === '{') {
        if (depth++ > 0) continue
        pending.isBroken = hasStarted || character === '{' || pending.take(at).text !== ''
        hasStarted = true
      } else if (character === ',' && depth === 1) {
        commas++
        yield pending.take(at)
      } else if (character === ']' || character === '}') {
        if (--depth > 0) continue
        const piece = pending.take(at)
        if (depth === 0 && (piece.text !== '' || commas > 0)) yield piece
        pending.isBroken = depth < 0
        commas = 0
      }
    }
    if (isEnd && !(hasStarted && depth === 0 && pending.text.trim() === '')) pending.isBroken = true
  }
}

const parseRow = (piece: Piece, row: number): SourceRow | string => {
  try {
    const candidate: unknown = JSON.parse(piece.text)
    const fields = (typeof candidate === 'object' && candidate !== null ? candidate : {}) as Record<
      string,
      unknown
    >
    return {
      row,
      line: piece.line,
      ...identityOf(fields),
      build: () => ({ candidate, issues: [] }),
      options: {},
      columnOf: () => undefined,
    }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return error.message
    throw error
  }
}

/** Yields the records of complete pieces. Returns false if a piece is too long, after which nothing can be read. */
function* parsePieces(pieces: Iterable<Piece>, count: { rows: number }): Generator<SourceEvent, boolean> {
  let rows: SourceRow[] = []
  for (const piece of pieces) {
    const { text, line } = piece
    const isTooLong = text.length > maxRowLength
    if (rows.length === maxRowsPerBatch || (isTooLong && rows.length > 0)) {
      yield { kind: 'rows', rows }
      rows = []
    }
    const number = ++count.rows
    if (isTooLong) {
      yield createFault(line, 'json.size', sizeDetail, number)
      return false
    }
    const row = parseRow(piece, number)
    if (typeof row !== 'string') rows.push(row)
    else
      yield createFault(line, 'json.invalid', `It is not JSON: ${row.toWellFormed().slice(0, 200)}`, number)
  }
  if (rows.length > 0) yield { kind: 'rows', rows }
  return true
}

const sizeDetail = `The record has more than ${maxRowLength} characters. The rest of the file is not read.`

const createFault = (line: number, rule: string, detail: string, row: number): SourceEvent => ({
  kind: 'fault',
  fault: { line, rule, detail, row },
})

/**
 * Yields the records of a file as rows. Unreadable records are faults with their line. Holds one record and one block
 * in memory.
 */
export async function* readJsonRows(chunks: Chunks, kind: JsonKind): AsyncGenerator<SourceEvent> {
  yield { kind: 'facts', facts: { encoding: 'utf-8', delimiter: null, notes: [] } }
  const pending = new PendingText()
  const split = kind === 'lines' ? splitLines : createArraySplitter()
  const count = { rows: 0 }
  const endFault = (rule: string, detail: string) => createFault(pending.line, rule, detail, count.rows + 1)
  for await (const text of decodeTexts(chunks)) {
    if (text === undefined) {
      yield endFault('json.encoding', 'The file is not UTF-8 from here on.')
      return
    }
    pending.text += text
    if (!(yield* parsePieces(split(pending, false), count))) return
    if (pending.isBroken) break
    if (pending.text.length > maxRowLength) {
      yield endFault('json.size', sizeDetail)
      return
    }
  }
  yield* parsePieces(split(pending, true), count)
  if (pending.isBroken)
    yield endFault('json.incomplete', 'The file is not one complete JSON array of records.')
}
