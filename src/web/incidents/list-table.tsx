/** The table of the list, whose headings sort. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { outcome } from '../../../schemas/vocabularies.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import type { Messages } from '../../messages/messages.ts'
import type { SortName } from '../../record/segments/sort-orders.ts'
import { type Column, DataTable, type SortLink } from '../ui/data-table.tsx'
import { EventDate } from '../ui/date.tsx'
import { Harm } from '../ui/estimate.tsx'
import { incidentTitle, incidentUrl, kindLabel, Place, TitleLink } from '../ui/incident-summary.tsx'
import { filterParams, hrefOf, type Params, withoutParam } from '../ui/list-url.ts'
import { labelOf } from '../ui/term.tsx'
import { useMessages } from '../ui/viewer.tsx'

interface ListOrder {
  /** The parameters as given, without the page. */
  readonly params: Params
  readonly query: Query
}

export interface ListTableProps extends ListOrder {
  readonly rows: readonly StoredIncident[]
}

/** Returns the link of a heading: to the order of its column, the first of two unless the list has it already. */
const sortLink = ({ query, params }: ListOrder, first: SortName, second: SortName): SortLink => {
  const { sort } = query
  const href = hrefOf('/incidents', [
    ...withoutParam(filterParams(params), 'sort'),
    ['sort', sort === first ? second : first],
  ])
  const isOwn = sort === first || sort === second
  return { href, order: isOwn ? (sort.startsWith('-') ? 'descending' : 'ascending') : undefined }
}

type ListColumn = Column<StoredIncident>

const columnsOf = (order: ListOrder, messages: Messages): readonly ListColumn[] => {
  const { fields } = messages.common
  return [
    {
      title: fields.date,
      class: 'date',
      isUntitled: true,
      sort: sortLink(order, '-date', 'date'),
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
      sort: sortLink(order, '-deaths', 'deaths'),
      cell: ({ casualties }) => <Harm casualties={casualties} kind="deaths" />,
    },
  ]
}

/** Renders the records of a page. */
export const ListTable = ({ rows, ...order }: ListTableProps) => {
  const messages = useMessages()
  return (
    <DataTable
      label={messages.list.table}
      class="incidents"
      columns={columnsOf(order, messages)}
      rows={rows}
    />
  )
}
