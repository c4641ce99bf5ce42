/** The page to edit a record: the form of a report, with the notes of editors. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import type { Comparison } from '../../services/incidents/history.ts'
import { IncidentForm, toLanguageForm } from '../form/incident-form.tsx'
import type { RecordForm } from '../form/record-form.ts'
import { ActorName } from '../ui/actor-name.tsx'
import { Instant } from '../ui/date.tsx'
import { DiffTable } from '../ui/diff-table.tsx'
import { Field } from '../ui/field.tsx'
import { incidentTitle, incidentUrl, RecordTitle } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { Section } from '../ui/section.tsx'
import { Meta } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'

export interface EditPageProps {
  readonly record: StoredIncident
  readonly form: RecordForm
  /** The entry of the queue from which the form was opened. */
  readonly entryUrl?: string | undefined
  /** Why nothing was saved, if it is not about a field. */
  readonly notice: string | undefined
  /** The notes as typed; undefined for those who may not write any. */
  readonly notes: string | undefined
  readonly notesFaults: readonly string[]
  readonly reason: string | undefined
  readonly reasonFaults: readonly string[]
  /** Whether an editor has asked the filer something that is not answered. */
  readonly isAsked?: boolean
  /** What others have changed since the form was opened. */
  readonly changedSince?: Comparison | undefined
}

const ChangedSince = ({ comparison: { from, to, changes } }: { comparison: Comparison }) => {
  const { editing, common } = useMessages()
  return (
    <Section id="changed-since" title={editing.changedSince}>
      {to.actor !== undefined && (
        <Meta parts={[<ActorName actor={to.actor} name={to.name} />, <Instant at={to.at} />]} />
      )}
      <p>{editing.changedSinceHelp}</p>
      <DiffTable
        changes={changes}
        beforeLabel={common.revision(from.revision)}
        afterLabel={common.revision(to.revision)}
      />
    </Section>
  )
}

const EditorFields = ({ notes, notesFaults, reason, reasonFaults }: EditPageProps) => {
  const { editing, incident } = useMessages()
  const text = { as: 'textarea', rows: 3, dir: 'auto' } as const
  return (
    <>
      {notes !== undefined && (
        <fieldset class="internal">
          <legend>{editing.forEditors}</legend>
          <Field
            {...text}
            id="in-notes"
            name="notes"
            label={incident.notes}
            help={editing.notesHelp}
            faults={notesFaults}
            value={notes}
          />
        </fieldset>
      )}
      <Field
        {...text}
        id="reason"
        name="_reason"
        label={editing.reason}
        help={editing.reasonHelp}
        faults={reasonFaults}
        value={reason}
      />
    </>
  )
}

/** Renders the form to edit a record. */
export const EditPage = (props: EditPageProps) => {
  const { record, form, entryUrl, notice, isAsked = false, changedSince } = props
  const messages = useMessages()
  const { editing } = messages
  const title = incidentTitle(record, messages)
  return (
    <Layout title={editing.pageTitle(title)} showsRecords unlisted languageForm={toLanguageForm(form)}>
      <div class="narrow">
        <h1>{editing.title}</h1>
        <RecordTitle href={entryUrl ?? incidentUrl(record.id)} title={title} />
        {notice !== undefined && (
          <p class="notice" role="alert" tabindex={-1} autofocus>
            {notice}
          </p>
        )}
        {isAsked && (
          <p class="notice">
            {editing.question} <a href={`${incidentUrl(record.id)}#questions`}>{editing.answer}</a>
          </p>
        )}
        {changedSince && <ChangedSince comparison={changedSince} />}
        <IncidentForm {...form}>
          <EditorFields {...props} />
          {form.publishLabel !== undefined && <p class="help">{messages.desk.keys}</p>}
        </IncidentForm>
      </div>
    </Layout>
  )
}
