/** A whole table at once, and what holds of every reading. */
import { expect } from 'vitest'
import type { TableFault } from '../../../../src/ingest/csv/faults.ts'
import { type Head, type Row, readTable } from '../../../../src/ingest/csv/table-reader.ts'
import type { Note } from '../../../../src/ingest/rows/source-row.ts'

const utf8 = new TextEncoder()

/** So much of a file is read at once, to tell its encoding: only what comes behind it is cut. */
export const sniffedBytes = 512

export const bytesOf = (input: string | Uint8Array): Uint8Array =>
  typeof input === 'string' ? utf8.encode(input) : input

export const utf16Of = (text: string, order: 'le' | 'be'): Uint8Array => {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), order === 'le')
  return new Uint8Array(view.buffer)
}

export interface ReadOptions {
  /** The lengths of the chunks, over and over; all at once when nothing is said. */
  readonly sizes?: readonly number[]
  readonly block?: number
  /** The stated encoding. */
  readonly encoding?: string
}

export async function* chunksOf(
  bytes: Uint8Array,
  sizes: readonly number[] = [],
): AsyncGenerator<Uint8Array> {
  let at = 0
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? bytes.length
    yield bytes.slice(at, at + size)
    at += size
  }
}

export interface TableContents {
  readonly head: Head | undefined
  readonly rows: readonly Row[]
  readonly faults: readonly TableFault[]
  readonly notes: readonly Note[]
  readonly encoding: string
  readonly complete: boolean
}

/** Reads all, and expects the order of the parts and that no bad row goes without a fault. */
export const collectTable = async (
  input: string | Uint8Array,
  { sizes, ...options }: ReadOptions = {},
): Promise<TableContents> => {
  const chunks = chunksOf(bytesOf(input), sizes)
  const kinds: string[] = []
  const rows: Row[] = []
  const faults: TableFault[] = []
  const notes: Note[] = []
  let head: Head | undefined
  let ended = { encoding: '', complete: false, rows: -1 }
  for await (const part of readTable(chunks, options)) {
    kinds.push(part.kind)
    if (part.kind === 'head') head = part.head
    if (part.kind === 'end') ended = part
    else {
      faults.push(...part.faults)
      notes.push(...(part.notes ?? []))
    }
    if (part.kind !== 'rows') continue
    const faulty = new Set(part.faults.map(({ row }) => row))
    for (const { row, cells } of part.rows) {
      const bad = cells.length !== head?.columns.length || cells.some((cell) => cell.includes('\0'))
      if (bad && !faulty.has(row)) expect.fail(`row ${row} has no fault: ${JSON.stringify(cells)}`)
      if (!cells.every((cell) => cell.isWellFormed())) expect.fail(`row ${row} is not whole Unicode`)
    }
    rows.push(...part.rows)
  }
  expect(kinds.join(' ')).toMatch(/^head( rows)* end$/)
  expect(rows.map(({ row }) => row)).toEqual(rows.map((_, i) => i + 1))
  expect(ended.rows).toBe(rows.length)
  return { head, rows, faults, notes, encoding: ended.encoding, complete: ended.complete }
}

export const cellsOf = ({ rows }: TableContents): (readonly string[])[] => rows.map(({ cells }) => cells)

/** Each fault as `rule@line`. */
export const faultSummaries = ({ faults }: TableContents): string[] =>
  faults.map(({ rule, line }) => `${rule}@${line}`)
