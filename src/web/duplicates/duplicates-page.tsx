/** Pairs of records that are likely of one event, each with what can be decided of it. */

import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { DuplicatePair } from '../../services/duplicates/find-duplicates.ts'
import { FilterForm } from '../form/filter-form.tsx'
import { EventDate } from '../ui/date.tsx'
import { Field, HiddenFields, PostForm } from '../ui/field.tsx'
import { incidentUrl, TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { Pager, Section } from '../ui/section.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'

type PairRecord = DuplicatePair['record']

export interface DuplicatesPageProps {
  readonly pairs: readonly DuplicatePair[]
  readonly dataset: string
  /** The query of this page, as forms carry it. */
  readonly returnQuery: string
  readonly next?: string | undefined
}

const PairItem = ({ record: { id, status, title, date, place }, label }: PairItemProps) => (
  <li>
    {label}: <TitleLink href={`/queue/${id}`} title={title ?? 'Incident without a title'} />
    <Meta
      parts={[<EventDate date={date} />, place !== null && <bdi>{place}</bdi>, labelOf(recordStatus, status)]}
    />
  </li>
)

interface PairItemProps {
  readonly record: PairRecord
  readonly label: string
}

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
    <HiddenFields values={{ into: into.id, duplicates: returnQuery }} />
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
  <PostForm
    action={`${incidentUrl(record.id)}/distinct`}
    hidden={{ other: duplicate.id, _duplicates: returnQuery }}
  >
    <Field
      id={`reason-${number}`}
      label="Reason"
      type="text"
      name="reason"
      value="Not the same event."
      dir="auto"
      maxlength={2000}
    />
    <button type="submit" accesskey={number === 1 ? '3' : undefined}>
      Not the same
    </button>
  </PostForm>
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
    <Section class="pair" id={`pair-${number}`} title={`Pair ${number}: ${Math.round(score * 100)} of 100`}>
      <ul class="entries">
        <PairItem record={record} label="Newer" />
        <PairItem record={duplicate} label="Older" />
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
    </Section>
  )
}

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
    <Pager label="Pages of duplicates" links={[[next, 'Older records', 'next']]} />
    <FilterForm action="/duplicates" filters={[{ name: 'dataset', label: 'Dataset' }]} values={{ dataset }} />
  </Layout>
)
