/** The receipt: what was filed, where it stands, and a way to correct it until somebody reviews it. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import type { recordStatus } from '../../../schemas/vocabularies.ts'
import type { PossibleDuplicate } from '../../services/duplicates/find-duplicates.ts'
import { PossibleDuplicates } from '../duplicates/possible-duplicates.tsx'
import { IncidentForm, type IncidentFormProps } from '../form/incident-form.tsx'
import { EventDate, Instant } from '../ui/date.tsx'
import { FieldRow } from '../ui/field-list.tsx'
import { incidentTitle, kindLabel, Place } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { Paragraphs } from '../ui/text.tsx'

export type ReceiptState = keyof typeof recordStatus

export interface ReceiptPageProps {
  readonly state: ReceiptState
  readonly record: StoredIncident | undefined
  /** The form to correct it, while that is possible. */
  readonly correction?: IncidentFormProps | undefined
  /** Records that may be of the same event, while it waits. */
  readonly duplicates?: readonly PossibleDuplicate[]
  /** Where the public sees the record. */
  readonly publicUrl?: string | undefined
}

const stateTexts = {
  submitted: ['Waiting for review', 'An editor has not looked at it yet. Nobody else can see it.'],
  published: ['Published', 'An editor has accepted it, and everybody can see it.'],
  rejected: ['Not accepted', 'An editor has reviewed it and not accepted it. It was never public.'],
  retracted: ['Withdrawn', 'It was public and has been withdrawn; the reason stays visible.'],
  merged: ['Merged', 'It tells of the same event as another record and has been joined with it.'],
} as const satisfies Record<ReceiptState, readonly [string, string]>

const ReportSummary = ({ record }: { record: StoredIncident }) => (
  <section aria-labelledby="filed">
    <h2 id="filed">What was filed</h2>
    <dl class="facts">
      <FieldRow term="Title">
        <bdi>{incidentTitle(record)}</bdi>
      </FieldRow>
      <FieldRow term="Date">
        <EventDate date={record.date} />
      </FieldRow>
      <FieldRow term="Place">
        <Place record={record} />
      </FieldRow>
      <FieldRow term="Kind of event">{kindLabel(record)}</FieldRow>
      <FieldRow term="Sources">{String(record.sources.length)}</FieldRow>
      <FieldRow term="Filed">
        <Instant at={record.created_at} />
      </FieldRow>
      {record.revision > 1 && (
        <FieldRow term="Changed">
          <Instant at={record.updated_at} />
        </FieldRow>
      )}
    </dl>
    {record.summary !== undefined && <Paragraphs text={record.summary} />}
    {record.warnings.length > 0 && (
      <>
        <h3>Worth a second look</h3>
        <ul>
          {record.warnings.map(({ detail, rule }) => (
            <li>
              <bdi>{detail}</bdi> <a href={`/codebook#rule-${rule}`}>{rule}</a>
            </li>
          ))}
        </ul>
      </>
    )}
  </section>
)

export const ReceiptPage = ({ state, record, correction, duplicates = [], publicUrl }: ReceiptPageProps) => {
  const [heading, meaning] = stateTexts[state]
  return (
    <Layout title="Receipt" unlisted>
      <div class="narrow">
        <h1>Your report was filed</h1>
        <p class="notice">
          <strong>{heading}.</strong> {meaning}
          {publicUrl !== undefined && (
            <>
              {' '}
              <a href={publicUrl}>See it</a>
            </>
          )}
        </p>
        <p>
          Keep the address of this page: it is the only key to the report, and nobody can give it to you
          again. Who has it can read the report here
          {correction === undefined ? '' : ', and correct it until it is reviewed'}.
        </p>
        {record !== undefined && <ReportSummary record={record} />}
        <PossibleDuplicates twins={duplicates} level="h2" />
        {correction !== undefined && (
          <section aria-labelledby="correction">
            <h2 id="correction">Correct it</h2>
            <p>The form holds the report as it stands. What is sent replaces it.</p>
            <IncidentForm {...correction} />
          </section>
        )}
      </div>
    </Layout>
  )
}
