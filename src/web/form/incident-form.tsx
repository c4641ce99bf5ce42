/** The form of a record, derived from its shape; it works without scripts. */

import type { PropsWithChildren } from 'hono/jsx'
import type { Messages } from '../../messages/messages.ts'
import type { RequestIssue } from '../../problems.ts'
import { recordShape } from '../../record/shape.ts'
import { PostForm, SendButton } from '../ui/field.tsx'
import { pathTitle, pointerTitle } from '../ui/path-title.ts'
import { useMessages } from '../ui/viewer.tsx'
import { FieldGrid } from './fieldset.tsx'
import { controlForPointer, controlId, groupIssues } from './form-view.tsx'
import { GuardFields } from './guard-fields.tsx'
import type { RecordForm } from './record-form.ts'

/** The id of the form. */
export const incidentFormId = 'report'

const IssueItem = ({ issue: { pointer, say } }: { issue: RequestIssue }) => {
  const messages = useMessages()
  const { form } = messages
  const name = controlForPointer(pointer ?? '')
  return (
    <li>
      {form.fault(
        name === undefined ? (
          <span title={pointer}>{fieldTitle(pointer, messages)}</span>
        ) : (
          <a href={`#${encodeURIComponent(controlId(name))}`}>{pathTitle(name.split('.'), messages)}</a>
        ),
        say(messages),
      )}
    </li>
  )
}

/** Returns the name of a field that the form of a record does not have. */
const fieldTitle = (pointer: string | undefined, messages: Messages): string => {
  if (pointer === '/_reason') return messages.decisions.reason
  return pointer ? pointerTitle(pointer, messages) : messages.form.record
}

/** Renders all errors with links to their fields. */
const IssueSummary = ({ errors, count = errors.length }: Pick<RecordForm, 'errors' | 'count'>) =>
  errors.length === 0 ? null : (
    <div class="summary" role="alert">
      <h2>{useMessages().form.errors(count, errors.length)}</h2>
      <p>{useMessages().form.nothingSaved}</p>
      <ul>
        {errors.map((issue) => (
          <IssueItem issue={issue} />
        ))}
      </ul>
    </div>
  )

/** Renders the form of a record; children come before its last button. */
export const IncidentForm = ({ children, ...form }: PropsWithChildren<RecordForm>) => {
  const {
    action,
    values,
    errors,
    count,
    hidden,
    submitLabel,
    guard,
    notice,
    extraEntries = [],
    addEntryUrl = '/submit',
    choices,
  } = form
  const view = { values, issues: groupIssues(errors), extraEntries, addEntryUrl, choices }
  return (
    <>
      {notice !== undefined && (
        <p class="notice" role="alert">
          {notice}
        </p>
      )}
      <IssueSummary errors={errors} count={count} />
      <PostForm
        id={incidentFormId}
        class="incident"
        action={action}
        hidden={Object.fromEntries(hidden)}
        novalidate
      >
        {/* The Enter key presses the first button. */}
        <button type="submit" class="spoken" tabindex={-1}>
          {submitLabel}
        </button>
        <FieldGrid shape={recordShape} prefix="" view={view} isParentRequired />
        {children}
        {guard && <GuardFields {...guard} />}
        <SendButton label={submitLabel} />
      </PostForm>
    </>
  )
}
