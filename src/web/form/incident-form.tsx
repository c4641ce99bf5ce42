/** The form of a record, derived from its shape; it works without scripts. */

import type { PropsWithChildren } from 'hono/jsx'
import type { Messages } from '../../messages/messages.ts'
import type { RequestIssue } from '../../problems.ts'
import { parsePointer, resolvePath } from '../../record/paths.ts'
import { PostForm, SendButton } from '../ui/field.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { type BasicsView, viewBasics } from './basics-view.ts'
import { Confirmation } from './confirmation.tsx'
import { FirstPart } from './first-part.tsx'
import { controlId, controlOf, type FormView, groupIssues } from './form-view.tsx'
import { controlTitle } from './groups.ts'
import { GuardFields } from './guard-fields.tsx'
import { hasOpenGroup, MoreDetails } from './more-details.tsx'
import type { RecordForm } from './record-form.ts'

interface IssueItemProps {
  readonly issue: RequestIssue
  readonly modes: BasicsView['modes']
}

const IssueItem = ({ issue: { pointer, detail }, modes }: IssueItemProps) => {
  const messages = useMessages()
  const { form } = messages
  const name = controlOf(pointer, modes)
  return (
    <li>
      {form.fault(
        name === undefined ? (
          <span title={pointer}>{fieldTitle(pointer, messages)}</span>
        ) : (
          <a href={`#${encodeURIComponent(controlId(name))}`}>{controlTitle(name, messages)}</a>
        ),
        detail,
      )}
    </li>
  )
}

/** Returns the name of a field that the form of a record does not have. */
const fieldTitle = (pointer: string | undefined, { form, decisions }: Messages): string => {
  if (pointer === '/_reason') return decisions.reason
  return pointer ? resolvePath(parsePointer(pointer)).title : form.record
}

interface IssueSummaryProps extends Pick<RecordForm, 'errors' | 'count'> {
  readonly modes: BasicsView['modes']
}

/** Renders all errors with links to their fields. */
const IssueSummary = ({ errors, count = errors.length, modes }: IssueSummaryProps) =>
  errors.length === 0 ? null : (
    <div class="summary" role="alert">
      <h2>{useMessages().form.errors(count, errors.length)}</h2>
      <p>{useMessages().form.nothingSaved}</p>
      <ul>
        {errors.map((issue) => (
          <IssueItem issue={issue} modes={modes} />
        ))}
      </ul>
    </div>
  )

/** Returns the state of a form in which it is rendered. */
export const toFormView = (form: RecordForm, people: Messages['form']['people']): FormView => {
  const { values: sent, errors, extraEntries = [], addEntryUrl = '/submit' } = form
  // Only exact controls have entries to add.
  const opened = new Set([...(form.opened ?? []), ...extraEntries])
  const { values, modes } = viewBasics(sent, opened, people)
  return { values, modes, issues: groupIssues(errors, modes), extraEntries, addEntryUrl, opened }
}

/** Renders the form of a record; children come before the button that ends its first part. */
export const IncidentForm = ({ children, ...form }: PropsWithChildren<RecordForm>) => {
  const { action, errors, count, hidden, submitLabel, guard, notice, questions = [], zone = '' } = form
  const view = toFormView(form, useMessages().form.people)
  return (
    <>
      {notice !== undefined && (
        <p class="notice" role="alert">
          {notice}
        </p>
      )}
      <IssueSummary errors={errors} count={count} modes={view.modes} />
      <PostForm
        class="incident"
        data-form={guard ? 'report' : 'correction'}
        action={action}
        hidden={{ ...Object.fromEntries(hidden), _zone: zone }}
        novalidate
      >
        {/* The Enter key presses the first button. */}
        <button type="submit" class="spoken" tabindex={-1}>
          {submitLabel}
        </button>
        <Confirmation questions={questions} hasErrors={errors.length > 0} />
        <FirstPart view={view} />
        {children}
        {guard && <GuardFields {...guard} />}
        <SendButton label={submitLabel} />
        <MoreDetails view={view} />
        {hasOpenGroup(view) && <SendButton label={submitLabel} />}
      </PostForm>
    </>
  )
}
