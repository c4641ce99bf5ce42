/** The rows of a file on their way to records, whatever the file is written in. */
import type { Incident } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { isNormalized } from '../validate/normalize.ts'
import type { ValidateOptions } from '../validate/validate.ts'

/** A dataset or reference as the check keeps it; undefined where nothing is said. */
const normalizeWord = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined
  return isNormalized(value) ? value : value.replace(/\r\n?/g, '\n').normalize('NFC').trim() || undefined
}

/** What a row says it is, before it is read. */
export interface RowIdentity {
  readonly dataset?: string | undefined
  readonly reference?: string | undefined
}

export const identityOf = (fields: {
  readonly dataset?: unknown
  readonly reference?: unknown
}): RowIdentity => ({
  dataset: normalizeWord(fields.dataset),
  reference: normalizeWord(fields.reference),
})

/** A row before it is judged. */
export interface SourceRow extends RowIdentity {
  /** From 1, the header and an HXL row not counted. */
  readonly row: number
  /** Of the file, from 1, where the row begins. */
  readonly line: number
  /** The record that the row states: anew, or as a change of the one that is stored under its reference. */
  readonly build: (stored: Incident | undefined) => {
    readonly candidate: unknown
    readonly issues: readonly Issue[]
    /** Rules by which values were read otherwise than they stand, each as often as it applied. */
    readonly notes?: readonly string[]
  }
  readonly options: ValidateOptions
  /** The column that an error at this pointer is about. */
  readonly columnOf: (pointer: string) => string | undefined
}

/** What is wrong with the file itself at a line. */
export interface FileFault {
  readonly row?: number | undefined
  /** The reference of the row, where it can be read. */
  readonly reference?: string | undefined
  readonly line: number
  readonly column?: string | undefined
  readonly rule: string
  readonly detail: string
  readonly received?: Issue['received']
}

export interface FileFacts {
  readonly encoding: string
  /** Null where the file is no table. */
  readonly delimiter: string | null
  /** How often each thing was noted that is no error. */
  readonly notes: Readonly<Record<string, number>>
}

/** What a reader of files yields, in order. What it finds out later about the file comes as further facts. */
export type SourceEvent =
  | { readonly kind: 'facts'; readonly facts: FileFacts }
  | { readonly kind: 'rows'; readonly rows: readonly SourceRow[] }
  | { readonly kind: 'fault'; readonly fault: FileFault }
  /** The file as a whole cannot be read, and nothing follows. */
  | { readonly kind: 'unreadable'; readonly faults: readonly FileFault[] }

/** Bytes that are read at once: what is in memory of a file is a block, a group of its rows, and a row. */
export const blockSize = 524_288

/** So many rows come together at most, and are judged together; each of their faults counts as a row. */
export const maxRowsPerBatch = 2000

/** The pieces of a stream as blocks of one size, but for the last. */
export async function* toBlocks(chunks: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let block = new Uint8Array(size)
  let filled = 0
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + size - filled)
      block.set(piece, filled)
      at += piece.length
      filled += piece.length
      if (filled < size) continue
      yield block
      block = new Uint8Array(size)
      filled = 0
    }
  if (filled > 0) yield block.subarray(0, filled)
}
