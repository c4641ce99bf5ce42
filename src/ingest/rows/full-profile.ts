/** Rows of the full profile: each dotted column is one field, and the row is the whole record. */
import type { Incident } from '../../../schemas/incident.ts'
import { pointerOf } from '../../../schemas/rules.ts'
import { type FieldPath, parsePath, readScalar } from '../../record/paths.ts'
import { writableFields } from '../../record/shape.ts'
import {
  assembleRecord,
  type ColumnFault,
  findColumnAround,
  type PathValue,
  parseIdentity,
  type RowCandidate,
  type RowIdentity,
} from './cell-assembly.ts'

interface FullColumnPlan {
  readonly index: number
  readonly column: string
  readonly fieldPath: FieldPath
}

export interface FullPlan {
  readonly columns: readonly FullColumnPlan[]
  /** Columns that the server sets: they are not read. */
  readonly ignored: readonly string[]
  readonly faults: readonly ColumnFault[]
}

const externalPrefix = 'external.fields.'

/** The field that a header names: case and space around it are forgiven, save in names of other layouts. */
const normalizeHeader = (header: string): string => {
  const start = header.trimStart()
  const isExternal = start.slice(0, externalPrefix.length).toLowerCase() === externalPrefix
  return isExternal ? externalPrefix + start.slice(externalPrefix.length) : header.trim().toLowerCase()
}

/** What the columns of a file mean. Headers come as they stand there: names of other layouts are kept exactly. */
export const planFull = (headers: readonly string[]): FullPlan => {
  const columns: FullColumnPlan[] = []
  const ignored: string[] = []
  const faults: ColumnFault[] = []
  const seen = new Set<string>()
  for (const [index, column] of headers.entries()) {
    const name = normalizeHeader(column)
    const fieldPath = parsePath(name)
    if ('fault' in fieldPath) faults.push({ column, rule: 'table.column_unknown', detail: fieldPath.fault })
    else if (seen.has(name))
      faults.push({ column, rule: 'table.column_twice', detail: `The file has two columns ${name}.` })
    else if (fieldPath.field.metadata.readOnly) ignored.push(column)
    else columns.push({ index, column, fieldPath })
    seen.add(name)
  }
  return { columns, ignored, faults }
}

const numberPattern = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** The value of a cell that says something; a number that is written otherwise stays text, for the check to judge. */
const parseCell = (cell: string, { shape }: FieldPath): unknown => {
  if (shape.kind === 'map') return readScalar(cell)
  return shape.type === 'number' && numberPattern.test(cell.trim()) ? Number(cell) : cell
}

const isEmpty = (cell: string, { shape }: FieldPath): boolean =>
  shape.kind === 'map' ? cell === '' : cell.trim() === ''

/** What is never published stays as it is stored where the file has no column of it: its maker may not see it. */
export const restoreEditorsOnly = (
  candidate: Record<string, unknown>,
  stored: Incident | undefined,
  hasField: (field: string) => boolean,
): void => {
  if (!stored) return
  for (const { name, metadata } of writableFields.values()) {
    const value = stored[name as keyof Incident]
    if (metadata.editorsOnly && value !== undefined && !hasField(name)) candidate[name] = value
  }
}

/** The record that a row states. Entries of which every cell is empty are left out, and those behind them move up. */
export const fullCandidate = (
  { columns }: FullPlan,
  cells: readonly string[],
  stored?: Incident,
): RowCandidate => {
  const values: PathValue[] = []
  for (const { index, column, fieldPath } of columns) {
    const cell = cells[index] ?? ''
    if (!isEmpty(cell, fieldPath))
      values.push({ path: fieldPath.path, value: parseCell(cell, fieldPath), column })
  }
  const reading = assembleRecord(values, (pointer) =>
    findColumnAround(
      pointer,
      columns.map(({ fieldPath, column }) => [pointerOf(fieldPath.path), column] as const),
    ),
  )
  restoreEditorsOnly(reading.candidate, stored, (name) =>
    columns.some(({ fieldPath }) => fieldPath.field.name === name),
  )
  return reading
}

/** What a row of the plan's file says it is. */
export const fullIdentity = ({ columns }: FullPlan, cells: readonly string[]): RowIdentity =>
  parseIdentity(columns.map(({ index, fieldPath }) => [fieldPath.path.join('.'), cells[index]]))
