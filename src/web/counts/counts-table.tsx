/** The table of counts: a row for each group, and one for the total. */
import type { Counts } from '../../export/counts.ts'
import type { CountsQuery } from '../../ingest/request/list-query.ts'
import type { Measure } from '../../record/segments/columns.ts'
import type { Group } from '../../record/segments/count-groups.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import type { Params } from '../ui/list-url.ts'
import { useMessages } from '../ui/viewer.tsx'
import { estimateOf } from './figures.ts'
import { dimensionTitle, groupHref, keyLabel } from './labels.ts'

/** The most rows of the page; its files have all. */
const maxRows = 500

export interface CountsTableProps {
  readonly counts: Counts
  readonly total: Group
  readonly measure: Measure
  readonly query: CountsQuery
  /** The filters as given. */
  readonly params: Params
}

interface KeyProps extends Pick<CountsTableProps, 'query' | 'params'> {
  readonly group: Group
  /** The place of the dimension. */
  readonly at: number
}

/** Renders the key of a group; the first one leads to its records. */
const Key = ({ query, params, group: { keys }, at }: KeyProps) => {
  const messages = useMessages()
  const dimension = query.by[at]
  const label = dimension === undefined ? '' : keyLabel(dimension, keys[at] ?? '', messages)
  const href = at === 0 ? groupHref(params, query, keys) : undefined
  const text = keys[at] === '' ? <span class="unknown">{label}</span> : <bdi>{label}</bdi>
  return href === undefined ? text : <a href={href}>{text}</a>
}

const bounds = ['low', 'best', 'high'] as const

/** Renders the table. */
export const CountsTable = ({ counts, total, measure, query, params }: CountsTableProps) => {
  const messages = useMessages()
  const { countsPage, number } = messages
  const { by, groups } = counts
  const shown = by.length === 0 ? [] : groups.slice(0, maxRows)
  const keyColumns = by.map(
    (dimension, at): Column<Group> => ({
      title: dimensionTitle(dimension, messages),
      isRowHeading: at === 0,
      cell: (group) => {
        if (group !== total) return <Key query={query} params={params} group={group} at={at} />
        return at === 0 ? <strong>{countsPage.total}</strong> : ''
      },
    }),
  )
  const columns: readonly Column<Group>[] = [
    ...keyColumns,
    { title: countsPage.incidents, class: 'number', cell: ({ records }) => number(records) },
    ...bounds.map(
      (bound): Column<Group> => ({
        title: countsPage.bounds[bound](countsPage.measures[measure]),
        class: 'number',
        cell: (group) => {
          const sum = estimateOf(group, measure)[bound]
          return sum === undefined ? undefined : number(sum)
        },
      }),
    ),
    {
      title: countsPage.withoutNumber,
      cell: ({ unknown, records }) => countsPage.unstated(unknown[measure], records),
    },
  ]
  return (
    <>
      <DataTable label={countsPage.table} class="counts" columns={columns} rows={[...shown, total]} />
      {groups.length > shown.length && by.length > 0 && (
        <p>{countsPage.rowsLeft(shown.length, groups.length)}</p>
      )}
    </>
  )
}
