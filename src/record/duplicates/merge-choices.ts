/**
 * Choosing what a merged record states where two records differ: the value of the one, of the other, or the range of
 * both. Values are named by JSON Pointers into the result of `mergeRecords`.
 */
import type { Incident } from '../../../schemas/incident.ts'
import { canonicalJson, isObject, omitUndefined, pointerStep } from '../../text/json.ts'
import { parsePointer, resolvePath, walkPath } from '../paths.ts'
import { writableFields } from '../shape.ts'
import { type Estimate, widenRange } from './merge-casualties.ts'
import { compactRecord, type MergedRecords, ownFields } from './merge-records.ts'
import { flattenFired, nestFired } from './merge-weapons.ts'

export const sides = ['into', 'from', 'range'] as const
export type Side = (typeof sides)[number]

/** The chosen sides by pointer. */
export type Choices = Readonly<Record<string, Side>>

/** A value that differs. */
export interface MergeChoice {
  readonly pointer: string
  /** The value of the survivor; undefined if it states none. */
  readonly into: unknown
  /** The value of the merged record. */
  readonly from: unknown
  /** The value of the result if nothing is chosen. */
  readonly proposed: unknown
  /** Whether the range of both can be chosen. */
  readonly hasRange: boolean
  /** Whether the survivor keeps its own value, and nothing can be chosen. */
  readonly isOwn: boolean
}

/** Why a pointer cannot be chosen. */
export type ChoiceFault =
  | { readonly kind: 'unknown' | 'equal' | 'own' | 'noRange'; readonly pointer: string }
  /** `outer` is to be chosen instead, or is chosen as well. */
  | { readonly kind: 'part' | 'overlap'; readonly pointer: string; readonly outer: string }

/** Returns the range of both values of a choice; undefined if it has none that is neither of them. */
export const rangeOf = ({ hasRange, into, from }: MergeChoice): Estimate | undefined => {
  if (!hasRange || !isObject(into) || !isObject(from)) return undefined
  const range = widenRange(into, from)
  return [into, from].some((value) => isEqual(value, range)) ? undefined : range
}

type Steps = readonly string[]

const estimatePointer = /^\/(?:casualties\/(?:groups\/\d+\/)?(?:deaths|injuries)|weapons\/\d+\/fired)$/
/** Lists and groups whose parts differ one by one; the entries of such a list describe the same at one index. */
const dividedPointer = /^\/(?:weapons(?:\/\d+)?|casualties(?:\/groups(?:\/\d+)?)?)$/

const childOf = (value: unknown, step: string): unknown => {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(step) ? value[Number(step)] : undefined
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
}

/** Returns the value at the end of the steps; undefined if there is none. */
export const valueAt = (record: unknown, steps: Steps): unknown => steps.reduce(childOf, record)

/** Returns the value with another one at the end of the steps. */
export const withValue = (target: unknown, [step, ...rest]: Steps, value: unknown): unknown => {
  if (step === undefined) return value
  const inner = withValue(childOf(target, step), rest, value)
  if (Array.isArray(target)) {
    const entries = [...target]
    entries[Number(step)] = inner
    return entries
  }
  return omitUndefined({ ...(target as object | undefined), [step]: inner })
}

const isOwn = ([name]: Steps): boolean => (ownFields as readonly (string | undefined)[]).includes(name)

const isEqual = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)

type Weapons = readonly (object | undefined)[]

const mapWeapons = (record: object, change: (weapon: object) => object): object => {
  const { weapons } = record as { weapons?: Weapons }
  return weapons ? { ...record, weapons: weapons.map((each) => each && change(each)) } : record
}

/** Returns both records and the result, each with the numbers fired of a weapon as one estimate. */
export const toComparable = ({ survivor, merged, result }: MergedRecords) => ({
  into: mapWeapons(survivor, nestFired),
  from: mapWeapons(merged, nestFired),
  result: mapWeapons(result, nestFired),
})
type Comparable = ReturnType<typeof toComparable>

/** Returns a value as a record has it: without gaps, the numbers fired in fields of their own. */
export const toPlain = (pointer: string, value: unknown): unknown => {
  if (Array.isArray(value))
    return value.flatMap((each) => (each === undefined ? [] : [toPlain(`${pointer}/0`, each)]))
  return /^\/weapons\/\d+$/.test(pointer) && isObject(value) ? flattenFired(value) : value
}

