/**
 * The tables that together contain complete records: the flat row, the details that it leaves out, and one for each
 * list.
 */
import type { Cell } from '../../schemas/field-types.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import { type Column, flatColumns } from './flat-columns.ts'
import { writeScalar } from './paths.ts'
import { allFields, type Field } from './shape.ts'
import {
  childContext,
  columnsIn,
  type FieldContext,
  type Fields,
  rootContext,
  type TableColumn,
} from './table-columns.ts'

/** Columns with the key of another table. */
export interface Reference {
  readonly columns: readonly string[]
  readonly table: string
  readonly key: readonly string[]
}

export interface Table {
  readonly name: string
  readonly title: string
  readonly help: string
  readonly columns: readonly TableColumn[]
  /** The columns that identify a row. */
  readonly key: readonly string[]
  readonly references: readonly Reference[]
  /** Returns the rows of a record. */
  readonly rows: (record: StoredIncident) => Cell[][]
}

/** A table without its rows. */
export type TableFacts = Omit<Table, 'rows'>

const columnsByField = new Map(columnsIn(allFields, rootContext('')).map((column) => [column.field, column]))

/** The first flat column that shows a field unchanged, by field. */
const flatNameByField = new Map<string, string>()
for (const { path, name } of flatColumns) {
  const field = path.join('.')
  if (!flatNameByField.has(field)) flatNameByField.set(field, name)
}

const isSharedTitle = (title: string): boolean =>
  flatColumns.filter((each) => each.title === title).length > 1

/** Returns a flat column; a title that several columns share is replaced by the longer one with the groups. */
const flatColumn = (column: Column): TableColumn => {
  const { name, title, path } = column
  const field = path.join('.')
  const fieldColumn = flatNameByField.get(field) === name ? columnsByField.get(field) : undefined
  if (!fieldColumn) return { ...column, required: false }
  const { required, leaf } = fieldColumn
  return {
    ...column,
    title: isSharedTitle(title) ? fieldColumn.title : title,
    required,
    field,
    ...(leaf && { leaf }),
  }
}

/** The flat row as a table. */
export const incidents: Table = {
  name: 'incidents',
  title: 'Incidents',
  help: 'One row per incident: the flat row.',
  columns: flatColumns.map(flatColumn),
  key: ['id'],
  references: [],
  rows: (record) => [flatColumns.map(({ get }) => get(record))],
}

const incidentId: TableColumn = {
  name: 'incident_id',
  title: 'Incident',
  help: 'The id of the incident of the row.',
  type: 'text',
  field: 'id',
  required: true,
}

const incidentReference: Reference = { columns: [incidentId.name], table: incidents.name, key: incidents.key }

const detailColumns = [...columnsByField.values()].filter(({ field }) => !flatNameByField.has(field ?? ''))

const details: Table = {
  name: 'details',
  title: 'Details',
  help: 'One row per incident: the fields without a column in the flat row.',
  columns: [incidentId, ...detailColumns],
  key: [incidentId.name],
  references: [incidentReference],
  rows: (record) => [[record.id, ...detailColumns.map(({ get }) => get(record))]],
}

/** An entry of a list with its index, after those of the lists that contain it. */
interface Entry {
  readonly indexes: readonly number[]
  readonly value: unknown
}

/** The owner of a list: the record, or the entries of another list. */
interface Owner {
  readonly table?: Table
  readonly entries: (record: StoredIncident) => readonly Entry[]
}

const recordOwner: Owner = { entries: (incident) => [{ indexes: [], value: incident }] }

const entriesIn =
  ({ entries }: Owner, get: FieldContext['get'], asList: (value: unknown) => readonly unknown[]) =>
  (incident: StoredIncident): Entry[] =>
    entries(incident).flatMap(({ indexes, value }) => {
      const list = get(value)
      return list === undefined
        ? []
        : asList(list).map((each, i) => ({ indexes: [...indexes, i], value: each }))
    })

const positionName = 'position'

