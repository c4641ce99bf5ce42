/** Pairs of records that are likely of one event, each with what can be decided of it. */

import type { StoredIncident } from '../../../schemas/incident.ts'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import { EventDate } from '../ui/date.tsx'
import { incidentUrl } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'
import { CsrfField } from '../ui/viewer.tsx'

export interface PairRecord {
  readonly id: string
  readonly status: StoredIncident['status']
  readonly title: string | null
  readonly date: string
  readonly place: string | null
}

export interface DuplicatePair {
  readonly score: number
  readonly reasons: readonly string[]
  /** The newer one and the older one. */
  readonly record: PairRecord
  readonly duplicate: PairRecord
}

export interface DuplicatesPageProps {
  readonly pairs: readonly DuplicatePair[]
  readonly dataset: string
  /** The query of this page, as forms carry it. */
  readonly returnQuery: string
  readonly next?: string | undefined
}

const PairItem = ({
  record: { id, status, title, date, place },
  what,
}: {
  record: PairRecord
  what: string
}) => (
  <li>
    {what}:{' '}
    <a href={`/queue/${id}`} dir="auto">
      {title ?? 'Incident without a title'}
    </a>
    <Meta
      parts={[<EventDate date={date} />, place !== null && <bdi>{place}</bdi>, labelOf(recordStatus, status)]}
    />
  </li>
)

interface MergeButtonProps {
  readonly from: PairRecord
  readonly into: PairRecord
  readonly label: string
  readonly returnQuery: string
  /** The key that presses it; the one that is looked at has one. */
  readonly accesskey?: string | undefined
  readonly autofocus?: boolean
}

const MergeButton = ({ from, into, label, returnQuery, accesskey, autofocus }: MergeButtonProps) => (
  <form action={`${incidentUrl(from.id)}/merge`} method="get">
    <input type="hidden" name="into" value={into.id} />
    <input type="hidden" name="duplicates" value={returnQuery} />
    <button type="submit" accesskey={accesskey} autofocus={autofocus}>
      {label}
    </button>
  </form>
)

interface PairSectionProps {
  readonly pair: DuplicatePair
  readonly number: number
  readonly returnQuery: string
}

const DistinctForm = ({ pair: { record, duplicate }, number, returnQuery }: PairSectionProps) => (
  <form action={`${incidentUrl(record.id)}/distinct`} method="post">
    <CsrfField />
    <input type="hidden" name="other" value={duplicate.id} />
    <input type="hidden" name="_duplicates" value={returnQuery} />
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

const PairSection = (props: PairSectionProps) => {
  const { pair, number, returnQuery } = props
  const { record, duplicate, score, reasons } = pair
  const isFirst = number === 1
  const directions = [
    { from: record, into: duplicate, label: 'Merge the newer into the older', key: '1' },
    { from: duplicate, into: record, label: 'Merge the older into the newer', key: '2' },
  ].filter(({ from, into }) => from.status !== 'published' || into.status === 'published')
  return (
    <section class="pair" aria-labelledby={`pair-${number}`}>
      <h2 id={`pair-${number}`}>
        Pair {number}: {Math.round(score * 100)} of 100
      </h2>
      <ul class="entries">
        <PairItem record={record} what="Newer" />
        <PairItem record={duplicate} what="Older" />
      </ul>
      <p>
        <bdi>{reasons.join('; ')}</bdi>
      </p>
      <div class="buttons">
        {directions.map(({ from, into, label, key }, i) => (
          <MergeButton
            from={from}
            into={into}
            label={label}
            returnQuery={returnQuery}
            accesskey={isFirst ? key : undefined}
            autofocus={isFirst && i === 0}
          />
        ))}
        <DistinctForm {...props} />
      </div>
    </section>
  )
}

const DatasetFilter = ({ dataset }: { dataset: string }) => (
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

export const DuplicatesPage = ({ pairs, dataset, returnQuery, next }: DuplicatesPageProps) => (
  <Layout title="Duplicates" activeHref="/duplicates" unlisted>
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
      <PairSection pair={pair} number={i + 1} returnQuery={returnQuery} />
    ))}
    {next !== undefined && (
      <nav aria-label="Pages of duplicates" class="pages">
        <a href={next} rel="next">
          Older records
        </a>
      </nav>
    )}
    <DatasetFilter dataset={dataset} />
  </Layout>
)
