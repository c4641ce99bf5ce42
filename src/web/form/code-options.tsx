/** The options of a choice among codes. */
import { eventType, type Vocabulary } from '../../../schemas/vocabularies.ts'
import { type Choice, Options } from '../ui/field.tsx'
import { labelOf, vocabularies } from '../ui/term.tsx'

interface CodeChoice extends Choice {
  /** The kind of event to which the code belongs. */
  readonly parent?: string
}

const labelCollator = new Intl.Collator('en')

/** Vocabularies of more terms than this are looked up by name, so they are in order of the alphabet. */
const maxUnsortedChoices = 60

const toChoices = (vocabulary: Vocabulary): CodeChoice[] => {
  const choices = Object.entries<Omit<CodeChoice, 'code'>>(vocabulary).map(([code, term]) => ({
    ...term,
    code,
  }))
  return choices.length > maxUnsortedChoices
    ? choices.sort((a, b) => labelCollator.compare(a.label, b.label))
    : choices
}

/** Worked out once: the list of countries is long. */
const choicesByVocabulary = new Map([...vocabularies.keys()].map((each) => [each, toChoices(each)]))

export interface CodeOptionsProps {
  readonly vocabulary: Vocabulary
  /** What is chosen, as it was typed; a value that is no code is kept as an option of its own. */
  readonly value: string
  /** What no choice is called. */
  readonly emptyLabel: string
}

export const CodeOptions = ({ vocabulary, value, emptyLabel }: CodeOptionsProps) => {
  const choices = choicesByVocabulary.get(vocabulary) ?? toChoices(vocabulary)
  const groups = Map.groupBy(choices, (each) => each.parent)
  const label = value
    .split(',')
    .map((code) => labelOf(vocabulary, code.trim()))
    .join(', ')
  return (
    <>
      <option value="">{emptyLabel}</option>
      {value !== '' && !Object.hasOwn(vocabulary, value) && (
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
