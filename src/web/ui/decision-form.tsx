/** The parts of forms for editors: a panel, a reason with its buttons, an error, links through the queue. */
import type { PropsWithChildren } from 'hono/jsx'
import type { Problem } from '../../problems.ts'
import { Field, PostForm } from './field.tsx'
import { Pager, Section } from './section.tsx'
import { useMessages } from './viewer.tsx'

/** A refused form: the problem, and the reason as typed. */
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

/** Renders links to the previous and next entry of the queue, and to the queue. */
export const QueueLinks = ({ queue: { search, previous, next } }: { queue: QueuePosition }) => {
  const { decisions } = useMessages()
  return (
    <Pager
      label={decisions.queue}
      links={[
        [previous, decisions.previous, 'prev'],
        [next, decisions.next, 'next'],
        [search === '' ? '/queue' : `/queue?${search}`, decisions.toQueue],
      ]}
    />
  )
}

/** Renders why a form was refused. */
export const FormErrorNotice = ({ problem }: Pick<FormError, 'problem'>) => {
  const messages = useMessages()
  const { title, detail } = problem.textsIn(messages)
  return (
    <div class="summary" role="alert">
      <h3>{title}</h3>
      <p>
        <bdi>{detail}</bdi> {messages.decisions.unchanged}
      </p>
    </div>
  )
}

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
  /** The content of the field. */
  readonly reason?: string | undefined
  readonly help: string
}

/** Renders the field for a reason. */
export const ReasonField = ({ reason, help }: Pick<DecisionFormProps, 'reason' | 'help'>) => (
  <Field
    as="textarea"
    id="reason"
    label={useMessages().decisions.reason}
    help={help}
    name="reason"
    rows={2}
    dir="auto"
    maxlength={2000}
    value={reason}
  />
)

/** Renders the form of a decision: a reason, and a button for each possible decision. */
export const DecisionForm = ({ action, decisions, revision, queue, reason, help }: DecisionFormProps) => (
  <PostForm action={action} hidden={{ revision, _queue: queue?.search }}>
    <ReasonField reason={reason} help={help} />
    <p class="buttons">
      {decisions.map((decision, i) => (
        <button type="submit" name="decision" value={decision} class={i === 0 ? 'primary' : undefined}>
          {useMessages().decisions.button(decision)}
        </button>
      ))}
    </p>
  </PostForm>
)

/** Renders a panel for editors, with the error of its last form. */
export const Panel = ({ title, formError, children }: PropsWithChildren<PanelProps>) => (
  <Section id="desk" title={title} class="internal desk">
    {formError && <FormErrorNotice problem={formError.problem} />}
    {children}
  </Section>
)
