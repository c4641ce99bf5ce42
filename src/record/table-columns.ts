/** Columns for the fields of a record or of the entries of a list, groups laid flat. */

import type { Cell, ColumnType } from '../../schemas/field-types.ts'
import type { Vocabulary } from '../../schemas/vocabularies.ts'
import { joinCell } from '../text/list-cell.ts'
import type { Field, Shape } from './shape.ts'

export type Leaf = Shape & { kind: 'leaf' }
export type Fields = ReadonlyMap<string, Field>

export interface TableColumn {
  readonly name: string
  readonly title: string
  readonly help: string
  readonly type: ColumnType
  readonly unit?: string
  readonly vocabulary?: Vocabulary
  /** Which field it shows as it is, an entry of a list as `[]`: `weapons[].type`. */
  readonly field?: string
  /** Of a column that shows a field with one value. */
  readonly leaf?: Leaf
  /** Whether each row has a value in it. */
  readonly required: boolean
}

/** A column and how its cell is taken from the record or the entry. */
export interface TakenColumn extends TableColumn {
  readonly get: (entry: unknown) => Cell
}

/** A place in the record, or in the entries of a list: what names, columns and values are there. */
export interface Place {
  readonly path: string
  readonly prefix: string
  /** The titles of the groups around it. */
  readonly title: string
  readonly required: boolean
  readonly get: (entry: unknown) => unknown
}

/** The record itself, or an entry of the list at `path`. */
export const placeAt = (path: string): Place => ({
  path,
  prefix: '',
  title: '',
  required: true,
  get: (entry) => entry,
})

export const within = ({ path, prefix, title, required, get }: Place, field: Field): Place => ({
  path: path === '' ? field.name : `${path}.${field.name}`,
  prefix: `${prefix}${field.name}_`,
  title: `${title}${field.notes.title}: `,
  required: required && field.required,
  get: (entry) => (get(entry) as Record<string, unknown> | undefined)?.[field.name],
})

const typeOf = (name: string, { type, leaf }: Leaf): ColumnType => {
  if (name.endsWith('_at')) return 'datetime'
  if (type === 'string') return 'text'
  return leaf === 'coordinate' ? 'number' : 'integer'
}

/** The column of one value, or of a list of single values joined in a cell; other fields have none. */
const columnOf = (field: Field, parent: Place): TakenColumn[] => {
  const { name, notes, shape } = field
  const { path, required, get } = within(parent, field)
  const common = {
    name: parent.prefix + name,
    title: parent.title + (notes.title ?? name),
    help: notes.help ?? '',
    field: path,
    required,
    ...(notes.unit === undefined ? {} : { unit: notes.unit }),
  }
  if (shape.kind === 'leaf') {
    const codes = shape.vocabulary === undefined ? {} : { vocabulary: shape.vocabulary }
    const type = typeOf(name, shape)
    return [{ ...common, ...codes, type, leaf: shape, get: get as TakenColumn['get'] }]
  }
  if (shape.kind !== 'list' || shape.item.kind !== 'leaf') return []
  return [{ ...common, type: 'list', get: (entry) => joinCell((get(entry) as string[] | undefined) ?? []) }]
}

/** The columns of all fields that a public file may have, but of no list of entries. */
export const columnsIn = (fields: Fields, parent: Place): TakenColumn[] =>
  [...fields.values()].flatMap((field) => {
    if (field.notes.internal) return []
    const { shape } = field
    return shape.kind === 'group' ? columnsIn(shape.fields, within(parent, field)) : columnOf(field, parent)
  })
