/** The days that the parts of a phrase mean. */
import { findDays } from '../../../schemas/edtf-date.ts'
import { addMonths, type Interval, mostRecent, weekdayOf, yearOf } from './calendar.ts'
import { type Moment, shapes, type ValueOf, winter, yearlyShapes } from './shapes.ts'
import { type PartName, partNames } from './token.ts'

/** What a phrase says, by part. */
export interface Parts {
  readonly values: Map<PartName, number>
  /** The days that a date of digits can mean: YYYY-MM-DD, or MM-DD without a year. */
  readonly dates: readonly string[]
}

/** Replaces "last month" and "this year" by a month and a year. */
const resolveWhich = (values: Map<PartName, number>, today: string): void => {
  const which = values.get('which')
  if (which === undefined || values.has('few') || values.has('count')) return
  if (values.has('months') && !values.has('month')) {
    const month = addMonths(today, which)
    values.set('month', Number(month.slice(5))).set('year', yearOf(month))
  } else if (values.has('years')) values.set('year', yearOf(today) + which)
  else return
  values.delete('which')
}

/** Removes what says nothing more, as "day" of a weekday, and adds the count that "a week ago" implies. */
const simplify = (values: Map<PartName, number>): void => {
  const isCounted = ['few', 'count', 'ago'].some((name) => values.has(name as PartName))
  if (!isCounted) values.delete('days')
  if (!isCounted && (values.has('month') || values.has('weekday'))) values.delete('months')
  if (!isCounted && values.has('year')) values.delete('years')
  if (values.has('count')) values.delete('few')
  if (values.has('ago') && !values.has('few') && !values.has('count')) values.set('count', 1)
  const ordinal = values.get('ordinal')
  if (ordinal === undefined || ['day', 'weeks', 'half'].some((name) => values.has(name as PartName))) return
  values.set('day', ordinal)
  values.delete('ordinal')
}

const evaluate = ({ values, dates }: Parts, moment: Moment): Interval[] | undefined => {
  const value: ValueOf = (name) => values.get(name) ?? 0
  const nameWithout = (left: string) =>
    partNames.filter((part) => values.has(part) && part !== left).join(' ')
  const shape = shapes[nameWithout('')]
  if (shape) return shape(value, moment, dates)
  const intervalOf = yearlyShapes[nameWithout('year')]
  if (!intervalOf) return undefined
  const [year, isWinter] = [values.get('year'), values.get('season') === winter]
  if (year === undefined) return mostRecent(moment.latest, (each) => intervalOf(value, each))
  return [...(isWinter ? [year - 1] : []), year].map((each) => intervalOf(value, each))
}

/** Returns the intervals that parts can mean together; none if they mean no date, or a day with another weekday. */
export const intervalsOf = ({ values: given, dates }: Parts, moment: Moment): Interval[] => {
  const values = new Map(given)
  resolveWhich(values, moment.today)
  simplify(values)
  const weekday = values.get('weekday')
  const intervals = evaluate({ values, dates }, moment)
  const exist = (found: readonly Interval[]) => found.filter(({ from, to }) => findDays(from) && findDays(to))
  if (intervals !== undefined || weekday === undefined) return exist(intervals ?? [])
  values.delete('weekday')
  return exist(evaluate({ values, dates }, moment) ?? []).filter(
    ({ from, to }) => from === to && from.length === 10 && weekdayOf(from) === weekday,
  )
}
