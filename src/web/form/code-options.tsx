/** Options of a select for codes. */

import { eventType, type Term, type Vocabulary } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import { vocabularies } from '../../record/codebook/fields.ts'
import { type Choice, Options } from '../ui/field.tsx'
import { labelOf } from '../ui/term.tsx'
import { useMessages } from '../ui/viewer.tsx'

interface CodeChoice extends Choice {
  /** The type of event to which the code belongs. */
  readonly parent?: string
}

/** Vocabularies with more terms than this are sorted by label. */
const maxUnsortedChoices = 60

const createChoices = (vocabulary: Vocabulary, { translate, compare }: Messages): CodeChoice[] => {
  const choices = Object.entries<Omit<CodeChoice, 'code'> & Pick<Term, 'withdrawn'>>(vocabulary)
    .filter(([, { withdrawn }]) => withdrawn === undefined)
    .map(([code, term]) => ({ ...term, label: translate(term.label), code }))
  return choices.length > maxUnsortedChoices ? choices.sort((a, b) => compare(a.label, b.label)) : choices
}

/** Computed once for each language: the list of countries is long. */
const choicesByLanguage = new WeakMap<Messages, Map<Vocabulary, readonly CodeChoice[]>>()

const toChoices = (vocabulary: Vocabulary, messages: Messages): readonly CodeChoice[] => {
  if (!vocabularies.has(vocabulary)) return createChoices(vocabulary, messages)
  const byVocabulary = choicesByLanguage.get(messages) ?? new Map<Vocabulary, readonly CodeChoice[]>()
  choicesByLanguage.set(messages, byVocabulary)
  const choices = byVocabulary.get(vocabulary) ?? createChoices(vocabulary, messages)
  byVocabulary.set(vocabulary, choices)
  return choices
}

export interface CodeOptionsProps {
  readonly vocabulary: Vocabulary
  /** The chosen value; one that is no code, or a withdrawn one, becomes an option of its own. */
  readonly value: string
  /** The label of the empty option. */
  readonly emptyLabel: string
}

/** Renders the options of a vocabulary. */
export const CodeOptions = ({ vocabulary, value, emptyLabel }: CodeOptionsProps) => {
  const messages = useMessages()
  const choices = toChoices(vocabulary, messages)
  const groups = Map.groupBy(choices, (each) => each.parent)
  const label = value
    .split(',')
    .map((code) => labelOf(vocabulary, code.trim(), messages))
    .join(messages.common.separator)
  return (
    <>
      <option value="">{emptyLabel}</option>
      {value !== '' && !choices.some(({ code }) => code === value) && (
        <option value={value} selected>
          {label}
        </option>
      )}
      {[...groups].map(([parent, members]) =>
        parent === undefined ? (
          <Options choices={members} value={value} />
        ) : (
          <optgroup label={labelOf(eventType, parent, messages)}>
            <Options choices={members} value={value} />
          </optgroup>
        ),
      )}
    </>
  )
}
