/** The full profile: a record as dotted columns (`weapons.0.type`), nothing left out. */
import { Buffer } from 'node:buffer'
import type { Cell } from '../../schemas/field-types.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import type { TableShape } from '../../schemas/query.ts'
import { columnNamed } from '../record/flat-columns.ts'
import { inOrder, type Place, placeOf, writeScalar } from '../record/paths.ts'
import { allFields } from '../record/shape.ts'
import { counted } from './byte-stream.ts'
import { csvFor, csvRow } from './csv/write-csv.ts'
import type { FileFacts, Source } from './registry.ts'

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

/** Columns that a file has even if no record says anything there. */
const always = [
  'id',
  'dataset',
  'reference',
  'status',
  'event_type',
  'date',
  'location.country',
  'revision',
  'commit',
  'created_at',
  'updated_at',
]

/**
 * The columns differ from file to file: the records are gone through once for them, and once for the rows. Throws
 * IncompleteFile where they are not as many as `facts` says.
 */
export async function* fullCsv(
  { records }: Pick<Source, 'records'>,
  facts: FileFacts,
  { excel }: TableShape,
): AsyncGenerator<Uint8Array> {
  const paths = new Set<string>(always)
  for await (const page of counted(records(), facts.rows))
    for (const record of page) for (const path of fullPaths(record)) paths.add(path)
  const columns = fullColumns(paths)
  const { cell, header } = csvFor(excel)
  const names = columns.map(({ name }) => name)
  yield Buffer.from(header(names), 'utf8')
  for await (const page of counted(records(), facts.rows)) {
    const rows = page.map((record) => `${csvRow(fullRow(record, columns), cell)}\r\n`)
    yield Buffer.from(rows.join(''), 'utf8')
  }
}
