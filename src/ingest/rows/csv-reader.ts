/** The rows of a table on their way to records, by the profile that says what its columns mean. */
import type { Incident } from '../../../schemas/incident.ts'
import type { Layout } from '../../record/crosswalk/layout.ts'
import { flatColumns } from '../../record/flat-columns.ts'
import { crosswalkCandidate, crosswalkIdentity, planCrosswalk } from '../crosswalk/profile.ts'
import { matchColumns } from '../csv/match-columns.ts'
import { type Head, type Row, readTable, type TablePart } from '../csv/table-reader.ts'
import { mappingCandidate } from '../mapping/apply.ts'
import type { ReadMapping } from '../mapping/parse-mapping.ts'
import { planMapping } from '../mapping/plan.ts'
import { type ColumnFault, identityOf, type RowIdentity, type RowReading } from './cell-assembly.ts'
import { flatCandidate, flatIdentity, planFlat } from './flat-profile.ts'
import { fullCandidate, fullIdentity, planFull } from './full-profile.ts'
import { type FileFault, type SourceEvent, type SourceRow, wordIn } from './source-row.ts'

/** What the columns of one file come to. */
interface Plan {
  readonly faults: readonly FileFault[]
  /** Columns that are not read. */
  readonly ignored: readonly string[]
  readonly read: (row: Row, stored: Incident | undefined) => RowReading
  readonly identify: (row: Row) => RowIdentity
  /** The name as it stands in the header of a column as the profile has it. */
  readonly headerOf: (column: string) => string
  /** What is noted of the columns as such. */
  readonly notes?: Readonly<Record<string, number>>
}

export type Profile = (head: Head) => Plan

/** The column that an annotated file has more: it is passed over when the file comes back. */
export const errorsColumn = 'sitrep_errors'

const faultsAt = (faults: readonly (ColumnFault | FileFault)[], line: number): FileFault[] =>
  faults.filter(({ column }) => column?.trim() !== errorsColumn).map((fault) => ({ line, ...fault }))

/** The columns of the flat row. */
export const flat: Profile = ({ columns, headerLine }) => {
  const known = [...flatColumns.map(({ name }) => name), errorsColumn]
  const matched = matchColumns(columns, known, headerLine)
  const names = matched.names.map((name) => (name === errorsColumn ? undefined : name))
  const plan = planFlat(names)
  const headers = new Map(names.map((name, i) => [name, columns[i]?.trim()]))
  return {
    faults: faultsAt([...matched.faults, ...plan.faults], headerLine),
    ignored: plan.ignored,
    read: ({ cells }, stored) => flatCandidate(plan, cells, stored),
    identify: ({ cells }) => flatIdentity(plan, cells),
    headerOf: (column) => headers.get(column) ?? column,
  }
}

/** The record as dotted columns. */
export const full: Profile = ({ columns, headerLine }) => {
  const plan = planFull(columns)
  return {
    faults: faultsAt(plan.faults, headerLine),
    ignored: plan.ignored,
    read: ({ cells }, stored) => fullCandidate(plan, cells, stored),
    identify: ({ cells }) => fullIdentity(plan, cells),
    headerOf: (column) => column,
  }
}

/** Any columns, by a mapping that somebody stated. */
export const mapped =
  (mapping: ReadMapping): Profile =>
  ({ columns, headerLine }) => {
    const plan = planMapping(mapping, columns)
    const read = ({ cells, row }: Row, stored?: Incident) => mappingCandidate(plan, cells, row, stored)
    return {
      faults: faultsAt(plan.faults, headerLine),
      ignored: plan.ignored,
      read,
      identify: (row) => {
        const { candidate } = read(row)
        const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
        return identityOf([
          ['dataset', text(candidate.dataset)],
          ['reference', text(candidate.reference)],
        ])
      },
      headerOf: (column) => column,
    }
  }

/** The columns of another project. */
export const crosswalk =
  (layout: Layout): Profile =>
  ({ columns, headerLine }) => {
    const plan = planCrosswalk(layout, columns)
    return {
      faults: faultsAt(plan.faults, headerLine),
      ignored: [],
      read: ({ cells }, stored) => crosswalkCandidate(plan, cells, stored),
      identify: ({ cells }) => crosswalkIdentity(plan, cells),
      headerOf: (column) => column,
      notes: plan.kept.length > 0 ? { 'crosswalk.columns_kept': plan.kept.length } : {},
    }
  }

