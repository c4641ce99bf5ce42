/**
 * The cells of a row compared with those of its stored record. A part whose cells are the same leaves its fields as they
 * are; `external.fields` keeps cells that the fields do not reproduce.
 */
import type { Incident } from '../../../schemas/incident.ts'
import {
  cellText,
  type DependentColumns,
  type Draft,
  ignoreLoss,
  type Part,
} from '../../record/crosswalk/layout.ts'
import { pickWritable } from '../../record/shape.ts'
import { isSameCell, type StoredCells } from './stored-cells.ts'

interface DependentPlan extends Pick<DependentColumns, 'dependsOn' | 'isStillValid'> {
  readonly column: string
  readonly index: number
}

export interface PartPlan {
  readonly part: Part
  /** Its columns, and the others that it reads. */
  readonly columns: readonly string[]
  /** Their indexes in the file; -1 if absent. */
  readonly indexes: readonly number[]
  /** Whether the file has one of its own columns. */
  readonly isInFile: boolean
  /** The first of its columns that the file has. */
  readonly firstColumn: string
  /** The positions of a column that follows another one if the file does not have it; -1 without one. */
  readonly leader: number
  readonly follower: number
  /** The fields that its columns set. */
  readonly fields: readonly string[]
  /** The columns that depend on it: if one has a value, the part is stored, so that its changes show. */
  readonly dependents: readonly DependentPlan[]
}

/** Returns the fields that the columns of a part set. */
export const fieldsOf = ({ fields, pointerColumns }: Part): readonly string[] => {
  if (fields) return fields
  const names = pointerColumns.map(([pointer]) => {
    const [, name = '', inner = ''] = pointer.split('/')
    return name === 'location' ? `location.${inner}` : name
  })
  return [...new Set(names)]
}

export interface PartReading {
  readonly planned: PartPlan
  /** The cells of the row; if the file lacks a column, its cell comes from the stored record. */
  readonly cells: readonly string[]
  /** Whether the fields are read from the cells, and not left as they are stored. */
  readonly isRead: boolean
  /** Columns whose cells differ from those of the stored record. */
  readonly changedColumns?: readonly string[]
}

/** Returns the cells of a part, and whether they differ from those of the stored record. */
export const toReading = (
  planned: PartPlan,
  row: readonly string[],
  before: StoredCells | undefined,
): PartReading => {
  const { columns, indexes, isInFile, fields } = planned
  if (!before)
    return { planned, cells: indexes.map((index) => (index < 0 ? '' : (row[index] ?? ''))), isRead: true }
  const stored = columns.map(before.cellOf)
  const cells = indexes.map((index, i) => (index < 0 ? (stored[i] ?? '') : (row[index] ?? '')))
  const { leader, follower } = planned
  if (follower >= 0 && indexes[follower] === -1 && stored[follower] === stored[leader])
    cells[follower] = cells[leader] ?? ''
  const changedColumns = columns.filter(
    (column, i) => !isSameCell(cells[i] ?? '', stored[i] ?? '', before.typeOf(column)),
  )
  const isRead = changedColumns.length > 0 && (isInFile || fields.length === 0)
  return { planned, cells, isRead, changedColumns }
}

/** Returns the record that the parts are read into: the stored one without the fields that are read. */
export const startDraft = (stored: Incident | undefined, readings: readonly PartReading[]): Draft => {
  if (!stored) return {}
  const draft: Record<string, unknown> = pickWritable(stored)
  const location: Record<string, unknown> = { ...stored.location }
  for (const { planned, isRead } of readings)
    for (const field of isRead ? planned.fields : []) {
      if (field.startsWith('location.')) delete location[field.slice('location.'.length)]
      else delete draft[field]
    }
  return { ...draft, location } as Draft
}

/** Returns whether the record would be written with exactly these cells, in the columns that the file has. */
const matchesCells = ({ planned, cells }: PartReading, draft: Draft): boolean => {
  const { part, indexes } = planned
  const written = part.write(draft, ignoreLoss)
  for (let i = 0; i < part.columns.length; i++)
    if (indexes[i] !== -1 && cellText(written[i]) !== cells[i]) return false
  return true
}

