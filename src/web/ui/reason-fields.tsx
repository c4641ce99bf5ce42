/** The reason of a decision: one of the usual ones, words of one's own, or both. */
import type { Messages } from '../../messages/messages.ts'
import type { SiteSettings } from '../site/site-settings.ts'
import { Field, Key } from './field.tsx'
import { useMessages, useSite } from './viewer.tsx'

/** The field of a usual reason. */
export const stockName = '_stock'

type StockDecision = keyof Messages['desk']['reasons']

/** Returns the usual reasons of a decision, if it has any: those that the operator has set, or those of the messages. */
const reasonsFor = (decision: string, { desk }: Messages, site: SiteSettings): readonly string[] => {
  if (decision === 'reject' && site.rejectReasons) return site.rejectReasons
  return Object.hasOwn(desk.reasons, decision) ? desk.reasons[decision as StockDecision] : []
}

interface StockOptionsProps {
  readonly decisions: readonly string[]
  readonly value: string | undefined
}

const StockOptions = ({ decisions, value }: StockOptionsProps) => {
  const [messages, site] = [useMessages(), useSite()]
  const groups = decisions.map((decision) => [decision, reasonsFor(decision, messages, site)] as const)
  const isKnown = groups.some(([, reasons]) => reasons.includes(value ?? ''))
  return (
    <>
      <option value="">{messages.desk.noStock}</option>
      {value && !isKnown && (
        <option value={value} selected>
          {value}
        </option>
      )}
      {groups
        .filter(([, reasons]) => reasons.length > 0)
        .map(([decision, reasons]) => (
          <optgroup label={messages.decisions.button(decision)}>
            {reasons.map((reason) => (
              <option value={reason} selected={reason === value}>
                {reason}
              </option>
            ))}
          </optgroup>
        ))}
    </>
  )
}

export interface ReasonFieldProps {
  /** The content of the field. */
  readonly reason?: string | undefined
  readonly help?: string | undefined
  readonly label?: string | undefined
  readonly id?: string | undefined
}

/** Renders the field for a reason. */
export const ReasonField = ({ reason, help, label, id = 'reason' }: ReasonFieldProps) => (
  <Field
    as="textarea"
    id={id}
    label={label ?? useMessages().decisions.reason}
    help={help}
    name="reason"
    rows={2}
    dir="auto"
    maxlength={2000}
    value={reason}
  />
)

interface ReasonFieldsProps extends ReasonFieldProps {
  readonly decisions: readonly string[]
  /** The usual reason that is chosen. */
  readonly stock?: string | undefined
}

/** Renders the usual reasons of decisions, and the field for a reason. */
export const ReasonFields = ({ decisions, stock, ...field }: ReasonFieldsProps) => {
  const { desk } = useMessages()
  return (
    <>
      <Field
        as="select"
        id="stock"
        label={
          <>
            {desk.stock} <Key of="5" />
          </>
        }
        help={desk.stockHelp}
        isHelpBelow
        name={stockName}
        accesskey="5"
        dir="auto"
      >
        <StockOptions decisions={decisions} value={stock} />
      </Field>
      <ReasonField {...field} />
    </>
  )
}
