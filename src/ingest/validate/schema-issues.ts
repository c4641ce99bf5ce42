/** The issues of valibot as issues of rules, with what would be right. */
import type * as v from 'valibot'
import { explainText } from '../../../schemas/field-types.ts'
import { describeRule, type Issue, issue, type Path, type RuleId, rules } from '../../../schemas/rules.ts'
import { eventType } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import { describeCountry, isDividedState, suggestCountries } from '../../record/country-names.ts'
import { flatColumns } from '../../record/flat-columns.ts'
import { findNearest } from '../../text/did-you-mean.ts'
import { listAlternatives } from '../../text/sentence.ts'
import { findMeantCodes } from '../mapping/suggest/code-values.ts'
import { formMeant } from './form-hints.ts'
import { typeOfSubtype } from './imply-type.ts'
import { explainNumber, numberMeant, readEstimate } from './number-hints.ts'

type SchemaIssue = v.GenericIssue

/** Returns what would be right, in the language of the messages. */
type SayIssue = (messages: Messages) => string

const requirementOf = (found: SchemaIssue): string => String(found.requirement)

/** Returns the right form of a value of another type, after a space; undefined if nobody can tell. */
const explainType = ({ type, input, ...found }: SchemaIssue): SayIssue | undefined => {
  const name = pathOf({ type, input, ...found }).at(-1)
  if (type === 'number' && typeof input === 'string') {
    const meant = numberMeant(input, name)
    if (meant !== undefined) return (m) => m.fields.withoutQuotes(meant)
    const say = explainNumber(input, name)
    return (m) => ` ${say(m)}`
  }
  if (type === 'string' && typeof input === 'number') return (m) => m.fields.inQuotes(input)
  const isEstimate = type === 'object' && estimates.has(String(name))
  const estimate = isEstimate ? readEstimate(String(input)) : undefined
  if (estimate) return (m) => m.fields.asEstimate(estimate)
  const form = formMeant(input, pathOf({ type, input, ...found }))
  return form === undefined ? undefined : (m) => m.fields.writeAs(form)
}

/** The names of the groups with a low, a best and a high number. */
const estimates: ReadonlySet<string> = new Set(
  flatColumns.flatMap(({ path }) => (path.at(-1) === 'best' ? path.slice(-2, -1) : [])),
)

const isMissing: readonly [RuleId, SayIssue] = ['field.required', (m) => m.fields.required]

const wrongType = (found: SchemaIssue): readonly [RuleId, SayIssue] => {
  if (found.input === undefined) return isMissing
  const hint = explainType(found)
  const say: SayIssue = (m) => {
    const { type, types } = m.fields
    return type(types[found.type] ?? types.other) + (hint?.(m) ?? '')
  }
  return ['field.type', say]
}

/** Returns the error of a coordinate out of range, which the other one may be. */
const outOfRange = (found: SchemaIssue, say: SayIssue): readonly [RuleId, SayIssue] => {
  const place = found.path?.at(-1)?.input as Readonly<Record<string, unknown>> | undefined
  const { latitude, longitude } = place ?? {}
  const isSwapped =
    pathOf(found).at(-1) === 'latitude' &&
    Math.abs(Number(latitude)) <= 180 &&
    typeof longitude === 'number' &&
    Math.abs(longitude) <= 90
  return ['number.range', isSwapped ? (m) => say(m) + m.fields.swapped : say]
}

const isCountryField = (found: SchemaIssue): boolean => pathOf(found).at(-1) === 'country'

/** Returns the codes of a field that a text may mean; `*` is an index in the field's path. */
const meantCodes = ({ input, ...found }: SchemaIssue, field?: string): readonly string[] => {
  const path = pathOf({ input, ...found }).map((step) => (typeof step === 'number' ? '*' : step))
  return typeof input === 'string' ? findMeantCodes(field ?? path.join('.'), input) : []
}

