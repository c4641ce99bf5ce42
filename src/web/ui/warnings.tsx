/** Warnings of a record in the language of a page. */
import type { StoredIncident, Warning } from '../../../schemas/incident.ts'
import { describeRule, type Issue, type RuleId, rules } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { storedWarnings, unresolvedLinkRule } from '../../services/validate-with-database.ts'

/** A warning as a page shows it. */
export interface ShownWarning {
  readonly pointer: string
  readonly rule: string
  readonly text: string
  /** The stored text in English, if the other one only describes the rule. */
  readonly english?: string
}

const isRule = (rule: string): rule is RuleId => Object.hasOwn(rules, rule)

/** Returns a stored warning, whose words are in English, in another language. */
const translateWarning = (
  { pointer, rule, detail }: Warning,
  live: readonly Issue[],
  messages: Messages,
): ShownWarning => {
  const found = live.find((each) => each.pointer === pointer && each.rule === rule)
  if (found) return { pointer, rule, text: found.say(messages) }
  if (rule === unresolvedLinkRule) return { pointer, rule, text: messages.fields.unresolvedLink }
  const text = messages.translate(detail)
  if (text !== detail || !isRule(rule)) return { pointer, rule, text }
  return { pointer, rule, text: describeRule(rule)(messages), english: detail }
}

/**
 * Returns warnings of a record in the language of the messages. A stored one is said again by the rules of today; if
 * they no longer give it, it has the description of its rule and its English.
 */
export const showWarnings = (
  services: ServiceContext,
  record: StoredIncident,
  warnings: readonly (Warning | Issue)[],
  messages: Messages,
): readonly ShownWarning[] => {
  const isEnglish = messages.language.code === 'en'
  const live = isEnglish || warnings.every((each) => 'say' in each) ? [] : storedWarnings(services, record)
  return warnings.map((each) => {
    const { pointer, rule } = each
    if ('say' in each) return { pointer, rule, text: each.say(messages) }
    return isEnglish ? { pointer, rule, text: each.detail } : translateWarning(each, live, messages)
  })
}

/** Renders the text of a warning with a link to its rule in the codebook. */
export const WarningText = ({ warning: { rule, text, english } }: { warning: ShownWarning }) => (
  <>
    <bdi>{text}</bdi>{' '}
    {english !== undefined && (
      <>
        <bdi lang="en" dir="ltr">
          {english}
        </bdi>{' '}
      </>
    )}
    <a href={`/codebook#rule-${rule}`}>
      <bdi>{rule}</bdi>
    </a>
  </>
)
