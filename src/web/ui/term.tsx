/** Codes with their labels and links to their definitions. */
import { findTerm, labelOf, type Vocabulary } from '../../../schemas/vocabularies.ts'
import { allFields, type Field, type Shape } from '../../record/shape.ts'

export interface VocabularyEntry {
  /** The path of the first field that uses its codes; its name in URLs. */
  readonly name: string
  readonly title: string
  readonly vocabulary: Vocabulary
  /** The paths of all fields that use its codes. */
  readonly usedBy: readonly string[]
}

interface FieldPath {
  readonly path: string
  readonly field: Field
}

/** Yields the fields in a list or group by dotted names; the name of a list ends in `[]`. */
function* walkFields(shape: Shape, path: string): Iterable<FieldPath> {
  if (shape.kind === 'list') yield* walkFields(shape.item, `${path}[]`)
  if (shape.kind === 'group')
    for (const field of shape.fields.values()) {
      const fieldPath = path ? `${path}.${field.name}` : field.name
      yield { path: fieldPath, field }
      yield* walkFields(field.shape, fieldPath)
    }
}

/** Every field, nested ones after their parent: `location`, `location.country`, … */
export const fieldPaths: readonly FieldPath[] = [...walkFields({ kind: 'group', fields: allFields }, '')]

const pathsByVocabulary = Map.groupBy(fieldPaths, ({ field: { shape } }) =>
  shape.kind === 'leaf' ? shape.vocabulary : undefined,
)

/** Every vocabulary once, in the order of the fields. */
export const vocabularies: ReadonlyMap<Vocabulary, VocabularyEntry> = new Map(
  [...pathsByVocabulary].flatMap(([vocabulary, [first, ...others]]) => {
    if (!vocabulary || !first) return []
    const usedBy = [first, ...others].map(({ path }) => path)
    const name = first.path.replaceAll('[]', '')
    return [[vocabulary, { name, title: first.field.metadata.title, vocabulary, usedBy }]]
  }),
)

export { findTerm, labelOf }

/** Returns the anchor of a vocabulary in the codebook, or of one of its codes. */
export const codeAnchor = (name: string, code?: string): string =>
  code === undefined ? `codes-${name}` : `codes-${name}-${code}`

/** Renders the label of a code as a link to its definition. */
export const Term = ({ vocabulary, code }: { vocabulary: Vocabulary; code: string }) => {
  const name = vocabularies.get(vocabulary)?.name
  const term = findTerm(vocabulary, code)
  if (name === undefined || !term?.definition) return <>{term?.label ?? code}</>
  return (
    <a class="term" href={`/codebook#${codeAnchor(name, code)}`} title={term.definition}>
      {term.label}
    </a>
  )
}

/** Renders a label before a code; undefined without a code. */
export const labelledTerm = (label: string, vocabulary: Vocabulary, code: string | undefined) =>
  code && (
    <>
      {label} <Term vocabulary={vocabulary} code={code} />
    </>
  )