const differencesAt = (sidesOf: Comparable, pointer: string, steps: Steps): MergeChoice[] => {
  const [into, from] = [valueAt(sidesOf.into, steps), valueAt(sidesOf.from, steps)]
  if (isEqual(into, from)) return []
  if (dividedPointer.test(pointer) && typeof into === 'object' && typeof from === 'object') {
    const stated = new Set([...Object.keys(into as object), ...Object.keys(from as object)])
    const { shape } = resolvePath(steps)
    const names = new Set([...(shape.kind === 'group' ? shape.fields.keys() : []), ...stated])
    return [...names].flatMap((name) => differencesAt(sidesOf, pointer + pointerStep(name), [...steps, name]))
  }
  const [ours, theirs, proposed] = [into, from, valueAt(sidesOf.result, steps)].map((value) =>
    toPlain(pointer, value),
  )
  const hasRange = estimatePointer.test(pointer)
  return [{ pointer, into: ours, from: theirs, proposed, hasRange, isOwn: isOwn(steps) }]
}

/** Returns what differs: fields in the order of the schema, weapons and casualties by their parts. */
export const listChoices = (records: MergedRecords): MergeChoice[] => {
  const comparable = toComparable(records)
  return [...writableFields.keys()].flatMap((name) => differencesAt(comparable, `/${name}`, [name]))
}

/** Returns the pointer to the value that can only be chosen as a whole and has a part at the end of the steps. */
const findWhole = (steps: Steps): string | undefined => {
  const [, fired] = /^(\/weapons\/\d+\/fired)_(?:low|high)$/.exec(`/${steps.join('/')}`) ?? []
  if (fired !== undefined) return fired
  const pointers = steps.map((_, i) => `/${steps.slice(0, i).join('/')}`)
  const index = [...walkPath(steps)].findIndex(
    ({ isEntry }, i) => isEntry && !dividedPointer.test(pointers[i] ?? ''),
  )
  return pointers[index]
}

/** Returns why a side cannot be chosen; undefined if it can. */
export const findFault = (comparable: Comparable, pointer: string, side: Side): ChoiceFault | undefined => {
  const steps = parsePointer(pointer)
  const [into, from] = [valueAt(comparable.into, steps), valueAt(comparable.from, steps)]
  if (steps.length === 0 || [...walkPath(steps)].some(({ field, isEntry }) => !field && !isEntry))
    return { kind: 'unknown', pointer }
  const outer = findWhole(steps)
  if (outer !== undefined) return { kind: 'part', pointer, outer }
  if (isEqual(into, from)) return { kind: 'equal', pointer }
  if (isOwn(steps) && side !== 'into') return { kind: 'own', pointer }
  return side === 'range' && !estimatePointer.test(pointer) ? { kind: 'noRange', pointer } : undefined
}

/** Returns a fault for each pointer that is a part of another one. */
export const findOverlaps = (pointers: readonly string[]): ChoiceFault[] =>
  pointers.flatMap((pointer) => {
    const outer = pointers.find((each) => pointer.startsWith(`${each}/`))
    return outer === undefined ? [] : [{ kind: 'overlap' as const, pointer, outer }]
  })

const chosenValue = ({ into, from, result }: Comparable, steps: Steps, side: Side): unknown => {
  if (side !== 'range') return valueAt(side === 'into' ? into : from, steps)
  const [ours, theirs] = [valueAt(into, steps), valueAt(from, steps)]
  return isObject(ours) && isObject(theirs)
    ? widenRange(ours as Estimate, theirs as Estimate)
    : valueAt(result, steps)
}

/** Returns the record of a result with chosen values: without gaps, the numbers fired in fields of their own. */
export const toRecord = (chosen: unknown): Incident =>
  compactRecord(mapWeapons(chosen as object, flattenFired))

/** Returns the merged content with the chosen values, or why some of them cannot be chosen. */
export const applyChoices = (
  records: MergedRecords,
  choices: Choices,
): { readonly record: Incident } | { readonly faults: readonly ChoiceFault[] } => {
  const comparable = toComparable(records)
  const entries = Object.entries(choices)
  const faults = [
    ...entries.flatMap(([pointer, side]) => findFault(comparable, pointer, side) ?? []),
    ...findOverlaps(entries.map(([pointer]) => pointer)),
  ]
  if (faults.length > 0) return { faults }
  const chosen = entries.reduce<unknown>((record, [pointer, side]) => {
    const steps = parsePointer(pointer)
    return withValue(record, steps, chosenValue(comparable, steps, side))
  }, comparable.result)
  return { record: toRecord(chosen) }
}
