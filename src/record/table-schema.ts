/** Table Schema of version 2 (datapackage.org): the columns of a table, for programs. */
import type { ColumnType } from '../../schemas/field-types.ts'
import type { TableColumn } from './table-columns.ts'
import type { Table } from './tables.ts'

/** A list is a text: Table Schema has no list whose items are joined with `; ` and escaped. */
const schemaTypes = {
  text: 'string',
  list: 'string',
  integer: 'integer',
  number: 'number',
  date: 'date',
  datetime: 'datetime',
} as const satisfies Record<ColumnType, string>

/** Times have milliseconds, which the default format of version 1 lacks. */
const formatOf = (type: ColumnType) => (type === 'datetime' ? { format: 'any' } : {})

const constraintsOf = ({ required, leaf, vocabulary }: TableColumn) => ({
  ...(required ? { required } : {}),
  ...(leaf?.maxLength === undefined || vocabulary ? {} : { maxLength: leaf.maxLength }),
  ...(leaf?.leaf === 'count' ? { minimum: 0 } : {}),
})

const fieldOf = (column: TableColumn) => {
  const { name, title, help, type, unit, vocabulary } = column
  const constraints = constraintsOf(column)
  const description = [help, unit === undefined ? '' : `Unit: ${unit}.`].filter(Boolean).join(' ')
  return {
    name,
    title,
    ...(description === '' ? {} : { description }),
    type: schemaTypes[type],
    ...formatOf(type),
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
    ...(vocabulary === undefined || type === 'list'
      ? {}
      : { categories: Object.entries(vocabulary).map(([value, { label }]) => ({ value, label })) }),
  }
}

export const toTableSchema = ({
  columns,
  key,
  references,
}: Pick<Table, 'columns' | 'key' | 'references'>) => ({
  $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
  fields: columns.map(fieldOf),
  missingValues: [''],
  primaryKey: key,
  ...(references.length === 0
    ? {}
    : {
        foreignKeys: references.map((each) => ({
          fields: each.columns,
          reference: { resource: each.table, fields: each.key },
        })),
      }),
})
