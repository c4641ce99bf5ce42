/** The receipt: what was filed, where it stands, and a way to correct it until somebody reviews it. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import type { recordStatus } from '../../../schemas/vocabularies.ts'
import type { PossibleDuplicate } from '../../services/duplicates/find-duplicates.ts'
import { PossibleDuplicates } from '../duplicates/possible-duplicates.tsx'
import { IncidentForm } from '../form/incident-form.tsx'
import type { RecordForm } from '../form/record-form.ts'
import { EventDate, Instant } from '../ui/date.tsx'
import { RowList } from '../ui/field-list.tsx'
import { incidentTitle, kindLabel, Place } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { Section } from '../ui/section.tsx'
import { Paragraphs } from '../ui/text.tsx'

export type ReceiptState = keyof typeof recordStatus

export interface ReceiptPageProps {
  readonly state: ReceiptState
  readonly record: StoredIncident | undefined
  /** The form to correct it, while that is possible. */
  readonly correction?: RecordForm | undefined
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
  <Section id="filed" title="What was filed">
    <RowList
      rows={[
        ['Title', <bdi>{incidentTitle(record)}</bdi>],
        ['Date', <EventDate date={record.date} />],
        ['Place', <Place record={record} />],
        ['Kind of event', kindLabel(record)],
        ['Sources', record.sources.length],
        ['Filed', <Instant at={record.created_at} />],
        ['Changed', record.revision > 1 && <Instant at={record.updated_at} />],
      ]}
    />
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
  </Section>
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
        <PossibleDuplicates duplicates={duplicates} />
        {correction !== undefined && (
          <Section id="correction" title="Correct it">
            <p>The form holds the report as it stands. What is sent replaces it.</p>
            <IncidentForm {...correction} />
          </Section>
        )}
      </div>
    </Layout>
  )
}
