/** Pairs of records that are likely of one event, each with what can be decided of it. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import { When } from '../ui/date.tsx'
import { addressOf } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'
import { CsrfField } from '../ui/viewer.tsx'

export interface Half {
  readonly id: string
  readonly status: StoredIncident['status']
  readonly title: string | null
  readonly date: string
  readonly place: string | null
}

export interface LikelyPair {
  readonly score: number
  readonly reasons: readonly string[]
  /** The newer one and the older one. */
  readonly record: Half
  readonly twin: Half
}

export interface DuplicatesProps {
  readonly pairs: readonly LikelyPair[]
  readonly dataset: string
  /** The query of this page, as forms carry it. */
  readonly back: string
  readonly next?: string | undefined
}

const Named = ({ half: { id, status, title, date, place }, what }: { half: Half; what: string }) => (
  <li>
    {what}:{' '}
    <a href={`/queue/${id}`} dir="auto">
      {title ?? 'Incident without a title'}
    </a>
    <Meta of={[<When date={date} />, place !== null && <bdi>{place}</bdi>, labelOf(recordStatus, status)]} />
  </li>
)

interface MergeProps {
  readonly from: Half
  readonly into: Half
  readonly label: string
  readonly back: string
  /** The key that presses it; the one that is looked at has one. */
  readonly accesskey?: string | undefined
  readonly autofocus?: boolean
}

const Merge = ({ from, into, label, back, accesskey, autofocus }: MergeProps) => (
  <form action={`${addressOf(from.id)}/merge`} method="get">
    <input type="hidden" name="into" value={into.id} />
    <input type="hidden" name="duplicates" value={back} />
    <button type="submit" accesskey={accesskey} autofocus={autofocus}>
      {label}
    </button>
  </form>
)

interface PairProps {
  readonly pair: LikelyPair
  readonly number: number
  readonly back: string
}

const Distinct = ({ pair: { record, twin }, number, back }: PairProps) => (
  <form action={`${addressOf(record.id)}/distinct`} method="post">
    <CsrfField />
    <input type="hidden" name="other" value={twin.id} />
    <input type="hidden" name="_duplicates" value={back} />
    <div class="field">
      <label for={`reason-${number}`}>Reason</label>
      <input
        id={`reason-${number}`}
        type="text"
        name="reason"
        value="Not the same event."
        dir="auto"
        maxlength={2000}
      />
    </div>
    <button type="submit" accesskey={number === 1 ? '3' : undefined}>
      Not the same
    </button>
  </form>
)

const Pair = (props: PairProps) => {
  const { pair, number, back } = props
  const { record, twin, score, reasons } = pair
  const isFirst = number === 1
  const ways = [
    { from: record, into: twin, label: 'Merge the newer into the older', key: '1' },
    { from: twin, into: record, label: 'Merge the older into the newer', key: '2' },
  ].filter(({ from, into }) => from.status !== 'published' || into.status === 'published')
  return (
    <section class="pair" aria-labelledby={`pair-${number}`}>
      <h2 id={`pair-${number}`}>
        Pair {number}: {Math.round(score * 100)} of 100
      </h2>
      <ul class="entries">
        <Named half={record} what="Newer" />
        <Named half={twin} what="Older" />
      </ul>
      <p>
        <bdi>{reasons.join('; ')}</bdi>
      </p>
      <div class="buttons">
        {ways.map(({ from, into, label, key }, i) => (
          <Merge
            from={from}
            into={into}
            label={label}
            back={back}
            accesskey={isFirst ? key : undefined}
            autofocus={isFirst && i === 0}
          />
        ))}
        <Distinct {...props} />
      </div>
    </section>
  )
}

const Filter = ({ dataset }: { dataset: string }) => (
  <form class="filters" action="/duplicates" method="get" aria-label="Filters">
    <div class="field">
      <label for="in-dataset">Dataset</label>
      <input
        id="in-dataset"
        type="text"
        name="dataset"
        value={dataset}
        autocapitalize="none"
        spellcheck={false}
      />
    </div>
    <button type="submit">Filter</button>
  </form>
)

export const DuplicatesPage = ({ pairs, dataset, back, next }: DuplicatesProps) => (
  <Layout title="Duplicates" current="/duplicates" unlisted>
    <h1>Duplicates</h1>
    <p>
      Pairs that may tell of the same event, the likeliest first. A merge is shown before it is made. The
      access keys 1, 2 and 3 press the buttons of the first pair; after each decision the next pair is the
      first.
    </p>
    {pairs.length === 0 && (
      <p class="nothing">{next === undefined ? 'No likely duplicates here.' : 'None among these records.'}</p>
    )}
    {pairs.map((pair, i) => (
      <Pair pair={pair} number={i + 1} back={back} />
    ))}
    {next !== undefined && (
      <nav aria-label="Pages of duplicates" class="pages">
        <a href={next} rel="next">
          Older records
        </a>
      </nav>
    )}
    <Filter dataset={dataset} />
  </Layout>
)
