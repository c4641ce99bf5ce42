/** The short form of a report, for frames on other sites: the first part of the form. */

import { PostForm, SendButtons } from '../ui/field.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { FirstPart } from './first-part.tsx'
import { GuardFields } from './guard-fields.tsx'
import { incidentFormId, toFormView } from './incident-form.tsx'
import type { RecordForm } from './record-form.ts'

/** Fields that a link to the short form may set though it does not show them: they only sort reports. */
const hiddenNames: readonly string[] = ['dataset', 'series', 'tags']

/**
 * Renders the form. It opens the answer in the whole window. Of the prefilled fields that it does not show, it sends
 * those that only sort reports: nobody else may put a statement into a report that its filer does not see.
 */
export const ShortForm = (form: RecordForm) => {
  const { action, values, hidden, guard, submitLabel, addEntryUrl } = form
  const messages = useMessages()
  const view = toFormView(form, messages.form.people)
  const others = [...values].filter(([name]) => hiddenNames.includes(name))
  return (
    <PostForm
      id={incidentFormId}
      class="incident"
      data-form="report"
      action={action}
      target="_top"
      hidden={{ ...Object.fromEntries([...hidden, ...others]), _zone: '' }}
      novalidate
    >
      <button type="submit" class="spoken" tabindex={-1}>
        {submitLabel}
      </button>
      <FirstPart view={view} />
      {guard && <GuardFields {...guard} />}
      <SendButtons label={submitLabel} />
      <p>
        <button type="submit" formaction={addEntryUrl} formnovalidate>
          {messages.submit.complete}
        </button>
      </p>
    </PostForm>
  )
}
