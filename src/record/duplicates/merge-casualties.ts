/** The casualties that two records state of one event as one statement. */
import type { Incident } from '../../../schemas/incident.ts'
import { canonicalJson } from './merge-sources.ts'

type Casualties = NonNullable<Incident['casualties']>
type Estimate = NonNullable<Casualties['deaths']>
type Group = NonNullable<Casualties['groups']>[number]

const definedNumbers = (...numbers: (number | undefined)[]): number[] =>
  numbers.filter((each) => each !== undefined)

/**
 * One estimate of two: the best is that of the first, and where they disagree low and high are widened so that they
 * hold all that is stated. "At least" stays open above.
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
  const hasUpperBound = highs.length > 0 || best !== undefined
  const [low, high] = [Math.min(...all), Math.max(...all)]
  return {
    ...(lows.length > 0 || (best !== undefined && low < best) ? { low } : {}),
    ...(best === undefined ? {} : { best }),
    ...(highs.length > 0 || (hasUpperBound && best !== undefined && high > best) ? { high } : {}),
  }
}

/** Whether the numbers say that there were some. */
const hasPositiveNumber = ({ deaths, injuries, groups = [] }: Casualties): boolean =>
  [deaths, injuries, ...groups.flatMap((each) => [each.deaths, each.injuries])].some((estimate) =>
    definedNumbers(estimate?.low, estimate?.best, estimate?.high).some((number) => number > 0),
  )

const hasNumbers = (casualties: Casualties): boolean =>
  [
    casualties.deaths,
    casualties.injuries,
    ...(casualties.groups ?? []).flatMap((each) => [each.deaths, each.injuries]),
  ].some((estimate) => definedNumbers(estimate?.low, estimate?.best, estimate?.high).length > 0)

/** "None" beside one who counts some is a count of 0: the lowest. */
const toCount = (casualties: Casualties, other: Casualties): Casualties => {
  if (casualties.reported !== 'none' || !hasPositiveNumber(other)) return casualties
  const zero = (kind: 'deaths' | 'injuries') =>
    other[kind] && !casualties[kind] ? { [kind]: { low: 0 } } : {}
  return { ...casualties, ...zero('deaths'), ...zero('injuries') }
}

const mergeReported = (first: Casualties, second: Casualties): Casualties['reported'] => {
  const values = [first, second].map(({ reported }) => reported)
  const hasCasualties = [first, second].some((each) => each.reported === 'some' || hasPositiveNumber(each))
  if (hasCasualties) return values.some((each) => each === 'some' || each === 'none') ? 'some' : undefined
  if (values.includes('none')) return 'none'
  return values.includes('unknown') && ![first, second].some(hasNumbers) ? 'unknown' : undefined
}

const groupKey = ({ group, actor }: Group): string => JSON.stringify([group, actor])

const mergeGroups = (first: readonly Group[], second: readonly Group[]): Group[] => {
  const groups = [...first]
  for (const each of second) {
    if (groups.some((existing) => canonicalJson(existing) === canonicalJson(each))) continue
    const at = groups.findIndex((there) => groupKey(there) === groupKey(each))
    const there = groups[at]
    if (there) groups[at] = { ...there, ...mergeEstimates(there, each) }
    else groups.push(each)
  }
  return groups
}

const mergeEstimates = (first: Pick<Casualties, 'deaths' | 'injuries'>, second: typeof first) => {
  const deaths = widenRange(first.deaths, second.deaths)
  const injuries = widenRange(first.injuries, second.injuries)
  return { ...(deaths ? { deaths } : {}), ...(injuries ? { injuries } : {}) }
}

/** Both statements as one; `source` is that of both. */
export const mergeCasualties = (
  first: Casualties | undefined,
  second: Casualties | undefined,
  source: string | undefined,
): Casualties | undefined => {
  if (!first || !second) return first ?? second
  const [ours, theirs] = [toCount(first, second), toCount(second, first)]
  const reported = mergeReported(first, second)
  const groups = mergeGroups(first.groups ?? [], second.groups ?? [])
  return {
    ...(reported === undefined ? {} : { reported }),
    ...mergeEstimates(ours, theirs),
    ...(groups.length > 0 ? { groups } : {}),
    ...(source === undefined ? {} : { source }),
  }
}
