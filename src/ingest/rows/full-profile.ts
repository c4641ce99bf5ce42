/** Rows of the full profile: each dotted column is one field, and the row is the whole record. */
import type { Incident } from '../../../schemas/incident.ts'
import { pointerOf } from '../../../schemas/rules.ts'
import { type FieldPath, parsePath, readScalar } from '../../record/paths.ts'
import { writableFields } from '../../record/shape.ts'
import {
  assembleRecord,
  findColumnAround,
  identifyBy,
  indexHeaders,
  type PathValue,
  type TablePlan,
} from './cell-assembly.ts'

interface FullColumnPlan {
  readonly index: number
  readonly column: string
  readonly fieldPath: FieldPath
}

export interface FullPlan extends TablePlan {
  readonly columns: readonly FullColumnPlan[]
}

const externalPrefix = 'external.fields.'

/** The field that a header names: case and space around it are forgiven, save in names of other layouts. */
const normalizeHeader = (header: string): string => {
  const start = header.trimStart()
  const isExternal = start.slice(0, externalPrefix.length).toLowerCase() === externalPrefix
  return isExternal ? externalPrefix + start.slice(externalPrefix.length) : header.trim().toLowerCase()
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

/**
 * What the columns of a file mean. Headers come as they stand there: names of other layouts are kept exactly. Entries
 * of which every cell is empty are left out, and those behind them move up.
 */
export const planFull = (headers: readonly string[]): FullPlan => {
  const { indexes, faults } = indexHeaders(headers, normalizeHeader)
  const columns: FullColumnPlan[] = []
  const ignored: string[] = []
  for (const [name, index] of indexes) {
    const column = headers[index] ?? ''
    const fieldPath = parsePath(name)
    if ('fault' in fieldPath) faults.push({ column, rule: 'table.column_unknown', detail: fieldPath.fault })
    else if (fieldPath.field.metadata.readOnly) ignored.push(column)
    else columns.push({ index, column, fieldPath })
  }
  const pointers = columns.map(({ fieldPath, column }) => [pointerOf(fieldPath.path), column] as const)
  const fields = new Set(columns.map(({ fieldPath }) => fieldPath.field.name))
  return {
    columns,
    ignored,
    faults,
    identify: identifyBy(indexes),
    read: (cells, stored) => {
      const values: PathValue[] = []
      for (const { index, column, fieldPath } of columns) {
        const cell = cells[index] ?? ''
        if (!isEmpty(cell, fieldPath))
          values.push({ path: fieldPath.path, value: parseCell(cell, fieldPath), column })
      }
      const reading = assembleRecord(values, (pointer) => findColumnAround(pointer, pointers))
      restoreEditorsOnly(reading.candidate, stored, (name) => fields.has(name))
      return reading
    },
  }
}
