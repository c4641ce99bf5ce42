/** A suggested correction: for its author the form, for editors what it would change. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { OpenSuggestion } from '../../services/review/suggestions.ts'
import { IncidentForm } from '../form/incident-form.tsx'
import type { RecordForm } from '../form/record-form.ts'
import { Instant } from '../ui/date.tsx'
import { DecisionForm, type FormError, Panel, QueueLinks, type QueuePosition } from '../ui/decision-form.tsx'
import { DiffTable } from '../ui/diff-table.tsx'
import { Field } from '../ui/field.tsx'
import { incidentTitle, RecordTitle } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta, Paragraphs } from '../ui/text.tsx'

export interface SuggestPageProps {
  readonly record: StoredIncident
  /** Undefined where whoever asks may not suggest. */
  readonly form?: RecordForm | undefined
  /** Why, as it was typed. */
  readonly reason?: string | undefined
  /** What is wrong with the reason. */
  readonly reasonError?: string | undefined
}

export const SuggestPage = ({ record, form, reason, reasonError }: SuggestPageProps) => (
  <Layout title={`Suggest a correction: ${incidentTitle(record)}`} unlisted>
    <div class="narrow">
      <h1>Suggest a correction</h1>
      <RecordTitle id={record.id} title={incidentTitle(record)} />
      {form === undefined ? (
        <p class="notice">This register takes no corrections from the public.</p>
      ) : (
        <>
          <p>
            The form holds the record as it is published. Change what is wrong. An editor looks at what you
            changed; nobody else sees it.
          </p>
          <IncidentForm {...form}>
            <Field
              as="textarea"
              id="reason"
              label={
                <>
                  Why<span class="required"> required</span>
                </>
              }
              help="What is wrong, and how you know: a source, or what you have seen. Editors read this."
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

export const SuggestionSentPage = ({ record }: { record: StoredIncident }) => (
  <Layout title="Thank you" unlisted>
    <div class="narrow">
      <h1>Thank you</h1>
      <p class="notice">Your correction waits for an editor.</p>
      <RecordTitle id={record.id} title={incidentTitle(record)} />
    </div>
  </Layout>
)

export interface SuggestionPageProps extends Omit<OpenSuggestion, 'current'> {
  readonly record: StoredIncident
  readonly queue: QueuePosition
  readonly formError?: FormError | undefined
}

const ChangedSinceNotice = ({ record, suggestion, changedSince }: SuggestionPageProps) => (
  <>
    <div class="notice">
      <p>
        <strong>The record has changed since.</strong> Its author saw revision {suggestion.revision}; these
        fields say something else in revision {record.revision}. Accepting it takes the values of the
        correction.
      </p>
    </div>
    <DiffTable
      changes={changedSince}
      beforeLabel={`Revision ${suggestion.revision}`}
      afterLabel={`Revision ${record.revision}`}
    />
  </>
)

const DecisionSummary = ({ suggestion }: Pick<SuggestionPageProps, 'suggestion'>) => (
  <Meta
    parts={[
      suggestion.status === 'accepted' ? 'Accepted' : 'Declined',
      suggestion.decided_at !== null && <Instant at={suggestion.decided_at} />,
      suggestion.decided_by !== null && <bdi>{suggestion.decided_by}</bdi>,
      suggestion.decision_reason !== null && <bdi>{suggestion.decision_reason}</bdi>,
    ]}
  />
)

export const SuggestionPage = (props: SuggestionPageProps) => {
  const { record, suggestion, changes, changedSince, queue, formError } = props
  const isWaiting = suggestion.status === 'waiting'
  return (
    <Layout title={`Suggested correction: ${incidentTitle(record)}`} unlisted>
      <h1>Suggested correction</h1>
      <RecordTitle id={record.id} title={incidentTitle(record)} />
      <Meta
        parts={[
          <Instant at={suggestion.at} />,
          <bdi>{suggestion.actor}</bdi>,
          `The record is ${labelOf(recordStatus, record.status).toLowerCase()}`,
        ]}
      />
      <h2>Why</h2>
      <Paragraphs text={suggestion.reason} />
      {isWaiting && changedSince.length > 0 && <ChangedSinceNotice {...props} />}
      {isWaiting && (
        <>
          <h2>What it would change</h2>
          <DiffTable changes={changes} beforeLabel={`Revision ${record.revision}`} afterLabel="Suggested" />
        </>
      )}
      <Panel title="Review" formError={formError}>
        {isWaiting ? (
          <DecisionForm
            action={`/suggestions/${suggestion.id}/review`}
            decisions={['accept', 'decline']}
            revision={record.revision}
            queue={queue}
            reason={formError?.reason ?? suggestion.reason}
            help="Accepting makes an edit with this reason, which everybody sees; editors see why it was declined."
          />
        ) : (
          <DecisionSummary suggestion={suggestion} />
        )}
        <QueueLinks queue={queue} />
      </Panel>
    </Layout>
  )
}
