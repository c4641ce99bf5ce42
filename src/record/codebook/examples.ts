/** Examples of the cells of tables, from the examples of the fields. */
import type { Cell, FieldMetadata } from '../../../schemas/field-types.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { once } from '../../text/memoize.ts'
import { allFields, type Field, type Shape } from '../shape.ts'
import { tables } from '../tables.ts'

/** Returns the example of a field as a text or a number; a list or a group as JSON. */
export const exampleOf = ({ example }: Pick<FieldMetadata, 'example'>): Cell =>
  typeof example === 'object' ? JSON.stringify(example) : (example as Cell)

const fieldValue = ({ metadata, shape }: Field): unknown => metadata.example ?? exampleValue(shape)

const exampleValue = (shape: Shape): unknown => {
  if (shape.kind === 'list') {
    const item = exampleValue(shape.item)
    return item === undefined ? undefined : [item]
  }
  if (shape.kind !== 'group') return undefined
  const stated = [...shape.fields.values()].flatMap((field) => {
    const value = fieldValue(field)
    return value === undefined ? [] : [[field.name, value] as const]
  })
  return stated.length > 0 ? Object.fromEntries(stated) : undefined
}

/** The first rows of the record that states the example of every field, by table and column. */
const exampleCells = once((): ReadonlyMap<string, Cell> => {
  const record = exampleValue({ kind: 'group', fields: allFields }) as StoredIncident
  return new Map(
    tables.flatMap(({ name: table, columns, rows }) => {
      const [row = []] = rows(record)
      return columns.map(({ name }, i) => [`${table}.${name}`, row[i]] as const)
    }),
  )
})

/** Returns an example of a cell; undefined if no field has one that it could show. */
export const exampleCell = (table: string, column: string): Cell => exampleCells().get(`${table}.${column}`)
