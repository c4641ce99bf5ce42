/** The page of somebody's own reports: what became of each, and what editors ask. */
import type { Messages } from '../../messages/messages.ts'
import type { OwnReport, OwnReports } from '../../services/incidents/own-reports.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EventDate, Instant } from '../ui/date.tsx'
import { incidentTitle, incidentUrl, Place, TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { Pager } from '../ui/section.tsx'
import { LinksInRow } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'

interface ReportTitleProps {
  readonly report: OwnReport
}

/** Renders the title as a link to the page of the record; a merged one has none that its filer is sure to see. */
const ReportTitle = ({ report: { record, status } }: ReportTitleProps) => {
  const title = incidentTitle(record, useMessages())
  return status === 'merged' ? <bdi>{title}</bdi> : <TitleLink href={incidentUrl(record.id)} title={title} />
}

/** Renders the state in words, with the reason of an editor. */
const ReportState = ({ report: { status, reason } }: ReportTitleProps) => (
  <>
    {useMessages().receipt.states[status].title}
    {reason !== undefined && (
      <div class="help">
        <bdi>{reason}</bdi>
      </div>
    )}
  </>
)

const linksOf = ({ record, status, isEditable, question }: OwnReport, messages: Messages) => {
  const url = incidentUrl(record.id)
  const { ownReports, editing } = messages
  const hasPage = !['merged', 'retracted'].includes(status)
  return [
    ...(question && hasPage ? [{ href: `${url}#questions`, text: ownReports.questions[question] }] : []),
    ...(isEditable ? [{ href: `${url}/edit`, text: editing.link }] : []),
  ]
}

const columnsOf = (messages: Messages): readonly Column<OwnReport>[] => {
  const { ownReports, common, receipt } = messages
  return [
    { title: receipt.filed, class: 'date', cell: ({ record }) => <Instant at={record.created_at} /> },
    {
      title: common.fields.incident,
      class: 'title',
      isRowHeading: true,
      cell: (report) => <ReportTitle report={report} />,
    },
    { title: common.fields.date, cell: ({ record }) => <EventDate date={record.date} /> },
    { title: common.fields.place, cell: ({ record }) => <Place record={record} /> },
    { title: ownReports.state, cell: (report) => <ReportState report={report} /> },
    {
      title: ownReports.todo,
      cell: (report) => {
        const links = linksOf(report, messages)
        return links.length > 0 ? <LinksInRow links={links} /> : undefined
      },
    },
  ]
}

export type OwnReportsPageProps = Omit<OwnReports, 'next'> & { readonly next: string | undefined }

/** Renders the reports of the person who is signed in. */
export const OwnReportsPage = ({ reports, total, next }: OwnReportsPageProps) => {
  const messages = useMessages()
  const { ownReports } = messages
  return (
    <Layout title={ownReports.title} activeHref="/my" unlisted>
      <h1>{ownReports.title}</h1>
      <p>{ownReports.lead(total)}</p>
      {reports.length > 0 ? (
        <DataTable label={ownReports.table} class="incidents" columns={columnsOf(messages)} rows={reports} />
      ) : (
        <p class="nothing">
          <a href="/submit">{ownReports.submit}</a>
        </p>
      )}
      <Pager label={ownReports.pages} links={[[next, ownReports.older, 'next']]} />
    </Layout>
  )
}
