/** Two phrases that one word joins: "between Monday and Wednesday", "3 to 5 March". */
import { addDays, findDays } from '../../../schemas/edtf-date.ts'
import type { Interval } from './calendar.ts'
import { type Clause, take } from './clause.ts'
import { intervalsOf } from './intervals.ts'
import type { Moment } from './shapes.ts'
import type { PartName } from './token.ts'

const partsOfMonth: readonly PartName[] = ['day', 'ordinal', 'portion']

/** Adds to a clause what the other one says for both: "3 to 5 March", "two or three days ago". */
const share = ({ values }: Clause, from: ReadonlyMap<PartName, number>): void => {
  if (from.has('ago') && !values.has('ago')) {
    const count = take(values, 'day') ?? take(values, 'count')
    for (const [name, value] of from) values.set(name, value)
    if (count !== undefined) values.set('count', count)
    return
  }
  const [month, year] = [from.get('month'), from.get('year')]
  if (values.has('month') || !partsOfMonth.some((name) => values.has(name))) return
  if (month !== undefined) values.set('month', month)
  else if (values.has('portion') && !values.has('year') && year !== undefined) values.set('year', year)
}

/** Whether the phrases name one night: two days, one after the other. */
const isNight = (left: Clause, right: Clause): boolean =>
  [left.dayPart, right.dayPart].some((part) => part === 'night') &&
  [left.dayPart, right.dayPart].every((part) => part === 'night' || part === undefined)

export interface JoinedInterval extends Interval {
  readonly isNight: boolean
}

/**
 * Returns from when to when two clauses are together: the first is the last one that begins before the second ends.
 * Undefined if a clause means no date or several, or if they name times of the day other than a night between them.
 */
export const readJoin = (left: Clause, right: Clause, moment: Moment): JoinedInterval | undefined => {
  const atNight = isNight(left, right)
  const hasTime = [left, right].some(({ dayPart, time }) => dayPart !== undefined || time !== undefined)
  if ((hasTime && !atNight) || left.dates.length > 1 || right.dates.length > 1) return undefined
  const [saidLeft, saidRight] = [new Map(left.values), new Map(right.values)]
  share(left, saidRight)
  share(right, saidLeft)
  const [end] = intervalsOf(right, moment)
  const latest = end && findDays(end.to)?.end
  const [start] = latest === undefined ? [] : intervalsOf(left, { ...moment, latest })
  if (!start || !end) return undefined
  if (atNight && addDays(start.from.slice(0, 10), 1) !== end.from) return undefined
  return { from: start.from, to: end.to, isNight: atNight }
}