/** Returns the error of a code of the type of event in the field of the specific type, or the reverse; undefined for any other. */
const swappedKind = (found: SchemaIssue): SayIssue | undefined => {
  const name = pathOf(found).at(-1)
  if (name !== 'event_type' && name !== 'event_subtype') return undefined
  if (meantCodes(found).length > 0) return undefined
  const [code = ''] = meantCodes(found, name === 'event_type' ? 'event_subtype' : 'event_type')
  const type = typeOfSubtype(code)
  if (name === 'event_type' && type !== undefined) return (m) => m.fields.subtypeAsType(code, type)
  return name === 'event_subtype' && Object.hasOwn(eventType, code)
    ? (m) => m.fields.typeAsSubtype(code)
    : undefined
}

/** Returns what would be right instead of a value that is no code of its field. */
const explainCode = (found: SchemaIssue): SayIssue => {
  const suggested =
    typeof found.input === 'string' && isCountryField(found) ? suggestCountries(found.input) : []
  const form = Array.isArray(found.input) ? formMeant(found.input, pathOf(found)) : undefined
  if (form !== undefined)
    return ({ fields: { type, types, writeAs } }) => type(types.string ?? '') + writeAs(form)
  const swapped = swappedKind(found)
  if (swapped !== undefined) return swapped
  if (suggested.length > 0) {
    const isDivided = isDividedState(String(found.input))
    return (m) => {
      const countries = suggested.map((each) => describeCountry(each, m))
      return isDivided ? m.fields.formerState(countries) : m.fields.country(countries)
    }
  }
  const options = (found as unknown as { requirement?: readonly string[] }).requirement ?? optionsOf(found)
  const meant = meantCodes(found)
  if (meant.length > 0) return (m) => m.fields.code(listAlternatives(meant, m))
  const nearestCode = typeof found.input === 'string' ? findNearest(found.input, options) : undefined
  if (nearestCode !== undefined) return (m) => m.fields.code(nearestCode)
  return ({ fields }) => (options.length > 40 ? fields.codeInCodebook : fields.codeAmong(options))
}

const unknownCode = (found: SchemaIssue): readonly [RuleId, SayIssue] =>
  found.input === undefined ? isMissing : ['code.unknown', explainCode(found)]

/** valibot has the options of a picklist only as text: ("a" | "b"). */
const optionsOf = (found: SchemaIssue): string[] =>
  [...(found.expected ?? '').matchAll(/"([^"]*)"/g)].map(([, option = '']) => option)

/** The rule and the text for each kind of issue of the schema. */
const issueTranslators: Readonly<Record<string, (found: SchemaIssue) => readonly [RuleId, SayIssue]>> = {
  picklist: unknownCode,
  integer: () => ['number.whole', (m) => m.fields.whole],
  min_value: (found) => outOfRange(found, (m) => m.fields.min(requirementOf(found))),
  max_value: (found) => outOfRange(found, (m) => m.fields.max(requirementOf(found))),
  max_length: (found) => ['list.length', (m) => m.fields.maxEntries(requirementOf(found))],
  min_length: () => ['field.required', (m) => m.fields.emptyList],
  regex: () => ['text.slug', describeRule('text.slug')],
}

const isRule = (text: string): text is RuleId => Object.hasOwn(rules, text)

const pathOf = (found: SchemaIssue): Path => (found.path ?? []).map((step) => step.key as string | number)

/** Returns the issue of a rule for an issue of the schema of records. */
export const translateIssue = (found: SchemaIssue): Issue => {
  const path = pathOf(found)
  if (isRule(found.message)) {
    const { message: rule, input, expected } = found
    const explained = typeof input === 'string' ? explainText(rule, input, expected) : undefined
    return issue(path, rule, sayLength(found) ?? explained ?? describeRule(rule), input)
  }
  const [rule, say] = (issueTranslators[found.type] ?? wrongType)(found)
  return issue(path, rule, say, found.input)
}

const sayLength = ({ message, input, expected }: SchemaIssue): SayIssue | undefined => {
  if (message !== 'text.length' || typeof input !== 'string') return undefined
  const length = [...input].length
  return (m) => m.fields.textLength(length, Number(expected))
}
