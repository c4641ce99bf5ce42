/** The tables that together hold records whole: the flat row, what it leaves out, and one for each list. */
import type { Cell } from '../../schemas/field-types.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import { type Column, flatColumns } from './flat-columns.ts'
import { writeScalar } from './paths.ts'
import { allFields, type Field } from './shape.ts'
import { columnsIn, type Fields, type Place, placeAt, type TableColumn, within } from './table-columns.ts'

/** Columns whose values stand in the key of another table. */
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
  /** The columns that tell its rows apart. */
  readonly key: readonly string[]
  readonly references: readonly Reference[]
  /** The rows that a record has in it. */
  readonly rows: (record: StoredIncident) => Cell[][]
}

const wholeFields = new Map(columnsIn(allFields, placeAt('')).map((column) => [column.field, column]))

/** The flat column that shows a field as it is: of those that a field has, the first. */
const shownBy = new Map<string, string>()
for (const { path, name } of flatColumns) {
  const field = path.join('.')
  if (!shownBy.has(field)) shownBy.set(field, name)
}

const isShared = (title: string): boolean => flatColumns.filter((each) => each.title === title).length > 1

/** A title that several columns share gives way to the longer one, with its groups. */
const flatColumn = ({ name, title, help, type, unit, vocabulary, path }: Column): TableColumn => {
  const field = path.join('.')
  const whole = shownBy.get(field) === name ? wholeFields.get(field) : undefined
  return {
    name,
    title: isShared(title) && whole ? whole.title : title,
    help,
    type,
    required: whole?.required ?? false,
    ...(unit === undefined ? {} : { unit }),
    ...(vocabulary === undefined ? {} : { vocabulary }),
    ...(whole?.leaf === undefined ? {} : { leaf: whole.leaf }),
    ...(whole === undefined ? {} : { field }),
  }
}

const incidents: Table = {
  name: 'incidents',
  title: 'Incidents',
  help: 'One row for each incident: the flat row.',
  columns: flatColumns.map(flatColumn),
  key: ['id'],
  references: [],
  rows: (record) => [flatColumns.map(({ get }) => get(record))],
}

const incidentId: TableColumn = {
  name: 'incident_id',
  title: 'Incident',
  help: 'The id of the incident that the row belongs to.',
  type: 'text',
  field: 'id',
  required: true,
}

const toIncidents: Reference = { columns: [incidentId.name], table: incidents.name, key: incidents.key }

const detailColumns = [...wholeFields.values()].filter(({ field }) => !shownBy.has(field ?? ''))

const details: Table = {
  name: 'details',
  title: 'Details',
  help: 'One row for each incident: what the flat row has no column for.',
  columns: [incidentId, ...detailColumns],
  key: [incidentId.name],
  references: [toIncidents],
  rows: (record) => [[record.id, ...detailColumns.map(({ get }) => get(record))]],
}

/** An entry of a list with its place, behind those of the lists that it is in. */
interface Entry {
  readonly at: readonly number[]
  readonly value: unknown
}

/** What a list is in: the record, or the entries of another list. */
interface Owner {
  readonly table?: Table
  readonly entries: (record: StoredIncident) => readonly Entry[]
}

const record: Owner = { entries: (whole) => [{ at: [], value: whole }] }

const entriesIn =
  ({ entries }: Owner, get: Place['get'], asList: (value: unknown) => readonly unknown[]) =>
  (whole: StoredIncident): Entry[] =>
    entries(whole).flatMap(({ at, value }) => {
      const found = get(value)
      return found === undefined ? [] : asList(found).map((each, i) => ({ at: [...at, i], value: each }))
    })

const position = 'position'

/** The columns that lead to the entry that a row is in. */
const ownerKey = ({ table }: Owner): TableColumn[] => {
  if (table === undefined) return [incidentId]
  return table.columns
    .filter(({ name }) => table.key.includes(name))
    .map((column) => (column.name === position ? { ...column, name: `${table.name}_${position}` } : column))
}

const positionIn = (path: string): TableColumn => ({
  name: position,
  title: 'Position',
  help: `The place of the entry in ${path}, from 0, as in JSON.`,
  type: 'integer',
  required: true,
})

/** Names and values of a map, as columns. */
const mapColumns = (path: string, { title, help }: Field['notes']) => [
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

/** A list in a group is named after the group, unless another table is. */
const nameFor = (path: string, taken: ReadonlySet<string>): string => {
  const steps = path.replaceAll('[]', '').split('.')
  const short = steps.slice(0, -1).join('_') || path
  return taken.has(short) ? steps.join('_') : short
}

const tableOf = (field: Field, parent: Place, owner: Owner, taken: Set<string>): Table[] => {
  const { shape, notes } = field
  const { path, get } = within(parent, field)
  const isMap = shape.kind === 'map'
  const item = shape.kind === 'list' && shape.item.kind === 'group' ? shape.item : undefined
  if (!isMap && item === undefined) return []
  const name = nameFor(path, taken)
  taken.add(name)
  const inside = placeAt(`${path}[]`)
  const own = item === undefined ? mapColumns(path, notes) : columnsIn(item.fields, inside)
  const keys = ownerKey(owner)
  const asList = (value: unknown) => (isMap ? Object.entries(value as object) : (value as unknown[]))
  const entries = entriesIn(owner, get, asList)
  const toOwner = {
    columns: keys.map((key) => key.name),
    table: owner.table?.name ?? '',
    key: owner.table?.key ?? [],
  }
  const table: Table = {
    name,
    title: notes.title,
    help: notes.help,
    columns: [...keys, positionIn(path), ...own],
    key: [...keys.map((key) => key.name), position],
    references: owner.table === undefined ? [toIncidents] : [toIncidents, toOwner],
    rows: (whole) =>
      entries(whole).map(({ at, value }) => [whole.id, ...at, ...own.map((each) => each.get(value))]),
  }
  return [table, ...(item === undefined ? [] : listTables(item.fields, inside, { table, entries }, taken))]
}

/** A table for each list of entries and each map among these fields. */
const listTables = (fields: Fields, parent: Place, owner: Owner, taken: Set<string>): Table[] =>
  [...fields.values()].flatMap((field) => {
    if (field.notes.internal) return []
    if (field.shape.kind !== 'group') return tableOf(field, parent, owner, taken)
    return listTables(field.shape.fields, within(parent, field), owner, taken)
  })

/** The tables of the lists among these fields of a record, in the order of the fields. */
export const tablesOfLists = (fields: Fields): Table[] =>
  listTables(fields, placeAt(''), record, new Set([incidents.name, details.name]))

/** All tables; a record's fields stand in one of them each, but for the editors' notes. */
export const tables: readonly Table[] = [incidents, details, ...tablesOfLists(allFields)]
