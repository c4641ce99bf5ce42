/** The queue: what waits for an editor, oldest first. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { eventType } from '../../../schemas/vocabularies.ts'
import { CodeOptions } from '../form/code-options.tsx'
import { Instant, When } from '../ui/date.tsx'
import { titlesOf } from '../ui/diff-table.tsx'
import { kindOf, Place, titleOf } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { hrefOf, type Params } from '../ui/list-url.tsx'
import { Scroll } from '../ui/text.tsx'
import { CsrfField } from '../ui/viewer.tsx'

export interface Item {
  readonly kind: 'incident' | 'suggestion'
  readonly id: string
  readonly at: string
  readonly warnings: number
  readonly incident: StoredIncident
  readonly reason?: string
  readonly changed?: readonly string[]
}

export interface QueueProps {
  readonly items: readonly Item[]
  /** The filters, as they were given. */
  readonly params: Params
  readonly previous?: string | undefined
  readonly next?: string | undefined
}

type Rows = Pick<QueueProps, 'items' | 'params'> & { readonly choosing: boolean }

const Row = ({ item, params, choosing }: { item: Item; params: Params; choosing: boolean }) => (
  <tr>
    <td class="date" data-title="Since">
      <Instant at={item.at} />
    </td>
    <th scope="row" class="title">
      {item.kind === 'suggestion' && 'Suggested correction: '}
      <a href={hrefOf(`/queue/${item.id}`, params)} dir="auto">
        {titleOf(item.incident)}
      </a>
      {item.changed && <div class="help">{titlesOf(item.changed).join(', ')}</div>}
    </th>
    <td data-title="Date">
      <When date={item.incident.date} />
    </td>
    <td data-title="Place">
      <Place of={item.incident} />
    </td>
    <td data-title="Kind">{kindOf(item.incident)}</td>
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
            aria-label={`Decline: ${titleOf(item.incident)}`}
          />
        )}
      </td>
    )}
  </tr>
)

const Table = ({ items, params, choosing }: Rows) => (
  <Scroll label="Table of what waits">
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
  </Scroll>
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

const Line = ({ name, label, value }: { name: string; label: string; value: string }) => (
  <div class="field">
    <label for={`in-${name}`}>{label}</label>
    <input id={`in-${name}`} type="text" name={name} value={value} autocapitalize="none" spellcheck={false} />
  </div>
)

const Filters = ({ params }: { params: Params }) => {
  const given = new Map(params)
  const warnings = given.get('warnings') ?? ''
  return (
    <form class="filters" action="/queue" method="get" aria-label="Filters">
      <div class="grid">
        <Line name="dataset" label="Dataset" value={given.get('dataset') ?? ''} />
        <Line name="country" label="Country (code)" value={given.get('country') ?? ''} />
        <div class="field">
          <label for="in-event_type">Kind of event</label>
          <select id="in-event_type" name="event_type">
            <CodeOptions vocabulary={eventType} value={given.get('event_type') ?? ''} empty="any" />
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

export const QueuePage = ({ items, params, previous, next }: QueueProps) => (
  <Layout title="Queue" current="/queue" unlisted>
    <h1>Queue</h1>
    <p>What waits for review, oldest first: reports that were filed, and corrections that were suggested.</p>
    <Filters params={params} />
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
