/** Validates input. The result is a record, or every error. */

import * as v from 'valibot'
import {
  crossFieldRules,
  type PartialIncident,
  type RuleContext,
} from '../../../schemas/cross-field-rules.ts'
import { type Incident, incident } from '../../../schemas/incident.ts'
import {
  type Issue,
  issue,
  pointerOf,
  type RuleId,
  type Severity,
  severityOf,
} from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import { publicFilingTime } from '../../record/filing-time.ts'
import { parsePointer } from '../../record/paths.ts'
import { mapStrings } from '../../record/redaction.ts'
import { recordShape, splitReadOnlyFields } from '../../record/shape.ts'
import { isSameJson } from '../../text/json.ts'
import { implyType } from './imply-type.ts'
import { normalizeValue } from './normalize.ts'
import { createNormalizeState, type NormalizeState, type ReadingNote } from './normalize-state.ts'
import { renameFields } from './rename-fields.ts'
import { translateIssue } from './schema-issues.ts'
import { newErrors, type StatedError } from './tolerance.ts'

export interface ValidationResult {
  /** The record in canonical form; undefined if there are errors. */
  readonly record?: Incident
  readonly errors: readonly Issue[]
  readonly warnings: readonly Issue[]
  /** Values that are read differently from their texts. */
  readonly notes?: readonly ReadingNote[]
}

/** Returns a copy without the values at the pointers. */
const removePointers = (value: unknown, pointers: ReadonlySet<string>, at = ''): unknown => {
  if (pointers.has(at)) return undefined
  if (Array.isArray(value)) return value.map((item, i) => removePointers(item, pointers, `${at}/${i}`) ?? {})
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const kept = removePointers(inner, pointers, at + pointerOf([name]))
      return kept === undefined ? [] : [[name, kept]]
    }),
  )
}

const restsOnFields =
  (...names: string[]) =>
  (pointer: string, broken: string): boolean =>
    names.some((name) => broken === `${pointer}/${name}`)

/** Rules that depend on other fields than the one at their pointer. */
const ruleDependencies: { readonly [R in RuleId]?: (pointer: string, broken: string) => boolean } = {
  'casualties.group': restsOnFields('group', 'actor'),
  'source.nameless': restsOnFields('publisher', 'url', 'title'),
  'source.unknown': (_, broken) => /^\/sources(?:\/\d+(?:\/key)?)?$/.test(broken),
}

const isConsequence = ({ pointer, rule }: Issue, broken: string): boolean =>
  pointer === broken ||
  pointer.startsWith(`${broken}/`) ||
  (ruleDependencies[rule]?.(pointer, broken) ?? false)

/** Returns whether a value is the stored one, or what the public sees of it. */
const isStoredValue = (name: string, value: unknown, stored: Readonly<Record<string, unknown>>): boolean =>
  isSameJson(value, stored[name]) ||
  (name === 'created_at' && value === publicFilingTime(String(stored[name]), true))

/** Returns the input without the fields that the server sets; reports those that differ from the stored ones. */
const removeReadOnlyFields = (
  sent: object,
  stored: Readonly<Record<string, unknown>>,
  issues: Issue[],
): object => {
  const { own, set } = splitReadOnlyFields(sent)
  for (const name of set) {
    const value = (sent as Record<string, unknown>)[name]
    if (value !== null && !isStoredValue(name, value, stored))
      issues.push(issue([name], 'field.server', (m: Messages) => m.fields.readOnly(name), value))
  }
  return own
}

export interface ValidateOptions {
  /** Whether texts are read as numbers: forms and tables have only texts. */
  readonly fromText?: boolean
  /** Returns whether a text is refused because it usually means that there is no value. */
  readonly isPlaceholder?: (text: string) => boolean
  /** The stored record that is replaced; fields that the server sets are compared with it. */
  readonly stored?: Readonly<Record<string, unknown>>
  /** The dataset of records that state none. */
  readonly dataset?: string
  /** Errors found while the candidate was read. */
  readonly issues?: readonly Issue[]
  /** Warnings found while the candidate was read. */
  readonly warnings?: readonly Issue[]
  /** The stored records that the candidate is made from: errors that they already have are only warnings. */
  readonly previous?: readonly Incident[]
  /** How the candidate has rewritten the texts of `previous`. */
  readonly rewrite?: ((text: string) => string) | undefined
}

interface CrossFieldOptions {
  readonly isExternal?: boolean
  /** Pointers to invalid fields. */
  readonly broken?: readonly string[]
}

/** Returns the issues of cross-field rules, except those that follow from invalid fields. */
const crossFieldIssues = (
  record: PartialIncident,
  context: RuleContext,
  { isExternal = record.external !== undefined, broken = [] }: CrossFieldOptions = {},
) => {
  const issues: Record<Severity, Issue[]> = { error: [], warning: [] }
  for (const each of crossFieldRules)
    each(record, context, (breach) => {
      if (!broken.some((pointer) => isConsequence(breach, pointer)))
        issues[severityOf(breach.rule, { isExternal })].push(breach)
    })
  return issues
}

/** Returns the result for a record whose fields are all valid. */
const validateRules = (record: Incident, context: RuleContext): ValidationResult => {
  const { error: errors, warning: warnings } = crossFieldIssues(record, context)
  return errors.length > 0 ? { errors, warnings } : { record, errors, warnings }
}

/** Returns an issue with the way to read a negative number, such as -99, as unknown. */
const withNullHint = (found: Issue): Issue => {
  const { rule, say, received } = found
  return rule === 'number.range' && typeof received === 'number' && received < 0
    ? { ...found, say: (m: Messages) => say(m) + m.fields.nullValue(received) }
    : found
}

