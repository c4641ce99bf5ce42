/** The rows of a file, in any format. */
import type { Incident } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import type { Say } from '../../text/sentence.ts'
import { toCanonicalText } from '../validate/normalize-leaf.ts'
import type { ValidateOptions } from '../validate/validate.ts'

/** Returns a dataset or reference in its stored form; undefined if it is empty. */
const normalizeWord = (value: unknown): string | undefined =>
  typeof value === 'string' ? toCanonicalText(value, 'identifier') || undefined : undefined

/** The identity of a row, before it is parsed. */
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

/** A value that is read differently from its cell, or left out; no error. */
export interface Note {
  readonly rule: string
  readonly row?: number | undefined
  readonly column?: string | undefined
  /** The field of the record, as a JSON Pointer. */
  readonly pointer?: string | undefined
  /** The cell, at most 200 characters. */
  readonly received?: Issue['received']
  /** The number of times that the note applies, 1 by default. */
  readonly times?: number
}

/** A value of a file that an importer can replace. */
export interface SourceCell {
  /** The name of its column, or its path in a record of JSON; both with `*` for positions in lists of JSON. */
  readonly column: string
  /** The value as the file has it, as text. */
  readonly text: string
}

/** A row before validation. */
export interface SourceRow extends RowIdentity {
  /** From 1, without the header and an HXL row. */
  readonly row: number
  /** The line where the row begins, from 1. */
  readonly line: number
  /** Returns the candidate of the row: a new record, or a change of the stored one with its reference. */
  readonly build: (stored: Incident | undefined) => {
    readonly candidate: unknown
    readonly issues: readonly Issue[]
    /** Values that were read differently from their cells; the row of a note is that of the source. */
    readonly notes?: readonly Note[]
  }
  readonly options: ValidateOptions
  /** Returns the column of an error at a pointer. */
  readonly columnOf: (pointer: string) => string | undefined
  /** Returns the value of the file that an issue is about, in this column; undefined if a text cannot replace it. */
  readonly cellAt?: (
    issue: Pick<Issue, 'pointer' | 'received'>,
    column: string | undefined,
  ) => SourceCell | undefined
}

/** A fault of the file at a line. */
export interface FileFault {
  readonly row?: number | undefined
  /** The reference of the row, if it can be read. */
  readonly reference?: string | undefined
  readonly line: number
  readonly column?: string | undefined
  /** The name of the cell in a workbook, such as `Sheet1!C17`. */
  readonly cell?: string | undefined
  readonly rule: string
  /** Returns what would be right, in the language of the messages. */
  readonly say: Say
  readonly received?: Issue['received']
}

/** The sheet of a workbook that is read. */
export interface SheetFacts {
  readonly name: string
  /** Returns the name of a cell, such as `Sheet1!C17`, by its line and the name of its column; undefined if there is none. */
  readonly cellOf: (line: number, column: string) => string | undefined
}

export interface FileFacts {
  readonly encoding: string
  /** Null if the file is not a table. */
  readonly delimiter: string | null
  readonly notes: readonly Note[]
  /** Absent if the file is not a workbook. */
  readonly sheet?: SheetFacts | undefined
  /** Given if the encoding is a guess. */
  readonly guess?: FileGuess
}

/** A guess of the encoding of a file. */
export interface FileGuess {
  readonly encoding: string
  /** The beginning of the first cell beyond ASCII, as it reads. */
  readonly sample: string
  /** The fault for which the file cannot be stored; undefined if the guess is certain. */
  readonly fault?: FileFault | undefined
}

/** The events of a reader, in order. Facts that are detected later come as further facts. */
export type SourceEvent =
  | { readonly kind: 'facts'; readonly facts: FileFacts }
  | { readonly kind: 'rows'; readonly rows: readonly SourceRow[] }
  | { readonly kind: 'fault'; readonly fault: FileFault }
  /** The file as a whole cannot be read, and nothing follows. */
  | { readonly kind: 'unreadable'; readonly faults: readonly FileFault[] }

/** The number of bytes read at once; a block, a group of its rows and one row are in memory. */
export const blockSize = 524_288

/** The most rows that are read and validated together; each of their faults counts as a row. */
export const maxRowsPerBatch = 2000

/** Yields the bytes of a stream in blocks of equal size, except for the last. */
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

/** Yields the events of a reader with changed rows. */
export async function* mapRows(
  events: AsyncIterable<SourceEvent>,
  change: (row: SourceRow) => SourceRow,
): AsyncGenerator<SourceEvent> {
  for await (const event of events)
    yield event.kind === 'rows' ? { ...event, rows: event.rows.map(change) } : event
}
