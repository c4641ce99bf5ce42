/** The form for a record, made from its shape; it works without scripts. */
import type { PropsWithChildren } from 'hono/jsx'
import type { RequestIssue } from '../../problems.ts'
import { recordShape } from '../../record/shape.ts'
import { CsrfField } from '../ui/viewer.tsx'
import { FieldControls } from './fieldset.tsx'
import { controlForPointer, controlId, controlTitle, type FormView, groupIssues } from './form-view.tsx'

export interface IncidentFormProps {
  readonly action: string
  /** By path names such as `weapons.0.type`, exactly as typed. */
  readonly values: ReadonlyMap<string, string>
  readonly errors: readonly RequestIssue[]
  /** How many errors there are, where not all are listed. */
  readonly count?: number | undefined
  /** Names and values that go along unseen. */
  readonly hidden: readonly (readonly [string, string])[]
  readonly submitLabel: string
  /** The paths of the lists that show one blank entry more. */
  readonly extraEntries?: readonly string[] | undefined
  /** Where the buttons that add an entry post to; they send everything, and `_more` with the path of the list. */
  readonly addEntryUrl?: string | undefined
  /** Whether the fields for editors are there. */
  readonly hasEditorFields?: boolean | undefined
}

const IssueItem = ({ issue, internal }: { issue: RequestIssue; internal: boolean }) => {
  const name = controlForPointer(issue.pointer ?? '', internal)
  return (
    <li>
      {name === undefined ? (
        <>
          <code>{issue.pointer || 'The record'}</code>: {issue.detail}
        </>
      ) : (
        <>
          <a href={`#${encodeURIComponent(controlId(name))}`}>{controlTitle(name)}</a>: {issue.detail}
        </>
      )}
    </li>
  )
}

/** All that is wrong, with links to the fields. */
export const IssueSummary = ({
  errors,
  count = errors.length,
  internal,
}: Pick<IncidentFormProps, 'errors' | 'count'> & { internal: boolean }) =>
  errors.length === 0 ? null : (
    <div class="summary" role="alert">
      <h2>
        {count === 1 ? 'One thing is not right yet' : `${count} things are not right yet`}
        {count > errors.length && `; the first ${errors.length} are listed`}
      </h2>
      <p>Nothing has been saved. Everything typed is still here.</p>
      <ul>
        {errors.map((issue) => (
          <IssueItem issue={issue} internal={internal} />
        ))}
      </ul>
    </div>
  )

export const IncidentForm = ({ children, ...props }: PropsWithChildren<IncidentFormProps>) => {
  const {
    action,
    values,
    errors,
    count,
    hidden,
    submitLabel,
    extraEntries = [],
    addEntryUrl = '/submit',
    hasEditorFields = false,
  } = props
  const view: FormView = {
    values,
    issues: groupIssues(errors, hasEditorFields),
    extraEntries,
    addEntryUrl,
    hasEditorFields,
  }
  return (
    <>
      <IssueSummary errors={errors} count={count} internal={hasEditorFields} />
      <form class="incident" action={action} method="post" novalidate>
        <CsrfField />
        {/* The first button is the one that the Enter key presses. */}
        <button type="submit" class="spoken" tabindex={-1}>
          {submitLabel}
        </button>
        {hidden.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="grid">
          <FieldControls fields={recordShape.fields} prefix="" state={view} isParentRequired />
        </div>
        {children}
        <div class="send">
          <button type="submit" class="primary">
            {submitLabel}
          </button>
        </div>
      </form>
    </>
  )
}
