/** The desk of those who review: where something stands, what can be decided of it, and why. */
import { recordStatus } from '../../../schemas/vocabularies.ts'
import { MergeTargetForm } from '../duplicates/merge-page.tsx'
import { actionLabel, type VersionHead } from '../incidents/history-page.tsx'
import { Instant } from '../ui/date.tsx'
import { DecisionForm, type FormError, Panel, QueueLinks, type QueuePosition } from '../ui/decision-form.tsx'
import { PostForm } from '../ui/field.tsx'
import { incidentUrl } from '../ui/incident-summary.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'

export interface ReviewPanelProps {
  readonly id: string
  readonly status: string
  readonly revision: number
  readonly latest: VersionHead
  readonly decisions: readonly string[]
  /** The corrections that wait for this record. */
  readonly suggestions: readonly { readonly href: string; readonly at: string; readonly reason: string }[]
  /** Where a merged record leads. */
  readonly survivor?: string | undefined
  /** What was merged into this one. */
  readonly mergedRecords: readonly { readonly id: string; readonly commit: number }[]
  /** Of which others somebody said that they are not the same. */
  readonly distinct: readonly {
    readonly id: string
    readonly at: string
    readonly actor: string
    readonly reason: string
  }[]
  readonly queue?: QueuePosition | undefined
  readonly formError?: FormError | undefined
}

const SuggestionList = ({ suggestions }: { suggestions: ReviewPanelProps['suggestions'] }) =>
  suggestions.length === 0 ? null : (
    <>
      <h3>Suggested corrections</h3>
      <ul class="entries">
        {suggestions.map(({ href, at, reason }) => (
          <li>
            <a href={href} dir="auto">
              {reason}
            </a>
            <Meta parts={[<Instant at={at} />]} />
          </li>
        ))}
      </ul>
    </>
  )

const DistinctList = ({ id, distinct }: Pick<ReviewPanelProps, 'id' | 'distinct'>) =>
  distinct.length === 0 ? null : (
    <>
      <h3>Not the same as</h3>
      <ul class="entries">
        {distinct.map((each) => (
          <li>
            <a href={`/queue/${each.id}`}>{each.id}</a>
            <Meta parts={[<bdi>{each.reason}</bdi>, <bdi>{each.actor}</bdi>, <Instant at={each.at} />]} />
            <PostForm
              action={`${incidentUrl(id)}/distinct`}
              hidden={{ other: each.id, undo: 'true', reason: "Taken back on the record's page." }}
            >
              <button type="submit">Take it back</button>
            </PostForm>
          </li>
        ))}
      </ul>
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
    {mergedRecords.length > 0 && (
      <>
        <h3>Merged into this one</h3>
        <ul class="entries">
          {mergedRecords.map((each) => (
            <li>
              <a href={`/queue/${each.id}`}>{each.id}</a>
              <Meta
                parts={[`Commit ${each.commit}`, <a href={`${incidentUrl(each.id)}/history`}>History</a>]}
              />
            </li>
          ))}
        </ul>
      </>
    )}
    {(status === 'submitted' || status === 'published') && (
      <details>
        <summary>The same event as another record</summary>
        <MergeTargetForm id={id} />
      </details>
    )}
  </>
)

export const ReviewPanel = (props: ReviewPanelProps) => {
  const { id, status, revision, latest, decisions, suggestions, queue, formError } = props
  return (
    <Panel title="Review" formError={formError}>
      <Meta
        parts={[
          labelOf(recordStatus, status),
          <a href={`${incidentUrl(id)}/history`}>Revision {revision}</a>,
          actionLabel(latest.kind),
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
      <SuggestionList suggestions={suggestions} />
      <MergeList {...props} />
      <DistinctList {...props} />
      {queue && <QueueLinks queue={queue} />}
    </Panel>
  )
}
