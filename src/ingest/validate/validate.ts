/** From what was sent to a record or to all that is wrong with it. */
import * as v from 'valibot'
import { checks, type Sound, type World } from '../../../schemas/cross-field-rules.ts'
import { type Incident, incident } from '../../../schemas/incident.ts'
import {
  type Issue,
  issue,
  type Path,
  pointerOf,
  type RuleId,
  rules,
  severityOf,
} from '../../../schemas/rules.ts'
import { recordShape, withoutServerFields } from '../../record/shape.ts'
import { nearest } from '../../text/did-you-mean.ts'
import { cleanValue, newReading, type Reading } from './normalize.ts'

export interface Checked {
  /** The record in canonical form; undefined when there are errors. */
  readonly record?: Incident
  readonly errors: readonly Issue[]
  readonly warnings: readonly Issue[]
}

type SchemaIssue = v.GenericIssue

const kindNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
  union: 'a text, a number, true or false',
}

const limit = (found: SchemaIssue): string => String(found.requirement)

const wrongType = (found: SchemaIssue): readonly [RuleId, string] => {
  const wanted = kindNames[found.type] ?? 'another kind of value'
  return found.input === undefined
    ? ['field.required', 'It must be given.']
    : ['field.type', `It must be ${wanted}.`]
}

const unknownCode = (found: SchemaIssue): readonly [RuleId, string] => {
  if (found.input === undefined) return ['field.required', 'It must be given.']
  const options = (found as unknown as { requirement?: readonly string[] }).requirement ?? optionsOf(found)
  const near = typeof found.input === 'string' ? nearest(found.input, options) : undefined
  if (near !== undefined) return ['code.unknown', `There is no such code. Did you mean ${near}?`]
  const shown = options.length > 40 ? 'See the codebook.' : `The codes are ${options.join(', ')}.`
  return ['code.unknown', `There is no such code. ${shown}`]
}

/** valibot gives the options of a picklist only as text: ("a" | "b"). */
const optionsOf = (found: SchemaIssue): string[] =>
  [...(found.expected ?? '').matchAll(/"([^"]*)"/g)].map(([, option = '']) => option)

/** The rule and the words for each kind of issue that the schema raises. */
const meaning: Readonly<Record<string, (found: SchemaIssue) => readonly [RuleId, string]>> = {
  picklist: unknownCode,
  integer: () => ['number.whole', 'It must be a whole number.'],
  min_value: (found) => ['number.range', `It must be ${limit(found)} or more.`],
  max_value: (found) => ['number.range', `It must be ${limit(found)} or less.`],
  max_length: (found) => ['list.length', `At most ${limit(found)} entries are taken.`],
  min_length: () => ['field.required', 'It must have at least one entry.'],
  regex: () => ['text.slug', rules['text.slug'].means],
}

const isRule = (text: string): text is RuleId => Object.hasOwn(rules, text)

const pathOf = (found: SchemaIssue): Path => (found.path ?? []).map((step) => step.key as string | number)

const translate = (found: SchemaIssue): Issue => {
  const path = pathOf(found)
  if (isRule(found.message)) {
    const { means } = rules[found.message]
    const detail = found.type === 'raw_check' ? (found.expected ?? means) : lengthDetail(found) || means
    return issue(path, found.message, detail, found.input)
  }
  const [rule, detail] = (meaning[found.type] ?? wrongType)(found)
  return issue(path, rule, detail, found.input)
}

const lengthDetail = (found: SchemaIssue): string =>
  found.message === 'text.length' && typeof found.input === 'string'
    ? `It has ${[...found.input].length} characters, more than the field takes.`
    : ''

/** A copy without the parts that issues point to; what holds nothing after that is left out too. */
const without = (value: unknown, pointers: ReadonlySet<string>, at = ''): unknown => {
  if (pointers.has(at)) return undefined
  if (Array.isArray(value)) return value.map((item, i) => without(item, pointers, `${at}/${i}`) ?? {})
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const kept = without(inner, pointers, at + pointerOf([name]))
      return kept === undefined ? [] : [[name, kept]]
    }),
  )
}

const below =
  (...names: string[]) =>
  (pointer: string, broken: string): boolean =>
    names.some((name) => broken === `${pointer}/${name}`)

