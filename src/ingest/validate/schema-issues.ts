/** The issues of valibot as issues of rules, with what would be right. */
import type * as v from 'valibot'
import { type Issue, issue, type Path, type RuleId, rules } from '../../../schemas/rules.ts'
import { eventType } from '../../../schemas/vocabularies.ts'
import { en } from '../../messages/en.ts'
import { describeCountry, isDividedState, suggestCountries } from '../../record/country-names.ts'
import { flatColumns } from '../../record/flat-columns.ts'
import { findNearest } from '../../text/did-you-mean.ts'
import { findMeantCodes } from '../mapping/suggest/code-values.ts'
import { formMeant } from './form-hints.ts'
import { typeOfSubtype } from './imply-type.ts'
import { explainNumber, numberMeant, readEstimate } from './number-hints.ts'

type SchemaIssue = v.GenericIssue

const requirementOf = (found: SchemaIssue): string => String(found.requirement)

/** Returns the right form of a value of another type; empty if nobody can tell. */
const explainType = ({ type, input, ...found }: SchemaIssue): string => {
  const name = pathOf({ type, input, ...found }).at(-1)
  if (type === 'number' && typeof input === 'string') {
    const meant = numberMeant(input, name)
    return meant === undefined ? ` ${explainNumber(input, name)}` : en.fields.withoutQuotes(meant)
  }
  if (type === 'string' && typeof input === 'number') return en.fields.inQuotes(input)
  const isEstimate = type === 'object' && estimates.has(String(name))
  const estimate = isEstimate ? readEstimate(String(input)) : undefined
  if (estimate) return en.fields.asEstimate(estimate)
  const form = formMeant(input, pathOf({ type, input, ...found }))
  return form === undefined ? '' : en.fields.writeAs(form)
}

/** The names of the groups with a low, a best and a high number. */
const estimates: ReadonlySet<string> = new Set(
  flatColumns.flatMap(({ path }) => (path.at(-1) === 'best' ? path.slice(-2, -1) : [])),
)

const wrongType = (found: SchemaIssue): readonly [RuleId, string] => {
  const expected = en.fields.types[found.type] ?? en.fields.types.other
  return found.input === undefined
    ? ['field.required', en.fields.required]
    : ['field.type', en.fields.type(expected) + explainType(found)]
}

/** Returns the error of a coordinate out of range, which the other one may be. */
const outOfRange = (found: SchemaIssue, detail: string): readonly [RuleId, string] => {
  const place = found.path?.at(-1)?.input as Readonly<Record<string, unknown>> | undefined
  const { latitude, longitude } = place ?? {}
  const isSwapped =
    pathOf(found).at(-1) === 'latitude' &&
    Math.abs(Number(latitude)) <= 180 &&
    typeof longitude === 'number' &&
    Math.abs(longitude) <= 90
  return ['number.range', detail + (isSwapped ? en.fields.swapped : '')]
}

const isCountryField = (found: SchemaIssue): boolean => pathOf(found).at(-1) === 'country'

/** Returns the codes of a field that a text may mean; `*` is an index in the field's path. */
const meantCodes = ({ input, ...found }: SchemaIssue, field?: string): readonly string[] => {
  const path = pathOf({ input, ...found }).map((step) => (typeof step === 'number' ? '*' : step))
  return typeof input === 'string' ? findMeantCodes(field ?? path.join('.'), input) : []
}

/** Returns the error of a code of the type of event in the field of the specific type, or the reverse; undefined for any other. */
const swappedKind = (found: SchemaIssue): string | undefined => {
  const name = pathOf(found).at(-1)
  if (name !== 'event_type' && name !== 'event_subtype') return undefined
  if (meantCodes(found).length > 0) return undefined
  const [code = ''] = meantCodes(found, name === 'event_type' ? 'event_subtype' : 'event_type')
  const type = typeOfSubtype(code)
  if (name === 'event_type' && type !== undefined) return en.fields.subtypeAsType(code, type)
  return name === 'event_subtype' && Object.hasOwn(eventType, code)
    ? en.fields.typeAsSubtype(code)
    : undefined
}

const unknownCode = (found: SchemaIssue): readonly [RuleId, string] => {
  if (found.input === undefined) return ['field.required', en.fields.required]
  const suggested =
    typeof found.input === 'string' && isCountryField(found) ? suggestCountries(found.input) : []
  const form = Array.isArray(found.input) ? formMeant(found.input, pathOf(found)) : undefined
  if (form !== undefined)
    return ['code.unknown', en.fields.type(en.fields.types.string ?? '') + en.fields.writeAs(form)]
  const swapped = swappedKind(found)
  if (swapped !== undefined) return ['code.unknown', swapped]
  if (suggested.length > 0) {
    const detail = isDividedState(String(found.input)) ? en.fields.formerState : en.fields.country
    return ['code.unknown', detail(suggested.map(describeCountry))]
  }
  const options = (found as unknown as { requirement?: readonly string[] }).requirement ?? optionsOf(found)
  const meant = meantCodes(found)
  if (meant.length > 0) return ['code.unknown', en.fields.code(meant.join(' or '))]
  const nearestCode = typeof found.input === 'string' ? findNearest(found.input, options) : undefined
  if (nearestCode !== undefined) return ['code.unknown', en.fields.code(nearestCode)]
  return ['code.unknown', options.length > 40 ? en.fields.codeInCodebook : en.fields.codeAmong(options)]
}

/** valibot has the options of a picklist only as text: ("a" | "b"). */
const optionsOf = (found: SchemaIssue): string[] =>
  [...(found.expected ?? '').matchAll(/"([^"]*)"/g)].map(([, option = '']) => option)

/** The rule and the text for each kind of issue of the schema. */
const issueTranslators: Readonly<Record<string, (found: SchemaIssue) => readonly [RuleId, string]>> = {
  picklist: unknownCode,
  integer: () => ['number.whole', en.fields.whole],
  min_value: (found) => outOfRange(found, en.fields.min(requirementOf(found))),
  max_value: (found) => outOfRange(found, en.fields.max(requirementOf(found))),
  max_length: (found) => ['list.length', en.fields.maxEntries(requirementOf(found))],
  min_length: () => ['field.required', en.fields.emptyList],
  regex: () => ['text.slug', rules['text.slug'].description],
}

const isRule = (text: string): text is RuleId => Object.hasOwn(rules, text)

const pathOf = (found: SchemaIssue): Path => (found.path ?? []).map((step) => step.key as string | number)

/** Returns the issue of a rule for an issue of the schema of records. */
export const translateIssue = (found: SchemaIssue): Issue => {
  const path = pathOf(found)
  if (isRule(found.message)) {
    const { description } = rules[found.message]
    const detail = lengthDetail(found) ?? (found.type === 'raw_check' ? found.expected : null) ?? description
    return issue(path, found.message, detail, found.input)
  }
  const [rule, detail] = (issueTranslators[found.type] ?? wrongType)(found)
  return issue(path, rule, detail, found.input)
}

const lengthDetail = (found: SchemaIssue): string | undefined =>
  found.message === 'text.length' && typeof found.input === 'string'
    ? en.fields.textLength([...found.input].length, Number(found.expected))
    : undefined
