/**
 * Reads what was sent along the shape of the record: texts are trimmed and composed, what is absent is left out,
 * names that the record does not have are reported. Nothing here decides whether a value is right.
 */
import { type Issue, issue, pointerOf, type RuleId } from '../../../schemas/rules.ts'
import type { Field, Shape } from '../../record/shape.ts'
import { nearest } from '../../text/did-you-mean.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the rule is about
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

export interface Reading {
  readonly issues: Issue[]
  /** Pointers to absent fields that a mistyped name seems to mean. */
  readonly meant: string[]
  /** Texts that look like numbers are read as numbers: forms and tables have no other way to say them. */
  readonly fromText: boolean
  /** Whether the schema surely takes every value that came. */
  sure: boolean
  /** How many required fields did not come. */
  missing: number
}

export const newReading = (fromText: boolean, issues: readonly Issue[] = []): Reading => ({
  issues: [...issues],
  meant: [],
  fromText,
  sure: true,
  missing: 0,
})

/** Where the reading is: steps are put on and taken off. */
type Trail = (string | number)[]

/** Digits of the Arabic and Persian scripts as Latin ones. */
const latinDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))

const asNumber = (text: string): number | string => {
  const plain = latinDigits(text).replace('\u066b', '.')
  return /^[+-]?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : text
}

/** Printable ASCII without spaces around it: most texts are clean already. */
const plain = /^[!-~](?:[ -~]*[!-~])?$/

/** Whether a text surely is clean as it is. */
export const isClean = (text: string): boolean => plain.test(text)

