/** The list of incidents: filters, a table, the same as files, the next page. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { outcome } from '../../../schemas/vocabularies.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EventDate } from '../ui/date.tsx'
import { Deaths } from '../ui/estimate.tsx'
import { incidentTitle, incidentUrl, kindLabel, Place } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { filterParams, hrefOf, type Params } from '../ui/list-url.tsx'
import { Pager } from '../ui/section.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'
import { Filters } from './filters.tsx'

export interface FormatLink {
  readonly name: string
  readonly label: string
  /** What one gets. */
  readonly description: string
  /** The media type. */
  readonly type: string
}

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
  readonly formats: readonly FormatLink[]
}

const columns: readonly Column<StoredIncident>[] = [
  { title: 'Date', class: 'date', isUntitled: true, cell: ({ date }) => <EventDate date={date} /> },
  {
    title: 'Incident',
    class: 'title',
    isRowHeading: true,
    cell: (record) => (
      <a href={incidentUrl(record.id)} dir="auto">
        {incidentTitle(record)}
      </a>
    ),
  },
  { title: 'Place', cell: (record) => <Place record={record} /> },
  { title: 'Kind', cell: kindLabel },
  { title: 'Outcome', cell: ({ outcome: code }) => code && labelOf(outcome, code) },
  { title: 'Deaths', class: 'number', cell: ({ casualties }) => <Deaths casualties={casualties} /> },
]

const FileLinks = ({ params, formats }: Pick<ListPageProps, 'params' | 'formats'>) => (
  <p class="files">
    The same query as{' '}
    {formats.map(({ name, label, description }, i) => (
      <>
        {i > 0 && ', '}
        <a href={hrefOf(`/incidents.${name}`, filterParams(params))} title={description}>
          {label}
        </a>
      </>
    ))}
  </p>
)

const EmptyList = ({ filtered }: { filtered: boolean }) => (
  <p class="nothing">
    {filtered ? (
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

export const ListPage = ({ rows, total, commit, params, next, first, formats }: ListPageProps) => (
  <Layout
    title="Incidents"
    activeHref="/incidents"
    description="Armed-conflict incidents, with filters; every list can be had as a file."
    alternates={formats.map(({ name, label, type }) => ({
      type,
      href: hrefOf(`/incidents.${name}`, filterParams(params)),
      title: label,
    }))}
  >
    <h1>Incidents</h1>
    <Filters params={params} />
    <section aria-labelledby="results">
      <div class="bar">
        <h2 id="results">{countLabel(total)}</h2>
        <FileLinks params={params} formats={formats} />
      </div>
      {rows.length > 0 ? (
        <DataTable label="Table of incidents" class="incidents" columns={columns} rows={rows} />
      ) : (
        <EmptyList filtered={filterParams(params).length > 0} />
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
