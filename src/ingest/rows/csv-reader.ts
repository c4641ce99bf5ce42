/** Reading the rows of a table by a profile, which defines the meaning of its columns. */
import { type Head, type Row, readTable, type TablePart } from '../csv/table-reader.ts'
import type { RowCandidate, TablePlan } from './cell-assembly.ts'
import { errorsColumn } from './flat-profile.ts'
import type { FileFault, Note, SourceEvent, SourceRow } from './source-row.ts'

/** Returns how a file with this header is read. */
export type TableProfile = (headers: readonly string[]) => TablePlan

const validateOptions = { fromText: true }

const sourceRow = (plan: TablePlan, row: Row): SourceRow => {
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
  }
}

const columnFaults = (plan: TablePlan | undefined, head: Head | undefined): FileFault[] =>
  (plan?.faults ?? [])
    .filter(({ column }) => column.trim() !== errorsColumn)
    .map((fault) => {
      const line = head?.headerLine ?? 1
      return { line, ...fault, cell: head?.sheet?.cellOf(line, fault.column) }
    })

/** Faults after which the end of the row is unknown, so that it may contain other rows. */
const openEndedRules = new Set<string>(['table.quote_open', 'table.quote_text', 'table.row_size'])

/** Returns the reference of a faulty row; undefined if it is not reliable. */
const findReference = (
  plan: TablePlan,
  row: Row,
  width: number,
  faults: readonly FileFault[],
): string | undefined => {
  if (faults.some(({ rule }) => openEndedRules.has(rule))) return undefined
  const cells = Array.from({ length: width }, (_, i) => row.cells[i] ?? '')
  const { reference } = plan.identify(cells, row.row)
  return reference === undefined || /[\0\ufffd]/.test(reference) ? undefined : reference
}

const isBlank = ({ cells }: Row): boolean => cells.every((cell) => cell.trim() === '')

const notesOf = (head: Head, plan: TablePlan): Note[] => [
  ...(head.hasHxlRow ? [{ rule: 'table.hxl_row' }] : []),
  ...(plan.ignored ?? []).map((column) => ({ rule: 'columns.ignored', column })),
  ...(plan.notes ?? []),
]

/** Yields the faults of rows, then the rows without faults. */
function* toSourceEvents(
  plan: TablePlan,
  { rows, faults }: TablePart & { readonly kind: 'rows' },
  width: number,
  delimiter: string | null,
): Generator<SourceEvent> {
  const faultsByRow = Map.groupBy<number | undefined, FileFault>(faults, ({ row }) => row)
  const rowByNumber = new Map(faultsByRow.size === 0 ? [] : rows.map((row) => [row.row, row]))
  for (const [number, own] of faultsByRow) {
    const row = rowByNumber.get(number ?? 0)
    const reference = row && findReference(plan, row, width, own)
    for (const fault of own) yield { kind: 'fault', fault: { ...fault, reference } }
  }
  const validRows = rows.filter((row) => !faultsByRow.has(row.row) && !isBlank(row))
  const blankRows = rows.filter((row) => !faultsByRow.has(row.row) && isBlank(row))
  if (blankRows.length > 0)
    yield {
      kind: 'facts',
      facts: { encoding: '', delimiter, notes: blankRows.map(({ row }) => ({ rule: 'rows.blank', row })) },
    }
  yield { kind: 'rows', rows: validRows.map((row) => sourceRow(plan, row)) }
}

/** Reads a table by a profile. Yields `unreadable` if the file as a whole cannot be read. */
export async function* readTableRows(
  parts: AsyncIterable<TablePart>,
  profile: TableProfile,
): AsyncGenerator<SourceEvent> {
  let plan: TablePlan | undefined
  let delimiter: string | null = null
  let width = 0
  for await (const part of parts) {
    if (part.kind === 'head') {
      plan = part.head && profile(part.head.columns)
      const faults = [...part.faults, ...columnFaults(plan, part.head)]
      if (!part.head || !plan || faults.length > 0) {
        yield { kind: 'unreadable', faults }
        return
      }
      delimiter = part.head.delimiter
      width = part.head.columns.length
      yield {
        kind: 'facts',
        facts: {
          encoding: part.head.encoding,
          delimiter,
          notes: notesOf(part.head, plan),
          sheet: part.head.sheet,
        },
      }
    } else if (part.kind === 'rows' && plan) {
      yield* toSourceEvents(plan, part, width, delimiter)
    } else if (part.kind === 'end')
      yield { kind: 'facts', facts: { encoding: part.encoding, delimiter, notes: part.notes ?? [] } }
  }
}

/** Reads comma-, semicolon- or tab-separated text by a profile. */
export const readCsvRows = (chunks: AsyncIterable<Uint8Array>, profile: TableProfile) =>
  readTableRows(readTable(chunks), profile)
