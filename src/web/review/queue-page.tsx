/** The queue: what waits for an editor, oldest first. */

import { eventType } from '../../../schemas/vocabularies.ts'
import type { QueueItem } from '../../services/review/queue.ts'
import { type Filter, FilterForm } from '../form/filter-form.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EventDate, Instant } from '../ui/date.tsx'
import { fieldTitles } from '../ui/diff-table.tsx'
import { Field, PostForm } from '../ui/field.tsx'
import { incidentTitle, kindLabel, Place, TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf, type Params } from '../ui/list-url.ts'
import { Pager } from '../ui/section.tsx'

export interface QueuePageProps {
  readonly items: readonly QueueItem[]
  /** The filters, as they were given. */
  readonly params: Params
  readonly previous?: string | undefined
  readonly next?: string | undefined
}

const columnsOf = (params: Params, hasSuggestions: boolean): readonly Column<QueueItem>[] => [
  { title: 'Since', class: 'date', cell: ({ at }) => <Instant at={at} /> },
  {
    title: 'Incident',
    class: 'title',
    isRowHeading: true,
    cell: ({ id, kind, incident, changed }) => (
      <>
        {kind === 'suggestion' && 'Suggested correction: '}
        <TitleLink href={hrefOf(`/queue/${id}`, params)} title={incidentTitle(incident)} />
        {changed && <div class="help">{fieldTitles(changed).join(', ')}</div>}
      </>
    ),
  },
  { title: 'Date', cell: ({ incident }) => <EventDate date={incident.date} /> },
  { title: 'Place', cell: ({ incident }) => <Place record={incident} /> },
  { title: 'Kind', cell: ({ incident }) => kindLabel(incident) },
  { title: 'Dataset', cell: ({ incident }) => incident.dataset },
  { title: 'Warnings', class: 'number', cell: ({ warnings }) => warnings },
  ...(hasSuggestions ? [declineColumn] : []),
]

const declineColumn: Column<QueueItem> = {
  title: 'Decline',
  cell: ({ kind, id, incident }) =>
    kind === 'suggestion' && (
      <input type="checkbox" name={id} value="decline" aria-label={`Decline: ${incidentTitle(incident)}`} />
    ),
}

/** The table, with a form that declines the corrections that are chosen in it, where there are any. */
const QueueTable = ({ items, params }: Pick<QueuePageProps, 'items' | 'params'>) => {
  const hasSuggestions = items.some(({ kind }) => kind === 'suggestion')
  const columns = columnsOf(params, hasSuggestions)
  const table = <DataTable label="Table of what waits" class="incidents" columns={columns} rows={items} />
  if (!hasSuggestions) return table
  return (
    <PostForm action="/suggestions/decline" hidden={{ _queue: hrefOf('', params).slice(1) }}>
      {table}
      <Field
        as="textarea"
        id="in-reason"
        label="Why the chosen corrections are declined"
        name="reason"
        rows={2}
        maxlength={2000}
        required
        dir="auto"
      />
      <button type="submit">Decline the chosen corrections</button>
    </PostForm>
  )
}

const filters: readonly Filter[] = [
  { name: 'dataset', label: 'Dataset' },
  { name: 'country', label: 'Country (code)' },
  { name: 'event_type', label: 'Kind of event', vocabulary: eventType },
  {
    name: 'warnings',
    label: 'Warnings',
    vocabulary: {
      true: { label: 'with warnings', definition: '' },
      false: { label: 'without warnings', definition: '' },
    },
  },
]

export const QueuePage = ({ items, params, previous, next }: QueuePageProps) => (
  <Layout title="Queue" activeHref="/queue" unlisted>
    <h1>Queue</h1>
    <p>What waits for review, oldest first: reports that were filed, and corrections that were suggested.</p>
    <FilterForm action="/queue" filters={filters} values={Object.fromEntries(params)} />
    {items.length > 0 ? (
      <QueueTable items={items} params={params} />
    ) : (
      <p class="nothing">
        {next === undefined ? 'Nothing waits here.' : 'Nothing that fits waits up to here.'}
      </p>
    )}
    <Pager
      label="Pages of the queue"
      links={[
        [previous, 'Older', 'prev'],
        [next, 'Newer', 'next'],
      ]}
    />
  </Layout>
)
