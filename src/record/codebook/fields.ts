/** The fields and vocabularies of a record by name, as the codebook lists them. */
import { datePrecision, type Vocabulary } from '../../../schemas/vocabularies.ts'
import { allFields, type Field, type Shape } from '../shape.ts'

export interface VocabularyEntry {
  /** The path of the first field that uses its codes; its name in URLs. */
  readonly name: string
  readonly title: string
  readonly vocabulary: Vocabulary
  /** The paths of all fields that use its codes. */
  readonly usedBy: readonly string[]
}

export interface FieldEntry {
  /** Its dotted name; the name of a list ends in `[]`. */
  readonly path: string
  readonly field: Field
}

/** Yields the fields in a list or group. */
function* walkFields(shape: Shape, path: string): Iterable<FieldEntry> {
  if (shape.kind === 'list') yield* walkFields(shape.item, `${path}[]`)
  if (shape.kind === 'group')
    for (const field of shape.fields.values()) {
      const fieldPath = path ? `${path}.${field.name}` : field.name
      yield { path: fieldPath, field }
      yield* walkFields(field.shape, fieldPath)
    }
}

/** Every field, nested ones after their parent: `location`, `location.country`, … */
export const fieldEntries: readonly FieldEntry[] = [...walkFields({ kind: 'group', fields: allFields }, '')]

const entriesByVocabulary = Map.groupBy(fieldEntries, ({ field: { shape } }) =>
  shape.kind === 'leaf' ? shape.vocabulary : undefined,
)

/** Every vocabulary of a field once, in the order of the fields. */
export const vocabularies: ReadonlyMap<Vocabulary, VocabularyEntry> = new Map(
  [...entriesByVocabulary].flatMap(([vocabulary, [first, ...others]]) => {
    if (!vocabulary || !first) return []
    const usedBy = [first, ...others].map(({ path }) => path)
    const name = first.path.replaceAll('[]', '')
    return [[vocabulary, { name, title: first.field.metadata.title, vocabulary, usedBy }]]
  }),
)

/** The name of every vocabulary, with that of the column whose codes no field has. */
export const vocabularyNames: ReadonlyMap<Vocabulary, string> = new Map([
  ...[...vocabularies].map(([vocabulary, { name }]) => [vocabulary, name] as const),
  [datePrecision, 'date_precision'],
])

/** Returns the anchor of a field in the codebook. */
export const fieldAnchor = (path: string): string => `field-${path.replaceAll('[]', '')}`

/** Returns the anchor of a vocabulary, or of one of its codes. */
export const codeAnchor = (name: string, code?: string): string =>
  code === undefined ? `codes-${name}` : `codes-${name}-${code}`

export const ruleAnchor = (id: string): string => `rule-${id}`

/** Returns the anchor of a column of the flat row. */
export const columnAnchor = (name: string): string => `column-${name}`
