/**
 * Choosing what a merged record states where the records differ: the value of one of them, or the range of all. Values are
 * named by JSON Pointers into the result of `compareAll`.
 */
import type { Incident } from '../../../schemas/incident.ts'
import { canonicalJson, isObject, omitUndefined, pointerStep } from '../../text/json.ts'
import { parsePointer, resolvePath, walkPath } from '../paths.ts'
import { writableFields } from '../shape.ts'
import type { ComparedRecords } from './compare-all.ts'
import { type Estimate, widenRange } from './merge-casualties.ts'
import { compactRecord, ownFields } from './merge-records.ts'
import { flattenFired, nestFired } from './merge-weapons.ts'

/** A side of a choice: the survivor, the range of all, or the number of a merged record. */
export type Side = 'into' | 'range' | number

/** The chosen sides by pointer. */
export type Choices = Readonly<Record<string, Side>>

/** A value that differs. */
export interface MergeChoice {
  readonly pointer: string
  /** The value of the survivor; undefined if it states none. */
  readonly into: unknown
  /** The values of the merged records, in order. */
  readonly from: readonly unknown[]
  /** The value of the result if nothing is chosen. */
  readonly proposed: unknown
  /** Whether the range of all can be chosen. */
  readonly hasRange: boolean
  /** Whether the survivor keeps its own value, and nothing can be chosen. */
  readonly isOwn: boolean
}

/** Why a pointer cannot be chosen. */
export type ChoiceFault =
  | { readonly kind: 'unknown' | 'equal' | 'own' | 'noRange'; readonly pointer: string }
  /** `outer` is to be chosen instead, or is chosen as well. */
  | { readonly kind: 'part' | 'overlap'; readonly pointer: string; readonly outer: string }

/** Returns the range of all values that are stated; undefined if there are none. */
const rangeOfAll = (values: readonly unknown[]): Estimate | undefined =>
  values
    .filter(isObject)
    .reduce<Estimate | undefined>((range, value) => widenRange(range, value as Estimate), undefined)

/** Returns the range of a choice; undefined if it has none that is not one of its values. */
export const rangeOf = ({ hasRange, into, from }: MergeChoice): Estimate | undefined => {
  const range = hasRange ? rangeOfAll([into, ...from]) : undefined
  return range && ![into, ...from].some((value) => isEqual(value, range)) ? range : undefined
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
const valueAt = (record: unknown, steps: Steps): unknown => steps.reduce(childOf, record)

/** Returns the value with another one at the end of the steps. */
const withValue = (target: unknown, [step, ...rest]: Steps, value: unknown): unknown => {
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

/** A merged record beside the survivor and the result, each with the numbers fired of a weapon as one estimate. */
interface Comparable {
  readonly into: object
  readonly from: object
  readonly result: object
}

const toComparables = ({ survivor, others, result }: ComparedRecords): Comparable[] => {
  const [into, merged] = [survivor, result].map((each) => mapWeapons(each, nestFired)) as [object, object]
  return others.map((each) => ({ into, from: mapWeapons(each, nestFired), result: merged }))
}

/** Returns a value as a record has it: without gaps, the numbers fired in fields of their own. */
const toPlain = (pointer: string, value: unknown): unknown => {
  if (Array.isArray(value))
    return value.flatMap((each) => (each === undefined ? [] : [toPlain(`${pointer}/0`, each)]))
  return /^\/weapons\/\d+$/.test(pointer) && isObject(value) ? flattenFired(value) : value
}

/** Returns the pointers at which a merged record differs from the survivor, below one of them. */
const differencesAt = (compared: Comparable, pointer: string, steps: Steps): string[] => {
  const [into, from] = [valueAt(compared.into, steps), valueAt(compared.from, steps)]
  if (isEqual(into, from)) return []
  if (!dividedPointer.test(pointer) || typeof into !== 'object' || typeof from !== 'object') return [pointer]
  const stated = new Set([...Object.keys(into as object), ...Object.keys(from as object)])
  const { shape } = resolvePath(steps)
  const names = new Set([...(shape.kind === 'group' ? shape.fields.keys() : []), ...stated])
  return [...names].flatMap((name) => differencesAt(compared, pointer + pointerStep(name), [...steps, name]))
}

/**
 * Returns what differs: fields in the order of the schema, weapons and casualties by their parts. A value of which one
 * record has another part is not offered as a whole.
 */
export const listChoices = (records: ComparedRecords): MergeChoice[] => {
  const comparables = toComparables(records)
  const { into, result } = comparables[0] ?? { into: {}, result: {} }
  const differences = [...writableFields.keys()].flatMap((name) =>
    comparables.flatMap((each) => differencesAt(each, `/${name}`, [name])),
  )
  const pointers = [...new Set(differences)]
  const offered = pointers.filter((outer) => !pointers.some((each) => each.startsWith(`${outer}/`)))
  return offered.map((pointer) => {
    const steps = parsePointer(pointer)
    const plain = (record: unknown) => toPlain(pointer, valueAt(record, steps))
    const [ours, proposed] = [plain(into), plain(result)]
    const hasRange = estimatePointer.test(pointer)
    const from = comparables.map((each) => plain(each.from))
    return { pointer, into: ours, from, proposed, hasRange, isOwn: isOwn(steps) }
  })
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

/** Returns why a side cannot be chosen of one merged record; undefined if it can. */
const findFault = (comparable: Comparable, pointer: string, side: Side): ChoiceFault | undefined => {
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
const findOverlaps = (pointers: readonly string[]): ChoiceFault[] =>
  pointers.flatMap((pointer) => {
    const outer = pointers.find((each) => pointer.startsWith(`${each}/`))
    return outer === undefined ? [] : [{ kind: 'overlap' as const, pointer, outer }]
  })

const chosenValue = (comparables: readonly Comparable[], steps: Steps, side: Side): unknown => {
  const into = valueAt(comparables[0]?.into, steps)
  const from = comparables.map((each) => valueAt(each.from, steps))
  return side === 'into' ? into : side === 'range' ? rangeOfAll([into, ...from]) : from[side]
}

/** Returns the merged content with the chosen values, or why some of them cannot be chosen. */
export const applyChoices = (
  records: ComparedRecords,
  choices: Choices,
): { readonly record: Incident } | { readonly faults: readonly ChoiceFault[] } => {
  const comparables = toComparables(records)
  const entries = Object.entries(choices)
  const faults = entries.flatMap(([pointer, side]) => {
    const found = comparables.map((each) => findFault(each, pointer, side))
    return found.includes(undefined) ? [] : (found[0] ?? [])
  })
  const all = [...faults, ...findOverlaps(entries.map(([pointer]) => pointer))]
  if (all.length > 0) return { faults: all }
  const chosen = entries.reduce<unknown>((record, [pointer, side]) => {
    const steps = parsePointer(pointer)
    return withValue(record, steps, chosenValue(comparables, steps, side))
  }, comparables[0]?.result)
  // Without gaps, the numbers fired in fields of their own.
  return { record: compactRecord(mapWeapons(chosen as object, flattenFired)) }
}
