/** The short form of a report, for frames on other sites. */

import { walkPath } from '../../record/paths.ts'
import type { Field } from '../../record/shape.ts'
import { PostForm, SendButton } from '../ui/field.tsx'
import { Control } from './control.tsx'
import { groupIssues } from './form-view.tsx'
import { GuardFields } from './guard-fields.tsx'
import { incidentFormId } from './incident-form.tsx'
import type { RecordForm } from './record-form.ts'

/** Fields that a link to the short form may set though it does not show them: they only sort reports. */
const hiddenNames: readonly string[] = ['dataset', 'series', 'tags']

/** What a record needs, and what most reports say. */
const names = [
  'event_type',
  'date',
  'location.country',
  'location.place',
  'title',
  'summary',
  'sources.0.publisher',
  'sources.0.url',
]

const fieldOf = (name: string): Field | undefined => [...walkPath(name.split('.'))].at(-1)?.field

/**
 * Renders the form. It opens the answer in the whole window. Of the prefilled fields that it does not show, it sends
 * those that only sort reports: nobody else may put a statement into a report that its filer does not see.
 */
export const ShortForm = ({ action, values, errors, hidden, guard, submitLabel }: RecordForm) => {
  const view = { values, issues: groupIssues(errors), extraEntries: [], addEntryUrl: '/submit' }
  const others = [...values].filter(([name]) => hiddenNames.includes(name))
  return (
    <PostForm
      id={incidentFormId}
      class="incident"
      action={action}
      target="_top"
      hidden={Object.fromEntries([...hidden, ...others])}
      novalidate
    >
      <div class="grid">
        {names.map((name) => {
          const field = fieldOf(name)
          return field && <Control field={field} name={name} view={view} isParentRequired />
        })}
      </div>
      {guard && <GuardFields {...guard} />}
      <SendButton label={submitLabel} />
    </PostForm>
  )
}
