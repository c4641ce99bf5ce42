/** The list of incidents: filters, a table, the same as files, the next page. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { outcome } from '../../../schemas/vocabularies.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EventDate } from '../ui/date.tsx'
import { Deaths } from '../ui/estimate.tsx'
import { incidentTitle, incidentUrl, kindLabel, Place, TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { fileLinks, filterParams, type Params } from '../ui/list-url.ts'
import { Pager } from '../ui/section.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'
import { Filters } from './filters.tsx'

export interface ListPageProps {
  readonly rows: readonly StoredIncident[]
  /** How many records match in all. */
  readonly total: number
  readonly commit: number
  /** The filters as they were given. */
  readonly params: Params
  readonly next?: string | undefined
  /** Where the list begins, when this is not its first page. */
  readonly first?: string | undefined
}

const columns: readonly Column<StoredIncident>[] = [
  { title: 'Date', class: 'date', isUntitled: true, cell: ({ date }) => <EventDate date={date} /> },
  {
    title: 'Incident',
    class: 'title',
    isRowHeading: true,
    cell: (record) => <TitleLink href={incidentUrl(record.id)} title={incidentTitle(record)} />,
  },
  { title: 'Place', cell: (record) => <Place record={record} /> },
  { title: 'Kind', cell: kindLabel },
  { title: 'Outcome', cell: ({ outcome: code }) => code && labelOf(outcome, code) },
  { title: 'Deaths', class: 'number', cell: ({ casualties }) => <Deaths casualties={casualties} /> },
]

const FileLinks = ({ params }: Pick<ListPageProps, 'params'>) => (
  <p class="files">
    The same query as{' '}
    {fileLinks(params).map(({ href, title, description }, i) => (
      <>
        {i > 0 && ', '}
        <a href={href} title={description}>
          {title}
        </a>
      </>
    ))}
  </p>
)

const EmptyList = ({ isFiltered }: { isFiltered: boolean }) => (
  <p class="nothing">
    {isFiltered ? (
      <>
        No incident matches all of these filters. <a href="/incidents">Clear the filters</a>
      </>
    ) : (
      'Nothing is published yet.'
    )}
  </p>
)

const countLabel = (total: number): string =>
  `${total.toLocaleString('en')} ${total === 1 ? 'incident' : 'incidents'}`

export const ListPage = ({ rows, total, commit, params, next, first }: ListPageProps) => (
  <Layout
    title="Incidents"
    activeHref="/incidents"
    description="Armed-conflict incidents, with filters; every list can be had as a file."
    alternates={fileLinks(params)}
  >
    <h1>Incidents</h1>
    <Filters params={params} />
    <section aria-labelledby="results">
      <div class="bar">
        <h2 id="results">{countLabel(total)}</h2>
        <FileLinks params={params} />
      </div>
      {rows.length > 0 ? (
        <DataTable label="Table of incidents" class="incidents" columns={columns} rows={rows} />
      ) : (
        <EmptyList isFiltered={filterParams(params).length > 0} />
      )}
      <Pager
        label="Pages of the list"
        links={[
          [first, 'First page'],
          [next, 'Next page', 'next'],
        ]}
      />
      <Meta parts={[`As of commit ${commit}`]} />
    </section>
  </Layout>
)
