/** The list of incidents: filters, a table, downloads, paging. */

import type { DatasetFacts } from '../../record/citation/citation-data.ts'
import type { MapPoints } from '../../record/map/map-points.ts'
import type { Timeline as TimelineData } from '../../record/segments/timeline.ts'
import type { WithoutWeapon } from '../../services/records-without-weapon.ts'
import { BulkLink } from '../bulk/bulk-link.tsx'
import { Downloads } from '../downloads/downloads.tsx'
import { ListMap } from '../map/list-map.tsx'
import type { QueryDays } from '../timeline/periods.ts'
import { Timeline } from '../timeline/timeline.tsx'
import { DatasetMetadata, type DatasetMetadataProps } from '../ui/dataset-metadata.tsx'
import { formatDay } from '../ui/date.tsx'
import { Layout } from '../ui/layout.tsx'
import { feedLink, fileLinks, filterParams, latestList } from '../ui/list-url.ts'
import { LinksInRow, Meta } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { WeaponHint } from '../ui/weapon-hint.tsx'
import { Facets, type ValueCounts } from './facets.tsx'
import { Filters } from './filters.tsx'
import { ListPager, type Paging } from './list-pager.tsx'
import { ListTable, type ListTableProps } from './list-table.tsx'

/** What the page says to search engines of a list of one dataset. */
export type ListedDataset = Pick<DatasetMetadataProps, 'origin' | 'dataset' | 'coverage'>

export interface ListPageProps extends ListTableProps {
  /** The number of matching records on all pages. */
  readonly total: number
  readonly commit: number
  /** The instant of the commit (RFC 3339). */
  readonly at: string
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
  /** The records that a filter on weapons misses, because they state none. */
  readonly withoutWeapon?: WithoutWeapon | undefined
  /** The datasets of the matching records; undefined if some of these are not public. */
  readonly datasets?: readonly DatasetFacts[] | undefined
}

const FileLinks = ({ params }: Pick<ListPageProps, 'params'>) => {
  const messages = useMessages()
  return (
    <p class="files">
      {messages.list.files}{' '}
      <LinksInRow
        links={fileLinks(messages, params).map(({ title, ...link }) => ({ ...link, text: title }))}
      />
    </p>
  )
}

const EmptyList = ({ isFiltered, hasWords }: { isFiltered: boolean; hasWords: boolean }) => {
  const { list, findings } = useMessages()
  return (
    <p class="nothing">
      {isFiltered ? (
        <>
          {list.noMatch} {hasWords && `${findings.wholeWords} `}
          <a href={latestList}>{list.clear}</a>
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
  const { rows, total, commit, at, params, query, paging, timeline, days, points } = props
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
        {total > 0 && <BulkLink params={params} total={total} />}
      </div>
      <WeaponHint found={props.withoutWeapon} path="/incidents" params={filterParams(params)} />
      {timeline && total > 1 && <Timeline timeline={timeline} params={params} days={days} />}
      {points && <ListMap points={points} params={params} commit={commit} />}
      {rows.length > 0 ? (
        <ListTable rows={rows} params={params} query={query} />
      ) : (
        <EmptyList
          isFiltered={filterParams(params).some(([name]) => name !== 'sort')}
          hasWords={query.words !== undefined}
        />
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
