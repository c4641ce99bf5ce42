/** The dotted names of all fields that a column of a file can fill. */
import { type Field, type Shape, writableFields } from './shape.ts'

export interface NamedField {
  /** Such as `location.country`; `*` is a new entry of a list. */
  readonly name: string
  /** Its title in English. */
  readonly title: string
}

/** The lists whose entries a file usually has in columns of their own, so that the first entry is named. */
const firstEntryLists = new Set(['sources'])

const namesWithin = (name: string, title: string, shape: Shape): NamedField[] => {
  if (shape.kind === 'leaf') return [{ name, title }]
  if (shape.kind === 'map') return []
  if (shape.kind === 'group') return [...shape.fields.values()].flatMap((field) => namesOf(field, name))
  return namesWithin(`${name}.${firstEntryLists.has(name) ? '0' : '*'}`, title, shape.item)
}

const namesOf = ({ name, metadata, shape }: Field, parent = ''): NamedField[] =>
  namesWithin(parent === '' ? name : `${parent}.${name}`, metadata.title, shape)

/** Every field that is not set by the server, in the published order. */
export const writableFieldPaths: readonly NamedField[] = [...writableFields.values()].flatMap((field) =>
  namesOf(field),
)
