/** The queue: reports and suggested corrections awaiting review. */

import type { Child } from 'hono/jsx'
import type { Messages } from '../../messages/messages.ts'
import type { Done } from '../../services/review/done.ts'
import type { QueueItem } from '../../services/review/queue.ts'
import { maxScanned } from '../../services/review/queue-order.ts'
import { maxReports } from '../../services/review/review-many.ts'
import { ActorName } from '../ui/actor-name.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EventDate, Instant } from '../ui/date.tsx'
import { DoneNotice } from '../ui/done-notice.tsx'
import { Key, PostForm } from '../ui/field.tsx'
import { incidentTitle, kindLabel, Place, TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf, type Params } from '../ui/list-url.ts'
import { fieldTitles } from '../ui/path-title.ts'
import { ReasonFields } from '../ui/reason-fields.tsx'
import { Pager } from '../ui/section.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { QueueFilters } from './queue-filters.tsx'

export interface QueuePageProps {
  readonly items: readonly QueueItem[]
  /** Whether more await review than the order has compared. */
  readonly isCut: boolean
  /** The filters and the order as given. */
  readonly params: Params
  readonly previous?: string | undefined
  readonly next?: string | undefined
  /** What was decided last. */
  readonly done?: Done | undefined
  /** What the editor must know first. */
  readonly notice?: Child | undefined
  /** The reason as typed and chosen, and the ids as selected. */
  readonly reason?: string | undefined
  readonly stock?: string | undefined
  readonly selected?: ReadonlySet<string>
}

type Selected = NonNullable<QueuePageProps['selected']>

interface TitleCellProps {
  readonly item: QueueItem
  readonly params: Params
  /** The access key of the link. */
  readonly accesskey: string | undefined
}

const TitleCell = ({ item, params, accesskey }: TitleCellProps) => {
  const messages = useMessages()
  const { id, kind, incident, changed, question } = item
  const link = (
    <TitleLink
      href={hrefOf(`/queue/${id}`, params)}
      title={incidentTitle(incident, messages)}
      accesskey={accesskey}
    />
  )
  return (
    <>
      {kind === 'suggestion' ? messages.queue.correction(link) : link} <Key of={accesskey} />
      {question && <div class="help">{messages.remarks[question]}</div>}
      {changed && <div class="help">{fieldTitles(changed, messages).join(messages.common.separator)}</div>}
    </>
  )
}

const columnsOf = (
  { items, params, selected = new Set() }: QueuePageProps,
  messages: Messages,
): readonly Column<QueueItem>[] => {
  const {
    queue,
    desk,
    common: { fields },
  } = messages
  return [
    { title: queue.since, class: 'date', cell: ({ at }) => <Instant at={at} /> },
    {
      title: fields.incident,
      class: 'title',
      isRowHeading: true,
      // The next entry is the first one.
      cell: (item) => (
        <TitleCell item={item} params={params} accesskey={item === items[0] ? '9' : undefined} />
      ),
    },
    { title: fields.date, cell: ({ incident }) => <EventDate date={incident.date} /> },
    { title: fields.place, cell: ({ incident }) => <Place record={incident} /> },
    { title: fields.kind, cell: ({ incident }) => kindLabel(incident, messages) },
    { title: fields.dataset, cell: ({ incident }) => <bdi>{incident.dataset}</bdi> },
    { title: fields.warnings, class: 'number', cell: ({ warnings }) => warnings },
    {
      title: desk.assignee,
      cell: ({ assignee }) => assignee && <ActorName {...assignee} />,
    },
    selectColumn(selected, messages),
  ]
}

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

const manyDecisions = ['publish', 'reject'] as const

/** Renders the buttons for the selected entries: to rehearse a decision on reports, and to decline corrections. */
const SelectionButtons = ({ items }: Pick<QueuePageProps, 'items'>) => {
  const { queue, desk } = useMessages()
  const reports = items.filter(({ kind }) => kind === 'incident')
  return (
    <>
      {reports.length > 0 && (
        <p>
          <label class="tick">
            <input type="checkbox" name="_all" value="true" /> {desk.all(maxReports)}
          </label>
        </p>
      )}
      <p class="buttons">
        {reports.length > 0 &&
          manyDecisions.map((decision, i) => (
            <button type="submit" name="decision" value={decision} accesskey={String(i + 1)}>
              {desk.rehearse[decision]} <Key of={String(i + 1)} />
            </button>
          ))}
        {reports.length < items.length && (
          <button type="submit" formaction="/suggestions/decline">
            {queue.declineSelected}
          </button>
        )}
      </p>
    </>
  )
}

/** Renders the table in a form to decide on reports and to decline corrections that are selected. */
const QueueTable = (props: QueuePageProps) => {
  const { items, params, reason, stock } = props
  const messages = useMessages()
  const { queue, desk } = messages
  const columns = columnsOf(props, messages)
  return (
    <PostForm action="/reports/review" hidden={{ _queue: hrefOf('', params).slice(1), _rehearse: 'true' }}>
      <DataTable label={queue.table} class="incidents queue" columns={columns} rows={items} />
      <ReasonFields
        id="in-reason"
        decisions={manyDecisions}
        label={desk.reason}
        reason={reason}
        stock={stock}
      />
      <SelectionButtons items={items} />
      <p class="help">{desk.keys}</p>
    </PostForm>
  )
}

/** Renders a page of the queue. */
export const QueuePage = (props: QueuePageProps) => {
  const { items, isCut, params, previous, next, done, notice } = props
  const { queue, desk } = useMessages()
  return (
    <Layout title={queue.title} activeHref="/queue" showsRecords unlisted>
      <h1>{queue.title}</h1>
      {notice !== undefined && (
        <div class="notice" role="alert" tabindex={-1} autofocus>
          {notice}
        </div>
      )}
      {done && <DoneNotice done={done} search={hrefOf('', params).slice(1)} />}
      <p>{queue.lead}</p>
      <QueueFilters params={params} />
      {isCut && <p class="notice">{desk.cut(maxScanned)}</p>}
      {items.length > 0 ? (
        <QueueTable {...props} />
      ) : (
        <p class="nothing">{next === undefined && params.length === 0 ? queue.empty : queue.noMatch}</p>
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
