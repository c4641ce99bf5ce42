/** The options of a choice among codes. */
import { eventType, type Term, type Vocabulary } from '../../../schemas/vocabularies.ts'
import { labelOf, vocabularies } from '../ui/term.tsx'

interface Choice {
  readonly code: string
  readonly label: string
  /** The kind of event to which the code belongs. */
  readonly of?: string
}

const byLabel = new Intl.Collator('en')

/** Vocabularies of more terms than this are looked up by name, so they are in order of the alphabet. */
const longest = 60

const choicesOf = (vocabulary: Vocabulary): Choice[] => {
  const choices = Object.entries<Term & { of?: string }>(vocabulary).map(([code, { label, of }]) => ({
    code,
    label,
    ...(of === undefined ? {} : { of }),
  }))
  return choices.length > longest ? choices.sort((a, b) => byLabel.compare(a.label, b.label)) : choices
}

/** Worked out once: the list of countries is long. */
const known: ReadonlyMap<Vocabulary, readonly Choice[]> = new Map(
  [...vocabularies.keys()].map((vocabulary) => [vocabulary, choicesOf(vocabulary)]),
)

const Options = ({ choices, value }: { choices: readonly Choice[]; value: string }) => (
  <>
    {choices.map(({ code, label }) => (
      <option value={code} selected={code === value}>
        {label}
      </option>
    ))}
  </>
)

export interface CodeOptionsProps {
  readonly vocabulary: Vocabulary
  /** What is chosen, as it was typed; a value that is no code is kept as an option of its own. */
  readonly value: string
  /** What no choice is called. */
  readonly empty: string
}

export const CodeOptions = ({ vocabulary, value, empty }: CodeOptionsProps) => {
  const choices = known.get(vocabulary) ?? choicesOf(vocabulary)
  const groups = Map.groupBy(choices, (each) => each.of)
  const inWords = value
    .split(',')
    .map((code) => labelOf(vocabulary, code.trim()))
    .join(', ')
  return (
    <>
      <option value="">{empty}</option>
      {value !== '' && !Object.hasOwn(vocabulary, value) && (
        <option value={value} selected>
          {inWords}
        </option>
      )}
      {[...groups].map(([of, members]) =>
        of === undefined ? (
          <Options choices={members} value={value} />
        ) : (
          <optgroup label={labelOf(eventType, of)}>
            <Options choices={members} value={value} />
          </optgroup>
        ),
      )}
    </>
  )
}