const cleanText = (text: string, path: Trail, reading: Reading): string | undefined => {
  if (isClean(text)) return text
  const inLines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  const clean = inLines.normalize('NFC').trim()
  if (!clean.isWellFormed()) {
    reading.issues.push(issue(path, 'text.broken', 'It holds one half of a pair of surrogates.', clean))
    return undefined
  }
  const at = clean.search(control)
  if (at >= 0) {
    const code = (clean.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    reading.issues.push(
      issue(path, 'text.control', `It holds the control character U+${code}; take it out.`, clean),
    )
    return undefined
  }
  return clean === '' ? undefined : clean
}

/** So many unknown fields of a group are reported: more of them say nothing more. */
const mostUnknown = 100

const reportUnknown = (
  value: Readonly<Record<string, unknown>>,
  fields: ReadonlyMap<string, Field>,
  path: Trail,
  reading: Reading,
): void => {
  const unknown = Object.keys(value).filter((name) => !fields.has(name))
  for (const name of unknown.slice(0, mostUnknown)) {
    const near = nearest(name, fields.keys())
    const hint = near ? `Did you mean ${near}?` : `Its fields are ${[...fields.keys()].join(', ')}.`
    if (near && !Object.hasOwn(value, near)) reading.meant.push(pointerOf([...path, near]))
    const where = path.length === 0 ? 'A record' : path.filter((step) => typeof step === 'string').join('.')
    reading.issues.push(
      issue(
        [...path, name.slice(0, 200).toWellFormed()],
        'field.unknown',
        `${where} has no field "${name.slice(0, 64).toWellFormed()}". ${hint}`,
        value[name],
      ),
    )
  }
}

/** The fields of a group in published order: the group itself where it is that already. */
const cleanGroup = (
  value: Readonly<Record<string, unknown>>,
  fields: ReadonlyMap<string, Field>,
  path: Trail,
  reading: Reading,
): Readonly<Record<string, unknown>> | undefined => {
  const before = reading.issues.length
  const names = Object.keys(value)
  let other: Record<string, unknown> | undefined
  let known = 0
  let kept = 0
  for (const { name, shape, required } of fields.values()) {
    const inner = value[name]
    let clean: unknown
    if (inner !== undefined) {
      path.push(name)
      clean = cleanValue(inner, shape, path, reading)
      path.pop()
      if (clean !== inner || names[known] !== name) other ??= firstFields(value, names, known)
      known++
    }
    if (clean !== undefined) {
      kept++
      if (other) other[name] = clean
    } else if (required) reading.missing++
  }
  if (known < names.length) {
    other ??= firstFields(value, names, known)
    reportUnknown(value, fields, path, reading)
  }
  const says = kept > 0 || reading.issues.length > before || path.length === 0
  return says ? (other ?? value) : undefined
}

const firstFields = (value: Readonly<Record<string, unknown>>, names: readonly string[], howMany: number) => {
  const some: Record<string, unknown> = {}
  for (const name of names.slice(0, howMany)) some[name] = value[name]
  return some
}

const notAGroup = (value: unknown, path: Trail, reading: Reading): undefined => {
  reading.issues.push(issue(path, 'field.type', 'It must be a group of fields.', value))
}

/** Names that valibot leaves out of records, as a guard against prototype pollution. */
const unkeepable = new Set(['__proto__', 'constructor', 'prototype'])

/** What keeps a column of another layout from being kept as it came. */
const faultOf = (name: string, value: unknown): readonly [RuleId, string] | undefined => {
  if (unkeepable.has(name)) return ['field.unknown', 'A column cannot have this name.']
  if (typeof value === 'number' && !Number.isFinite(value))
    return ['number.range', 'The number is too large.']
  const text = typeof value === 'string' ? value : ''
  if (!name.isWellFormed() || !text.isWellFormed())
    return ['text.broken', 'It holds one half of a pair of surrogates.']
  return name.includes('\0') || text.includes('\0') ? ['text.control', 'It holds a NUL.'] : undefined
}

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** The columns of another layout as they came, but for those that say nothing. */
const verbatim = (value: unknown, path: Trail, reading: Reading): unknown => {
  if (Array.isArray(value)) return notAGroup(value, path, reading)
  reading.sure &&= typeof value === 'object'
  if (typeof value !== 'object' || value === null) return value ?? undefined
  const names = Object.keys(value)
  const kept = names.filter((name) => {
    const inner = (value as Record<string, unknown>)[name]
    if (inner === null) return false
    const fault = faultOf(name, inner)
    if (fault) reading.issues.push(issue([...path, name.toWellFormed()], ...fault, inner))
    reading.sure &&= isScalar(inner)
    return fault === undefined
  })
  if (kept.length === 0) return undefined
  if (kept.length === names.length) return value
  return Object.fromEntries(kept.map((name) => [name, (value as Record<string, unknown>)[name]]))
}

/** The text, or the number that it says. */
const cleanLeaf = (
  text: string,
  shape: Shape,
  path: Trail,
  reading: Reading,
): string | number | undefined => {
  const clean = cleanText(text, path, reading)
  if (clean === undefined || shape.kind !== 'leaf' || !reading.fromText) return clean
  if (shape.type === 'number') return asNumber(clean)
  return shape.leaf === 'date' ? latinDigits(clean) : clean
}

const cleanList = (
  list: readonly unknown[],
  { item, max }: Shape & { readonly kind: 'list' },
  path: Trail,
  reading: Reading,
): readonly unknown[] | undefined => {
  if (list.length > max) {
    reading.issues.push(
      issue(path, 'list.length', `It has ${list.length} entries; at most ${max} are taken.`, list),
    )
    return undefined
  }
  let other: unknown[] | undefined
  let i = 0
  for (const each of list) {
    const before = reading.issues.length
    path.push(i)
    const clean = cleanValue(each, item, path, reading)
    if (clean === undefined && reading.issues.length === before)
      reading.issues.push(issue(path, 'item.empty', 'The entry says nothing; leave it out.', each))
    path.pop()
    if (clean !== each) other ??= list.slice(0, i)
    other?.push(clean)
    i++
  }
  return list.length > 0 ? (other ?? list) : undefined
}

/** The value as it will be judged and kept; undefined is absent. */
export const cleanValue = (value: unknown, shape: Shape, path: Trail, reading: Reading): unknown => {
  if (value === null || value === undefined) return undefined
  if (shape.kind === 'map') return verbatim(value, path, reading)
  if (shape.kind === 'leaf' || typeof value === 'string') {
    if (shape.kind === 'leaf' && shape.exact && shape.sure?.(value)) return value
    const clean = typeof value === 'string' ? cleanLeaf(value, shape, path, reading) : value
    if (clean !== undefined) reading.sure &&= shape.kind === 'leaf' && (shape.sure?.(clean) ?? false)
    return clean
  }
  if (shape.kind === 'group' && typeof value === 'object')
    return Array.isArray(value)
      ? notAGroup(value, path, reading)
      : cleanGroup(value as Record<string, unknown>, shape.fields, path, reading)
  if (shape.kind === 'list' && Array.isArray(value)) return cleanList(value, shape, path, reading)
  reading.sure = false
  return value
}
