/** The flat row: its columns, in order, derived from the schema. */

import type { Cell, ColumnSpec, ColumnType, Setter } from '../../schemas/field-types.ts'
import type { Incident, ReadOnlyFields, StoredIncident } from '../../schemas/incident.ts'
import type { Vocabulary } from '../../schemas/vocabularies.ts'
import { filingInstant } from './filing-time.ts'
import { allFields, type Field, type Leaf } from './shape.ts'
import { leafColumnType } from './table-columns.ts'

export interface Column {
  readonly name: string
  readonly title: string
  readonly help: string
  readonly type: ColumnType
  readonly unit?: string
  /** A cell, if the examples of the fields show none. */
  readonly example?: string
  /** The vocabulary of a column of codes or of lists of codes. */
  readonly vocabulary?: Vocabulary
  /** The former name of the column. */
  readonly formerName?: string
  /** Whether it derives from other columns or is set by the server, so that imports ignore it. */
  readonly derived: boolean
  /** The path of its field in the record. */
  readonly path: readonly string[]
  readonly get: (record: StoredIncident) => Cell
  /** Like `get`, given the value of the record's field (the first step of the path). */
  readonly fromValue: (value: unknown) => Cell
  /** For a column that shows a list: how its cell is applied to the list. */
  readonly set?: Setter<unknown>
}

type FieldValues = Readonly<Record<string, unknown>>

/** Returns a function that reads the rest of a path from the value of its first field. */
const createReader = ([, first, second, ...deeper]: readonly string[]): ((value: unknown) => unknown) => {
  if (first === undefined) return (value) => value
  if (second === undefined) return (value) => (value as FieldValues)[first]
  const outer = (value: unknown) => ((value as FieldValues)[first] as FieldValues | undefined)?.[second]
  return deeper.reduce((read, step) => (value) => (read(value) as FieldValues | undefined)?.[step], outer)
}

/** Returns both ways of reading a column. */
const createAccessors = (
  path: readonly string[],
  fromValue: (value: unknown) => Cell,
): Pick<Column, 'path' | 'get' | 'fromValue'> => {
  const field = path[0] as keyof StoredIncident
  const get = (record: StoredIncident): Cell => {
    const value = record[field]
    return value === undefined ? undefined : fromValue(value)
  }
  return { path, get, fromValue }
}

const formerColumn = (
  { column, formerName, formerColumn: stated }: Field['metadata'],
  prefix: string,
): Pick<Column, 'formerName'> => {
  const name = stated ?? (formerName === undefined || column ? undefined : prefix + formerName)
  return name === undefined ? {} : { formerName: name }
}

const leafColumn = (
  { name, metadata }: Field,
  shape: Leaf,
  prefix: string,
  path: readonly string[],
): Column => ({
  name: metadata.column || prefix + name,
  ...formerColumn(metadata, prefix),
  title: metadata.title,
  help: metadata.help,
  type: leafColumnType(name, shape),
  ...(metadata.unit && { unit: metadata.unit }),
  ...(shape.vocabulary && { vocabulary: shape.vocabulary }),
  derived: metadata.readOnly === true,
  ...createAccessors(
    path,
    name === 'created_at'
      ? (value) => filingInstant(value as string)
      : (createReader(path) as Column['fromValue']),
  ),
})

const computedColumns = ({ metadata }: Field, path: readonly string[]): Column[] => {
  const read = createReader(path)
  return Object.entries(metadata.columns ?? {}).map(([name, spec]) => ({
    ...(spec as ColumnSpec<unknown>),
    name,
    help: metadata.help,
    derived: spec.derived === true || metadata.readOnly === true,
    ...createAccessors(path, (value) => {
      const inner = read(value)
      return inner === undefined ? undefined : spec.get(inner)
    }),
  }))
}

const columnsOf = (field: Field, prefix: string, parent: readonly string[]): Column[] => {
  const { metadata, shape } = field
  const path = [...parent, field.name]
  if (shape.kind === 'group' && metadata.inline !== undefined)
    return [...shape.fields.values()].flatMap((inner) => columnsOf(inner, metadata.inline ?? '', path))
  const own =
    shape.kind === 'leaf' && metadata.column !== false ? [leafColumn(field, shape, prefix, path)] : []
  return [...own, ...computedColumns(field, path)]
}

/** Every column of the flat row, in published order. */
export const flatColumns: readonly Column[] = [...allFields.values()].flatMap((field) =>
  columnsOf(field, '', []),
)

/** Throws an Error if a name, current or former, belongs to two columns. */
const assertColumnNames = (): void => {
  const names = flatColumns.map(({ name }) => name)
  const formerNames = flatColumns.flatMap(({ formerName }) => (formerName === undefined ? [] : [formerName]))
  const known = new Set<string>()
  for (const name of [...names, ...formerNames]) {
    if (known.has(name)) throw new Error(`Two columns of the flat row have the name ${name}, now or before.`)
    known.add(name)
  }
}
assertColumnNames()

/** The fields of a record that have columns, in published order, and the readers of these columns. */
const fieldReaders = [...Map.groupBy(flatColumns, ({ path }) => path[0] as string).entries()].map(
  ([field, columns]) => ({
    field,
    isReadOnly: allFields.get(field)?.metadata.readOnly === true,
    readers: columns.map(({ fromValue }) => fromValue),
  }),
)

/** Returns the cells of a record's flat row, in the order of the columns. */
export const toCells = (record: Incident, readOnlyFields: ReadOnlyFields): Cell[] => {
  const cells = new Array<Cell>(flatColumns.length)
  let index = 0
  for (const { field, isReadOnly, readers } of fieldReaders) {
    const value = ((isReadOnly ? readOnlyFields : record) as FieldValues)[field]
    for (const read of readers) cells[index++] = value === undefined ? undefined : read(value)
  }
  return cells
}

/** The names of columns by their former names. */
export const columnsByFormerName: ReadonlyMap<string, string> = new Map(
  flatColumns.flatMap(({ name, formerName }) =>
    formerName === undefined ? [] : [[formerName, name] as const],
  ),
)

export const getColumn = (name: string): Column => {
  const found = flatColumns.find((column) => column.name === name)
  if (!found) throw new RangeError(`There is no column ${name}.`)
  return found
}
