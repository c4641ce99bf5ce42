/** The form of a record, derived from its shape; it works without scripts. */

import type { PropsWithChildren } from 'hono/jsx'
import type { Messages } from '../../messages/messages.ts'
import type { RequestIssue } from '../../problems.ts'
import { PostForm, SendButtons } from '../ui/field.tsx'
import type { LanguageForm } from '../ui/language-switch.tsx'
import { pointerTitle } from '../ui/path-title.ts'
import { useMessages } from '../ui/viewer.tsx'
import { type BasicsView, viewBasics } from './basics-view.ts'
import { Confirmation } from './confirmation.tsx'
import { FirstPart } from './first-part.tsx'
import { controlId, controlOf, type FormView, groupIssues } from './form-view.tsx'
import { controlTitle } from './groups.ts'
import { GuardFields } from './guard-fields.tsx'
import { hasOpenGroup, MoreDetails } from './more-details.tsx'
import type { RecordForm } from './record-form.ts'

/** The id of the form. */
export const incidentFormId = 'report'

/** The page of a new record, which adds an entry to a list of the form. */
const defaultEntryUrl = '/submit'

/** Returns what the switch of languages needs to show the form again. */
export const toLanguageForm = ({ addEntryUrl = defaultEntryUrl, submitLabel }: RecordForm): LanguageForm => ({
  id: incidentFormId,
  action: addEntryUrl,
  submitLabel,
})

interface IssueItemProps {
  readonly issue: RequestIssue
  readonly modes: BasicsView['modes']
}

const IssueItem = ({ issue: { pointer, say }, modes }: IssueItemProps) => {
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

interface IssueSummaryProps extends Pick<RecordForm, 'errors' | 'count'> {
  readonly modes: BasicsView['modes']
}

/** Renders all errors with links to their fields. The page opens with the focus there, without script too. */
const IssueSummary = ({ errors, count = errors.length, modes }: IssueSummaryProps) =>
  errors.length === 0 ? null : (
    <div class="summary" role="alert" tabindex={-1} autofocus>
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
  const { values: sent, errors, extraEntries = [], addEntryUrl = defaultEntryUrl } = form
  // Only exact controls have entries to add.
  const opened = new Set([...(form.opened ?? []), ...extraEntries])
  const { values, modes } = viewBasics(sent, opened, people)
  return { values, modes, issues: groupIssues(errors, modes), extraEntries, addEntryUrl, opened }
}

/** Renders the form of a record; children come before the button that ends its first part. */
export const IncidentForm = ({ children, ...form }: PropsWithChildren<RecordForm>) => {
  const { action, errors, count, hidden, submitLabel, guard, notice, questions = [], zone = '' } = form
  const sendButtons = (hasKeys: boolean) => (
    <SendButtons label={submitLabel} publishLabel={form.publishLabel} hasKeys={hasKeys} />
  )
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
        id={incidentFormId}
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
        {sendButtons(form.publishLabel !== undefined)}
        <MoreDetails view={view} />
        {hasOpenGroup(view) && sendButtons(false)}
      </PostForm>
    </>
  )
}
