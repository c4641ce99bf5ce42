/** Reading files of records in JSON: one per line (NDJSON), or one list. */

import { type Say, sentence } from '../../text/sentence.ts'
import { maxRowLength } from '../csv/faults.ts'
import { createListSplitter, PendingText, type Piece, splitLines } from './json-splitter.ts'
import { findRecordValue } from './record-values.ts'
import {
  blockSize,
  identityOf,
  maxRowsPerBatch,
  type SourceEvent,
  type SourceRow,
  toBlocks,
} from './source-row.ts'

type Chunks = AsyncIterable<Uint8Array>

/** One record a line, or one list of records: an array, or an object that has it under one of `listNames`. */
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
      cellAt: (issue) => findRecordValue(candidate, issue),
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
      yield createFault(
        line,
        'json.invalid',
        sentence`It is not JSON: ${row.toWellFormed().slice(0, 200)}`,
        number,
      )
  }
  if (rows.length > 0) yield { kind: 'rows', rows }
  return true
}

const sizeDetail = sentence`The record has more than ${maxRowLength} characters. The rest of the file is not read.`

const createFault = (line: number, rule: string, say: Say, row: number): SourceEvent => ({
  kind: 'fault',
  fault: { line, rule, say, row },
})

/**
 * Yields the records of a file as rows. Unreadable records are faults with their line. Holds one record and one block
 * in memory.
 */
export async function* readJsonRows(chunks: Chunks, kind: JsonKind): AsyncGenerator<SourceEvent> {
  yield { kind: 'facts', facts: { encoding: 'utf-8', delimiter: null, notes: [] } }
  const pending = new PendingText()
  const split = kind === 'lines' ? splitLines : createListSplitter()
  const count = { rows: 0 }
  const endFault = (rule: string, say: Say) => createFault(pending.line, rule, say, count.rows + 1)
  for await (const text of decodeTexts(chunks)) {
    if (text === undefined) {
      yield endFault('json.encoding', sentence`The file is not UTF-8 from here on.`)
      return
    }
    pending.text += text
    if (!(yield* parsePieces(split(pending, false), count))) return
    if (pending.fault !== undefined) break
    if (pending.text.length > maxRowLength) {
      yield endFault('json.size', sizeDetail)
      return
    }
  }
  yield* parsePieces(split(pending, true), count)
  if (pending.fault !== undefined) yield endFault('json.incomplete', pending.fault)
}
