/** The review panel of a record: its status, the possible decisions, and related records. */

import type { Child } from 'hono/jsx'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { findMerges } from '../../services/duplicates/merge.ts'
import type { VersionHead } from '../../services/incidents/history.ts'
import type { Assignee } from '../../services/review/assignees.ts'
import type { Remark } from '../../services/review/remarks.ts'
import { MergeTargetForm } from '../duplicates/merge-page.tsx'
import { ActorName } from '../ui/actor-name.tsx'
import { Instant } from '../ui/date.tsx'
import { DecisionForm, type FormError, Panel, QueueLinks, type QueuePosition } from '../ui/decision-form.tsx'
import { Key, PostForm } from '../ui/field.tsx'
import { incidentUrl, TitleLink } from '../ui/incident-summary.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { AssigneePanel } from './assignee-panel.tsx'
import { editUrl, queueUrl } from './queue-query.ts'

export interface ReviewPanelProps extends Awaited<ReturnType<typeof findMerges>> {
  readonly id: string
  readonly status: string
  readonly revision: number
  readonly latest: VersionHead
  readonly decisions: readonly string[]
  /** Who has approved this revision, if a second editor has to publish it; null if nobody has. */
  readonly approval?: Pick<Remark, 'actor' | 'name'> | null | undefined
  /** The suggested corrections that await review. */
  readonly suggestions: readonly { readonly href: string; readonly at: string; readonly reason: string }[]
  /** The comments, and the questions to the filer. */
  readonly remarks: Child
  readonly queue?: QueuePosition | undefined
  /** Who has it in hand; undefined if it does not await review. */
  readonly assignee?: Assignee | null | undefined
  readonly formError?: FormError | undefined
}

/** Renders a list of related records, or nothing if there are none. */
const EntryList = ({ title, entries }: { title: string; entries: readonly Child[] }) =>
  entries.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul class="entries">
        {entries.map((entry) => (
          <li>{entry}</li>
        ))}
      </ul>
    </>
  )

const SuggestionEntry = ({ href, at, reason }: ReviewPanelProps['suggestions'][number]) => (
  <>
    <TitleLink href={href} title={reason} />
    <Meta parts={[<Instant at={at} />]} />
  </>
)

interface DistinctEntryProps extends Pick<ReviewPanelProps, 'id' | 'queue'> {
  readonly other: ReviewPanelProps['distinct'][number]
}

const DistinctEntry = ({ id, other, queue }: DistinctEntryProps) => (
  <>
    <a href={queueUrl(queue, { id: other.id })}>{other.id}</a>
    <Meta
      parts={[
        <bdi>{other.reason}</bdi>,
        <ActorName actor={other.actor} name={other.name} />,
        <Instant at={other.at} />,
      ]}
    />
    <PostForm
      action={`${incidentUrl(id)}/distinct`}
      hidden={{
        other: other.id,
        undo: 'true',
        reason: useMessages().review.undoReason,
        _queue: queue?.search,
      }}
    >
      <button type="submit">{useMessages().review.undoDistinct}</button>
    </PostForm>
  </>
)

type MergedEntryProps = ReviewPanelProps['mergedRecords'][number] & Pick<ReviewPanelProps, 'queue'>

const MergedEntry = ({ id, commit, queue }: MergedEntryProps) => (
  <>
    <a href={queueUrl(queue, { id })}>{id}</a>
    <Meta
      parts={[
        useMessages().review.version(commit),
        <a href={`${incidentUrl(id)}/history`}>{useMessages().common.history}</a>,
      ]}
    />
  </>
)

const MergeList = ({ id, status, survivor, mergedRecords, queue }: ReviewPanelProps) => {
  const { review } = useMessages()
  return (
    <>
      {survivor !== undefined && <p>{review.merged(<a href={incidentUrl(survivor)}>{survivor}</a>)}</p>}
      <EntryList
        title={review.mergedRecords}
        entries={mergedRecords.map((each) => <MergedEntry {...each} queue={queue} />)}
      />
      {(status === 'submitted' || status === 'published') && (
        <details>
          <summary>{review.duplicate}</summary>
          <MergeTargetForm id={id} origin={{ queue: queue?.search }} />
        </details>
      )}
    </>
  )
}

/** Renders the review panel. */
export const ReviewPanel = (props: ReviewPanelProps) => {
  const {
    id,
    status,
    revision,
    latest,
    decisions,
    approval,
    suggestions,
    distinct,
    remarks,
    queue,
    formError,
  } = props
  const messages = useMessages()
  const { review, common, history, editing } = messages
  return (
    <Panel title={review.title} formError={formError}>
      <Meta
        parts={[
          labelOf(recordStatus, status, messages),
          <a href={`${incidentUrl(id)}/history`}>{common.revision(revision)}</a>,
          history.actions[latest.kind],
          <ActorName actor={latest.actor ?? ''} name={latest.name} />,
          <Instant at={latest.at} />,
          latest.reason !== null && <bdi>{latest.reason}</bdi>,
        ]}
      />
      <AssigneePanel {...props} />
      {approval !== undefined && (
        <p class="notice">
          {approval === null ? review.needsTwo : review.approved(<ActorName {...approval} />)}
        </p>
      )}
      {decisions.length > 0 && (
        <DecisionForm
          hasStock
          stock={formError?.stock}
          action={`${incidentUrl(id)}/review`}
          decisions={decisions}
          revision={revision}
          queue={queue}
          reason={formError?.reason}
          help={review.reasonHelp}
        />
      )}
      <p>
        <a href={editUrl(id, queue)} accesskey="3">
          {editing.link} <Key of="3" />
        </a>
      </p>
      <p class="help">{messages.desk.keys}</p>
      {remarks}
      <EntryList
        title={review.suggestions}
        entries={suggestions.map((each) => <SuggestionEntry {...each} />)}
      />
      <MergeList {...props} />
      <EntryList
        title={review.distinct}
        entries={distinct.map((other) => <DistinctEntry id={id} other={other} queue={queue} />)}
      />
      {queue && <QueueLinks queue={queue} />}
    </Panel>
  )
}
