/** Codes with their labels and links to their definitions, in the language of the page. */
import { labelOf as englishLabel, findTerm, type Vocabulary } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import { codeAnchor, vocabularies } from '../../record/codebook/fields.ts'
import { wordOf } from '../../text/sentence.ts'
import { useMessages } from './viewer.tsx'

export { findTerm }

/** Returns the label of a code in the language of the texts; the code itself if the vocabulary does not have it. */
export const labelOf = (vocabulary: Vocabulary, code: string, { translate }: Messages): string =>
  translate(englishLabel(vocabulary, code))

/** Returns the label of a code as a word within a sentence, in the language of the texts. */
export const wordForCode = (vocabulary: Vocabulary, code: string, messages: Messages): string =>
  wordOf(englishLabel(vocabulary, code))(messages)

/** Renders the label of a code as a link to its definition. */
export const Term = ({ vocabulary, code }: { vocabulary: Vocabulary; code: string }) => {
  const { translate } = useMessages()
  const name = vocabularies.get(vocabulary)?.name
  const term = findTerm(vocabulary, code)
  if (term === undefined) return <bdi>{code}</bdi>
  if (name === undefined || !term.definition) return <>{translate(term.label)}</>
  return (
    <a class="term" href={`/codebook#${codeAnchor(name, code)}`} title={translate(term.definition)}>
      {translate(term.label)}
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
