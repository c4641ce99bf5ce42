/** The desk of those who review: where something stands, what can be decided of it, and why. */
import { recordStatus } from '../../schemas/codes.ts'
import { DecisionForm, DeskFrame, type InQueue, QueueLinks, Refusal, type Refused } from './desk-parts.tsx'
import { actOf, type Head } from './history.tsx'
import { addressOf } from './incident.tsx'
import { Meta } from './prose.tsx'
import { labelOf } from './vocabulary.tsx'
import { Instant } from './when.tsx'

export interface DeskProps {
  readonly id: string
  readonly status: string
  readonly revision: number
  readonly last: Head
  readonly decisions: readonly string[]
  /** The corrections that wait for this record. */
  readonly suggested: readonly { readonly href: string; readonly at: string; readonly reason: string }[]
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

export const Desk = ({ id, status, revision, last, decisions, suggested, queue, refused }: DeskProps) => (
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
    {queue && <QueueLinks of={queue} />}
  </DeskFrame>
)
