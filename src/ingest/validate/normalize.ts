/**
 * Normalizes input along the shape of the record: texts are trimmed and composed (NFC), absent fields are left out,
 * unknown names are reported. Whether values are right is not decided here.
 */

import { issue, pointerOf, type RuleId } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Field, Shape } from '../../record/shape.ts'
import { formMeant, pointMeant } from './form-hints.ts'
import { findMeantPath } from './misplaced-fields.ts'
import { normalizeLeaf } from './normalize-leaf.ts'
import type { NormalizeState, PathStack } from './normalize-state.ts'

/** The most unknown fields of a group that are reported. */
const maxUnknown = 100

interface Explanation {
  readonly say: (messages: Messages) => string
  /** The path, from the group on, of the field that is meant. */
  readonly meant?: readonly string[] | undefined
}

/** Returns the error of an unknown field of a group, and the path, from the group on, of the field that it means. */
const explainUnknown = (
  name: string,
  value: unknown,
  path: PathStack,
  fields: ReadonlyMap<string, Field>,
): Explanation => {
  const owner = path.length === 0 ? undefined : path.filter((step) => typeof step === 'string').join('.')
  const short = name.slice(0, 64).toWellFormed()
  const point = pointMeant(short, value, fields)
  if (point)
    return {
      say: (m) => m.fields.point(owner, short, point.json, point),
      meant: [fields.has('latitude') ? 'latitude' : 'location'],
    }
  const meant = findMeantPath(name, path, fields.keys())
  const isElsewhere = owner === undefined && meant && meant.length > 1
  return {
    say: ({ fields: texts }) =>
      isElsewhere
        ? texts.misplaced(short, meant)
        : texts.unknown(owner, short, meant?.join('.'), [...fields.keys()]),
    meant,
  }
}

const reportUnknown = (
  value: Readonly<Record<string, unknown>>,
  fields: ReadonlyMap<string, Field>,
  path: PathStack,
  state: NormalizeState,
): void => {
  const unknown = Object.keys(value).filter((name) => !fields.has(name))
  for (const name of unknown.slice(0, maxUnknown)) {
    const { say, meant } = explainUnknown(name, value[name], path, fields)
    const [first = ''] = meant ?? []
    if (meant && (meant.length > 1 || !Object.hasOwn(value, first)))
      state.suggestedPointers.push(pointerOf([...path, ...(Object.hasOwn(value, first) ? meant : [first])]))
    state.issues.push(issue([...path, name.slice(0, 200).toWellFormed()], 'field.unknown', say, value[name]))
  }
}

/** Returns the fields of a group in published order; the group itself if it is already normalized. */
const normalizeGroup = (
  value: Readonly<Record<string, unknown>>,
  fields: ReadonlyMap<string, Field>,
  path: PathStack,
  state: NormalizeState,
): Readonly<Record<string, unknown>> | undefined => {
  const issueCount = state.issues.length
  const names = Object.keys(value)
  let copy: Record<string, unknown> | undefined
  let knownCount = 0
  let valueCount = 0
  for (const { name, shape, required } of fields.values()) {
    const inner = value[name]
    let normalized: unknown
    if (inner !== undefined) {
      path.push(name)
      normalized = normalizeValue(inner, shape, path, state)
      path.pop()
      if (normalized !== inner || names[knownCount] !== name) copy ??= copyFields(value, names, knownCount)
      knownCount++
    }
    if (normalized !== undefined) {
      valueCount++
      if (copy) copy[name] = normalized
    } else if (required) state.missingCount++
  }
  if (knownCount < names.length) {
    copy ??= copyFields(value, names, knownCount)
    reportUnknown(value, fields, path, state)
    if (state.keepsWrong) for (const name of names) if (!fields.has(name)) copy[name] = value[name]
  }
  const hasContent = valueCount > 0 || state.issues.length > issueCount || path.length === 0
  return hasContent ? (copy ?? value) : undefined
}

const copyFields = (value: Readonly<Record<string, unknown>>, names: readonly string[], count: number) => {
  const copy: Record<string, unknown> = {}
  for (const name of names.slice(0, count)) copy[name] = value[name]
  return copy
}

