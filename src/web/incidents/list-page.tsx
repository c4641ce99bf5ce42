/** The list of incidents: filters, a table, downloads, paging. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { outcome } from '../../../schemas/vocabularies.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import type { Messages } from '../../messages/messages.ts'
import type { DatasetFacts } from '../../record/citation/citation-data.ts'
import type { MapPoints } from '../../record/map/map-points.ts'
import type { SortName } from '../../record/segments/sort-orders.ts'
import type { Timeline as TimelineData } from '../../record/segments/timeline.ts'
import { Downloads } from '../downloads/downloads.tsx'
import { ListMap } from '../map/list-map.tsx'
import type { QueryDays } from '../timeline/periods.ts'
import { Timeline } from '../timeline/timeline.tsx'
import { type Column, DataTable, type SortLink } from '../ui/data-table.tsx'
import { DatasetMetadata, type DatasetMetadataProps } from '../ui/dataset-metadata.tsx'
import { EventDate, formatDay } from '../ui/date.tsx'
import { Harm } from '../ui/estimate.tsx'
import { incidentTitle, incidentUrl, kindLabel, Place, TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { feedLink, fileLinks, filterParams, hrefOf, type Params, withoutParam } from '../ui/list-url.ts'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { Facets, type ValueCounts } from './facets.tsx'
import { Filters } from './filters.tsx'
import { ListPager, type Paging } from './list-pager.tsx'

/** What the page says to search engines of a list of one dataset. */
export type ListedDataset = Pick<DatasetMetadataProps, 'origin' | 'dataset' | 'coverage'>

export interface ListPageProps {
  readonly rows: readonly StoredIncident[]
  /** The number of matching records on all pages. */
  readonly total: number
  readonly commit: number
  /** The instant of the commit (RFC 3339). */
  readonly at: string
  /** The parameters as given, without the page. */
  readonly params: Params
  readonly query: Query
  /** The counts by common values; undefined if they were not made. */
  readonly counts: ValueCounts | undefined
  readonly paging: Paging
  /** The matching records over time; undefined if there are none, or it is not known. */
  readonly timeline: TimelineData | undefined
  /** The days that the query names. */
  readonly days: QueryDays
  /** The points of all pages, if this is the first one. */
  readonly points?: MapPoints | undefined
  /** Set if the list is that of a dataset, as it is now. */
  readonly listed?: ListedDataset | undefined
  /** The datasets of the matching records; undefined if some of these are not public. */
  readonly datasets?: readonly DatasetFacts[] | undefined
}

/** Returns the link of a heading: to the order of its column, the first of two unless the list has it already. */
const sortLink = (
  { query, params }: Pick<ListPageProps, 'query' | 'params'>,
  first: SortName,
  second: SortName,
): SortLink => {
  const { sort } = query
  const href = hrefOf('/incidents', [
    ...withoutParam(filterParams(params), 'sort'),
    ['sort', sort === first ? second : first],
  ])
  const isOwn = sort === first || sort === second
  return { href, order: isOwn ? (sort.startsWith('-') ? 'descending' : 'ascending') : undefined }
}

type ListColumn = Column<StoredIncident>

const columnsOf = (props: ListPageProps, messages: Messages): readonly ListColumn[] => {
  const { fields } = messages.common
  return [
    {
      title: fields.date,
      class: 'date',
      isUntitled: true,
      sort: sortLink(props, '-date', 'date'),
      cell: ({ date }) => <EventDate date={date} />,
    },
    {
      title: fields.incident,
      class: 'title',
      isRowHeading: true,
      cell: (record) => <TitleLink href={incidentUrl(record.id)} title={incidentTitle(record, messages)} />,
    },
    { title: fields.place, cell: (record) => <Place record={record} /> },
    { title: fields.kind, cell: (record) => kindLabel(record, messages) },
    { title: fields.outcome, cell: ({ outcome: code }) => code && labelOf(outcome, code, messages) },
    {
      title: fields.deaths,
      class: 'number',
      sort: sortLink(props, '-deaths', 'deaths'),
      cell: ({ casualties }) => <Harm casualties={casualties} kind="deaths" />,
    },
  ]
}

const FileLinks = ({ params }: Pick<ListPageProps, 'params'>) => {
  const messages = useMessages()
  return (
    <p class="files">
      {messages.list.files}{' '}
      {fileLinks(messages, params).map(({ href, title, description }, i) => (
        <>
          {i > 0 && messages.common.separator}
          <a href={href} title={description}>
            <bdi>{title}</bdi>
          </a>
        </>
      ))}
    </p>
  )
}

const EmptyList = ({ isFiltered }: { isFiltered: boolean }) => {
  const { list } = useMessages()
  return (
    <p class="nothing">
      {isFiltered ? (
        <>
          {list.noMatch} <a href="/incidents">{list.clear}</a>
        </>
      ) : (
        list.empty
      )}
    </p>
  )
}

/** Renders the records of a page with their number. */
const Results = (props: ListPageProps) => {
  const messages = useMessages()
  const { rows, total, commit, at, params, paging, timeline, days, points } = props
  const { list, common, explore } = messages
  return (
    <section aria-labelledby="results">
      <div class="bar">
        <h2 id="results">{list.count(total)}</h2>
        {rows.length > 0 && (
          <a href="#facets" class="to-facets">
            {explore.narrow}
          </a>
        )}
        <FileLinks params={params} />
      </div>
      {timeline && total > 1 && <Timeline timeline={timeline} params={params} days={days} />}
      {points && <ListMap points={points} params={params} commit={commit} />}
      {rows.length > 0 ? (
        <DataTable label={list.table} class="incidents" columns={columnsOf(props, messages)} rows={rows} />
      ) : (
        <EmptyList isFiltered={filterParams(params).some(([name]) => name !== 'sort')} />
      )}
      <ListPager {...paging} />
      <Meta parts={[common.versionOf(commit, formatDay(at, messages))]} />
    </section>
  )
}

/** Renders a page of the list of incidents. */
export const ListPage = (props: ListPageProps) => {
  const messages = useMessages()
  const { rows, total, commit, at, params, query, counts, listed, datasets } = props
  const { list } = messages
  return (
    <Layout
      title={list.title}
      showsRecords
      activeHref="/incidents"
      description={list.description}
      alternates={[...fileLinks(messages, params), feedLink(messages, params)].filter(
        (each) => each !== undefined,
      )}
    >
      {listed && <DatasetMetadata commit={commit} at={at} {...listed} />}
      <h1>{list.title}</h1>
      <Filters params={params} />
      <div class={rows.length > 0 ? 'explore' : undefined}>
        <Results {...props} />
        {rows.length > 0 && <Facets counts={counts} params={params} query={query} />}
      </div>
      <Downloads params={params} commit={commit} total={total} cited={datasets && { at, datasets }} />
    </Layout>
  )
}
