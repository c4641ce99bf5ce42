/** Pairs of possible duplicates, each with the forms to decide. */

import { recordStatus } from '../../../schemas/vocabularies.ts'
import { maxCounted } from '../../services/duplicates/compare-pending.ts'
import type { DuplicatePair } from '../../services/duplicates/list-pairs.ts'
import { FilterForm } from '../form/filter-form.tsx'
import { EventDate } from '../ui/date.tsx'
import { Field, HiddenFields, PostForm } from '../ui/field.tsx'
import { incidentUrl, TitleLink } from '../ui/incident-summary.tsx'
import { Layout } from '../ui/layout.tsx'
import { Pager, Section } from '../ui/section.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { type MergeOrigin, originFields } from './merge-origin.ts'
import { connectedRecords, mergeUrlOf } from './merge-url.ts'

type PairRecord = DuplicatePair['record']

export interface DuplicatesPageProps {
  readonly pairs: readonly DuplicatePair[]
  readonly dataset: string
  /** The query of this page, which its forms send along. */
  readonly origin: MergeOrigin
  readonly next?: string | undefined
  /** The number of records that are not compared yet. */
  readonly uncompared: number
}

const PairItem = ({ record: { id, status, title, date, place }, label }: PairItemProps) => {
  const messages = useMessages()
  const { duplicates, common } = messages
  return (
    <li>
      {duplicates.side(label, <TitleLink href={`/queue/${id}`} title={title ?? common.untitled} />)}
      <Meta
        parts={[
          <EventDate date={date} />,
          place !== null && <bdi>{place}</bdi>,
          labelOf(recordStatus, status, messages),
        ]}
      />
    </li>
  )
}

interface PairItemProps {
  readonly record: PairRecord
  readonly label: string
}

interface MergeButtonProps {
  readonly from: PairRecord
  readonly into: PairRecord
  readonly label: string
  readonly origin: MergeOrigin
  /** The access key; only the first pair has one. */
  readonly accesskey?: string | undefined
  readonly autofocus?: boolean
}

const MergeButton = ({ from, into, label, origin, accesskey, autofocus }: MergeButtonProps) => (
  <form action={`${incidentUrl(from.id)}/merge`} method="get">
    <HiddenFields values={{ into: into.id, ...origin }} />
    <button type="submit" accesskey={accesskey} autofocus={autofocus}>
      {label}
    </button>
  </form>
)

interface PairSectionProps {
  readonly pair: DuplicatePair
  readonly number: number
  readonly origin: MergeOrigin
}

const DistinctForm = ({ pair: { record, duplicate }, number, origin }: PairSectionProps) => {
  const { duplicates, decisions } = useMessages()
  return (
    <PostForm
      action={`${incidentUrl(record.id)}/distinct`}
      hidden={{ other: duplicate.id, ...originFields(origin) }}
    >
      <Field
        id={`reason-${number}`}
        label={decisions.reason}
        type="text"
        name="reason"
        value={duplicates.distinctReason}
        dir="auto"
        maxlength={2000}
      />
      <button type="submit" accesskey={number === 1 ? '3' : undefined}>
        {duplicates.distinct}
      </button>
    </PostForm>
  )
}

const PairSection = (props: PairSectionProps) => {
  const { pair, number, origin } = props
  const { record, duplicate, score, reasons } = pair
  const messages = useMessages()
  const { duplicates } = messages
  const isFirst = number === 1
  const directions = [
    { from: record, into: duplicate, label: duplicates.mergeNewer, key: '1' },
    { from: duplicate, into: record, label: duplicates.mergeOlder, key: '2' },
  ].filter(({ from, into }) => from.status !== 'published' || into.status === 'published')
  return (
    <Section class="pair" id={`pair-${number}`} title={duplicates.pair(number, score)}>
      <ul class="entries">
        <PairItem record={record} label={duplicates.newer} />
        <PairItem record={duplicate} label={duplicates.older} />
      </ul>
      <p>{reasons.map((say) => say(messages)).join(messages.common.clauseSeparator)}</p>
      <div class="buttons">
        {directions.map(({ from, into, label, key }, i) => (
          <MergeButton
            from={from}
            into={into}
            label={label}
            origin={origin}
            accesskey={isFirst ? key : undefined}
            autofocus={isFirst && i === 0}
          />
        ))}
        <DistinctForm {...props} />
      </div>
    </Section>
  )
}

/** Renders links that merge groups of records that pairs of this page connect. */
const Clusters = ({ pairs, origin }: Pick<DuplicatesPageProps, 'pairs' | 'origin'>) => {
  const { cluster } = useMessages()
  const groups = connectedRecords(pairs.map(({ record, duplicate }) => [record, duplicate]))
  return (
    <>
      {groups.map((records) => (
        <p>
          {cluster.group(records.length)}{' '}
          <a href={mergeUrlOf(records, origin)}>{cluster.open(records.length)}</a>
        </p>
      ))}
    </>
  )
}

/** Renders the pairs of possible duplicates. */
export const DuplicatesPage = ({ pairs, dataset, origin, next, uncompared }: DuplicatesPageProps) => {
  const { duplicates, common } = useMessages()
  return (
    <Layout title={duplicates.title} activeHref="/duplicates" unlisted>
      <h1>{duplicates.title}</h1>
      <p>{duplicates.lead}</p>
      {uncompared > 0 && <p>{duplicates.uncompared(uncompared, maxCounted)}</p>}
      {pairs.length === 0 && (
        <p class="nothing">{next === undefined ? duplicates.none : duplicates.noneHere}</p>
      )}
      <Clusters pairs={pairs} origin={origin} />
      {pairs.map((pair, i) => (
        <PairSection pair={pair} number={i + 1} origin={origin} />
      ))}
      <Pager label={duplicates.pages} links={[[next, duplicates.lessLikely, 'next']]} />
      <FilterForm
        action="/duplicates"
        filters={[{ name: 'dataset', label: common.fields.dataset }]}
        values={{ dataset }}
      />
    </Layout>
  )
}
