/** Codes with their labels and links to their definitions. */
import { findTerm, labelOf, type Vocabulary } from '../../../schemas/vocabularies.ts'
import { codeAnchor, vocabularies } from '../../record/codebook/fields.ts'

export { findTerm, labelOf }

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
