/** Options of a select for codes. */

import { eventType, type Term, type Vocabulary } from '../../../schemas/vocabularies.ts'
import { vocabularies } from '../../record/codebook/fields.ts'
import { type Choice, Options } from '../ui/field.tsx'
import { labelOf } from '../ui/term.tsx'
import { useMessages } from '../ui/viewer.tsx'

interface CodeChoice extends Choice {
  /** The type of event to which the code belongs. */
  readonly parent?: string
}

const labelCollator = new Intl.Collator('en')

/** Vocabularies with more terms than this are sorted by label. */
const maxUnsortedChoices = 60

const toChoices = (vocabulary: Vocabulary): CodeChoice[] => {
  const choices = Object.entries<Omit<CodeChoice, 'code'> & Pick<Term, 'withdrawn'>>(vocabulary)
    .filter(([, { withdrawn }]) => withdrawn === undefined)
    .map(([code, term]) => ({ ...term, code }))
  return choices.length > maxUnsortedChoices
    ? choices.sort((a, b) => labelCollator.compare(a.label, b.label))
    : choices
}

/** Computed once: the list of countries is long. */
const choicesByVocabulary = new Map([...vocabularies.keys()].map((each) => [each, toChoices(each)]))

export interface CodeOptionsProps {
  readonly vocabulary: Vocabulary
  /** The chosen value; one that is no code, or a withdrawn one, becomes an option of its own. */
  readonly value: string
  /** The label of the empty option. */
  readonly emptyLabel: string
}

/** Renders the options of a vocabulary. */
export const CodeOptions = ({ vocabulary, value, emptyLabel }: CodeOptionsProps) => {
  const choices = choicesByVocabulary.get(vocabulary) ?? toChoices(vocabulary)
  const groups = Map.groupBy(choices, (each) => each.parent)
  const label = value
    .split(',')
    .map((code) => labelOf(vocabulary, code.trim()))
    .join(useMessages().common.separator)
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
          <optgroup label={labelOf(eventType, parent)}>
            <Options choices={members} value={value} />
          </optgroup>
        ),
      )}
    </>
  )
}
