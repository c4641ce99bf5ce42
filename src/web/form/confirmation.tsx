/** What a form asks back before a report is stored: readings of words that could be meant otherwise. */
import { formatDate } from '../ui/date.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { formatChoice } from './date-phrases.ts'
import { controlId } from './form-view.tsx'
import { controlTitle } from './groups.ts'
import type { Reading } from './reading.ts'

const Choices = ({ name, dates }: { name: string; dates: readonly string[] }) => {
  const messages = useMessages()
  return (
    <div class="buttons">
      {dates.map((date) => (
        <button type="submit" name="_choice" value={formatChoice(name, date)}>
          {messages.form.phrases.choice(formatDate(date, messages))}
        </button>
      ))}
    </div>
  )
}

const Question = ({ reading: { name, issue, choices } }: { reading: Reading }) => {
  const messages = useMessages()
  return (
    <li>
      {messages.form.fault(
        <a href={`#${encodeURIComponent(controlId(name))}`}>{controlTitle(name, messages)}</a>,
        issue.say(messages),
      )}
      {choices.length > 0 && <Choices name={name} dates={choices} />}
    </li>
  )
}

export interface ConfirmationProps {
  readonly questions: readonly Reading[]
  /** Whether the form has errors, so that it cannot be sent as it is. */
  readonly hasErrors: boolean
}

/** Renders the questions with a button that sends the report; nothing if there are none. */
export const Confirmation = ({ questions, hasErrors }: ConfirmationProps) => {
  const { confirm } = useMessages().form
  const isClear = !hasErrors && questions.every(({ choices }) => choices.length === 0)
  return questions.length === 0 ? null : (
    <div class="notice confirm" role="status" id="confirm" tabindex={-1} autofocus={!hasErrors}>
      <h2>{confirm.title}</h2>
      <ul class="plain">
        {questions.map((reading) => (
          <Question reading={reading} />
        ))}
      </ul>
      <p>{hasErrors ? confirm.withErrors : confirm.help}</p>
      {isClear && (
        <button type="submit" class="primary">
          {confirm.button}
        </button>
      )}
    </div>
  )
}
