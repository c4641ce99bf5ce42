/** Codes with their labels, and where the codebook defines them. */
import type { Term as TermOf, Vocabulary } from '../../../schemas/vocabularies.ts'
import { allFields, type Field, type Shape } from '../../record/shape.ts'

export interface VocabularyEntry {
  /** The path of the first field that takes its codes; its name in addresses. */
  readonly name: string
  readonly title: string
  readonly vocabulary: Vocabulary
  /** The paths of all the fields that take its codes. */
  readonly usedBy: readonly string[]
}

interface PlacedField {
  readonly path: string
  readonly field: Field
}

/** What a list or group holds, by names parted with dots; a list's own name ends in `[]`. */
function* inside(shape: Shape, path: string): Iterable<PlacedField> {
  if (shape.kind === 'list') yield* inside(shape.item, `${path}[]`)
  if (shape.kind === 'group')
    for (const field of shape.fields.values()) {
      const own = path ? `${path}.${field.name}` : field.name
      yield { path: own, field }
      yield* inside(field.shape, own)
    }
}

/** Every field, nested ones after the one that holds them: `location`, `location.country`, … */
export const placedFields: readonly PlacedField[] = [...inside({ kind: 'group', fields: allFields }, '')]

const gather = (): ReadonlyMap<Vocabulary, VocabularyEntry> => {
  const found = new Map<Vocabulary, VocabularyEntry>()
  for (const { path, field } of placedFields) {
    const { shape, notes } = field
    if (shape.kind !== 'leaf' || !shape.vocabulary) continue
    const { vocabulary } = shape
    const before = found.get(vocabulary)
    const entry = before ?? { name: path.replaceAll('[]', ''), title: notes.title, vocabulary, usedBy: [] }
    found.set(vocabulary, { ...entry, usedBy: [...entry.usedBy, path] })
  }
  return found
}

/** Every vocabulary once, in the order of the fields. */
export const vocabularies = gather()

export const termOf = (vocabulary: Vocabulary, code: string): TermOf | undefined =>
  Object.hasOwn(vocabulary, code) ? vocabulary[code] : undefined

export const labelOf = (vocabulary: Vocabulary, code: string): string =>
  termOf(vocabulary, code)?.label ?? code

export const anchorOf = (name: string, code?: string): string =>
  code === undefined ? `codes-${name}` : `codes-${name}-${code}`

/** The label of a code, leading to its definition. */
export const Term = ({ of: vocabulary, code }: { of: Vocabulary; code: string }) => {
  const name = vocabularies.get(vocabulary)?.name
  const term = termOf(vocabulary, code)
  if (name === undefined || !term?.definition) return <>{term?.label ?? code}</>
  return (
    <a class="term" href={`/codebook#${anchorOf(name, code)}`} title={term.definition}>
      {term.label}
    </a>
  )
}
