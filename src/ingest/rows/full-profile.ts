/** Rows of the full profile: each dotted column is one field, and the row is the whole record. */
import type { Incident } from '../../../schemas/incident.ts'
import { pointerOf } from '../../../schemas/rules.ts'
import { type Place, placeOf, readScalar } from '../../record/paths.ts'
import { statedFields } from '../../record/shape.ts'
import {
  assemble,
  type ColumnFault,
  columnAround,
  identityOf,
  type Placed,
  type RowIdentity,
  type RowReading,
} from './cell-assembly.ts'

interface PlannedColumn {
  readonly index: number
  readonly column: string
  readonly place: Place
}

export interface FullPlan {
  readonly columns: readonly PlannedColumn[]
  /** Columns that the server sets: they are not read. */
  readonly ignored: readonly string[]
  readonly faults: readonly ColumnFault[]
}

const others = 'external.fields.'

/** The field that a header names: case and space around it are forgiven, save in names of other layouts. */
const nameIn = (header: string): string => {
  const start = header.trimStart()
  const isOther = start.slice(0, others.length).toLowerCase() === others
  return isOther ? others + start.slice(others.length) : header.trim().toLowerCase()
}

/** What the columns of a file mean. Headers come as they stand there: names of other layouts are kept exactly. */
export const planFull = (headers: readonly string[]): FullPlan => {
  const columns: PlannedColumn[] = []
  const ignored: string[] = []
  const faults: ColumnFault[] = []
  const seen = new Set<string>()
  for (const [index, column] of headers.entries()) {
    const name = nameIn(column)
    const place = placeOf(name)
    if ('fault' in place) faults.push({ column, rule: 'table.column_unknown', detail: place.fault })
    else if (seen.has(name))
      faults.push({ column, rule: 'table.column_twice', detail: `The file has two columns ${name}.` })
    else if (place.top.notes.server) ignored.push(column)
    else columns.push({ index, column, place })
    seen.add(name)
  }
  return { columns, ignored, faults }
}

const number = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** The value of a cell that says something; a number that is written otherwise stays text, for the check to judge. */
const readCell = (cell: string, { shape }: Place): unknown => {
  if (shape.kind === 'map') return readScalar(cell)
  return shape.type === 'number' && number.test(cell.trim()) ? Number(cell) : cell
}

const isEmpty = (cell: string, { shape }: Place): boolean =>
  shape.kind === 'map' ? cell === '' : cell.trim() === ''

/** What is never published stays as it is stored where the file has no column of it: its maker may not see it. */
export const keepInternal = (
  candidate: Record<string, unknown>,
  stored: Incident | undefined,
  stated: (field: string) => boolean,
): void => {
  if (!stored) return
  for (const { name, notes } of statedFields.values()) {
    const value = stored[name as keyof Incident]
    if (notes.internal && value !== undefined && !stated(name)) candidate[name] = value
  }
}

/** The record that a row states. Entries of which every cell is empty are left out, and those behind them move up. */
export const fullCandidate = (
  { columns }: FullPlan,
  cells: readonly string[],
  stored?: Incident,
): RowReading => {
  const placed: Placed[] = []
  for (const { index, column, place } of columns) {
    const cell = cells[index] ?? ''
    if (!isEmpty(cell, place)) placed.push({ path: place.path, value: readCell(cell, place), column })
  }
  const reading = assemble(placed, (pointer) =>
    columnAround(
      pointer,
      columns.map(({ place, column }) => [pointerOf(place.path), column] as const),
    ),
  )
  keepInternal(reading.candidate, stored, (name) => columns.some(({ place }) => place.top.name === name))
  return reading
}

/** What a row of the plan's file says it is. */
export const fullIdentity = ({ columns }: FullPlan, cells: readonly string[]): RowIdentity =>
  identityOf(columns.map(({ index, place }) => [place.path.join('.'), cells[index]]))
