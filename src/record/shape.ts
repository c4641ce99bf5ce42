/** The shape of the record, read once from its schema. The columns, the form and the codebook walk this tree. */
import * as v from 'valibot'
import type { FieldMetadata, TypeMetadata } from '../../schemas/field-types.ts'
import { fields } from '../../schemas/incident.ts'
import type { Vocabulary } from '../../schemas/vocabularies.ts'

type Metadata = FieldMetadata<unknown> & Partial<TypeMetadata>
export type LeafKind = TypeMetadata['kind'] | 'other'

export type Shape =
  | { readonly kind: 'group'; readonly fields: ReadonlyMap<string, Field> }
  | { readonly kind: 'list'; readonly item: Shape; readonly max: number }
  /** Scalars by any name. */
  | { readonly kind: 'map' }
  | {
      readonly kind: 'leaf'
      readonly leaf: LeafKind
      readonly type: 'string' | 'number'
      readonly maxLength?: number | undefined
      readonly vocabulary?: Vocabulary | undefined
      /** Returns true if the schema certainly accepts a value unchanged; false if valibot must decide. */
      readonly acceptsFast?: ((value: unknown) => boolean) | undefined
      /** Whether it accepts no text that would have to be trimmed or composed. */
      readonly isExact?: boolean
      /** Whether it names a record, a source or a row, so that invisible marks make no other one. */
      readonly isIdentifier?: boolean | undefined
    }

export type Leaf = Shape & { kind: 'leaf' }

export interface Field {
  readonly name: string
  readonly required: boolean
  readonly metadata: FieldMetadata<unknown>
  readonly shape: Shape
}

interface AnySchema extends v.GenericSchema {
  readonly entries?: Record<string, AnySchema>
  readonly wrapped?: AnySchema
  readonly item?: AnySchema
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[]
}

const maxLengthOf = (schema: AnySchema): number => {
  const limit = schema.pipe?.find((action) => action.type === 'max_length')
  if (limit) return limit.requirement as number
  const [inner] = schema.pipe ?? []
  return inner && 'pipe' in inner ? maxLengthOf(inner as unknown as AnySchema) : Number.POSITIVE_INFINITY
}

const exactKinds: ReadonlySet<LeafKind> = new Set(['code', 'slug', 'date'])

const shapeOf = (schema: AnySchema): Shape => {
  switch (schema.type) {
    case 'object':
      return { kind: 'group', fields: fieldsOf(schema.entries ?? {}) }
    case 'array':
      return { kind: 'list', item: shapeOf(schema.item as AnySchema), max: maxLengthOf(schema) }
    case 'record':
      return { kind: 'map' }
    default: {
      const {
        kind: leaf = 'other',
        maxLength,
        vocabulary,
        acceptsFast,
        isIdentifier,
      } = v.getMetadata(schema) as unknown as Metadata
      const type = schema.type === 'number' ? 'number' : 'string'
      const isExact = exactKinds.has(leaf)
      return { kind: 'leaf', leaf, type, maxLength, vocabulary, acceptsFast, isExact, isIdentifier }
    }
  }
}

/** Throws an Error if a former name of a field is the name of another field, or the former name of two. */
const assertFormerNames = (fields: ReadonlyMap<string, Field>): void => {
  const known = new Set<string>()
  for (const { name, metadata } of fields.values()) {
    const { formerName } = metadata
    if (formerName === undefined) continue
    if (fields.has(formerName))
      throw new Error(`${name} has the former name ${formerName}, which another field has.`)
    if (known.has(formerName)) throw new Error(`Two fields have the former name ${formerName}.`)
    known.add(formerName)
  }
}

const fieldsOf = (entries: Record<string, AnySchema>): ReadonlyMap<string, Field> => {
  const fields = new Map(
    Object.entries(entries).map(([name, entry]) => {
      const inner = entry.wrapped ?? entry
      const metadata = v.getMetadata(inner) as unknown as FieldMetadata<unknown>
      const required = entry.wrapped === undefined
      if (required && metadata.editorsOnly)
        throw new Error(`${name} is required, so it cannot be for editors only.`)
      return [name, { name, required, metadata, shape: shapeOf(inner) }]
    }),
  )
  assertFormerNames(fields)
  return fields
}

/** Every field, including those that the server sets, in published order. */
export const allFields = fieldsOf(fields as unknown as Record<string, AnySchema>)

const readOnlyFields = [...allFields.values()]
  .filter(({ metadata }) => metadata.readOnly)
  .map(({ name }) => name)

/** Returns the input without the fields that the server sets, and the names of those it has. */
export const splitReadOnlyFields = (input: object): { own: object; set: readonly string[] } => {
  const set = readOnlyFields.filter((name) => Object.hasOwn(input, name))
  if (set.length === 0) return { own: input, set }
  const own: Record<string, unknown> = { ...input }
  for (const name of set) delete own[name]
  return { own, set }
}

/** The fields that people enter. */
export const writableFields: ReadonlyMap<string, Field> = new Map(
  [...allFields].filter(([, each]) => !each.metadata.readOnly),
)

/** Returns a copy of a stored record without the fields that the server sets. */
export const pickWritable = (stored: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(stored).filter(([name]) => writableFields.has(name)))

export const recordShape: Shape & { kind: 'group' } = { kind: 'group', fields: writableFields }

const formerNames = new WeakMap<ReadonlyMap<string, Field>, ReadonlyMap<string, Field>>()

/** Returns the fields of a group by their former names. */
export const fieldsByFormerName = (fields: ReadonlyMap<string, Field>): ReadonlyMap<string, Field> => {
  const known = formerNames.get(fields)
  if (known) return known
  const renamed = new Map(
    [...fields.values()].flatMap((field) =>
      field.metadata.formerName === undefined ? [] : [[field.metadata.formerName, field] as const],
    ),
  )
  formerNames.set(fields, renamed)
  return renamed
}

/** Returns the field of a group with this current or former name; undefined if there is none. */
export const findField = (fields: ReadonlyMap<string, Field>, name: string): Field | undefined =>
  fields.get(name) ?? fieldsByFormerName(fields).get(name)