/** Returns the columns that identify the entry to which a row belongs. */
const ownerKey = ({ table }: Owner): TableColumn[] => {
  if (table === undefined) return [incidentId]
  return table.columns
    .filter(({ name }) => table.key.includes(name))
    .map((column) =>
      column.name === positionName ? { ...column, name: `${table.name}_${positionName}` } : column,
    )
}

const positionColumn = (path: string): TableColumn => ({
  name: positionName,
  title: 'Position',
  help: `The place of the entry in ${path}, from 0, as in JSON.`,
  type: 'integer',
  required: true,
})

/** Returns the columns for the names and values of a map. */
const mapColumns = (path: string, { title, help }: Field['metadata']) => [
  {
    name: 'name',
    title: 'Name',
    help: `The name of one of ${path}.`,
    type: 'text' as const,
    required: false,
    get: (entry: unknown) => (entry as [string, unknown])[0],
  },
  {
    name: 'value',
    title,
    help: `${help} A number, true and false are as in JSON; a text that looks like one of these, or is empty, is a JSON string.`,
    type: 'text' as const,
    field: `${path}.*`,
    required: true,
    get: (entry: unknown) => writeScalar((entry as [string, unknown])[1]),
  },
]

/** Returns the name of a list in a group: the name of the group, unless another table has it. */
const tableName = (path: string, usedNames: ReadonlySet<string>): string => {
  const steps = path.replaceAll('[]', '').split('.')
  const groupName = steps.slice(0, -1).join('_') || path
  return usedNames.has(groupName) ? steps.join('_') : groupName
}

const createTables = (field: Field, parent: FieldContext, owner: Owner, usedNames: Set<string>): Table[] => {
  const { shape, metadata } = field
  const { path, get } = childContext(parent, field)
  const isMap = shape.kind === 'map'
  const item = shape.kind === 'list' && shape.item.kind === 'group' ? shape.item : undefined
  if (!isMap && item === undefined) return []
  const name = tableName(path, usedNames)
  usedNames.add(name)
  const entryContext = rootContext(`${path}[]`)
  const ownColumns = item === undefined ? mapColumns(path, metadata) : columnsIn(item.fields, entryContext)
  const keys = ownerKey(owner)
  const asList = (value: unknown) => (isMap ? Object.entries(value as object) : (value as unknown[]))
  const entries = entriesIn(owner, get, asList)
  const ownerReference = {
    columns: keys.map((key) => key.name),
    table: owner.table?.name ?? '',
    key: owner.table?.key ?? [],
  }
  const table: Table = {
    name,
    title: metadata.title,
    help: metadata.help,
    columns: [...keys, positionColumn(path), ...ownColumns],
    key: [...keys.map((key) => key.name), positionName],
    references: owner.table === undefined ? [incidentReference] : [incidentReference, ownerReference],
    rows: (incident) =>
      entries(incident).map(({ indexes, value }) => [
        incident.id,
        ...indexes,
        ...ownColumns.map((each) => each.get(value)),
      ]),
  }
  return [
    table,
    ...(item === undefined ? [] : listTables(item.fields, entryContext, { table, entries }, usedNames)),
  ]
}

/** Returns a table for each list of entries and each map among these fields. */
const listTables = (fields: Fields, parent: FieldContext, owner: Owner, usedNames: Set<string>): Table[] =>
  [...fields.values()].flatMap((field) => {
    if (field.metadata.editorsOnly) return []
    if (field.shape.kind !== 'group') return createTables(field, parent, owner, usedNames)
    return listTables(field.shape.fields, childContext(parent, field), owner, usedNames)
  })

/** Returns the tables of the lists among these fields, in the order of the fields. */
export const createListTables = (fields: Fields): Table[] =>
  listTables(fields, rootContext(''), recordOwner, new Set([incidents.name, details.name]))

/** All tables. Each field of a record is in one of them, except for the editors' notes. */
export const tables: readonly Table[] = [incidents, details, ...createListTables(allFields)]
