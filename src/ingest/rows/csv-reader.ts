/** Reading the rows of a table by a profile, which defines the meaning of its columns. */
import { en } from '../../messages/en.ts'
import { guessFault, type LocatedGuess } from '../csv/faults.ts'
import { type Head, type Row, readTable, type TablePart } from '../csv/table-reader.ts'
import type { RowCandidate, TablePlan } from './cell-assembly.ts'
import { errorsColumn } from './flat-profile.ts'
import { findColumnIndex } from './replace-cells.ts'
import { findNamelessColumn, findReference, groupFaults, planRows, type RowsPlan } from './row-faults.ts'
import type { FileFault, FileGuess, Note, SourceEvent, SourceRow } from './source-row.ts'

/** Returns how a file with this header is read. */
export type TableProfile = (headers: readonly string[]) => TablePlan

const validateOptions = { fromText: true }

const sourceRow = ({ plan, names }: RowsPlan, row: Row): SourceRow => {
  const { isPlaceholder } = plan
  let reading: RowCandidate | undefined
  return {
    row: row.row,
    line: row.line,
    ...plan.identify(row.cells, row.row),
    build: (stored) => {
      reading = plan.read(row.cells, stored, row.row)
      return reading
    },
    options: isPlaceholder
      ? { fromText: true, isPlaceholder: (text) => isPlaceholder(text, row.cells) }
      : validateOptions,
    columnOf: (pointer) => {
      reading ??= plan.read(row.cells, undefined, row.row)
      return reading.columnOf(pointer)
    },
    cellAt: (_, column) => {
      const index = findColumnIndex(names, column)
      const [name, text] = [names[index], row.cells[index]]
      return name === undefined || text === undefined ? undefined : { column: name.trim(), text }
    },
  }
}

const columnFaults = (plan: TablePlan | undefined, head: Head | undefined): FileFault[] =>
  (plan?.faults ?? [])
    .filter(({ column }) => column.trim() !== errorsColumn)
    .map((fault) => {
      const line = head?.headerLine ?? 1
      return { line, ...fault, cell: head?.sheet?.cellOf(line, fault.column) }
    })

const isBlank = ({ cells }: Row): boolean => cells.every((cell) => cell.trim() === '')

const notesOf = (head: Head, { plan, unnamed }: RowsPlan): Note[] => [
  ...(head.hasHxlRow ? [{ rule: 'table.hxl_row' }] : []),
  ...(plan.ignored ?? []).map((column) => ({ rule: 'columns.ignored', column })),
  ...unnamed.map((i) => ({ rule: 'columns.unnamed', column: en.tables.column(i + 1) })),
  ...(plan.notes ?? []),
]

/** Yields the faults of rows, then the rows without faults. */
function* toSourceEvents(
  rowsPlan: RowsPlan,
  part: TablePart & { readonly kind: 'rows' },
): Generator<SourceEvent> {
  const { rows, notes = [] } = part
  const { plan, width, delimiter, named } = rowsPlan
  const faultsByRow = groupFaults(rowsPlan, part)
  const rowByNumber = new Map(faultsByRow.size === 0 ? [] : rows.map((row) => [row.row, row]))
  for (const [number, own] of faultsByRow) {
    const row = rowByNumber.get(number ?? 0)
    const reference = row && findReference(plan, named(row), width, own)
    for (const fault of own) yield { kind: 'fault', fault: { ...fault, reference } }
  }
  const validRows = rows.filter((row) => !faultsByRow.has(row.row) && !isBlank(row))
  const blankRows = rows.filter((row) => !faultsByRow.has(row.row) && isBlank(row))
  const allNotes = [...notes, ...blankRows.map(({ row }) => ({ rule: 'rows.blank', row }))]
  if (allNotes.length > 0) yield { kind: 'facts', facts: { encoding: '', delimiter, notes: allNotes } }
  yield { kind: 'rows', rows: validRows.map((row) => sourceRow(rowsPlan, named(row))) }
}

const toFileGuess = (guess: LocatedGuess): FileGuess => ({
  encoding: guess.encoding,
  sample: guess.readings[0]?.text ?? '',
  fault: guess.isCertain ? undefined : guessFault(guess),
})

const guessEvents = function* (
  guess: LocatedGuess | undefined,
  delimiter: string | null,
): Generator<SourceEvent> {
  if (guess)
    yield {
      kind: 'facts',
      facts: { encoding: guess.encoding, delimiter, notes: [], guess: toFileGuess(guess) },
    }
}

/** Reads a table by a profile. Yields `unreadable` if the file as a whole cannot be read. */
export async function* readTableRows(
  parts: AsyncIterable<TablePart>,
  profile: TableProfile,
): AsyncGenerator<SourceEvent> {
  let rowsPlan: RowsPlan | undefined
  let delimiter: string | null = null
  let isFirst = true
  for await (const part of parts) {
    if (part.kind !== 'end') yield* guessEvents(part.guess, delimiter)
    if (part.kind === 'head') {
      const { head } = part
      rowsPlan = head && planRows(head, profile)
      const faults = [...part.faults, ...columnFaults(rowsPlan?.plan, head)]
      if (!head || !rowsPlan || faults.length > 0) {
        yield { kind: 'unreadable', faults }
        return
      }
      delimiter = head.delimiter
      const notes = [...notesOf(head, rowsPlan), ...(part.notes ?? [])]
      yield { kind: 'facts', facts: { encoding: head.encoding, delimiter, notes, sheet: head.sheet } }
    } else if (part.kind === 'rows' && rowsPlan) {
      const fault = isFirst ? findNamelessColumn(rowsPlan, part.rows) : undefined
      if (fault) {
        yield { kind: 'unreadable', faults: [fault] }
        return
      }
      isFirst = false
      yield* toSourceEvents(rowsPlan, part)
    } else if (part.kind === 'end')
      yield { kind: 'facts', facts: { encoding: part.encoding, delimiter, notes: part.notes ?? [] } }
  }
}

/** Reads comma-, semicolon- or tab-separated text by a profile. */
export const readCsvRows = (
  chunks: AsyncIterable<Uint8Array>,
  profile: TableProfile,
  encoding?: string | undefined,
) => readTableRows(readTable(chunks, { encoding }), profile)
