/** The flat row: its columns, in order, worked out from the schema. */
import type { Vocabulary } from '../../schemas/codes.ts'
import type { Cell, ColumnSpec, ColumnType, Setter } from '../../schemas/field.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
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
  /** Of a column that shows a list: how its cell is laid over that. */
  readonly set?: Setter<unknown>
}

type Getter = (record: unknown) => unknown

/** A value of the record: its path, and how it is read. */
interface Place {
  readonly path: readonly string[]
  readonly get: Getter
}

const within = (parent: Place, name: string): Place => ({
  path: [...parent.path, name],
  get: (record) => (parent.get(record) as Record<string, unknown> | undefined)?.[name],
})

const typeOf = (shape: Shape): ColumnType => {
  if (shape.kind !== 'leaf' || shape.type === 'string') return 'text'
  return shape.leaf === 'coordinate' ? 'number' : 'integer'
}

const leafColumn = ({ name, notes, shape }: Field, prefix: string, { path, get }: Place): Column => ({
  name: notes.column || prefix + name,
  title: notes.title,
  help: notes.help,
  type: name.endsWith('_at') ? 'datetime' : typeOf(shape),
  ...(notes.unit === undefined ? {} : { unit: notes.unit }),
  ...(shape.kind === 'leaf' && shape.vocabulary ? { vocabulary: shape.vocabulary } : {}),
  derived: notes.server === true,
  path,
  get: get as Column['get'],
})

const workedOut = (field: Field, { path, get }: Place): Column[] =>
  Object.entries((field.notes.columns ?? {}) as Record<string, ColumnSpec<unknown>>).map(([name, spec]) => ({
    name,
    title: spec.title,
    help: field.notes.help,
    type: spec.type,
    ...(spec.unit === undefined ? {} : { unit: spec.unit }),
    ...(spec.vocabulary === undefined ? {} : { vocabulary: spec.vocabulary }),
    derived: spec.derived === true || field.notes.server === true,
    path,
    get: (record) => {
      const value = get(record)
      return value === undefined ? undefined : spec.get(value)
    },
    ...(spec.set === undefined ? {} : { set: spec.set }),
  }))

const columnsOf = (field: Field, prefix: string, parent: Place): Column[] => {
  const { notes, shape } = field
  const place = within(parent, field.name)
  if (shape.kind === 'group' && notes.inline !== undefined)
    return [...shape.fields.values()].flatMap((inner) => columnsOf(inner, notes.inline ?? '', place))
  const own = shape.kind === 'leaf' && notes.column !== false ? [leafColumn(field, prefix, place)] : []
  return [...own, ...workedOut(field, place)]
}

/** Every column of the flat row, in published order. */
export const flatColumns: readonly Column[] = [...allFields.values()].flatMap((field) =>
  columnsOf(field, '', { path: [], get: (record) => record }),
)

/** The field of a record that each column shows, by its place. */
const shownBy = flatColumns.map(({ path }) => path[0] as keyof StoredIncident)

/** The cells of a record's flat row, in the order of the columns. */
export const cellsOf = (record: StoredIncident): Cell[] =>
  flatColumns.map(({ get }, i) =>
    record[shownBy[i] as keyof StoredIncident] === undefined ? undefined : get(record),
  )

export const columnNamed = (name: string): Column => {
  const found = flatColumns.find((column) => column.name === name)
  if (!found) throw new RangeError(`There is no column ${name}.`)
  return found
}
