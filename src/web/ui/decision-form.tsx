/** The parts of forms for editors: a panel, a reason with its buttons, an error, links through the queue. */
import type { PropsWithChildren } from 'hono/jsx'
import type { Problem } from '../../problems.ts'
import { Key, PostForm } from './field.tsx'
import { ReasonField, ReasonFields } from './reason-fields.tsx'
import { Section } from './section.tsx'
import { useMessages } from './viewer.tsx'

/** A refused form: the problem, and the reason as typed. */
export interface FormError {
  readonly problem: Problem
  readonly reason: string
  /** The usual reason that was chosen. */
  readonly stock?: string | undefined
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
    <nav aria-label={decisions.queue} class="pages">
      {previous !== undefined && (
        <a href={previous} rel="prev" accesskey="8">
          {decisions.previous} <Key of="8" />
        </a>
      )}
      {next !== undefined && (
        <a href={next} rel="next" accesskey="9">
          {decisions.next} <Key of="9" />
        </a>
      )}
      <a href={search === '' ? '/queue' : `/queue?${search}`}>{decisions.toQueue}</a>
    </nav>
  )
}

/** Renders why a form was refused. The page opens with the focus there. */
export const FormErrorNotice = ({ problem }: Pick<FormError, 'problem'>) => {
  const messages = useMessages()
  const { title, detail } = problem.textsIn(messages)
  return (
    <div class="summary" role="alert" tabindex={-1} autofocus>
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
  /** Whether usual reasons are offered, and the chosen one. */
  readonly hasStock?: boolean
  readonly stock?: string | undefined
}

/** Renders the form of a decision: a reason, and a button for each possible decision. */
export const DecisionForm = (props: DecisionFormProps) => {
  const { action, decisions, revision, queue, reason, help, stock, hasStock = false } = props
  const { decisions: texts } = useMessages()
  return (
    <PostForm action={action} hidden={{ revision, _queue: queue?.search }}>
      {hasStock ? (
        <ReasonFields decisions={decisions} reason={reason} help={help} stock={stock} />
      ) : (
        <ReasonField reason={reason} help={help} />
      )}
      <p class="buttons">
        {decisions.map((decision, i) => (
          <button
            type="submit"
            name="decision"
            value={decision}
            class={i === 0 ? 'primary' : undefined}
            accesskey={String(i + 1)}
          >
            {texts.button(decision)} <Key of={String(i + 1)} />
          </button>
        ))}
      </p>
    </PostForm>
  )
}

/** Renders a panel for editors, with the error of its last form. */
export const Panel = ({ title, formError, children }: PropsWithChildren<PanelProps>) => (
  <Section id="desk" title={title} class="internal desk">
    {formError && <FormErrorNotice problem={formError.problem} />}
    {children}
  </Section>
)
