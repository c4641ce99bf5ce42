/** The desk of those who review: where something stands, what can be decided of it, and why. */
import { recordStatus } from '../../../schemas/vocabularies.ts'
import { IntoForm } from '../duplicates/merge-page.tsx'
import { actOf, type Head } from '../incidents/history-page.tsx'
import { Instant } from '../ui/date.tsx'
import {
  DecisionForm,
  DeskFrame,
  type InQueue,
  QueueLinks,
  Refusal,
  type Refused,
} from '../ui/decision-form.tsx'
import { addressOf } from '../ui/incident-summary.tsx'
import { labelOf } from '../ui/term.tsx'
import { Meta } from '../ui/text.tsx'
import { CsrfField } from '../ui/viewer.tsx'

export interface DeskProps {
  readonly id: string
  readonly status: string
  readonly revision: number
  readonly last: Head
  readonly decisions: readonly string[]
  /** The corrections that wait for this record. */
  readonly suggested: readonly { readonly href: string; readonly at: string; readonly reason: string }[]
  /** Where a merged record leads. */
  readonly survivor?: string | undefined
  /** What was merged into this one. */
  readonly takenIn: readonly { readonly id: string; readonly commit: number }[]
  /** Of which others somebody said that they are not the same. */
  readonly distinct: readonly {
    readonly id: string
    readonly at: string
    readonly actor: string
    readonly reason: string
  }[]
  readonly queue?: InQueue | undefined
  readonly refused?: Refused | undefined
}

const Suggested = ({ of: suggested }: { of: DeskProps['suggested'] }) =>
  suggested.length === 0 ? null : (
    <>
      <h3>Suggested corrections</h3>
      <ul class="entries">
        {suggested.map(({ href, at, reason }) => (
          <li>
            <a href={href} dir="auto">
              {reason}
            </a>
            <Meta of={[<Instant at={at} />]} />
          </li>
        ))}
      </ul>
    </>
  )

const Distinct = ({ id, distinct }: Pick<DeskProps, 'id' | 'distinct'>) =>
  distinct.length === 0 ? null : (
    <>
      <h3>Not the same as</h3>
      <ul class="entries">
        {distinct.map((each) => (
          <li>
            <a href={`/queue/${each.id}`}>{each.id}</a>
            <Meta of={[<bdi>{each.reason}</bdi>, <bdi>{each.actor}</bdi>, <Instant at={each.at} />]} />
            <form action={`${addressOf(id)}/distinct`} method="post">
              <CsrfField />
              <input type="hidden" name="other" value={each.id} />
              <input type="hidden" name="undo" value="true" />
              <input type="hidden" name="reason" value="Taken back on the record's page." />
              <button type="submit">Take it back</button>
            </form>
          </li>
        ))}
      </ul>
    </>
  )

const Merges = ({ id, status, survivor, takenIn }: DeskProps) => (
  <>
    {survivor !== undefined && (
      <p>
        It was merged into <a href={addressOf(survivor)}>{survivor}</a>, where its address leads. Restored, it
        is what it was; what the other took from it stays there.
      </p>
    )}
    {takenIn.length > 0 && (
      <>
        <h3>Merged into this one</h3>
        <ul class="entries">
          {takenIn.map((each) => (
            <li>
              <a href={`/queue/${each.id}`}>{each.id}</a>
              <Meta of={[`Commit ${each.commit}`, <a href={`${addressOf(each.id)}/history`}>History</a>]} />
            </li>
          ))}
        </ul>
      </>
    )}
    {(status === 'submitted' || status === 'published') && (
      <details>
        <summary>The same event as another record</summary>
        <IntoForm id={id} />
      </details>
    )}
  </>
)

export const Desk = (props: DeskProps) => {
  const { id, status, revision, last, decisions, suggested, queue, refused } = props
  return (
    <DeskFrame title="Review">
      {refused && <Refusal of={refused.problem} />}
      <Meta
        of={[
          labelOf(recordStatus, status),
          <a href={`${addressOf(id)}/history`}>Revision {revision}</a>,
          actOf(last.kind),
          <bdi>{last.name ?? last.actor}</bdi>,
          <Instant at={last.at} />,
          last.reason !== null && <bdi>{last.reason}</bdi>,
        ]}
      />
      {decisions.length > 0 && (
        <DecisionForm
          action={`${addressOf(id)}/review`}
          decisions={decisions}
          revision={revision}
          queue={queue}
          reason={refused?.reason}
          help="Everybody sees why a record was published, retracted or restored; editors see the rest."
        />
      )}
      <Suggested of={suggested} />
      <Merges {...props} />
      <Distinct {...props} />
      {queue && <QueueLinks of={queue} />}
    </DeskFrame>
  )
}
