/** The parts that all desks have: a frame, a reason with its buttons, what was refused, the way through the queue. */
import type { PropsWithChildren } from 'hono/jsx'
import type { Problem } from '../../problems.ts'
import { Field, PostForm } from './field.tsx'
import { Pager, Section } from './section.tsx'

/** What was refused: the problem, and the reason that was typed. */
export interface FormError {
  readonly problem: Problem
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
export const QueueLinks = ({ queue: { search, previous, next } }: { queue: QueuePosition }) => (
  <Pager
    label="Queue"
    links={[
      [previous, 'Previous in the queue', 'prev'],
      [next, 'Next in the queue', 'next'],
      [search === '' ? '/queue' : `/queue?${search}`, 'Queue'],
    ]}
  />
)

/** Why the last press of a button did nothing. */
export const FormErrorNotice = ({ problem: { title, detail } }: Pick<FormError, 'problem'>) => (
  <div class="summary" role="alert">
    <h3>{title}</h3>
    <p>
      <bdi>{detail}</bdi> Nothing was changed. What you typed is still here.
    </p>
  </div>
)

interface PanelProps {
  readonly title: string
  readonly formError?: FormError | undefined
}

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

export const ReasonField = ({ reason, help }: Pick<DecisionFormProps, 'reason' | 'help'>) => (
  <Field
    as="textarea"
    id="reason"
    label="Reason"
    help={help}
    name="reason"
    rows={2}
    dir="auto"
    maxlength={2000}
    value={reason}
  />
)

/** The form of a decision: a reason, and a button for each thing that can be decided. */
export const DecisionForm = ({ action, decisions, revision, queue, reason, help }: DecisionFormProps) => (
  <PostForm action={action} hidden={{ revision, _queue: queue?.search }}>
    <ReasonField reason={reason} help={help} />
    <p class="buttons">
      {decisions.map((decision, i) => (
        <button type="submit" name="decision" value={decision} class={i === 0 ? 'primary' : undefined}>
          {decisionLabels[decision] ?? decision}
        </button>
      ))}
    </p>
  </PostForm>
)

/** The frame of a desk, with why the last press of a button in it did nothing. */
export const Panel = ({ title, formError, children }: PropsWithChildren<PanelProps>) => (
  <Section id="desk" title={title} class="internal desk">
    {formError && <FormErrorNotice problem={formError.problem} />}
    {children}
  </Section>
)
