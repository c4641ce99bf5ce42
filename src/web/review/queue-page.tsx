/** The queue: reports and suggested corrections awaiting review, oldest day first. */

import { eventType } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
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
import { useMessages } from '../ui/viewer.tsx'

export interface QueuePageProps {
  readonly items: readonly QueueItem[]
  /** The filters as given. */
  readonly params: Params
  readonly previous?: string | undefined
  readonly next?: string | undefined
}

const columnsOf = (
  params: Params,
  hasSuggestions: boolean,
  { queue, common: { fields } }: Messages,
): readonly Column<QueueItem>[] => [
  { title: queue.since, class: 'date', cell: ({ at }) => <Instant at={at} /> },
  {
    title: fields.incident,
    class: 'title',
    isRowHeading: true,
    cell: ({ id, kind, incident, changed }) => {
      const link = <TitleLink href={hrefOf(`/queue/${id}`, params)} title={incidentTitle(incident)} />
      return (
        <>
          {kind === 'suggestion' ? queue.correction(link) : link}
          {changed && <div class="help">{fieldTitles(changed).join(', ')}</div>}
        </>
      )
    },
  },
  { title: fields.date, cell: ({ incident }) => <EventDate date={incident.date} /> },
  { title: fields.place, cell: ({ incident }) => <Place record={incident} /> },
  { title: fields.kind, cell: ({ incident }) => kindLabel(incident) },
  { title: fields.dataset, cell: ({ incident }) => incident.dataset },
  { title: fields.warnings, class: 'number', cell: ({ warnings }) => warnings },
  ...(hasSuggestions ? [declineColumn(queue)] : []),
]

const declineColumn = (queue: Messages['queue']): Column<QueueItem> => ({
  title: queue.decline,
  cell: ({ kind, id, incident }) =>
    kind === 'suggestion' && (
      <input
        type="checkbox"
        name={id}
        value="decline"
        aria-label={queue.declineLabel(incidentTitle(incident))}
      />
    ),
})

/** Renders the table; if it has corrections, in a form to decline those that are selected. */
const QueueTable = ({ items, params }: Pick<QueuePageProps, 'items' | 'params'>) => {
  const hasSuggestions = items.some(({ kind }) => kind === 'suggestion')
  const messages = useMessages()
  const { queue } = messages
  const columns = columnsOf(params, hasSuggestions, messages)
  const table = <DataTable label={queue.table} class="incidents" columns={columns} rows={items} />
  if (!hasSuggestions) return table
  return (
    <PostForm action="/suggestions/decline" hidden={{ _queue: hrefOf('', params).slice(1) }}>
      {table}
      <Field
        as="textarea"
        id="in-reason"
        label={queue.declineReason}
        name="reason"
        rows={2}
        maxlength={2000}
        required
        dir="auto"
      />
      <button type="submit">{queue.declineSelected}</button>
    </PostForm>
  )
}

const filtersOf = ({ filters, common: { fields } }: Messages): readonly Filter[] => [
  { name: 'dataset', label: fields.dataset },
  { name: 'country', label: filters.country },
  { name: 'event_type', label: filters.eventType, vocabulary: eventType },
  {
    name: 'warnings',
    label: fields.warnings,
    vocabulary: {
      true: { label: filters.withWarnings, definition: '' },
      false: { label: filters.withoutWarnings, definition: '' },
    },
  },
]

/** Renders a page of the queue. */
export const QueuePage = ({ items, params, previous, next }: QueuePageProps) => {
  const messages = useMessages()
  const { queue } = messages
  return (
    <Layout title={queue.title} activeHref="/queue" unlisted>
      <h1>{queue.title}</h1>
      <p>{queue.lead}</p>
      <FilterForm action="/queue" filters={filtersOf(messages)} values={Object.fromEntries(params)} />
      {items.length > 0 ? (
        <QueueTable items={items} params={params} />
      ) : (
        <p class="nothing">{next === undefined ? queue.empty : queue.noMatch}</p>
      )}
      <Pager
        label={queue.pages}
        links={[
          [previous, queue.older, 'prev'],
          [next, queue.newer, 'next'],
        ]}
      />
    </Layout>
  )
}
