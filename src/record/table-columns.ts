/** Columns for the fields of a record or of the entries of a list, with groups flattened. */

import type { Cell, ColumnType } from '../../schemas/field-types.ts'
import type { Vocabulary } from '../../schemas/vocabularies.ts'
import { encodeList } from '../text/list-cell.ts'
import type { Field, Leaf } from './shape.ts'

export type Fields = ReadonlyMap<string, Field>

export interface TableColumn {
  readonly name: string
  readonly title: string
  readonly help: string
  readonly type: ColumnType
  readonly unit?: string
  readonly vocabulary?: Vocabulary
  /** The field that it shows unchanged, with `[]` for an entry of a list: `weapons[].type`. */
  readonly field?: string
  /** The type of the field, if it has one value. */
  readonly leaf?: Leaf
  /** Whether each row has a value. */
  readonly required: boolean
}

/** A column, and how to read its cell from a record or an entry. */
export interface ReadableColumn extends TableColumn {
  readonly get: (entry: unknown) => Cell
}

/** A position in the record or in the entries of a list. */
export interface FieldContext {
  readonly path: string
  readonly prefix: string
  /** The titles of the groups that contain it. */
  readonly title: string
  readonly required: boolean
  readonly get: (entry: unknown) => unknown
}

/** Returns the context of the record itself, or of an entry of the list at `path`. */
export const rootContext = (path: string): FieldContext => ({
  path,
  prefix: '',
  title: '',
  required: true,
  get: (entry) => entry,
})

export const childContext = (
  { path, prefix, title, required, get }: FieldContext,
  field: Field,
): FieldContext => ({
  path: path === '' ? field.name : `${path}.${field.name}`,
  prefix: `${prefix}${field.name}_`,
  title: `${title}${field.metadata.title}: `,
  required: required && field.required,
  get: (entry) => (get(entry) as Record<string, unknown> | undefined)?.[field.name],
})

/** Returns the type of the column of a value. */
export const leafColumnType = (name: string, { type, leaf }: Leaf): ColumnType => {
  if (name.endsWith('_at')) return 'datetime'
  if (type === 'string') return 'text'
  return leaf === 'coordinate' ? 'number' : 'integer'
}

/** Returns the column of a single value, or of a list of single values joined in a cell; none for other fields. */
const columnOf = (field: Field, parent: FieldContext): ReadableColumn[] => {
  const { name, metadata, shape } = field
  const { path, required, get } = childContext(parent, field)
  const common = {
    name: parent.prefix + name,
    title: parent.title + (metadata.title ?? name),
    help: metadata.help ?? '',
    field: path,
    required,
    ...(metadata.unit && { unit: metadata.unit }),
  }
  if (shape.kind === 'leaf')
    return [
      {
        ...common,
        ...(shape.vocabulary && { vocabulary: shape.vocabulary }),
        type: leafColumnType(name, shape),
        leaf: shape,
        get: get as ReadableColumn['get'],
      },
    ]
  if (shape.kind !== 'list' || shape.item.kind !== 'leaf') return []
  return [{ ...common, type: 'list', get: (entry) => encodeList((get(entry) as string[] | undefined) ?? []) }]
}

/** Returns the columns of all public fields, except lists of entries. */
export const columnsIn = (fields: Fields, parent: FieldContext): ReadableColumn[] =>
  [...fields.values()].flatMap((field) => {
    if (field.metadata.editorsOnly) return []
    const { shape } = field
    return shape.kind === 'group'
      ? columnsIn(shape.fields, childContext(parent, field))
      : columnOf(field, parent)
  })
