/**
 * The cells of a row beside those of the stored record that it is about. A part of which the row has no other cells
 * leaves its fields as they are; `external.fields` keeps cells that the fields do not reproduce.
 */
import type { LayoutColumn } from '../../../schemas/crosswalk/layout.ts'
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { cellText, type Draft, ignoreLoss, type Layout, type Part } from '../../record/crosswalk/layout.ts'
import { layoutRow, originalRow } from '../../record/crosswalk/original-row.ts'
import { pickWritable } from '../../record/shape.ts'

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
  /** The fields that its columns set. */
  readonly fields: readonly string[]
  /** The columns that depend on it: if one has a value, the part is stored, so that its changes show. */
  readonly dependents: readonly { readonly column: string; readonly index: number }[]
}

type Fields = Readonly<Record<string, string | number | boolean>>

/** What a stored record says in the layout. */
export interface StoredCells {
  readonly external: Incident['external']
  /** Its cells of `external.fields`; none if it came from elsewhere. */
  readonly fields: Fields
  /** Returns the cell that an export would write. */
  readonly cellOf: (column: string) => string
  readonly typeOf: (column: string) => LayoutColumn['type']
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

/** Returns what a stored record says in the layout. */
export const readStored = (layout: Layout, stored: Incident): StoredCells => {
  const record = stored as StoredIncident
  const isSameScheme = stored.external?.scheme === layout.scheme
  const row = isSameScheme ? originalRow(layout, record, ignoreLoss) : layoutRow(layout, record, ignoreLoss)
  const indexes = new Map(layout.columns.map(({ name }, i) => [name, i]))
  return {
    external: isSameScheme ? stored.external : undefined,
    fields: (isSameScheme && stored.external?.fields) || {},
    cellOf: (column) => cellText(row[indexes.get(column) ?? -1]),
    typeOf: (column) => layout.columns[indexes.get(column) ?? -1]?.type ?? 'text',
  }
}

const foldLines = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)
const withoutMidnight = (text: string): string => text.replace(/[ T]00:00:00(?:\.0+)?Z?$/, '')
const plainNumber = /^-?\d{1,15}(?:\.\d{1,15})?$/

/** Returns whether two cells say the same, in the line ends, zeros and midnights of whichever program wrote them. */
const isSameCell = (one: string, other: string, type: LayoutColumn['type']): boolean => {
  if (one === other) return true
  if (type === 'date') return withoutMidnight(one) === withoutMidnight(other)
  if (type !== 'text' && plainNumber.test(one) && plainNumber.test(other))
    return Number(one) === Number(other)
  return foldLines(one) === foldLines(other)
}

export interface PartReading {
  readonly planned: PartPlan
  /** The cells of the row; where the file has no column, those of the stored record. */
  readonly cells: readonly string[]
  /** Whether the fields are read from the cells, and not left as they are stored. */
  readonly isRead: boolean
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
  const isChanged = columns.some(
    (column, i) => !isSameCell(cells[i] ?? '', stored[i] ?? '', before.typeOf(column)),
  )
  return { planned, cells, isRead: isChanged && (isInFile || fields.length === 0) }
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

/**
 * Returns the cells that the record does not reproduce: those without a field, and those whose fields are written in
 * another form, of which `onReformatted` tells.
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
    if (!planned.isInFile && !wasKept) continue
    const isMatch = isRead ? matchesCells(reading, draft) : !wasKept
    const hasDependents = dependents.some(({ column, index }) =>
      index < 0 ? (before?.fields[column] ?? '') !== '' : (row[index] ?? '') !== '',
    )
    if (isMatch && !hasDependents) continue
    isReformatted ||= isRead && !isMatch
    for (const [i, column] of part.columns.entries()) {
      const stored = before?.fields[column]
      if (stored !== undefined && (!isRead || indexes[i] === -1)) fields[column] = stored
      else if (indexes[i] !== -1) fields[column] = cells[i] ?? ''
    }
  }
  if (isReformatted) onReformatted()
  return fields
}