/** Returns the result for a candidate: the errors of the schema, and the cross-field issues of the valid fields. */
const validateFields = (
  normalized: Readonly<Record<string, unknown>>,
  state: NormalizeState,
  context: RuleContext,
): ValidationResult => {
  const skippedPointers = new Set([...state.issues.map((each) => each.pointer), ...state.suggestedPointers])
  const parsed = v.safeParse(incident, normalized)
  if (parsed.success && skippedPointers.size === 0) return validateRules(parsed.output, context)
  const schemaIssues = (parsed.issues ?? [])
    .map(translateIssue)
    .map((each) => (state.isPlaceholder ? withNullHint(each) : each))
    .filter((each) => !skippedPointers.has(each.pointer))
  const errors = [...state.issues, ...schemaIssues]
  // A withdrawn code is one still, by which the rules can judge.
  const broken = errors.filter(({ rule }) => rule !== 'code.withdrawn')
  const pointers = [...new Set([...broken.map((each) => each.pointer), ...state.suggestedPointers])]
  const partial = removePointers(normalized, new Set(pointers)) as PartialIncident
  const { error, warning } = crossFieldIssues(partial, context, {
    isExternal: normalized.external !== undefined,
    broken: pointers,
  })
  return { errors: [...errors, ...error], warnings: warning }
}

/** A result with the normalized candidate, valid or not; undefined if the candidate is not an object. */
interface Judgement extends ValidationResult {
  readonly normalized?: Incident
}

const judge = (
  input: unknown,
  context: RuleContext,
  options: ValidateOptions,
  { keepsWrong = false } = {},
): Judgement => {
  const { value: candidate, ...renamed } = renameFields(input)
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate))
    return {
      errors: [issue([], 'record.type', (m: Messages) => m.fields.record, candidate)],
      warnings: [],
    }
  const issues = [...(options.issues ?? []), ...renamed.issues]
  const { fromText, isPlaceholder } = options
  const state = createNormalizeState({ fromText, isPlaceholder, keepsWrong }, issues)
  const ownFields = removeReadOnlyFields(candidate, options.stored ?? {}, state.issues)
  const own = normalizeValue(ownFields, recordShape, [], state) as Readonly<Record<string, unknown>>
  // A redaction that erases the type is refused; the specific type must not bring it back.
  const normalized = options.rewrite ? own : implyType(own, state)
  removeAnswered(state.issues, options.previous)
  const hasDataset = normalized.dataset !== undefined
  const record = hasDataset ? normalized : { dataset: options.dataset ?? 'reports', ...normalized }
  const isTriviallyValid =
    state.isTriviallyValid && state.issues.length === 0 && state.missingCount === (hasDataset ? 0 : 1)
  const result = isTriviallyValid
    ? validateRules(record as Incident, context)
    : validateFields(record, state, context)
  const warnings = [...(options.warnings ?? []), ...renamed.warnings]
  return {
    ...result,
    warnings: warnings.length > 0 ? [...warnings, ...result.warnings] : result.warnings,
    ...(state.notes.length > 0 && { notes: state.notes }),
    normalized: record as Incident,
  }
}

/** Removes the issues of words for no value that a stored record has at the same place, where they are meant. */
const removeAnswered = (issues: Issue[], previous: readonly Incident[] = []): void => {
  const isAnswered = ({ rule, pointer, received }: Issue) =>
    rule === 'value.placeholder' && previous.some((record) => valueAt(record, pointer) === received)
  if (issues.some(isAnswered)) issues.splice(0, issues.length, ...issues.filter((each) => !isAnswered(each)))
}

/** Returns the value at a pointer; undefined if there is none. */
const valueAt = (record: unknown, pointer: string): unknown =>
  parsePointer(pointer).reduce(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string, unknown>>)[step]
        : undefined,
    record,
  )

/** Returns the result with the errors that the previous records already have as warnings. */
const tolerate = (
  candidate: unknown,
  context: RuleContext,
  { previous = [], rewrite, ...options }: ValidateOptions,
  { errors, warnings, notes = [] }: Judgement,
): ValidationResult => {
  const { normalized } = judge(candidate, context, { ...options, rewrite }, { keepsWrong: true })
  if (!normalized) return { errors, warnings }
  const stated = (record: unknown, found: readonly Issue[]): StatedError[] =>
    found.map((error) => ({ error, value: valueAt(record, error.pointer) }))
  const before = previous.flatMap((record) => {
    const known = stated(record, judge(record, context, {}).errors)
    return rewrite ? known.map(({ error, value }) => ({ error, value: mapStrings(value, rewrite) })) : known
  })
  const newer = newErrors(before, stated(normalized, errors))
  const older = errors.filter((each) => !newer.includes(each))
  const result = { errors: newer, warnings: [...warnings, ...older], notes }
  return newer.length > 0 ? result : { record: normalized, ...result }
}

/**
 * Validates a candidate by every rule that does not need the database. Returns the record in canonical form (fields
 * in published order, absent ones left out) with its warnings, or every error. A record stored before a rule existed
 * or with a withdrawn code can be edited: errors that it already has are only warnings.
 */
export const validate = (
  candidate: unknown,
  context: RuleContext,
  options: ValidateOptions = {},
): ValidationResult => {
  const judgement = judge(candidate, context, options)
  if (judgement.errors.length > 0 && options.previous) return tolerate(candidate, context, options, judgement)
  const { normalized: _, ...result } = judgement
  return result
}
