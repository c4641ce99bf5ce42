/** Merging the casualties that two records of one event state. */
import type { Incident } from '../../../schemas/incident.ts'
import { canonicalJson, omitUndefined } from '../../text/json.ts'
import { nameKey } from './merge-actors.ts'

type Casualties = NonNullable<Incident['casualties']>
export type Estimate = NonNullable<Casualties['deaths']>
type Group = NonNullable<Casualties['groups']>[number]

const definedNumbers = (...numbers: (number | undefined)[]): number[] =>
  numbers.filter((each) => each !== undefined)

/**
 * Returns one estimate of two. The best number is that of the first; if they disagree, the bounds are widened to
 * include all stated numbers. "At least" stays open above.
 */
export const widenRange = (
  first: Estimate | undefined,
  second: Estimate | undefined,
): Estimate | undefined => {
  if (!first || !second || canonicalJson(first) === canonicalJson(second)) return first ?? second
  const best = first.best ?? second.best
  const lows = definedNumbers(first.low, second.low)
  const highs = definedNumbers(first.high, second.high)
  const all = [...lows, ...highs, ...definedNumbers(first.best, second.best)]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  return omitUndefined({
    low: lows.length > 0 || (best !== undefined && low < best) ? low : undefined,
    best,
    high: highs.length > 0 || (best !== undefined && high > best) ? high : undefined,
  })
}

const estimatesIn = ({ deaths, injuries, groups = [] }: Casualties): Estimate[] =>
  [deaths, injuries, ...groups.flatMap((each) => [each.deaths, each.injuries])].filter(
    (estimate) => estimate !== undefined,
  )

const hasPositiveNumber = (casualties: Casualties): boolean =>
  estimatesIn(casualties).some(({ low = 0, best = 0, high = 0 }) => low + best + high > 0)

const hasCasualties = (casualties: Casualties): boolean =>
  casualties.reported === 'some' || hasPositiveNumber(casualties)

/** Returns whether a range from 0 keeps the statement: that of "some" or "at least two" says nothing. */
const isBounded = (casualties: Casualties): boolean =>
  hasPositiveNumber(casualties) &&
  estimatesIn(casualties).every(
    ({ low = 0, best, high }) => low === 0 || best !== undefined || high !== undefined,
  )

/**
 * Returns whether the first statement stands alone: one of both says that there were no casualties, and the other that
 * there were. The "none" of the first one beside numbers with upper bounds is their lower bound instead.
 */
const standsAlone = (first: Casualties, second: Casualties): boolean =>
  (second.reported === 'none' && hasCasualties(first)) ||
  (first.reported === 'none' && hasCasualties(second) && !isBounded(second))

/** Returns casualties in numbers: "none" beside positive numbers becomes a lower bound of 0. */
const toCount = (casualties: Casualties, other: Casualties): Casualties => {
  if (casualties.reported !== 'none' || !hasPositiveNumber(other)) return casualties
  const zero = (kind: 'deaths' | 'injuries') =>
    other[kind] && !casualties[kind] ? { [kind]: { low: 0 } } : {}
  return { ...casualties, ...zero('deaths'), ...zero('injuries') }
}

const mergeReported = (first: Casualties, second: Casualties): Casualties['reported'] => {
  const values = [first, second].map(({ reported }) => reported)
  if (hasCasualties(first) || hasCasualties(second))
    return values.some((each) => each === 'some' || each === 'none') ? 'some' : undefined
  if (values.includes('none')) return 'none'
  return values.includes('unknown') && [first, second].flatMap(estimatesIn).length === 0
    ? 'unknown'
    : undefined
}

const groupKey = ({ group, actor }: Group): string => JSON.stringify([group, actor && nameKey(actor)])

/**
 * Returns the groups of the first list, each with the numbers of the second one, then those that only the second one
 * has. Numbers of a group that either list has several times stay as they are.
 */
const mergeGroups = (first: readonly Group[] = [], second: readonly Group[] = []): Group[] => {
  const [ours, theirs] = [Map.groupBy(first, groupKey), Map.groupBy(second, groupKey)]
  const merged = first.map((existing) => {
    const key = groupKey(existing)
    const [group, ...others] = theirs.get(key) ?? []
    const isOne = group !== undefined && others.length === 0 && ours.get(key)?.length === 1
    return isOne ? { ...existing, ...mergeEstimates(existing, group) } : existing
  })
  return [...merged, ...second.filter((group) => !ours.has(groupKey(group)))]
}

/** Returns casualties with their groups at the indexes of those of the merged ones, then the groups not among these. */
export const alignGroups = (casualties: Casualties, merged: Casualties | undefined): object => {
  if (!casualties.groups) return casualties
  const rest = Map.groupBy(casualties.groups, groupKey)
  const aligned = merged?.groups?.map((group) => rest.get(groupKey(group))?.shift()) ?? []
  return { ...casualties, groups: [...aligned, ...[...rest.values()].flat()] }
}

const mergeEstimates = (first: Pick<Casualties, 'deaths' | 'injuries'>, second: typeof first) =>
  omitUndefined({
    deaths: widenRange(first.deaths, second.deaths),
    injuries: widenRange(first.injuries, second.injuries),
  })

/** Returns both statements as one; `source` is that of both. */
export const mergeCasualties = (
  first: Casualties | undefined,
  second: Casualties | undefined,
  source: string | undefined,
): Casualties | undefined => {
  if (!first || !second) return first ?? second
  if (standsAlone(first, second)) return { ...first, reported: first.reported ?? 'some' }
  const groups = mergeGroups(first.groups, second.groups)
  return omitUndefined({
    reported: mergeReported(first, second),
    ...mergeEstimates(toCount(first, second), second),
    groups: groups.length > 0 ? groups : undefined,
    source,
  })
}
