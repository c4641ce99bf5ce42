/** The list of incidents: filters, a table, the same as files, the next page. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { outcome } from '../../../schemas/vocabularies.ts'
import { EventDate } from '../ui/date.tsx'
import { Deaths } from '../ui/estimate.tsx'
import { incidentTitle, incidentUrl, kindLabel, Place } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { filterParams, hrefOf, type Params } from '../ui/list-url.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta, ScrollArea, Unstated } from '../ui/text.tsx'
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
  /** The filters that the address takes. */
  readonly filters: readonly string[]
  readonly next?: string | undefined
  /** Where the list begins, when this is not its first page. */
  readonly first?: string | undefined
  readonly formats: readonly FormatLink[]
}

const Row = ({ record }: { record: StoredIncident }) => (
  <tr>
    <td class="date">
      <EventDate date={record.date} />
    </td>
    <th scope="row" class="title">
      <a href={incidentUrl(record.id)} dir="auto">
        {incidentTitle(record)}
      </a>
    </th>
    <td data-title="Place">
      <Place record={record} />
    </td>
    <td data-title="Kind">{kindLabel(record)}</td>
    <td data-title="Outcome">
      {record.outcome === undefined ? <Unstated /> : labelOf(outcome, record.outcome)}
    </td>
    <td class="number" data-title="Deaths">
      <Deaths casualties={record.casualties} />
    </td>
  </tr>
)

const Table = ({ rows }: { rows: readonly StoredIncident[] }) => (
  <ScrollArea label="Table of incidents">
    <table class="incidents">
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col">Incident</th>
          <th scope="col">Place</th>
          <th scope="col">Kind</th>
          <th scope="col">Outcome</th>
          <th scope="col" class="number">
            Deaths
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((record) => (
          <Row record={record} />
        ))}
      </tbody>
    </table>
  </ScrollArea>
)

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

const Pagination = ({ next, first }: Pick<ListPageProps, 'next' | 'first'>) =>
  (next ?? first) === undefined ? null : (
    <nav aria-label="Pages of the list" class="pages">
      {first !== undefined && <a href={first}>First page</a>}
      {next !== undefined && (
        <a href={next} rel="next">
          Next page
        </a>
      )}
    </nav>
  )

export const ListPage = ({ rows, total, commit, params, filters, next, first, formats }: ListPageProps) => (
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
    <Filters params={params} filters={filters} />
    <section aria-labelledby="results">
      <div class="bar">
        <h2 id="results">{countLabel(total)}</h2>
        <FileLinks params={params} formats={formats} />
      </div>
      {rows.length > 0 ? <Table rows={rows} /> : <EmptyList filtered={filterParams(params).length > 0} />}
      <Pagination next={next} first={first} />
      <Meta parts={[`As of commit ${commit}`]} />
    </section>
  </Layout>
)
