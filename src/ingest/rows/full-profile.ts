/** Rows of the full profile: each dotted column is one field, and the row is the complete record. */
import type { Incident } from '../../../schemas/incident.ts'
import { echo, pointerOf } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
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

/** Returns the field that a header names, ignoring case and surrounding spaces, except in names of other layouts. */
const normalizeHeader = (header: string): string => {
  const start = header.trimStart()
  const isExternal = start.slice(0, externalPrefix.length).toLowerCase() === externalPrefix
  return isExternal ? externalPrefix + start.slice(externalPrefix.length) : header.trim().toLowerCase()
}

const decimalPattern = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const wholePattern = /^-?\d+$/

/** Returns the value of a text for a field; a number in another form stays text for validation to reject. */
export const parseFieldText = (cell: string, { shape }: FieldPath): unknown => {
  if (shape.kind === 'map') return readScalar(cell)
  if (shape.type !== 'number') return cell
  const pattern = shape.leaf === 'coordinate' ? decimalPattern : wholePattern
  return pattern.test(cell.trim()) ? Number(cell) : cell
}

const isEmpty = (cell: string, { shape }: FieldPath): boolean =>
  shape.kind === 'map' ? cell === '' : cell.trim() === ''

/**
 * Restores editors' fields from the stored record if the file has no column for them, because its author may not see
 * them.
 */
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
 * Returns how a file with this header is read. Names of other layouts are kept exactly. Entries whose cells are all
 * empty are left out, and later ones move up.
 */
export const planFull = (headers: readonly string[]): FullPlan => {
  const { indexes, faults } = indexHeaders(headers, normalizeHeader)
  const columns: FullColumnPlan[] = []
  const ignored: string[] = []
  const columnByPointer = new Map<string, string>()
  for (const [name, index] of indexes) {
    const column = headers[index] ?? ''
    const fieldPath = parsePath(name)
    if ('fault' in fieldPath) faults.push({ column, rule: 'table.column_unknown', say: fieldPath.fault })
    else if (fieldPath.field.metadata.readOnly) ignored.push(column)
    else {
      const pointer = pointerOf(fieldPath.path)
      const other = columnByPointer.get(pointer)
      if (other === undefined) {
        columnByPointer.set(pointer, column)
        columns.push({ index, column, fieldPath })
      } else {
        const name = fieldPath.path.join('.')
        const say = (m: Messages) => m.tables.sameColumn(String(echo(other)), String(echo(column)), name)
        faults.push({ column, rule: 'table.column_twice', say })
      }
    }
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
          values.push({ path: fieldPath.path, value: parseFieldText(cell, fieldPath), column })
      }
      const reading = assembleRecord(values, (pointer) => findColumnAround(pointer, pointers))
      restoreEditorsOnly(reading.candidate, stored, (name) => fields.has(name))
      return reading
    },
  }
}
