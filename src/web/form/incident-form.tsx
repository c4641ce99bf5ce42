/** The form for a record, made from its shape; it works without scripts. */
import type { PropsWithChildren } from 'hono/jsx'
import type { RequestIssue } from '../../problems.ts'
import { resolvePath } from '../../record/paths.ts'
import { recordShape } from '../../record/shape.ts'
import { PostForm, SendButton } from '../ui/field.tsx'
import { FieldGrid } from './fieldset.tsx'
import { controlForPointer, controlId, groupIssues } from './form-view.tsx'
import type { RecordForm } from './record-form.ts'

const IssueItem = ({ issue: { pointer, detail } }: { issue: RequestIssue }) => {
  const name = controlForPointer(pointer ?? '')
  return (
    <li>
      {name === undefined ? (
        <code>{pointer || 'The record'}</code>
      ) : (
        <a href={`#${encodeURIComponent(controlId(name))}`}>{resolvePath(name.split('.')).title}</a>
      )}
      : {detail}
    </li>
  )
}

/** All that is wrong, with links to the fields. */
const IssueSummary = ({ errors, count = errors.length }: Pick<RecordForm, 'errors' | 'count'>) =>
  errors.length === 0 ? null : (
    <div class="summary" role="alert">
      <h2>
        {count === 1 ? 'One thing is not right yet' : `${count} things are not right yet`}
        {count > errors.length && `; the first ${errors.length} are listed`}
      </h2>
      <p>Nothing has been saved. Everything typed is still here.</p>
      <ul>
        {errors.map((issue) => (
          <IssueItem issue={issue} />
        ))}
      </ul>
    </div>
  )

export const IncidentForm = ({ children, ...form }: PropsWithChildren<RecordForm>) => {
  const {
    action,
    values,
    errors,
    count,
    hidden,
    submitLabel,
    extraEntries = [],
    addEntryUrl = '/submit',
  } = form
  const view = { values, issues: groupIssues(errors), extraEntries, addEntryUrl }
  return (
    <>
      <IssueSummary errors={errors} count={count} />
      <PostForm class="incident" action={action} hidden={Object.fromEntries(hidden)} novalidate>
        {/* The first button is the one that the Enter key presses. */}
        <button type="submit" class="spoken" tabindex={-1}>
          {submitLabel}
        </button>
        <FieldGrid shape={recordShape} prefix="" view={view} isParentRequired />
        {children}
        <SendButton label={submitLabel} />
      </PostForm>
    </>
  )
}
