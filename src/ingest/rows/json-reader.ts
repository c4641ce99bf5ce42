/** Files of records in JSON: one a line (NDJSON), or one array. */
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

/** Text of bytes that are UTF-8, chunk by chunk; undefined in place of what is not, and nothing behind it. */
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

/** Text that has come and was not given out. */
class PendingText {
  text = ''
  /** How much of the text was looked at. */
  scanned = 0
  /** Nothing that comes will make it a file of records. */
  isBroken = false
  #line = 1

  /** The line of the first character that is not blank. */
  get line(): number {
    return this.#line + countLines(this.text.slice(0, this.text.length - this.text.trimStart().length))
  }

  /** Takes the text up to a separator, and the separator. */
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

/** Takes from the pending text what is whole, piece by piece; at the end, what is left. */
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

/** The elements of one array, by their brackets and commas; what is inside them is not looked at. */
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

/** The records of whole pieces; false where one is too long and nothing is to be read behind it. */
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

/** The records of a file as rows. What cannot be read is a fault with its line; a record is held whole, and a block. */
export async function* readJsonRows(chunks: Chunks, kind: 'lines' | 'array'): AsyncGenerator<SourceEvent> {
  yield { kind: 'facts', facts: { encoding: 'utf-8', delimiter: null, notes: {} } }
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
