/** The casualties that two records state of one event as one statement. */
import type { Incident } from '../../../schemas/incident.ts'
import { likeness } from './merge-sources.ts'

type Casualties = NonNullable<Incident['casualties']>
type Estimate = NonNullable<Casualties['deaths']>
type Group = NonNullable<Casualties['groups']>[number]

const stated = (...numbers: (number | undefined)[]): number[] => numbers.filter((each) => each !== undefined)

/**
 * One estimate of two: the best is that of the first, and where they disagree low and high are widened so that they
 * hold all that is stated. "At least" stays open above.
 */
export const widened = (first: Estimate | undefined, second: Estimate | undefined): Estimate | undefined => {
  if (!first || !second || likeness(first) === likeness(second)) return first ?? second
  const best = first.best ?? second.best
  const lows = stated(first.low, second.low)
  const highs = stated(first.high, second.high)
  const all = [...lows, ...highs, ...stated(first.best, second.best)]
  const closed = highs.length > 0 || best !== undefined
  const [low, high] = [Math.min(...all), Math.max(...all)]
  return {
    ...(lows.length > 0 || (best !== undefined && low < best) ? { low } : {}),
    ...(best === undefined ? {} : { best }),
    ...(highs.length > 0 || (closed && best !== undefined && high > best) ? { high } : {}),
  }
}

/** Whether the numbers say that there were some. */
const hasSome = ({ deaths, injuries, groups = [] }: Casualties): boolean =>
  [deaths, injuries, ...groups.flatMap((each) => [each.deaths, each.injuries])].some((estimate) =>
    stated(estimate?.low, estimate?.best, estimate?.high).some((number) => number > 0),
  )

const hasNumbers = (casualties: Casualties): boolean =>
  [
    casualties.deaths,
    casualties.injuries,
    ...(casualties.groups ?? []).flatMap((each) => [each.deaths, each.injuries]),
  ].some((estimate) => stated(estimate?.low, estimate?.best, estimate?.high).length > 0)

/** "None" beside one who counts some is a count of 0: the lowest. */
const asCount = (casualties: Casualties, other: Casualties): Casualties => {
  if (casualties.reported !== 'none' || !hasSome(other)) return casualties
  const zero = (kind: 'deaths' | 'injuries') =>
    other[kind] && !casualties[kind] ? { [kind]: { low: 0 } } : {}
  return { ...casualties, ...zero('deaths'), ...zero('injuries') }
}

const reportedIn = (first: Casualties, second: Casualties): Casualties['reported'] => {
  const said = [first, second].map(({ reported }) => reported)
  const some = [first, second].some((each) => each.reported === 'some' || hasSome(each))
  if (some) return said.some((each) => each === 'some' || each === 'none') ? 'some' : undefined
  if (said.includes('none')) return 'none'
  return said.includes('unknown') && ![first, second].some(hasNumbers) ? 'unknown' : undefined
}

const nameOf = ({ group, actor }: Group): string => JSON.stringify([group, actor])

const unitedGroups = (first: readonly Group[], second: readonly Group[]): Group[] => {
  const groups = [...first]
  for (const each of second) {
    if (groups.some((there) => likeness(there) === likeness(each))) continue
    const at = groups.findIndex((there) => nameOf(there) === nameOf(each))
    const there = groups[at]
    if (there) groups[at] = { ...there, ...estimatesOf(there, each) }
    else groups.push(each)
  }
  return groups
}

const estimatesOf = (first: Pick<Casualties, 'deaths' | 'injuries'>, second: typeof first) => {
  const deaths = widened(first.deaths, second.deaths)
  const injuries = widened(first.injuries, second.injuries)
  return { ...(deaths ? { deaths } : {}), ...(injuries ? { injuries } : {}) }
}

/** Both statements as one; `source` is that of both. */
export const unitedCasualties = (
  first: Casualties | undefined,
  second: Casualties | undefined,
  source: string | undefined,
): Casualties | undefined => {
  if (!first || !second) return first ?? second
  const [ours, theirs] = [asCount(first, second), asCount(second, first)]
  const reported = reportedIn(first, second)
  const groups = unitedGroups(first.groups ?? [], second.groups ?? [])
  return {
    ...(reported === undefined ? {} : { reported }),
    ...estimatesOf(ours, theirs),
    ...(groups.length > 0 ? { groups } : {}),
    ...(source === undefined ? {} : { source }),
  }
}
