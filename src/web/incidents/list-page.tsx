/** The list of incidents: filters, a table, downloads, paging. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { outcome } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import type { MapPoints } from '../../record/map/map-points.ts'
import { ListMap } from '../map/list-map.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DatasetMetadata, type DatasetMetadataProps } from '../ui/dataset-metadata.tsx'
import { EventDate, formatDay } from '../ui/date.tsx'
import { Deaths } from '../ui/estimate.tsx'
import { incidentTitle, incidentUrl, kindLabel, Place, TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { feedLink, fileLinks, filterParams, type Params } from '../ui/list-url.ts'
import { Pager } from '../ui/section.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { Filters } from './filters.tsx'

/** What the page says to search engines of a list of one dataset. */
export type ListedDataset = Pick<DatasetMetadataProps, 'origin' | 'dataset' | 'coverage'>

export interface ListPageProps {
  readonly rows: readonly StoredIncident[]
  /** The number of matching records on all pages. */
  readonly total: number
  readonly commit: number
  /** The instant of the commit (RFC 3339). */
  readonly at: string
  /** The filters as given. */
  readonly params: Params
  readonly next?: string | undefined
  /** The URL of the first page, unless this is it. */
  readonly first?: string | undefined
  /** The points of all pages, if this is the first one. */
  readonly points?: MapPoints | undefined
  /** Set if the list is that of a dataset, as it is now. */
  readonly listed?: ListedDataset | undefined
}

const columnsOf = (messages: Messages): readonly Column<StoredIncident>[] => {
  const { fields } = messages.common
  return [
    { title: fields.date, class: 'date', isUntitled: true, cell: ({ date }) => <EventDate date={date} /> },
    {
      title: fields.incident,
      class: 'title',
      isRowHeading: true,
      cell: (record) => <TitleLink href={incidentUrl(record.id)} title={incidentTitle(record, messages)} />,
    },
    { title: fields.place, cell: (record) => <Place record={record} /> },
    { title: fields.kind, cell: (record) => kindLabel(record, messages) },
    { title: fields.outcome, cell: ({ outcome: code }) => code && labelOf(outcome, code, messages) },
    { title: fields.deaths, class: 'number', cell: ({ casualties }) => <Deaths casualties={casualties} /> },
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

/** Renders a page of the list of incidents. */
export const ListPage = ({ rows, total, commit, at, params, next, first, points, listed }: ListPageProps) => {
  const messages = useMessages()
  const { list, common } = messages
  return (
    <Layout
      title={list.title}
      activeHref="/incidents"
      description={list.description}
      alternates={[...fileLinks(messages, params), feedLink(messages, params)].filter(
        (each) => each !== undefined,
      )}
    >
      {listed && <DatasetMetadata commit={commit} at={at} {...listed} />}
      <h1>{list.title}</h1>
      <Filters params={params} />
      <section aria-labelledby="results">
        <div class="bar">
          <h2 id="results">{list.count(total)}</h2>
          <FileLinks params={params} />
        </div>
        {points && <ListMap points={points} params={params} commit={commit} />}
        {rows.length > 0 ? (
          <DataTable label={list.table} class="incidents" columns={columnsOf(messages)} rows={rows} />
        ) : (
          <EmptyList isFiltered={filterParams(params).some(([name]) => name !== 'sort')} />
        )}
        <Pager
          label={list.pages}
          links={[
            [first, list.first],
            [next, list.next, 'next'],
          ]}
        />
        <Meta parts={[common.versionOf(commit, formatDay(at, messages))]} />
      </section>
    </Layout>
  )
}
