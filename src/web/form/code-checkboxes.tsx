/** Checkboxes for codes, of which several can be chosen. */

import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import { labelOf } from '../../../schemas/vocabularies.ts'
import { useMessages } from '../ui/viewer.tsx'

export interface CodeCheckboxesProps {
  readonly name: string
  readonly label: string
  readonly vocabulary: Vocabulary
  /** The chosen codes; one that is in no vocabulary has a checkbox, too. */
  readonly chosen: readonly string[]
}

/** Renders a checkbox for each code. */
export const CodeCheckboxes = ({ name, label, vocabulary, chosen }: CodeCheckboxesProps) => {
  const { translate } = useMessages()
  const codes = [...new Set([...Object.keys(vocabulary), ...chosen])].filter(
    (code) => vocabulary[code]?.withdrawn === undefined || chosen.includes(code),
  )
  return (
    <fieldset class="codes">
      <legend>{label}</legend>
      {codes.map((code) => (
        <label class="option">
          <input type="checkbox" name={name} value={code} checked={chosen.includes(code)} />
          <span>{translate(labelOf(vocabulary, code))}</span>
        </label>
      ))}
    </fieldset>
  )
}