const fromText = { fromText: true }

const sourceRow = (plan: Plan, row: Row): SourceRow => {
  const { dataset, reference } = plan.identify(row)
  let reading: RowReading | undefined
  return {
    row: row.row,
    line: row.line,
    dataset: wordIn(dataset),
    reference: wordIn(reference),
    build: (stored) => {
      reading = plan.read(row, stored)
      return reading
    },
    options: fromText,
    columnOf: (pointer) => {
      reading ??= plan.read(row, undefined)
      const column = reading.columnOf(pointer)
      return column === undefined ? undefined : plan.headerOf(column)
    },
  }
}

/** Faults that leave it open where the row ends, and so what else it swallowed. */
const endless = new Set<string>(['table.quote_open', 'table.quote_text', 'table.row_size'])

/** The reference of a faulty row; undefined where it cannot be relied on. */
const referenceIn = (
  plan: Plan,
  row: Row,
  width: number,
  faults: readonly FileFault[],
): string | undefined => {
  if (faults.some(({ rule }) => endless.has(rule))) return undefined
  const cells = Array.from({ length: width }, (_, i) => row.cells[i] ?? '')
  const reference = wordIn(plan.identify({ ...row, cells }).reference)
  return reference === undefined || /[\0\ufffd]/.test(reference) ? undefined : reference
}

const isBlank = ({ cells }: Row): boolean => cells.every((cell) => cell.trim() === '')

const notesOf = (head: Head, plan: Plan): Record<string, number> => ({
  ...(head.hxl ? { 'table.hxl_row': 1 } : {}),
  ...(plan.ignored.length > 0 ? { 'columns.ignored': plan.ignored.length } : {}),
  ...plan.notes,
})

type Rows = TablePart & { readonly kind: 'rows' }

/** The faults of some rows, then the rows that have none. */
function* judged(
  plan: Plan,
  { rows, faults }: Rows,
  width: number,
  delimiter: string | null,
): Generator<SourceEvent> {
  const faulty = Map.groupBy<number | undefined, FileFault>(faults, ({ row }) => row)
  const byNumber = new Map(faulty.size === 0 ? [] : rows.map((row) => [row.row, row]))
  for (const [number, own] of faulty) {
    const row = byNumber.get(number ?? 0)
    const reference = row && referenceIn(plan, row, width, own)
    for (const fault of own) yield { kind: 'fault', fault: { ...fault, reference } }
  }
  const sound = rows.filter((row) => !faulty.has(row.row) && !isBlank(row))
  const blank = rows.length - sound.length - faulty.size
  if (blank > 0) yield { kind: 'facts', facts: { encoding: '', delimiter, notes: { 'rows.blank': blank } } }
  yield { kind: 'rows', rows: sound.map((row) => sourceRow(plan, row)) }
}

/** Reads a table by a profile. What keeps the whole file from being read comes as `unreadable`. */
export async function* readCsvRows(
  chunks: AsyncIterable<Uint8Array>,
  profile: Profile,
): AsyncGenerator<SourceEvent> {
  let plan: Plan | undefined
  let delimiter: string | null = null
  let width = 0
  for await (const part of readTable(chunks)) {
    if (part.kind === 'head') {
      plan = part.head && profile(part.head)
      const faults = [...part.faults, ...(plan?.faults ?? [])]
      if (!part.head || !plan || faults.length > 0) {
        yield { kind: 'unreadable', faults }
        return
      }
      delimiter = part.head.delimiter
      width = part.head.columns.length
      yield {
        kind: 'facts',
        facts: { encoding: part.head.encoding, delimiter, notes: notesOf(part.head, plan) },
      }
    } else if (part.kind === 'rows' && plan) {
      yield* judged(plan, part, width, delimiter)
    } else if (part.kind === 'end')
      yield { kind: 'facts', facts: { encoding: part.encoding, delimiter, notes: {} } }
  }
}
