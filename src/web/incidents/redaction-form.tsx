/** The form by which an admin takes out of a record, for good, what must be gone. */
import type { Problem } from '../../problems.ts'
import { FormErrorNotice } from '../ui/decision-form.tsx'
import { Field, PostForm } from '../ui/field.tsx'
import { incidentUrl } from '../ui/incident-summary.tsx'

/** What was typed, and why it was refused. */
export interface RedactionInput {
  readonly problem: Problem
  readonly reason: string
  readonly remove: string
  readonly erase: string
}

/** What a redaction that was made has not reached. */
export interface Remains {
  readonly filesFollow: boolean
  readonly elsewhere: readonly { readonly at: string; readonly detail: string }[]
}

const RemainsList = ({ filesFollow, elsewhere }: Remains) => (
  <div role="status">
    <p>It was redacted.{filesFollow && ' Files that held it are given to nobody, and are deleted soon.'}</p>
    <ul>
      {elsewhere.map(({ at, detail }) => (
        <li>
          <code>{at}</code> {detail}
        </li>
      ))}
    </ul>
  </div>
)

const fields = [
  {
    name: 'erase',
    label: 'Texts to erase',
    help: 'One on each line, exactly as written; [redacted] takes its place.',
    dir: 'auto',
  },
  {
    name: 'remove',
    label: 'Fields to remove',
    help: 'One JSON Pointer on each line, such as /location/place or /sources/1.',
    dir: 'ltr',
  },
  { name: 'reason', label: 'Why it must be gone', help: 'Everybody reads it.', dir: 'auto' },
] as const

export interface RedactionFormProps {
  readonly id: string
  readonly revision: number
  readonly input?: RedactionInput | undefined
  readonly remains?: Remains | undefined
}

export const RedactionForm = ({ id, revision, input, remains }: RedactionFormProps) => (
  <details class="internal" open={(input ?? remains) !== undefined}>
    <summary>Redact</summary>
    {remains && <RemainsList {...remains} />}
    {input && <FormErrorNotice problem={input.problem} />}
    {input && input.problem.errors.length > 0 && (
      <ul>
        {input.problem.errors.map(({ pointer, detail }) => (
          <li>
            <code>{pointer}</code> <bdi>{detail}</bdi>
          </li>
        ))}
      </ul>
    )}
    <p>
      It takes out of every version of this record what must be gone, and cannot be undone. Suggested
      corrections of the record, files that were imported into its dataset, and kept downloads are deleted;
      imports that are at work have to be sent again. Pinned addresses that held it say that they are gone.
      What of a place was published before it was withheld is taken back by this alone.
    </p>
    <PostForm action={`${incidentUrl(id)}/redact`} hidden={{ revision }}>
      {fields.map((field) => (
        <Field as="textarea" id={`redact-${field.name}`} rows={2} value={input?.[field.name]} {...field} />
      ))}
      <p class="buttons">
        <button type="submit">Redact for good</button>
      </p>
    </PostForm>
  </details>
)
