/** The parts that all desks have: a frame, a reason with its buttons, what was refused, the way through the queue. */
import type { PropsWithChildren } from 'hono/jsx'
import type { Problem } from '../../problems.ts'
import { CsrfField } from './viewer.tsx'

/** What was refused: the problem, and the reason that was typed. */
export interface FormError {
  readonly problem: Pick<Problem, 'title' | 'detail'>
  readonly reason: string
}

export interface QueuePosition {
  /** The filters of the queue, as a query string. */
  readonly search: string
  readonly previous?: string | undefined
  readonly next?: string | undefined
}

const decisionLabels: Readonly<Record<string, string>> = {
  publish: 'Publish',
  reject: 'Reject',
  retract: 'Retract',
  restore: 'Restore',
  accept: 'Accept',
  decline: 'Decline',
}

/** Links to what stands before and behind in the queue. */
export const QueueLinks = ({ queue }: { queue: QueuePosition }) => (
  <nav aria-label="Queue" class="pages">
    {queue.previous !== undefined && (
      <a href={queue.previous} rel="prev">
        Previous in the queue
      </a>
    )}
    {queue.next !== undefined && (
      <a href={queue.next} rel="next">
        Next in the queue
      </a>
    )}
    <a href={queue.search === '' ? '/queue' : `/queue?${queue.search}`}>Queue</a>
  </nav>
)

/** Why the last press of a button did nothing. */
export const FormErrorNotice = ({ problem: { title, detail } }: { problem: FormError['problem'] }) => (
  <div class="summary" role="alert">
    <h3>{title}</h3>
    <p>
      <bdi>{detail}</bdi> Nothing was changed. What you typed is still here.
    </p>
  </div>
)

export interface DecisionFormProps {
  readonly action: string
  readonly decisions: readonly string[]
  /** The revision that is shown. */
  readonly revision: number
  readonly queue?: QueuePosition | undefined
  /** What stands in the field. */
  readonly reason?: string | undefined
  readonly help: string
}

export const ReasonField = ({ reason = '', help }: Pick<DecisionFormProps, 'reason' | 'help'>) => (
  <div class="field">
    <label for="reason">Reason</label>
    <p class="help" id="reason-help">
      {help}
    </p>
    <textarea id="reason" name="reason" rows={2} dir="auto" maxlength={2000} aria-describedby="reason-help">
      {reason}
    </textarea>
  </div>
)

/** The form of a decision: a reason, and a button for each thing that can be decided. */
export const DecisionForm = ({ action, decisions, revision, queue, reason, help }: DecisionFormProps) => (
  <form action={action} method="post">
    <CsrfField />
    <input type="hidden" name="revision" value={String(revision)} />
    {queue && <input type="hidden" name="_queue" value={queue.search} />}
    <ReasonField reason={reason} help={help} />
    <p class="buttons">
      {decisions.map((decision, i) => (
        <button type="submit" name="decision" value={decision} class={i === 0 ? 'primary' : undefined}>
          {decisionLabels[decision] ?? decision}
        </button>
      ))}
    </p>
  </form>
)

/** The frame of a desk. */
export const Panel = ({ title, children }: PropsWithChildren<{ title: string }>) => (
  <section class="internal desk" aria-labelledby="desk">
    <h2 id="desk">{title}</h2>
    {children}
  </section>
)
