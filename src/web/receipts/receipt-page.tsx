/** The receipt of a report: its status, its content, and a form to correct it until it is reviewed. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import type { recordStatus } from '../../../schemas/vocabularies.ts'
import type { PossibleDuplicate } from '../../services/duplicates/find-duplicates.ts'
import { PossibleDuplicates } from '../duplicates/possible-duplicates.tsx'
import { IncidentForm, incidentFormId } from '../form/incident-form.tsx'
import type { RecordForm } from '../form/record-form.ts'
import { EventDate, Instant } from '../ui/date.tsx'
import { RowList } from '../ui/field-list.tsx'
import { incidentTitle, kindLabel, Place } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { Section } from '../ui/section.tsx'
import { Paragraphs } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { type ShownWarning, WarningText } from '../ui/warnings.tsx'

export type ReceiptState = keyof typeof recordStatus

export interface ReceiptPageProps {
  readonly state: ReceiptState
  readonly record: StoredIncident | undefined
  readonly warnings?: readonly ShownWarning[]
  /** The form to correct the report, while that is possible. */
  readonly correction?: RecordForm | undefined
  /** Possible duplicates, until the report is reviewed. */
  readonly duplicates?: readonly PossibleDuplicate[]
  /** Why an editor rejected, retracted or merged the report. */
  readonly reason?: string | undefined
  /** The URL of the published report, or of the record into which it was merged. */
  readonly publicUrl?: string | undefined
}

interface ReportSummaryProps {
  readonly record: StoredIncident
  readonly warnings: readonly ShownWarning[]
}

const ReportSummary = ({ record, warnings }: ReportSummaryProps) => {
  const messages = useMessages()
  const { receipt, incident, common } = messages
  return (
    <Section id="filed" title={receipt.summary}>
      <RowList
        rows={[
          [receipt.fieldTitle, <bdi>{incidentTitle(record, messages)}</bdi>],
          [common.fields.date, <EventDate date={record.date} />],
          [common.fields.place, <Place record={record} />],
          [incident.kind, kindLabel(record, messages)],
          [receipt.sources, record.sources.length],
          [receipt.filed, <Instant at={record.created_at} />],
          [receipt.changed, record.revision > 1 && <Instant at={record.updated_at} />],
        ]}
      />
      {record.summary !== undefined && <Paragraphs text={record.summary} />}
      {warnings.length > 0 && (
        <>
          <h3>{receipt.warnings}</h3>
          <ul>
            {warnings.map((warning) => (
              <li>
                <WarningText warning={warning} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

/** Renders the receipt. */
export const ReceiptPage = (props: ReceiptPageProps) => {
  const { state, record, warnings = [], correction, duplicates = [], reason, publicUrl } = props
  const { receipt } = useMessages()
  const { title, detail } = receipt.states[state]
  return (
    <Layout
      title={receipt.title}
      unlisted
      languageForm={correction && { id: incidentFormId, action: correction.action }}
    >
      <div class="narrow">
        <h1>{receipt.heading}</h1>
        <p class="notice">
          <strong>{title}.</strong> {detail}
          {publicUrl !== undefined && (
            <>
              {' '}
              <a href={publicUrl}>{state === 'merged' ? receipt.showSurvivor : receipt.show}</a>
            </>
          )}
          {state === 'merged' && publicUrl === undefined && ` ${receipt.survivorHidden}`}
        </p>
        {reason !== undefined && (
          <>
            <h2>{receipt.reason}</h2>
            <Paragraphs text={reason} />
          </>
        )}
        <p>
          {receipt.keep} {correction === undefined ? receipt.readable : receipt.correctable}
        </p>
        {record !== undefined && <ReportSummary record={record} warnings={warnings} />}
        <PossibleDuplicates duplicates={duplicates} />
        {correction !== undefined && (
          <Section id="correction" title={receipt.correct}>
            <p>{receipt.correctHelp}</p>
            <IncidentForm {...correction} />
          </Section>
        )}
      </div>
    </Layout>
  )
}
