/** The receipt of a report: its status, its content, and a form to correct it until it is reviewed. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import type { recordStatus } from '../../../schemas/vocabularies.ts'
import type { PossibleDuplicate } from '../../services/duplicates/find-duplicates.ts'
import { PossibleDuplicates } from '../duplicates/possible-duplicates.tsx'
import { IncidentForm, toLanguageForm } from '../form/incident-form.tsx'
import type { RecordForm } from '../form/record-form.ts'
import { FilerQuestions, type FilerQuestionsProps } from '../review/remarks.tsx'
import { Layout } from '../ui/layout.tsx'
import { Section } from '../ui/section.tsx'
import { Paragraphs } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import type { ShownWarning } from '../ui/warnings.tsx'
import { CopyFields, ReportContent } from './report-content.tsx'

export type ReceiptState = keyof typeof recordStatus

export interface ReceiptPageProps {
  readonly state: ReceiptState
  readonly record: StoredIncident | undefined
  /** The absolute URL of the receipt. */
  readonly url: string
  readonly warnings?: readonly ShownWarning[]
  /** What editors have asked, with the forms to answer. */
  readonly questions: FilerQuestionsProps
  /** The form to correct the report, while that is possible. */
  readonly correction?: RecordForm | undefined
  /** Possible duplicates, until the report is reviewed. */
  readonly duplicates?: readonly PossibleDuplicate[]
  /** Why an editor rejected, retracted or merged the report. */
  readonly reason?: string | undefined
  /** The URL of the published report, or of the record into which it was merged. */
  readonly publicUrl?: string | undefined
}

/** Renders the receipt. */
export const ReceiptPage = (props: ReceiptPageProps) => {
  const {
    state,
    record,
    warnings = [],
    url,
    correction,
    duplicates = [],
    reason,
    publicUrl,
    questions,
  } = props
  const { receipt } = useMessages()
  const { title, detail } = receipt.states[state]
  return (
    <Layout title={receipt.title} unlisted languageForm={correction && toLanguageForm(correction)}>
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
        <FilerQuestions {...questions} />
        <p>
          {receipt.keep} {correction === undefined ? receipt.readable : receipt.correctable}
        </p>
        {record !== undefined && (
          <>
            <CopyFields record={record} url={url} />
            <ReportContent record={record} warnings={warnings} />
          </>
        )}
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
