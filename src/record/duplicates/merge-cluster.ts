/**
 * Merging several records of one event into one: the records one after the other, as `merge-records.ts` merges two, and
 * the choices among all their values. Counts are never added.
 */
import type { Incident } from '../../../schemas/incident.ts'
import { canonicalJson, isObject } from '../../text/json.ts'
import { parsePointer } from '../paths.ts'
import { writableFields } from '../shape.ts'
import { type Estimate, widenRange } from './merge-casualties.ts'
import {
  type ChoiceFault,
  findFault,
  findOverlaps,
  listChoices,
  toComparable,
  toPlain,
  toRecord,
  valueAt,
  withValue,
} from './merge-choices.ts'
import { compactRecord, compareRecords } from './merge-records.ts'

export interface MergedCluster {
  readonly survivor: Incident
  /** The merged records, each with the source keys and the indexes of the result. */
  readonly others: readonly object[]
  readonly result: Incident
}

/** The entries of a list of a merged record at the indexes of a compacted result, without those that add nothing. */
const realign = (theirs: unknown, result: unknown): unknown[] | undefined => {
  if (!Array.isArray(theirs) || !Array.isArray(result)) return undefined
  return result.flatMap((entry, i) => (entry === undefined ? [] : [theirs[i]]))
}

/** Returns a merged record with its weapons and groups at the indexes that they have in the compacted result. */
const alignToCompacted = (merged: object, result: object): object => {
  const { weapons, casualties, ...rest } = merged as Partial<Incident>
  const stated = result as Partial<Incident>
  const groups = casualties?.groups && realign(casualties.groups, stated.casualties?.groups)
  return {
    ...rest,
    ...(weapons && { weapons: realign(weapons, stated.weapons) }),
    ...(casualties && { casualties: groups ? { ...casualties, groups } : casualties }),
  }
}

/**
 * Returns the merged content of a survivor and of others, in their order. `selves` are the names by which links lead to
 * one of the records.
 */
export const compareCluster = (
  survivor: Incident,
  others: readonly Incident[],
  selves: ReadonlySet<string>,
): MergedCluster => {
  let result = survivor
  const aligned = others.map((other) => {
    const compared = compareRecords(result, other, selves)
    result = compactRecord(compared.result)
    return alignToCompacted(compared.merged, compared.result)
  })
  return { survivor, others: aligned, result }
}

/** A value that differs among the records of a cluster. */
export interface ClusterChoice {
  readonly pointer: string
  /** The value of the survivor; undefined if it states none. */
  readonly into: unknown
  /** The values of the merged records, in order. */
  readonly from: readonly unknown[]
  /** The value of the result if nothing is chosen. */
  readonly proposed: unknown
  readonly hasRange: boolean
  /** Whether the survivor keeps its own value, and nothing can be chosen. */
  readonly isOwn: boolean
}

const isStated = (value: unknown): boolean => value !== undefined

/** Returns what differs among the records, in the order of the schema: values that at least one merged record states. */
export const listClusterChoices = ({ survivor, others, result }: MergedCluster): ClusterChoice[] => {
  const found = new Map<string, ClusterChoice>()
  for (const merged of others)
    for (const choice of listChoices({ survivor, merged, result }))
      if (isStated(choice.from) && !found.has(choice.pointer))
        found.set(choice.pointer, { ...choice, from: [] })
  const sides = others.map((merged) => toComparable({ survivor, merged, result }).from)
  const values = [...found.values()].map((choice) => ({
    ...choice,
    from: sides.map((side) => toPlain(choice.pointer, valueAt(side, parsePointer(choice.pointer)))),
  }))
  const order = [...writableFields.keys()]
  const placeOf = ({ pointer }: ClusterChoice) => order.indexOf(parsePointer(pointer)[0] ?? '')
  return values.sort((a, b) => placeOf(a) - placeOf(b))
}

/** The chosen sides by pointer: `into`, `range`, or the number of a merged record. */
export type ClusterChoices = Readonly<Record<string, 'into' | 'range' | number>>

const isEqual = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)

/** Returns the range of all values that are stated; undefined if there are none. */
const rangeOfAll = (values: readonly unknown[]): Estimate | undefined =>
  values
    .filter(isObject)
    .reduce<Estimate | undefined>((range, value) => widenRange(range, value as Estimate), undefined)

/** Returns the range of a choice; undefined if it has none that is not one of its values. */
export const clusterRange = ({ hasRange, into, from }: ClusterChoice): Estimate | undefined => {
  const range = hasRange ? rangeOfAll([into, ...from]) : undefined
  return range && ![into, ...from].some((value) => isEqual(value, range)) ? range : undefined
}

/** Returns the merged content with the chosen values, or why some of them cannot be chosen. */
export const applyClusterChoices = (
  cluster: MergedCluster,
  choices: ClusterChoices,
): { readonly record: Incident } | { readonly faults: readonly ChoiceFault[] } => {
  const { survivor, others, result } = cluster
  const comparable = others.map((merged) => toComparable({ survivor, merged, result }))
  const entries = Object.entries(choices)
  const faults = entries.flatMap(([pointer, side]) => {
    const found = comparable.map((each) =>
      findFault(each, pointer, side === 'into' || side === 'range' ? side : 'from'),
    )
    return found.includes(undefined) ? [] : (found[0] ?? [])
  })
  const all = [...faults, ...findOverlaps(entries.map(([pointer]) => pointer))]
  if (all.length > 0) return { faults: all }
  const chosen = entries.reduce<unknown>((record, [pointer, side]) => {
    const steps = parsePointer(pointer)
    const into = valueAt(comparable[0]?.into, steps)
    const from = comparable.map((each) => valueAt(each.from, steps))
    const value = side === 'into' ? into : side === 'range' ? rangeOfAll([into, ...from]) : from[side]
    return withValue(record, steps, value)
  }, comparable[0]?.result)
  return { record: toRecord(chosen) }
}