const reportNotGroup = (value: unknown, path: PathStack, state: NormalizeState): undefined => {
  const form = formMeant(value, path)
  const say = ({ fields }: Messages) => fields.group + (form === undefined ? '' : fields.writeAs(form))
  state.issues.push(issue(path, 'field.type', say, value))
}

/** Names that valibot leaves out of records, to prevent prototype pollution. */
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype'])

/** Returns why a column of another layout cannot be stored unchanged; undefined if it can. */
const findColumnFault = (
  name: string,
  value: unknown,
): readonly [RuleId, (messages: Messages) => string] | undefined => {
  if (forbiddenNames.has(name)) return ['field.unknown', (m) => m.fields.columnName]
  if (typeof value === 'number' && !Number.isFinite(value))
    return ['number.range', (m) => m.fields.numberTooLarge]
  const text = typeof value === 'string' ? value : ''
  if (!name.isWellFormed() || !text.isWellFormed()) return ['text.broken', (m) => m.fields.brokenText]
  return name.includes('\0') || text.includes('\0') ? ['text.control', (m) => m.fields.nul] : undefined
}

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** Returns the columns of another layout unchanged, without empty ones. */
const normalizeMap = (value: unknown, path: PathStack, state: NormalizeState): unknown => {
  if (Array.isArray(value)) return reportNotGroup(value, path, state)
  state.isTriviallyValid &&= typeof value === 'object'
  if (typeof value !== 'object' || value === null) return value ?? undefined
  const names = Object.keys(value)
  const kept = names.filter((name) => {
    const inner = (value as Record<string, unknown>)[name]
    if (inner === null) return false
    const fault = findColumnFault(name, inner)
    if (fault) state.issues.push(issue([...path, name.toWellFormed()], ...fault, inner))
    state.isTriviallyValid &&= isScalar(inner)
    return fault === undefined
  })
  if (kept.length === 0) return undefined
  if (kept.length === names.length) return value
  return Object.fromEntries(kept.map((name) => [name, (value as Record<string, unknown>)[name]]))
}

const normalizeList = (
  list: readonly unknown[],
  { item, max }: Shape & { readonly kind: 'list' },
  path: PathStack,
  state: NormalizeState,
): readonly unknown[] | undefined => {
  if (list.length > max) {
    const say = (m: Messages) => m.fields.tooManyEntries(list.length, max)
    state.issues.push(issue(path, 'list.length', say, list))
    if (!state.keepsWrong) return undefined
  }
  let copy: unknown[] | undefined
  let i = 0
  for (const each of list) {
    const issueCount = state.issues.length
    path.push(i)
    const normalized = normalizeValue(each, item, path, state)
    if (normalized === undefined && state.issues.length === issueCount)
      state.issues.push(issue(path, 'item.empty', (m: Messages) => m.fields.emptyItem, each))
    path.pop()
    if (normalized !== each) copy ??= list.slice(0, i)
    copy?.push(normalized)
    i++
  }
  return list.length > 0 ? (copy ?? list) : undefined
}

/** Returns the normalized value; undefined is absent. */
export const normalizeValue = (
  value: unknown,
  shape: Shape,
  path: PathStack,
  state: NormalizeState,
): unknown => {
  if (value === null || value === undefined) return undefined
  if (shape.kind === 'map') return normalizeMap(value, path, state)
  if (shape.kind === 'leaf' || typeof value === 'string') {
    if (shape.kind === 'leaf' && shape.isExact && shape.acceptsFast?.(value))
      if (value !== 'NA' || !state.isPlaceholder) return value
    const normalized = typeof value === 'string' ? normalizeLeaf(value, shape, path, state) : value
    if (normalized !== undefined)
      state.isTriviallyValid &&= shape.kind === 'leaf' && (shape.acceptsFast?.(normalized) ?? false)
    return normalized
  }
  if (shape.kind === 'group' && typeof value === 'object')
    return Array.isArray(value)
      ? reportNotGroup(value, path, state)
      : normalizeGroup(value as Record<string, unknown>, shape.fields, path, state)
  if (shape.kind === 'list' && Array.isArray(value)) return normalizeList(value, shape, path, state)
  state.isTriviallyValid = false
  return value
}
