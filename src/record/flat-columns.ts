/** The flat row: its columns, in order, worked out from the schema. */

import type { Cell, ColumnSpec, ColumnType, Setter } from '../../schemas/field-types.ts'
import type { Incident, StoredIncident } from '../../schemas/incident.ts'
import type { Vocabulary } from '../../schemas/vocabularies.ts'
import { allFields, type Field, type Shape } from './shape.ts'

export interface Column {
  readonly name: string
  readonly title: string
  readonly help: string
  readonly type: ColumnType
  readonly unit?: string
  /** Of a column of codes, or of lists of them. */
  readonly vocabulary?: Vocabulary
  /** Follows from other columns or is set by the server: not read when a row comes back. */
  readonly derived: boolean
  /** Where in the record the field is that it shows. */
  readonly path: readonly string[]
  readonly get: (record: StoredIncident) => Cell
  /** As `get`, from the value of the record's field, the first step of the path. */
  readonly of: (value: unknown) => Cell
  /** Of a column that shows a list: how its cell is laid over that. */
  readonly set?: Setter<unknown>
}

type Group = Readonly<Record<string, unknown>>

/** What reads a value of a record: from that of its field, down the rest of its path. */
const reader = ([, first, second, ...deeper]: readonly string[]): ((value: unknown) => unknown) => {
  if (first === undefined) return (value) => value
  if (second === undefined) return (value) => (value as Group)[first]
  const outer = (value: unknown) => ((value as Group)[first] as Group | undefined)?.[second]
  return deeper.reduce((read, step) => (value) => (read(value) as Group | undefined)?.[step], outer)
}

/** What both ways of reading a column are. */
const reading = (
  path: readonly string[],
  of: (value: unknown) => Cell,
): Pick<Column, 'path' | 'get' | 'of'> => {
  const field = path[0] as keyof StoredIncident
  const get = (record: StoredIncident): Cell => {
    const value = record[field]
    return value === undefined ? undefined : of(value)
  }
  return { path, get, of }
}

const typeOf = (shape: Shape): ColumnType => {
  if (shape.kind !== 'leaf' || shape.type === 'string') return 'text'
  return shape.leaf === 'coordinate' ? 'number' : 'integer'
}

const leafColumn = ({ name, notes, shape }: Field, prefix: string, path: readonly string[]): Column => ({
  name: notes.column || prefix + name,
  title: notes.title,
  help: notes.help,
  type: name.endsWith('_at') ? 'datetime' : typeOf(shape),
  ...(notes.unit === undefined ? {} : { unit: notes.unit }),
  ...(shape.kind === 'leaf' && shape.vocabulary ? { vocabulary: shape.vocabulary } : {}),
  derived: notes.server === true,
  ...reading(path, reader(path) as Column['of']),
})

const workedOut = (field: Field, path: readonly string[]): Column[] => {
  const read = reader(path)
  return Object.entries((field.notes.columns ?? {}) as Record<string, ColumnSpec<unknown>>).map(
    ([name, spec]) => ({
      name,
      title: spec.title,
      help: field.notes.help,
      type: spec.type,
      ...(spec.unit === undefined ? {} : { unit: spec.unit }),
      ...(spec.vocabulary === undefined ? {} : { vocabulary: spec.vocabulary }),
      derived: spec.derived === true || field.notes.server === true,
      ...reading(path, (value) => {
        const inner = read(value)
        return inner === undefined ? undefined : spec.get(inner)
      }),
      ...(spec.set === undefined ? {} : { set: spec.set }),
    }),
  )
}

const columnsOf = (field: Field, prefix: string, parent: readonly string[]): Column[] => {
  const { notes, shape } = field
  const path = [...parent, field.name]
  if (shape.kind === 'group' && notes.inline !== undefined)
    return [...shape.fields.values()].flatMap((inner) => columnsOf(inner, notes.inline ?? '', path))
  const own = shape.kind === 'leaf' && notes.column !== false ? [leafColumn(field, prefix, path)] : []
  return [...own, ...workedOut(field, path)]
}

/** Every column of the flat row, in published order. */
export const flatColumns: readonly Column[] = [...allFields.values()].flatMap((field) =>
  columnsOf(field, '', []),
)

/** The fields of a record that columns show, in published order, and how these read the value of theirs. */
const shownFields = [...Map.groupBy(flatColumns, ({ path }) => path[0] as string).entries()].map(
  ([field, columns]) => ({
    field,
    server: allFields.get(field)?.notes.server === true,
    readers: columns.map(({ of }) => of),
  }),
)

/** What the server sets of a record. */
type ServerSet = Omit<StoredIncident, keyof Incident>

/** The cells of a record's flat row, in the order of the columns. */
export const cellsOf = (record: Incident, set: ServerSet): Cell[] => {
  const cells = new Array<Cell>(flatColumns.length)
  let at = 0
  for (const { field, server, readers } of shownFields) {
    const value = ((server ? set : record) as Group)[field]
    for (const of of readers) cells[at++] = value === undefined ? undefined : of(value)
  }
  return cells
}

export const columnNamed = (name: string): Column => {
  const found = flatColumns.find((column) => column.name === name)
  if (!found) throw new RangeError(`There is no column ${name}.`)
  return found
}
