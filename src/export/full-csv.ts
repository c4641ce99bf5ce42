/** The full profile: a record as dotted columns (`weapons.0.type`), complete. */
import type { Cell } from '../../schemas/field-types.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import type { TableShape } from '../../schemas/query.ts'
import { getColumn } from '../record/flat-columns.ts'
import { comparePaths, parseStoredPath, type StoredPath, writeScalar } from '../record/paths.ts'
import { allFields } from '../record/shape.ts'
import { assertCount } from './byte-stream.ts'
import { csvFile } from './csv/write-csv.ts'
import type { ExportFacts, ExportSource, Records } from './format.ts'

export interface FullColumn {
  readonly name: string
  readonly get: (record: StoredIncident) => Cell
}

const listPaths = (value: unknown, name: string): string[] => {
  if (Array.isArray(value)) return value.flatMap((item, i) => listPaths(item, `${name}.${i}`))
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [name]
  return Object.entries(value).flatMap(([key, inner]) => listPaths(inner, `${name}.${key}`))
}

/**
 * Returns the columns of a record: all its values, even those that the schema has no place for, and the fields that
 * the server sets.
 */
export const fullPaths = (record: StoredIncident): string[] => {
  const unknown = Object.entries(record).filter(([name]) => !allFields.has(name))
  return [
    ...[...allFields.values()].flatMap(({ name, metadata }) =>
      metadata.readOnly ? [name] : listPaths(record[name as keyof StoredIncident], name),
    ),
    ...unknown.flatMap(([name, value]) => listPaths(value, name)),
  ]
}

/** Returns a number, or a text if a plain decimal would lose digits. */
const toNumberCell = (value: number): Cell => (String(value).includes('e') ? String(value) : value)

const toCell = (value: unknown, { shape }: StoredPath): Cell => {
  if (value === undefined || value === null || typeof value === 'object') return undefined
  if (typeof value === 'number') return toNumberCell(value)
  return shape.kind === 'map' ? writeScalar(value) : String(value)
}

/** Returns the value with a dotted name in a value of any shape; names may have dots themselves. */
const findValue = (value: unknown, name: string): unknown => {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    if (key === name) return inner
    const found = name.startsWith(`${key}.`) ? findValue(inner, name.slice(key.length + 1)) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

const createColumn = (name: string, place: StoredPath): FullColumn => {
  const { path, rest, field } = place
  if (field?.metadata.readOnly && (field.shape.kind === 'list' || name === 'created_at'))
    return { name, get: getColumn(name).get }
  return {
    name,
    get: (record) => {
      let value: unknown = record
      for (const step of path) {
        if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
        value = (value as Record<string | number, unknown>)[step]
      }
      return toCell(rest === undefined ? value : findValue(value, rest), place)
    },
  }
}

/**
 * Returns the columns of these paths, deduplicated, in the order of the schema: entries by number, other names
 * alphabetically, unknown ones last.
 */
export const fullColumns = (paths: Iterable<string>): FullColumn[] =>
  [...new Set(paths)]
    .map((name) => ({ name, place: parseStoredPath(name) }))
    .sort((a, b) => comparePaths(a.place, b.place))
    .map(({ name, place }) => createColumn(name, place))

export const fullRow = (record: StoredIncident, columns: readonly FullColumn[]): Cell[] =>
  columns.map((column) => column.get(record))

/** Columns that every file has, even if no record has a value there. */
const requiredColumns = [
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

async function* rowPages(pages: Records, columns: readonly FullColumn[]) {
  for await (const page of pages) yield page.map((record) => fullRow(record, columns))
}

/**
 * Yields the bytes of a file. Its columns depend on the records, so these are read once for the columns and once for
 * the rows. Throws IncompleteFile if there are not `facts.rows` records.
 */
export async function* fullCsv(
  { records }: Pick<ExportSource, 'records'>,
  facts: ExportFacts,
  shape: TableShape,
): AsyncGenerator<Uint8Array> {
  const paths = new Set<string>(requiredColumns)
  for await (const page of assertCount(records(), facts.rows))
    for (const record of page) for (const path of fullPaths(record)) paths.add(path)
  const columns = fullColumns(paths)
  const names = columns.map(({ name }) => name)
  yield* csvFile(names, rowPages(assertCount(records(), facts.rows), columns), shape)
}
