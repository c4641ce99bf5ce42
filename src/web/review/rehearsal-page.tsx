/** The rehearsal of a decision on many reports: which it would reach, and why it would not reach the others. */
import type { Messages } from '../../messages/messages.ts'
import type { Problem } from '../../problems.ts'
import { type ExaminedReport, type ManyDecision, maxReports } from '../../services/review/review-many.ts'
import { fullRecord } from '../../services/version-row.ts'
import { EventDate } from '../ui/date.tsx'
import { FormErrorNotice } from '../ui/decision-form.tsx'
import { Key, PostForm } from '../ui/field.tsx'
import { incidentTitle, Place, TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { ReasonFields } from '../ui/reason-fields.tsx'
import { Meta } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { queueUrl } from './queue-query.ts'

export interface RehearsalPageProps {
  readonly decision: ManyDecision
  readonly reports: readonly ExaminedReport[]
  /** Whether more reports match the filters. */
  readonly hasMore?: boolean
  /** The filters of the queue, as a query string. */
  readonly search: string
  readonly reason?: string | undefined
  readonly stock?: string | undefined
  readonly problem?: Problem | undefined
}

const titleOf = ({ version }: ExaminedReport, messages: Messages): string =>
  version ? incidentTitle(fullRecord(version), messages) : messages.desk.unknownRecord

const ReportTitle = ({ report, search }: { report: ExaminedReport; search: string }) => {
  const title = titleOf(report, useMessages())
  return report.version ? (
    <TitleLink href={queueUrl({ search }, { id: report.id })} title={title} />
  ) : (
    <bdi>{title}</bdi>
  )
}

interface ReportListProps {
  readonly reports: readonly ExaminedReport[]
  readonly search: string
}

/** Renders reports that stay as they are, each with the reason. */
export const KeptReports = ({ reports, search }: ReportListProps) => {
  const messages = useMessages()
  const { desk, common } = messages
  return (
    <ul class="entries">
      {reports.map((report) => (
        <li>
          <ReportTitle report={report} search={search} />
          <p class="help">
            {report.cause && desk.causes[report.cause]}{' '}
            {report.errors.length > 0 && (
              <bdi>{report.errors.map(({ say }) => say(messages)).join(common.clauseSeparator)}</bdi>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** Renders the reports that the decision would reach, each with a tick. */
const ReadyReports = ({ reports, search }: ReportListProps) => {
  const messages = useMessages()
  return (
    <ul class="entries">
      {reports.map((report) => (
        <li>
          <div class="tick">
            <input
              type="checkbox"
              name={report.id}
              value={report.revision}
              checked
              aria-label={messages.queue.selectLabel(titleOf(report, messages))}
            />
            <ReportTitle report={report} search={search} />
          </div>
          {report.version && <ReportFacts report={fullRecord(report.version)} />}
        </li>
      ))}
    </ul>
  )
}

const ReportFacts = ({ report }: { report: ReturnType<typeof fullRecord> }) => (
  <Meta parts={[<EventDate date={report.date} />, <Place record={report} />, <bdi>{report.dataset}</bdi>]} />
)

/** Renders the rehearsal. */
export const RehearsalPage = (props: RehearsalPageProps) => {
  const { decision, reports, hasMore = false, search, reason, stock, problem } = props
  const { desk, review } = useMessages()
  const ready = reports.filter(({ cause }) => cause === undefined)
  const kept = reports.filter(({ cause }) => cause !== undefined)
  return (
    <Layout title={desk.manyTitle[decision]} activeHref="/queue" showsRecords unlisted>
      <h1>{desk.manyTitle[decision]}</h1>
      {problem && <FormErrorNotice problem={problem} />}
      <p>{ready.length > 0 ? desk.manyLead : desk.none}</p>
      {hasMore && <p class="notice">{desk.hasMore(maxReports)}</p>}
      {ready.length > 0 && (
        <PostForm action="/reports/review" hidden={{ _queue: search, decision }}>
          <h2>{desk.ready(ready.length)}</h2>
          <ReadyReports reports={ready} search={search} />
          <ReasonFields decisions={[decision]} reason={reason} stock={stock} help={review.reasonHelp} />
          <p class="buttons">
            <button type="submit" class="primary" accesskey="1">
              {desk.confirm[decision]} <Key of="1" />
            </button>
          </p>
        </PostForm>
      )}
      {kept.length > 0 && (
        <>
          <h2>{desk.kept(kept.length)}</h2>
          <KeptReports reports={kept} search={search} />
        </>
      )}
      <p>
        <a href={queueUrl({ search })}>{desk.back}</a>
      </p>
    </Layout>
  )
}
