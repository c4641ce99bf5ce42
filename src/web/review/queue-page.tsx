/** The queue: reports and suggested corrections awaiting review, oldest day first. */

import { eventType } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import type { QueueItem } from '../../services/review/queue.ts'
import { type Filter, FilterForm } from '../form/filter-form.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EventDate, Instant } from '../ui/date.tsx'
import { Field, HiddenFields, PostForm } from '../ui/field.tsx'
import { incidentTitle, kindLabel, Place, TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf, type Params } from '../ui/list-url.ts'
import { fieldTitles } from '../ui/path-title.ts'
import { Pager } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'

export interface QueuePageProps {
  readonly items: readonly QueueItem[]
  /** The filters as given. */
  readonly params: Params
  readonly previous?: string | undefined
  readonly next?: string | undefined
  /** What the editor must know first. */
  readonly notice?: string | undefined
  /** The reason as typed, and the ids as selected. */
  readonly reason?: string | undefined
  readonly selected?: ReadonlySet<string>
}

const columnsOf = (params: Params, selected: Selected, messages: Messages): readonly Column<QueueItem>[] => {
  const {
    queue,
    common: { fields },
  } = messages
  return [
    { title: queue.since, class: 'date', cell: ({ at }) => <Instant at={at} /> },
    {
      title: fields.incident,
      class: 'title',
      isRowHeading: true,
      cell: ({ id, kind, incident, changed, question }) => {
        const link = (
          <TitleLink href={hrefOf(`/queue/${id}`, params)} title={incidentTitle(incident, messages)} />
        )
        return (
          <>
            {kind === 'suggestion' ? queue.correction(link) : link}
            {question && <div class="help">{messages.remarks[question]}</div>}
            {changed && (
              <div class="help">{fieldTitles(changed, messages).join(messages.common.separator)}</div>
            )}
          </>
        )
      },
    },
    { title: fields.date, cell: ({ incident }) => <EventDate date={incident.date} /> },
    { title: fields.place, cell: ({ incident }) => <Place record={incident} /> },
    { title: fields.kind, cell: ({ incident }) => kindLabel(incident, messages) },
    { title: fields.dataset, cell: ({ incident }) => <bdi>{incident.dataset}</bdi> },
    { title: fields.warnings, class: 'number', cell: ({ warnings }) => warnings },
    selectColumn(selected, messages),
  ]
}

type Selected = NonNullable<QueuePageProps['selected']>

const selectColumn = (selected: Selected, messages: Messages): Column<QueueItem> => ({
  title: messages.queue.select,
  cell: ({ kind, id, incident }) => (
    <input
      type="checkbox"
      name={id}
      value={kind === 'suggestion' ? 'decline' : incident.revision}
      checked={selected.has(id)}
      aria-label={messages.queue.selectLabel(incidentTitle(incident, messages))}
    />
  ),
})

/** Renders the buttons for the selected reports; "all" are the reports that the page shows, in the revisions that it shows. */
const SelectionButtons = ({ items }: Pick<QueuePageProps, 'items'>) => {
  const { queue } = useMessages()
  const reports = items.filter(({ kind }) => kind === 'incident')
  const shown = reports.map(({ id, incident }) => [id, String(incident.revision)])
  return (
    <p class="buttons">
      {reports.length > 0 && (
        <>
          <HiddenFields values={{ _shown: String(new URLSearchParams(shown)) }} />
          <button type="submit">{queue.rejectSelected}</button>
          <button type="submit" name="_all" value="true">
            {queue.rejectAll(reports.length)}
          </button>
        </>
      )}
      {reports.length < items.length && (
        <button type="submit" formaction="/suggestions/decline">
          {queue.declineSelected}
        </button>
      )}
    </p>
  )
}

/** Renders the table in a form to reject reports and to decline corrections that are selected. */
const QueueTable = ({ items, params, reason, selected = new Set() }: QueuePageProps) => {
  const messages = useMessages()
  const { queue } = messages
  const columns = columnsOf(params, selected, messages)
  return (
    <PostForm action={hrefOf('/reports/reject', params)} hidden={{ _queue: hrefOf('', params).slice(1) }}>
      <DataTable label={queue.table} class="incidents" columns={columns} rows={items} />
      <Field
        as="textarea"
        id="in-reason"
        label={queue.reason}
        name="reason"
        rows={2}
        maxlength={2000}
        required
        dir="auto"
        value={reason}
      />
      <SelectionButtons items={items} />
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
export const QueuePage = (props: QueuePageProps) => {
  const { items, params, previous, next, notice } = props
  const messages = useMessages()
  const { queue } = messages
  return (
    <Layout title={queue.title} activeHref="/queue" unlisted>
      <h1>{queue.title}</h1>
      {notice !== undefined && (
        <p class="notice" role="alert">
          {notice}
        </p>
      )}
      <p>{queue.lead}</p>
      <FilterForm action="/queue" filters={filtersOf(messages)} values={Object.fromEntries(params)} />
      {items.length > 0 ? (
        <QueueTable {...props} />
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
