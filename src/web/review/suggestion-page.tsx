/** Pages of suggested corrections: the form for their authors, the changes for editors. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { Assignee } from '../../services/review/assignees.ts'
import type { Done } from '../../services/review/done.ts'
import type { OpenSuggestion } from '../../services/review/suggestions.ts'
import { IncidentForm, toLanguageForm } from '../form/incident-form.tsx'
import type { RecordForm } from '../form/record-form.ts'
import { ActorName } from '../ui/actor-name.tsx'
import { Instant } from '../ui/date.tsx'
import { DecisionForm, type FormError, Panel, QueueLinks, type QueuePosition } from '../ui/decision-form.tsx'
import { DiffTable } from '../ui/diff-table.tsx'
import { DoneNotice } from '../ui/done-notice.tsx'
import { Field } from '../ui/field.tsx'
import { incidentTitle, incidentUrl, RecordTitle } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { wordForCode } from '../ui/term.tsx'
import { Meta, Paragraphs } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { AssigneePanel } from './assignee-panel.tsx'

export interface SuggestPageProps {
  readonly record: StoredIncident
  /** Undefined if the visitor may not suggest corrections. */
  readonly form?: RecordForm | undefined
  /** The reason as typed. */
  readonly reason?: string | undefined
  /** The error of the reason. */
  readonly reasonError?: string | undefined
}

/** Renders the form to suggest a correction. */
export const SuggestPage = ({ record, form, reason, reasonError }: SuggestPageProps) => {
  const messages = useMessages()
  const { suggest } = messages
  return (
    <Layout
      title={suggest.pageTitle(incidentTitle(record, messages))}
      unlisted
      languageForm={form && toLanguageForm(form)}
    >
      <div class="narrow">
        <h1>{suggest.title}</h1>
        <RecordTitle href={incidentUrl(record.id)} title={incidentTitle(record, messages)} />
        {form === undefined ? (
          <p class="notice">{suggest.closed}</p>
        ) : (
          <>
            <p>{suggest.lead}</p>
            <IncidentForm {...form}>
              <Field
                as="textarea"
                id="reason"
                label={
                  <>
                    {suggest.reason}
                    <span class="required"> {messages.form.required}</span>
                  </>
                }
                help={suggest.reasonHelp}
                faults={reasonError === undefined ? [] : [reasonError]}
                name="_reason"
                rows={4}
                dir="auto"
                maxlength={2000}
                value={reason}
              />
            </IncidentForm>
          </>
        )}
      </div>
    </Layout>
  )
}

/** Renders the page after a correction was suggested. */
export const SuggestionSentPage = ({ record }: { record: StoredIncident }) => {
  const messages = useMessages()
  const { suggest } = messages
  return (
    <Layout title={suggest.sentTitle} unlisted>
      <div class="narrow">
        <h1>{suggest.sentTitle}</h1>
        <p class="notice">{suggest.sent}</p>
        <RecordTitle href={incidentUrl(record.id)} title={incidentTitle(record, messages)} />
      </div>
    </Layout>
  )
}

export interface SuggestionPageProps extends Omit<OpenSuggestion, 'current'> {
  readonly record: StoredIncident
  readonly queue: QueuePosition
  readonly assignee: Assignee | null
  /** What was decided last. */
  readonly done?: Done | undefined
  readonly formError?: FormError | undefined
}

const ChangedSinceNotice = ({ record, suggestion: { revision }, changedSince }: SuggestionPageProps) => {
  const { suggestion, common } = useMessages()
  return (
    <>
      <div class="notice">
        <p>
          <strong>{suggestion.changedSince}</strong> {suggestion.changedSinceHelp(revision, record.revision)}
        </p>
      </div>
      <DiffTable
        changes={changedSince}
        beforeLabel={common.revision(revision)}
        afterLabel={common.revision(record.revision)}
      />
    </>
  )
}

const DecisionSummary = ({ suggestion }: Pick<SuggestionPageProps, 'suggestion'>) => (
  <Meta
    parts={[
      useMessages().suggestion[suggestion.status === 'accepted' ? 'accepted' : 'declined'],
      suggestion.decided_at !== null && <Instant at={suggestion.decided_at} />,
      suggestion.decided_by !== null && (
        <ActorName actor={suggestion.decided_by} name={suggestion.deciderName} />
      ),
      suggestion.decision_reason !== null && <bdi>{suggestion.decision_reason}</bdi>,
    ]}
  />
)

/** Renders a suggested correction for editors. */
export const SuggestionPage = (props: SuggestionPageProps) => {
  const { record, suggestion, needsTwo, changes, changedSince, queue, assignee, done, formError } = props
  const isWaiting = suggestion.status === 'waiting'
  const messages = useMessages()
  const { suggestion: texts, common, review } = messages
  return (
    <Layout title={texts.pageTitle(incidentTitle(record, messages))} showsRecords unlisted>
      {done && <DoneNotice done={done} search={queue.search} />}
      <h1>{texts.title}</h1>
      <RecordTitle href={incidentUrl(record.id)} title={incidentTitle(record, messages)} />
      <Meta
        parts={[
          <Instant at={suggestion.at} />,
          <ActorName actor={suggestion.actor} name={suggestion.actorName} />,
          texts.recordStatus(wordForCode(recordStatus, record.status, messages)),
        ]}
      />
      <h2>{texts.reason}</h2>
      <Paragraphs text={suggestion.reason} />
      {isWaiting && needsTwo && <p class="notice">{texts.needsTwo}</p>}
      {isWaiting && changedSince.length > 0 && <ChangedSinceNotice {...props} />}
      {isWaiting && (
        <>
          <h2>{texts.changes}</h2>
          <DiffTable
            changes={changes}
            beforeLabel={common.revision(record.revision)}
            afterLabel={texts.suggested}
          />
        </>
      )}
      <Panel title={review.title} formError={formError}>
        {isWaiting && <AssigneePanel id={suggestion.id} assignee={assignee} queue={queue} />}
        {isWaiting ? (
          <DecisionForm
            action={`/suggestions/${suggestion.id}/review`}
            decisions={['accept', 'decline']}
            revision={record.revision}
            queue={queue}
            reason={formError?.reason ?? suggestion.reason}
            help={texts.help}
          />
        ) : (
          <DecisionSummary suggestion={suggestion} />
        )}
        <QueueLinks queue={queue} />
      </Panel>
    </Layout>
  )
}
