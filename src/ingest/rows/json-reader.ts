/** Files of records in JSON: one a line (NDJSON), or one array. */
import { blockSize, blocksOf, rowsTogether } from '../byte-blocks.ts'
import { mostCharacters } from '../csv/faults.ts'
import { type SourceEvent, type SourceRow, wordIn } from './source-row.ts'

type Chunks = AsyncIterable<Uint8Array>

/** Text of bytes that are UTF-8, chunk by chunk; undefined in place of what is not, and nothing behind it. */
async function* texts(chunks: Chunks): AsyncGenerator<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  try {
    for await (const block of blocksOf(chunks, blockSize)) yield decoder.decode(block, { stream: true })
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

const linesIn = (text: string): number => {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** Takes text in as it comes and gives out the pieces that are whole, one by one. */
interface Splitter {
  readonly take: (text: string) => Iterable<Piece>
  /** What is left at the end: pieces, or a fault. */
  readonly end: () => Iterable<Piece> | string
  /** The line that has been reached. */
  readonly line: () => number
  /** Nothing that comes will make it whole. */
  readonly broken: () => boolean
  /** How many characters of a piece that is not whole are held. */
  readonly held: () => number
}

const byLine = (): Splitter => {
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
    take: (text) => {
      const all = rest + text
      const at = all.lastIndexOf('\n')
      rest = all.slice(at + 1)
      return pieces(all.slice(0, at + 1))
    },
    end: () => pieces(rest),
    line: () => line,
    broken: () => false,
    held: () => rest.length,
  }
}

const notAnArray = 'The file is not one whole JSON array of records.'

/** The elements of one array, by their brackets and commas; what is inside them is not looked at. */
const byElement = (): Splitter => {
  let rest = ''
  let [line, depth, scanned] = [1, 0, 0]
  let [inString, escaped, begun, broken] = [false, false, false, false]
  const pieces: Piece[] = []

  /** Ends what has gathered in front of a bracket or comma. */
  const cut = (end: number, isElement: boolean) => {
    const text = rest.slice(0, end)
    const lead = text.length - text.trimStart().length
    if (isElement) pieces.push({ text: text.trim(), line: line + linesIn(text.slice(0, lead)) })
    else if (lead < text.length) broken = true
    line += linesIn(text)
    rest = rest.slice(end + 1)
    scanned = -1
  }

  let elements = 0
  const close = (at: number) => {
    const last = rest.slice(0, at).trim() !== ''
    cut(at, last || elements > 0)
    elements = 0
  }

  const structure = (character: string, at: number) => {
    if (character === '"') inString = true
    else if (character === '[' || character === '{') {
      if (depth++ > 0) return
      if (begun || character === '{') broken = true
      begun = true
      cut(at, false)
    } else if (character === ']' || character === '}') {
      if (--depth === 0) close(at)
      else if (depth < 0) broken = true
    } else if (character === ',' && depth === 1) {
      elements++
      cut(at, true)
    }
  }

  const step = (character: string, at: number) => {
    if (!inString) structure(character, at)
    else if (escaped) escaped = false
    else if (character === '\\') escaped = true
    else if (character === '"') inString = false
  }

  return {
    *take(text) {
      rest += text
      for (; scanned < rest.length && !broken; scanned++) {
        step(rest[scanned] ?? '', scanned)
        if (pieces.length > 0) yield* pieces.splice(0)
      }
    },
    end: () => (begun && !broken && depth === 0 && rest.trim() === '' ? [] : notAnArray),
    line: () => line + linesIn(rest.slice(0, rest.length - rest.trimStart().length)),
    broken: () => broken,
    held: () => rest.length,
  }
}

const rowOf = (piece: Piece, row: number): SourceRow | string => {
  try {
    const candidate: unknown = JSON.parse(piece.text)
    const named = (typeof candidate === 'object' && candidate !== null ? candidate : {}) as Record<
      string,
      unknown
    >
    return {
      row,
      line: piece.line,
      dataset: wordIn(named.dataset),
      reference: wordIn(named.reference),
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
function* judged(pieces: Iterable<Piece>, count: { rows: number }): Generator<SourceEvent, boolean> {
  let rows: SourceRow[] = []
  for (const piece of pieces) {
    const { text, line } = piece
    const isTooLong = text.length > mostCharacters
    if (rows.length === rowsTogether || (isTooLong && rows.length > 0)) {
      yield { kind: 'rows', rows }
      rows = []
    }
    const number = ++count.rows
    if (isTooLong) {
      yield fault(line, 'json.size', tooLong, number)
      return false
    }
    const row = rowOf(piece, number)
    if (typeof row !== 'string') rows.push(row)
    else yield fault(line, 'json.invalid', `It is not JSON: ${row.toWellFormed().slice(0, 200)}`, number)
  }
  if (rows.length > 0) yield { kind: 'rows', rows }
  return true
}

const tooLong = `The record has more than ${mostCharacters} characters. The rest of the file is not read.`

const fault = (line: number, rule: string, detail: string, row?: number): SourceEvent => ({
  kind: 'fault',
  fault: { line, rule, detail, ...(row === undefined ? {} : { row }) },
})

/** The records of a file as rows. What cannot be read is a fault with its line; a record is held whole, and a block. */
export async function* readJsonRows(chunks: Chunks, kind: 'lines' | 'array'): AsyncGenerator<SourceEvent> {
  yield { kind: 'facts', facts: { encoding: 'utf-8', delimiter: null, notes: {} } }
  const splitter = kind === 'lines' ? byLine() : byElement()
  const count = { rows: 0 }
  for await (const text of texts(chunks)) {
    if (text === undefined) {
      yield fault(splitter.line(), 'json.encoding', 'The file is not UTF-8 from here on.', count.rows + 1)
      return
    }
    if (!(yield* judged(splitter.take(text), count))) return
    if (splitter.broken()) break
    if (splitter.held() > mostCharacters) {
      yield fault(splitter.line(), 'json.size', tooLong, count.rows + 1)
      return
    }
  }
  const end = splitter.end()
  if (typeof end === 'string') yield fault(splitter.line(), 'json.incomplete', end, count.rows + 1)
  else yield* judged(end, count)
}
