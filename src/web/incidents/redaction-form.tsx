/** The form by which an admin permanently removes content from a record. */

import type { Problem } from '../../problems.ts'
import type { Elsewhere } from '../../services/incidents/redaction-remains.ts'
import { FormErrorNotice } from '../ui/decision-form.tsx'
import { Field, PostForm } from '../ui/field.tsx'
import { incidentUrl } from '../ui/incident-summary.tsx'
import { useMessages } from '../ui/viewer.tsx'

/** A refused redaction: the content of the form, and the problem. */
export interface RedactionInput {
  readonly problem: Problem
  readonly reason: string
  readonly remove: string
  readonly erase: string
}

/** What a redaction has not reached. */
export interface Remains {
  readonly filesFollow: boolean
  readonly elsewhere: readonly Elsewhere[]
}

const RemainsList = ({ filesFollow, elsewhere }: Remains) => {
  const messages = useMessages()
  const { redaction } = messages
  return (
    <div role="status">
      <p>
        {redaction.done} {filesFollow && redaction.filesFollow}
      </p>
      <ul>
        {elsewhere.map(({ at, say }) => (
          <li>
            <code>{at}</code> {say(messages)}
          </li>
        ))}
      </ul>
    </div>
  )
}

const fields = [
  { name: 'erase', dir: 'auto' },
  { name: 'remove', dir: 'ltr' },
  { name: 'reason', dir: 'auto' },
] as const

export interface RedactionFormProps {
  readonly id: string
  readonly revision: number
  readonly input?: RedactionInput | undefined
  readonly remains?: Remains | undefined
}

/** Renders the form of a redaction, with the last error or with what remains elsewhere. */
export const RedactionForm = ({ id, revision, input, remains }: RedactionFormProps) => {
  const messages = useMessages()
  const { redaction } = messages
  return (
    <details class="internal" open={(input ?? remains) !== undefined}>
      <summary>{redaction.title}</summary>
      {remains && <RemainsList {...remains} />}
      {input && <FormErrorNotice problem={input.problem} />}
      {input && input.problem.errors.length > 0 && (
        <ul>
          {input.problem.errors.map(({ pointer, say }) => (
            <li>
              <code>{pointer}</code> <bdi>{say(messages)}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p>{redaction.explanation}</p>
      <PostForm action={`${incidentUrl(id)}/redact`} hidden={{ revision }}>
        {fields.map((field) => (
          <Field
            as="textarea"
            id={`redact-${field.name}`}
            rows={2}
            value={input?.[field.name]}
            {...redaction[field.name]}
            {...field}
          />
        ))}
        <p class="buttons">
          <button type="submit">{redaction.submit}</button>
        </p>
      </PostForm>
    </details>
  )
}
