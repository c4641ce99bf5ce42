/** Files of records in JSON: one a line (NDJSON), or one array. */
import { blockSize, maxRowsPerBatch, toBlocks } from '../byte-blocks.ts'
import { maxRowLength } from '../csv/faults.ts'
import { identityOf, type SourceEvent, type SourceRow } from './source-row.ts'

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

/** Takes text in as it comes and gives out the pieces that are whole, one by one. */
interface Splitter {
  readonly push: (text: string) => Iterable<Piece>
  /** What is left at the end: pieces, or a fault. */
  readonly end: () => Iterable<Piece> | string
  /** The line that has been reached. */
  readonly line: () => number
  /** Nothing that comes will make it whole. */
  readonly isBroken: () => boolean
  /** How many characters of a piece that is not whole are held. */
  readonly pendingLength: () => number
}

const createLineSplitter = (): Splitter => {
  let rest = ''
  let line = 1
  function* pieces(text: string): Generator<Piece> {
    for (let at = 0; at < text.length; line++) {
      const next = text.indexOf('\n', at)
      const end = next < 0 ? text.length : next
      const own = text.slice(at, end)
      if (own.trim() !== '') yield { text: own, line }
      at = end + 1
    }
  }
  return {
    push: (text) => {
      const all = rest + text
      const at = all.lastIndexOf('\n')
      rest = all.slice(at + 1)
      return pieces(all.slice(0, at + 1))
    },
    end: () => pieces(rest),
    line: () => line,
    isBroken: () => false,
    pendingLength: () => rest.length,
  }
}

const arrayDetail = 'The file is not one whole JSON array of records.'

/** The elements of one array, by their brackets and commas; what is inside them is not looked at. */
const createArraySplitter = (): Splitter => {
  let rest = ''
  let [line, depth, scanned] = [1, 0, 0]
  let [inString, isEscaped, hasStarted, isBroken] = [false, false, false, false]
  const pieces: Piece[] = []

  /** Ends what has gathered in front of a bracket or comma. */
  const endPiece = (end: number, isElement: boolean) => {
    const text = rest.slice(0, end)
    const indent = text.length - text.trimStart().length
    if (isElement) pieces.push({ text: text.trim(), line: line + countLines(text.slice(0, indent)) })
    else if (indent < text.length) isBroken = true
    line += countLines(text)
    rest = rest.slice(end + 1)
    scanned = -1
  }

  let elements = 0
  const close = (at: number) => {
    const hasLast = rest.slice(0, at).trim() !== ''
    endPiece(at, hasLast || elements > 0)
    elements = 0
  }

  const readStructure = (character: string, at: number) => {
    if (character === '"') inString = true
    else if (character === '[' || character === '{') {
      if (depth++ > 0) return
      if (hasStarted || character === '{') isBroken = true
      hasStarted = true
      endPiece(at, false)
    } else if (character === ']' || character === '}') {
      if (--depth === 0) close(at)
      else if (depth < 0) isBroken = true
    } else if (character === ',' && depth === 1) {
      elements++
      endPiece(at, true)
    }
  }

  const readCharacter = (character: string, at: number) => {
    if (!inString) readStructure(character, at)
    else if (isEscaped) isEscaped = false
    else if (character === '\\') isEscaped = true
    else if (character === '"') inString = false
  }

  return {
    *push(text) {
      rest += text
      for (; scanned < rest.length && !isBroken; scanned++) {
        readCharacter(rest[scanned] ?? '', scanned)
        if (pieces.length > 0) yield* pieces.splice(0)
      }
    },
    end: () => (hasStarted && !isBroken && depth === 0 && rest.trim() === '' ? [] : arrayDetail),
    line: () => line + countLines(rest.slice(0, rest.length - rest.trimStart().length)),
    isBroken: () => isBroken,
    pendingLength: () => rest.length,
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

const createFault = (line: number, rule: string, detail: string, row?: number): SourceEvent => ({
  kind: 'fault',
  fault: { line, rule, detail, ...(row === undefined ? {} : { row }) },
})

/** The records of a file as rows. What cannot be read is a fault with its line; a record is held whole, and a block. */
export async function* readJsonRows(chunks: Chunks, kind: 'lines' | 'array'): AsyncGenerator<SourceEvent> {
  yield { kind: 'facts', facts: { encoding: 'utf-8', delimiter: null, notes: {} } }
  const splitter = kind === 'lines' ? createLineSplitter() : createArraySplitter()
  const count = { rows: 0 }
  for await (const text of decodeTexts(chunks)) {
    if (text === undefined) {
      yield createFault(
        splitter.line(),
        'json.encoding',
        'The file is not UTF-8 from here on.',
        count.rows + 1,
      )
      return
    }
    if (!(yield* parsePieces(splitter.push(text), count))) return
    if (splitter.isBroken()) break
    if (splitter.pendingLength() > maxRowLength) {
      yield createFault(splitter.line(), 'json.size', sizeDetail, count.rows + 1)
      return
    }
  }
  const end = splitter.end()
  if (typeof end === 'string') yield createFault(splitter.line(), 'json.incomplete', end, count.rows + 1)
  else yield* parsePieces(end, count)
}