/** Rules that rest on more than the place that they point to. */
const restsOn: { readonly [R in RuleId]?: (pointer: string, broken: string) => boolean } = {
  'casualties.group': below('group', 'actor'),
  'source.nameless': below('publisher', 'url', 'title'),
  'source.unknown': (_, broken) => /^\/sources(?:\/\d+(?:\/key)?)?$/.test(broken),
}

const follows = ({ pointer, rule }: Issue, broken: string): boolean =>
  pointer === broken || pointer.startsWith(`${broken}/`) || (restsOn[rule]?.(pointer, broken) ?? false)

/** Whether what was sent is what is stored; looks no deeper than what is stored. */
const equal = (sent: unknown, stored: unknown): boolean => {
  if (typeof sent !== 'object' || typeof stored !== 'object' || !sent || !stored) return sent === stored
  const [given, kept] = [sent, stored] as Record<string, unknown>[]
  const names = Object.keys(stored)
  return (
    Array.isArray(sent) === Array.isArray(stored) &&
    Object.keys(sent).length === names.length &&
    names.every((name) => Object.hasOwn(sent, name) && equal(given?.[name], kept?.[name]))
  )
}

/** What was sent but for the fields that the server sets: equal to the stored ones they are ignored. */
const stated = (sent: object, stored: Readonly<Record<string, unknown>>, issues: Issue[]): object => {
  const { own, set } = withoutServerFields(sent)
  for (const name of set) {
    const value = (sent as Record<string, unknown>)[name]
    if (value !== null && !equal(value, stored[name]))
      issues.push(issue([name], 'field.server', `The server sets ${name}; leave it out.`, value))
  }
  return own
}

export interface CheckOptions {
  /** Numbers may come as text: from a form or a table. */
  readonly fromText?: boolean
  /** The stored record when it is being replaced: what the server sets is compared with it. */
  readonly stored?: Readonly<Record<string, unknown>>
  /** The dataset when none is stated. */
  readonly dataset?: string
  /** What was found wrong while the candidate was read. */
  readonly issues?: readonly Issue[]
}

/** What the rules across fields have against a record of which the schema takes every field. */
const judgeSound = (record: Incident, world: World): Checked => {
  const errors: Issue[] = []
  const warnings: Issue[] = []
  const fromElsewhere = record.external !== undefined
  for (const each of checks)
    each(record, world, (breach) => {
      const found = severityOf(breach.rule, fromElsewhere) === 'error' ? errors : warnings
      found.push(breach)
    })
  return errors.length > 0 ? { errors, warnings } : { record, errors, warnings }
}

/** What the schema has against a candidate, and what the rules across fields have against the rest. */
const judge = (clean: Readonly<Record<string, unknown>>, reading: Reading, world: World): Checked => {
  const unread = new Set([...reading.issues.map((each) => each.pointer), ...reading.meant])
  const parsed = v.safeParse(incident, clean)
  if (parsed.success && unread.size === 0) return judgeSound(parsed.output, world)
  const schemaIssues = (parsed.issues ?? []).map(translate).filter((each) => !unread.has(each.pointer))
  const found = [...reading.issues, ...schemaIssues]
  const pointers = [...new Set([...found.map((each) => each.pointer), ...reading.meant])]
  const sound = without(clean, new Set(pointers)) as Sound
  const fromElsewhere = clean.external !== undefined
  const warnings: Issue[] = []
  for (const each of checks)
    each(sound, world, (breach) => {
      if (pointers.some((broken) => follows(breach, broken))) return
      const into = severityOf(breach.rule, fromElsewhere) === 'error' ? found : warnings
      into.push(breach)
    })
  return { errors: found, warnings }
}

/**
 * Judges a candidate by every rule that needs nothing but the record, and puts it in canonical form: fields in
 * published order, absent ones left out.
 */
export const check = (candidate: unknown, world: World, options: CheckOptions = {}): Checked => {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate))
    return {
      errors: [issue([], 'record.type', 'A record is one object with named fields.', candidate)],
      warnings: [],
    }
  const reading = newReading(options.fromText ?? false, options.issues)
  const own = stated(candidate, options.stored ?? {}, reading.issues)
  const clean = cleanValue(own, recordShape, [], reading) as Readonly<Record<string, unknown>>
  const named = clean.dataset !== undefined
  const whole = named ? clean : { dataset: options.dataset ?? 'reports', ...clean }
  const isSure = reading.sure && reading.issues.length === 0 && reading.missing === (named ? 0 : 1)
  return isSure ? judgeSound(whole as Incident, world) : judge(whole, reading, world)
}
