/** The desk of those who review: where something stands, what can be decided of it, and why. */
import type { Child } from 'hono/jsx'
import { recordStatus } from '../../../schemas/vocabularies.ts'
import type { findMerges } from '../../services/duplicates/merge.ts'
import type { VersionHead } from '../../services/incidents/history.ts'
import { MergeTargetForm } from '../duplicates/merge-page.tsx'
import { actionLabels } from '../incidents/history-page.tsx'
import { Instant } from '../ui/date.tsx'
import { DecisionForm, type FormError, Panel, QueueLinks, type QueuePosition } from '../ui/decision-form.tsx'
import { PostForm } from '../ui/field.tsx'
import { incidentUrl, TitleLink } from '../ui/incident-summary.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'

export interface ReviewPanelProps extends Awaited<ReturnType<typeof findMerges>> {
  readonly id: string
  readonly status: string
  readonly revision: number
  readonly latest: VersionHead
  readonly decisions: readonly string[]
  /** The corrections that wait for this record. */
  readonly suggestions: readonly { readonly href: string; readonly at: string; readonly reason: string }[]
  readonly queue?: QueuePosition | undefined
  readonly formError?: FormError | undefined
}

/** Other records that have to do with this one; nothing where there are none. */
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

const DistinctEntry = ({ id, other }: { id: string; other: ReviewPanelProps['distinct'][number] }) => (
  <>
    <a href={`/queue/${other.id}`}>{other.id}</a>
    <Meta parts={[<bdi>{other.reason}</bdi>, <bdi>{other.actor}</bdi>, <Instant at={other.at} />]} />
    <PostForm
      action={`${incidentUrl(id)}/distinct`}
      hidden={{ other: other.id, undo: 'true', reason: "Taken back on the record's page." }}
    >
      <button type="submit">Take it back</button>
    </PostForm>
  </>
)

const MergedEntry = ({ id, commit }: ReviewPanelProps['mergedRecords'][number]) => (
  <>
    <a href={`/queue/${id}`}>{id}</a>
    <Meta parts={[`Commit ${commit}`, <a href={`${incidentUrl(id)}/history`}>History</a>]} />
  </>
)

const MergeList = ({ id, status, survivor, mergedRecords }: ReviewPanelProps) => (
  <>
    {survivor !== undefined && (
      <p>
        It was merged into <a href={incidentUrl(survivor)}>{survivor}</a>, where its address leads. Restored,
        it is what it was; what the other took from it stays there.
      </p>
    )}
    <EntryList
      title="Merged into this one"
      entries={mergedRecords.map((each) => <MergedEntry {...each} />)}
    />
    {(status === 'submitted' || status === 'published') && (
      <details>
        <summary>The same event as another record</summary>
        <MergeTargetForm id={id} />
      </details>
    )}
  </>
)

export const ReviewPanel = (props: ReviewPanelProps) => {
  const { id, status, revision, latest, decisions, suggestions, distinct, queue, formError } = props
  return (
    <Panel title="Review" formError={formError}>
      <Meta
        parts={[
          labelOf(recordStatus, status),
          <a href={`${incidentUrl(id)}/history`}>Revision {revision}</a>,
          actionLabels[latest.kind],
          <bdi>{latest.name ?? latest.actor}</bdi>,
          <Instant at={latest.at} />,
          latest.reason !== null && <bdi>{latest.reason}</bdi>,
        ]}
      />
      {decisions.length > 0 && (
        <DecisionForm
          action={`${incidentUrl(id)}/review`}
          decisions={decisions}
          revision={revision}
          queue={queue}
          reason={formError?.reason}
          help="Everybody sees why a record was published, retracted or restored; editors see the rest."
        />
      )}
      <EntryList
        title="Suggested corrections"
        entries={suggestions.map((each) => <SuggestionEntry {...each} />)}
      />
      <MergeList {...props} />
      <EntryList
        title="Not the same as"
        entries={distinct.map((other) => <DistinctEntry id={id} other={other} />)}
      />
      {queue && <QueueLinks queue={queue} />}
    </Panel>
  )
}
