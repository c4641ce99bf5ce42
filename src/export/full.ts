/** The full profile: a record as dotted columns (`weapons.0.type`), nothing left out. */
import type { Cell } from '../../schemas/field.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import { columnNamed } from '../derive/columns.ts'
import { inOrder, type Place, placeOf, writeScalar } from '../derive/paths.ts'
import { allFields } from '../derive/shape.ts'

export interface FullColumn {
  readonly name: string
  readonly get: (record: StoredIncident) => Cell
}

const pathsIn = (value: unknown, name: string): string[] => {
  if (Array.isArray(value)) return value.flatMap((item, i) => pathsIn(item, `${name}.${i}`))
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [name]
  return Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, `${name}.${key}`))
}

/** The columns that a record needs: every value that it has, and what the server sets. */
export const fullPaths = (record: StoredIncident): string[] =>
  [...allFields.values()].flatMap(({ name, notes }) =>
    notes.server ? [name] : pathsIn(record[name as keyof StoredIncident], name),
  )

/** A number as it is, or as text where a plain decimal would lose digits. */
const numberCell = (value: number): Cell => (String(value).includes('e') ? String(value) : value)

const cellOf = (value: unknown, { shape }: Place): Cell => {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number') return numberCell(value)
  return shape.kind === 'map' ? writeScalar(value) : String(value)
}

const columnAt = (name: string, place: Place): FullColumn => {
  const { path, top } = place
  if (top.notes.server && top.shape.kind === 'list') return { name, get: columnNamed(name).get }
  return {
    name,
    get: (record) => {
      let value: unknown = record
      for (const step of path) {
        if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
        value = (value as Record<string | number, unknown>)[step]
      }
      return cellOf(value, place)
    },
  }
}

/** The columns for these paths, each once, as the schema publishes them; entries by number, other names sorted. */
export const fullColumns = (paths: Iterable<string>): FullColumn[] =>
  [...new Set(paths)]
    .map((name) => {
      const place = placeOf(name)
      if ('fault' in place) throw new RangeError(place.fault)
      return { name, place }
    })
    .sort((a, b) => inOrder(a.place, b.place))
    .map(({ name, place }) => columnAt(name, place))

export const fullRow = (record: StoredIncident, columns: readonly FullColumn[]): Cell[] =>
  columns.map((column) => column.get(record))
