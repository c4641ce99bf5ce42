/** The rows of a table on their way to records, by the profile that says what its columns mean. */
import type { Incident } from '../../../schemas/incident.ts'
import type { Layout } from '../../record/crosswalk/layout.ts'
import { flatColumns } from '../../record/flat-columns.ts'
import { crosswalkCandidate, crosswalkIdentity, planCrosswalk } from '../crosswalk/profile.ts'
import { matchColumns } from '../csv/match-columns.ts'
import { type Head, type Row, readTable, type TablePart } from '../csv/table-reader.ts'
import { mappingCandidate } from '../mapping/apply.ts'
import type { ParsedMapping } from '../mapping/parse-mapping.ts'
import { planMapping } from '../mapping/plan.ts'
import { type ColumnFault, parseIdentity, type RowCandidate, type RowIdentity } from './cell-assembly.ts'
import { flatCandidate, flatIdentity, planFlat } from './flat-profile.ts'
import { fullCandidate, fullIdentity, planFull } from './full-profile.ts'
import type { FileFault, SourceEvent, SourceRow } from './source-row.ts'

/** What the columns of one file come to. */
interface TablePlan {
  readonly faults: readonly FileFault[]
  /** Columns that are not read. */
  readonly ignored: readonly string[]
  readonly read: (row: Row, stored: Incident | undefined) => RowCandidate
  readonly identify: (row: Row) => RowIdentity
  /** The name as it stands in the header of a column as the profile has it. */
  readonly headerOf: (column: string) => string
  /** What is noted of the columns as such. */
  readonly notes?: Readonly<Record<string, number>>
}

export type TableProfile = (head: Head) => TablePlan

/** The column that an annotated file has more: it is passed over when the file comes back. */
export const errorsColumn = 'sitrep_errors'

const withLine = (faults: readonly (ColumnFault | FileFault)[], line: number): FileFault[] =>
  faults.filter(({ column }) => column?.trim() !== errorsColumn).map((fault) => ({ line, ...fault }))

type Cells = readonly string[]

/** Rows that are read by their cells alone. */
const planOf = <P extends { readonly faults: readonly (ColumnFault | FileFault)[] }>(
  plan: P & { readonly ignored?: readonly string[] },
  line: number,
  read: (plan: P, cells: Cells, stored: Incident | undefined) => RowCandidate,
  identify: (plan: P, cells: Cells) => RowIdentity,
): TablePlan => ({
  faults: withLine(plan.faults, line),
  ignored: plan.ignored ?? [],
  read: ({ cells }, stored) => read(plan, cells, stored),
  identify: ({ cells }) => identify(plan, cells),
  headerOf: (column) => column,
})

/** The columns of the flat row. */
export const flatProfile: TableProfile = ({ columns, headerLine }) => {
  const knownNames = [...flatColumns.map(({ name }) => name), errorsColumn]
  const match = matchColumns(columns, knownNames, headerLine)
  const names = match.names.map((name) => (name === errorsColumn ? undefined : name))
  const plan = planOf(planFlat(names), headerLine, flatCandidate, flatIdentity)
  const headers = new Map(names.map((name, i) => [name, columns[i]?.trim()]))
  return {
    ...plan,
    faults: [...withLine(match.faults, headerLine), ...plan.faults],
    headerOf: (column) => headers.get(column) ?? column,
  }
}

/** The record as dotted columns. */
export const fullProfile: TableProfile = ({ columns, headerLine }) =>
  planOf(planFull(columns), headerLine, fullCandidate, fullIdentity)

/** Any columns, by a mapping that somebody stated. */
export const mappingProfile =
  (mapping: ParsedMapping): TableProfile =>
  ({ columns, headerLine }) => {
    const plan = planMapping(mapping, columns)
    const read = ({ cells, row }: Row, stored?: Incident) => mappingCandidate(plan, cells, row, stored)
    return {
      ...plan,
      faults: withLine(plan.faults, headerLine),
      read,
      identify: (row) => parseIdentity(Object.entries(read(row).candidate)),
      headerOf: (column) => column,
    }
  }

/** The columns of another project. */
export const crosswalkProfile =
  (layout: Layout): TableProfile =>
  ({ columns, headerLine }) => {
    const plan = planCrosswalk(layout, columns)
    const notes = plan.extraColumns.length > 0 ? { 'crosswalk.columns_kept': plan.extraColumns.length } : {}
    return { ...planOf(plan, headerLine, crosswalkCandidate, crosswalkIdentity), notes }
  }

const validateOptions = { fromText: true }

const sourceRow = (plan: TablePlan, row: Row): SourceRow => {
  let reading: RowCandidate | undefined
  return {
    row: row.row,
    line: row.line,
    ...plan.identify(row),
    build: (stored) => {
      reading = plan.read(row, stored)
      return reading
    },
    options: validateOptions,
    columnOf: (pointer) => {
      reading ??= plan.read(row, undefined)
      const column = reading.columnOf(pointer)
      return column === undefined ? undefined : plan.headerOf(column)
    },
  }
}

/** Faults that leave it open where the row ends, and so what else it swallowed. */
const openEndedRules = new Set<string>(['table.quote_open', 'table.quote_text', 'table.row_size'])

/** The reference of a faulty row; undefined where it cannot be relied on. */
const findReference = (
  plan: TablePlan,
  row: Row,
  width: number,
  faults: readonly FileFault[],
): string | undefined => {
  if (faults.some(({ rule }) => openEndedRules.has(rule))) return undefined
  const cells = Array.from({ length: width }, (_, i) => row.cells[i] ?? '')
  const { reference } = plan.identify({ ...row, cells })
  return reference === undefined || /[\0\ufffd]/.test(reference) ? undefined : reference
}

const isBlank = ({ cells }: Row): boolean => cells.every((cell) => cell.trim() === '')

const notesOf = (head: Head, plan: TablePlan): Record<string, number> => ({
  ...(head.hasHxlRow ? { 'table.hxl_row': 1 } : {}),
  ...(plan.ignored.length > 0 ? { 'columns.ignored': plan.ignored.length } : {}),
  ...plan.notes,
})

/** The faults of some rows, then the rows that have none. */
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
  const blankCount = rows.length - validRows.length - faultsByRow.size
  if (blankCount > 0)
    yield { kind: 'facts', facts: { encoding: '', delimiter, notes: { 'rows.blank': blankCount } } }
  yield { kind: 'rows', rows: validRows.map((row) => sourceRow(plan, row)) }
}

/** Reads a table by a profile. What keeps the whole file from being read comes as `unreadable`. */
export async function* readCsvRows(
  chunks: AsyncIterable<Uint8Array>,
  profile: TableProfile,
): AsyncGenerator<SourceEvent> {
  let plan: TablePlan | undefined
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
      yield* toSourceEvents(plan, part, width, delimiter)
    } else if (part.kind === 'end')
      yield { kind: 'facts', facts: { encoding: part.encoding, delimiter, notes: {} } }
  }
}