interface KeptContext {
  readonly readings: readonly PartReading[]
  readonly row: readonly string[]
  readonly draft: Draft
  readonly before: StoredCells | undefined
  /** The indexes of columns that no part has. */
  readonly otherIndexes: ReadonlyMap<string, number>
}

/** Returns the cells of columns that no part has, by name, so that their order in the file does not matter. */
const otherFields = ({
  readings,
  row,
  before,
  otherIndexes,
}: KeptContext): Record<string, string | number | boolean> => {
  const fields: Record<string, string | number | boolean> = {}
  if (!before) {
    for (const [column, index] of otherIndexes) if (row[index]) fields[column] = row[index]
    return fields
  }
  const partColumns = new Set(readings.flatMap(({ planned }) => planned.part.columns))
  const storedNames = Object.keys(before.fields).filter((column) => !partColumns.has(column))
  for (const column of [...new Set([...otherIndexes.keys(), ...storedNames])].sort()) {
    const index = otherIndexes.get(column)
    const stored = before.fields[column]
    const cell = index === undefined ? stored : (row[index] ?? '')
    const isSame = stored !== undefined && isSameCell(String(cell), String(stored), before.typeOf(column))
    const value = isSame ? stored : cell
    if (value !== undefined && value !== '') fields[column] = value
  }
  return fields
}

/** Returns for each column of a part whether the record has the same cell as before. */
const writesSame = (part: Part, draft: Draft, { record }: StoredCells): boolean[] => {
  const [now, then] = [part.write(draft, ignoreLoss), part.write(record, ignoreLoss)]
  return part.columns.map((_, i) => cellText(now[i]) === cellText(then[i]))
}

/** Removes the cells of columns that the file does not have, if they depend on others that it changes. */
const removeOutdated = (
  { planned, cells, changedColumns = [] }: PartReading,
  fields: Record<string, string | number | boolean>,
): void => {
  for (const { column, index, dependsOn, isStillValid } of planned.dependents) {
    const stored = fields[column]
    if (index >= 0 || stored === undefined || !dependsOn.some((each) => changedColumns.includes(each)))
      continue
    const first = cells[planned.columns.indexOf(dependsOn[0] ?? '')]
    if (!isStillValid?.(String(stored), first)) delete fields[column]
  }
}

/**
 * Returns the cells that the record does not reproduce: those without a field, and those whose fields are written in
 * another form. Calls `onReformatted` if there are cells of the second kind.
 */
export const keptFields = (
  context: KeptContext,
  onReformatted: () => void,
): Record<string, string | number | boolean> => {
  const { readings, row, draft, before } = context
  const fields = otherFields(context)
  let isReformatted = false
  for (const reading of readings) {
    const { planned, cells, isRead } = reading
    const { part, indexes, dependents } = planned
    const wasKept =
      before !== undefined && part.columns.some((column) => Object.hasOwn(before.fields, column))
    if (before) removeOutdated(reading, fields)
    if (!planned.isInFile && !wasKept) continue
    const isMatch = isRead ? matchesCells(reading, draft) : !wasKept
    const hasDependents = dependents.some(({ column, index }) =>
      index < 0 ? (before?.fields[column] ?? '') !== '' : (row[index] ?? '') !== '',
    )
    if (isMatch && !hasDependents) continue
    isReformatted ||= isRead && !isMatch
    const isAsBefore = isRead && before ? writesSame(part, draft, before) : undefined
    for (const [i, column] of part.columns.entries()) {
      const stored = before?.fields[column]
      if (!isRead && stored !== undefined) fields[column] = stored
      else if (indexes[i] !== -1) fields[column] = cells[i] ?? ''
      else if (stored !== undefined && isAsBefore?.[i]) fields[column] = stored
    }
  }
  if (isReformatted) onReformatted()
  return fields
}
