/** The queue: what waits for an editor, oldest first. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { eventType } from '../../../schemas/vocabularies.ts'
import { CodeOptions } from '../form/code-options.tsx'
import { EventDate, Instant } from '../ui/date.tsx'
import { fieldTitles } from '../ui/diff-table.tsx'
import { incidentTitle, kindLabel, Place } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf, type Params } from '../ui/list-url.tsx'
import { ScrollArea } from '../ui/text.tsx'
import { CsrfField } from '../ui/viewer.tsx'

export interface QueueEntry {
  readonly kind: 'incident' | 'suggestion'
  readonly id: string
  readonly at: string
  readonly warnings: number
  readonly incident: StoredIncident
  readonly reason?: string
  readonly changed?: readonly string[]
}

export interface QueuePageProps {
  readonly items: readonly QueueEntry[]
  /** The filters, as they were given. */
  readonly params: Params
  readonly previous?: string | undefined
  readonly next?: string | undefined
}

type Rows = Pick<QueuePageProps, 'items' | 'params'> & { readonly choosing: boolean }

const Row = ({ item, params, choosing }: { item: QueueEntry; params: Params; choosing: boolean }) => (
  <tr>
    <td class="date" data-title="Since">
      <Instant at={item.at} />
    </td>
    <th scope="row" class="title">
      {item.kind === 'suggestion' && 'Suggested correction: '}
      <a href={hrefOf(`/queue/${item.id}`, params)} dir="auto">
        {incidentTitle(item.incident)}
      </a>
      {item.changed && <div class="help">{fieldTitles(item.changed).join(', ')}</div>}
    </th>
    <td data-title="Date">
      <EventDate date={item.incident.date} />
    </td>
    <td data-title="Place">
      <Place record={item.incident} />
    </td>
    <td data-title="Kind">{kindLabel(item.incident)}</td>
    <td data-title="Dataset">{item.incident.dataset}</td>
    <td class="number" data-title="Warnings">
      {item.warnings}
    </td>
    {choosing && (
      <td data-title="Decline">
        {item.kind === 'suggestion' && (
          <input
            type="checkbox"
            name={item.id}
            value="decline"
            aria-label={`Decline: ${incidentTitle(item.incident)}`}
          />
        )}
      </td>
    )}
  </tr>
)

const Table = ({ items, params, choosing }: Rows) => (
  <ScrollArea label="Table of what waits">
    <table class="incidents">
      <thead>
        <tr>
          <th scope="col">Since</th>
          <th scope="col">Incident</th>
          <th scope="col">Date</th>
          <th scope="col">Place</th>
          <th scope="col">Kind</th>
          <th scope="col">Dataset</th>
          <th scope="col" class="number">
            Warnings
          </th>
          {choosing && <th scope="col">Decline</th>}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row item={item} params={params} choosing={choosing} />
        ))}
      </tbody>
    </table>
  </ScrollArea>
)

/** The table, with a form that declines the corrections that are chosen in it, where there are any. */
const Items = (props: Omit<Rows, 'choosing'>) =>
  props.items.some(({ kind }) => kind === 'suggestion') ? (
    <form action="/suggestions/decline" method="post">
      <CsrfField />
      <input
        type="hidden"
        name="_queue"
        value={String(new URLSearchParams(props.params.map(([...pair]) => pair)))}
      />
      <Table {...props} choosing />
      <div class="field">
        <label for="in-reason">Why the chosen corrections are declined</label>
        <textarea id="in-reason" name="reason" rows={2} maxlength={2000} required dir="auto" />
      </div>
      <button type="submit">Decline the chosen corrections</button>
    </form>
  ) : (
    <Table {...props} choosing={false} />
  )

const TextFilter = ({ name, label, value }: { name: string; label: string; value: string }) => (
  <div class="field">
    <label for={`in-${name}`}>{label}</label>
    <input id={`in-${name}`} type="text" name={name} value={value} autocapitalize="none" spellcheck={false} />
  </div>
)

const QueueFilters = ({ params }: { params: Params }) => {
  const values = new Map(params)
  const warnings = values.get('warnings') ?? ''
  return (
    <form class="filters" action="/queue" method="get" aria-label="Filters">
      <div class="grid">
        <TextFilter name="dataset" label="Dataset" value={values.get('dataset') ?? ''} />
        <TextFilter name="country" label="Country (code)" value={values.get('country') ?? ''} />
        <div class="field">
          <label for="in-event_type">Kind of event</label>
          <select id="in-event_type" name="event_type">
            <CodeOptions vocabulary={eventType} value={values.get('event_type') ?? ''} emptyLabel="any" />
          </select>
        </div>
        <div class="field">
          <label for="in-warnings">Warnings</label>
          <select id="in-warnings" name="warnings">
            {[
              ['', 'any'],
              ['true', 'with warnings'],
              ['false', 'without warnings'],
            ].map(([value, label]) => (
              <option value={value} selected={value === warnings}>
                {label}
              </option>
            ))}
          </select>
        </div>
      </div>
      <button type="submit" class="primary">
        Filter
      </button>
    </form>
  )
}

export const QueuePage = ({ items, params, previous, next }: QueuePageProps) => (
  <Layout title="Queue" activeHref="/queue" unlisted>
    <h1>Queue</h1>
    <p>What waits for review, oldest first: reports that were filed, and corrections that were suggested.</p>
    <QueueFilters params={params} />
    {items.length > 0 ? (
      <Items items={items} params={params} />
    ) : (
      <p class="nothing">
        {next === undefined ? 'Nothing waits here.' : 'Nothing that fits waits up to here.'}
      </p>
    )}
    {(previous ?? next) !== undefined && (
      <nav aria-label="Pages of the queue" class="pages">
        {previous !== undefined && (
          <a href={previous} rel="prev">
            Older
          </a>
        )}
        {next !== undefined && (
          <a href={next} rel="next">
            Newer
          </a>
        )}
      </nav>
    )}
  </Layout>
)
