/** What the parts of a phrase mean together. Early, mid and late are those of UCDP's codebook (appendix 2). */
import { addDays, findDays } from '../../../schemas/edtf-date.ts'
import {
  addMonths,
  type DayRange,
  daysIn,
  type Interval,
  lastWeekOf,
  mondayOf,
  monthIn,
  monthsFrom,
  mostRecent,
  pad,
  pointInterval,
  weekdayBefore,
  yearOf,
} from './calendar.ts'
import { last, type PartName } from './token.ts'

/** When a phrase is written, and the last day that it can mean (YYYY-MM-DD). */
export interface Moment {
  readonly today: string
  /** The local time in minutes. */
  readonly minutes: number
  readonly latest: string
  /** The number of the weekday with which the two days of a weekend begin: 1 is Monday, 7 Sunday. */
  readonly weekendStart: number
}

export type ValueOf = (name: PartName) => number

/** The first and the last days of the parts of a month, in order, and of a week from its Monday on. */
const ranges = {
  monthPortion: ['1-10', '10-20', '15-31'],
  monthHalf: ['1-15', '16-31'],
  monthWeek: ['1-7', '8-14', '15-21', '22-28'],
  weekPortion: ['0-2', '1-3', '3-6'],
} as const
/** Returns a range by its position; days that no month has if there is none. */
const rangeOf = (name: keyof typeof ranges, position: number): DayRange => {
  const [first = 0, end = 0] = (ranges[name][position] ?? '').split('-').map(Number)
  return [first, end]
}

/** Spring begins in March; winter is that of December to February. */
const seasonIn = (year: number, season: number): Interval => monthsFrom(year, 3 + season * 3, 3)
export const winter = 3

/** What parts mean in a year, by their names in order; without a year, the last one. */
export const yearlyShapes: Readonly<Record<string, (value: ValueOf, year: number) => Interval>> = {
  'day month': (value, year) => pointInterval(`${monthIn(year, value('month'))}-${pad(value('day'))}`),
  month: (value, year) => pointInterval(monthIn(year, value('month'))),
  season: (value, year) => seasonIn(year, value('season')),
  'month portion': (value, year) =>
    daysIn(monthIn(year, value('month')), rangeOf('monthPortion', value('portion'))),
  'month half ordinal': (value, year) =>
    daysIn(monthIn(year, value('month')), rangeOf('monthHalf', value('ordinal') - 1)),
  'month ordinal weeks': (value, year) =>
    daysIn(monthIn(year, value('month')), rangeOf('monthWeek', value('ordinal') - 1)),
  'month which weeks': (value, year) => lastWeekOf(monthIn(year, value('month'))),
}

/** Returns the days of a last weekday: that of this week, if it is over, and that of the week before. */
const lastWeekday = (weekday: number, { today }: Moment): Interval[] => {
  const recent = weekdayBefore(weekday, addDays(today, -1))
  return [recent, ...(recent >= mondayOf(today) ? [addDays(recent, -7)] : [])].map(pointInterval)
}

/** Returns the two days of the last weekend; `isOver` leaves out one that has not ended. */
const recentWeekend = ({ today, weekendStart }: Moment, isOver: boolean): Interval => {
  const from = weekdayBefore(weekendStart, addDays(today, isOver ? -2 : 0))
  return { from, to: addDays(from, 1) }
}

/** Returns the local time some hours ago, to the hour. */
const hoursAgo = ({ today, minutes }: Moment, hours: number): Interval => {
  const hour = Math.floor(minutes / 60) - hours
  return pointInterval(`${addDays(today, Math.floor(hour / 24))}T${pad(((hour % 24) + 24) % 24)}`)
}

/** Returns the three days before a report, as UCDP dates what happened recently. */
const recentDays = (_: ValueOf, { today }: Moment): Interval[] => [
  { from: addDays(today, -3), to: addDays(today, -1) },
]

const about = (at: string): Interval[] => [{ ...pointInterval(at), isAbout: true }]

type Evaluate = (value: ValueOf, moment: Moment, dates: readonly string[]) => Interval[]

/** What parts mean together, by their names in order. */
export const shapes: Readonly<Record<string, Evaluate>> = {
  relative: (value, { today }) => [pointInterval(addDays(today, value('relative')))],
  weekday: (value, { today, latest }) => {
    const recent = weekdayBefore(value('weekday'), latest)
    return [recent, ...(recent === today ? [addDays(recent, -7)] : [])].map(pointInterval)
  },
  'weekday which': (value, moment) =>
    value('which') === last
      ? lastWeekday(value('weekday'), moment)
      : [pointInterval(addDays(mondayOf(moment.today), value('weekday') - 1))],
  'weekday which weeks': (value, { today }) => [
    pointInterval(addDays(mondayOf(today), value('which') * 7 + value('weekday') - 1)),
  ],
  weekend: (_, moment) => [recentWeekend(moment, false)],
  'weekend which': (value, moment) => [recentWeekend(moment, value('which') === last)],
  dates: (_, { latest }, dates) =>
    dates.flatMap((day) =>
      day.length === 10
        ? [pointInterval(day)]
        : mostRecent(latest, (year) => pointInterval(`${year}-${day}`)),
    ),
  day: (value, { latest }) =>
    [0, -1, -2]
      .map((back) => `${addMonths(latest, back)}-${pad(value('day'))}`)
      .filter((day) => day <= latest && findDays(day))
      .slice(0, 1)
      .map(pointInterval),
  'month which': (value, { today }) => {
    const latest = value('which') === last ? addDays(`${today.slice(0, 7)}-01`, -1) : today
    return mostRecent(latest, (year) => pointInterval(monthIn(year, value('month'))))
  },
  'season which': (value, { today }) => {
    const latest = value('which') === last ? `${addMonths(today, -3)}-01` : today
    return mostRecent(latest, (year) => seasonIn(year, value('season')))
  },
  year: (value) => [pointInterval(String(value('year')))],
  'year portion': (value) => [monthsFrom(value('year'), 1 + 4 * value('portion'), 4)],
  'year half ordinal': (value) =>
    value('ordinal') > 2 ? [] : [monthsFrom(value('year'), 6 * value('ordinal') - 5, 6)],
  'which weeks': (value, { today }) => {
    const monday = addDays(mondayOf(today), value('which') * 7)
    return [{ from: monday, to: addDays(monday, 6) }]
  },
  'portion which weeks': (value, { today }) => {
    const [first, end] = rangeOf('weekPortion', value('portion'))
    const monday = addDays(mondayOf(today), value('which') * 7)
    return [{ from: addDays(monday, first), to: addDays(monday, end) }]
  },
  recently: recentDays,
  'which few days': recentDays,
  'few days ago': recentDays,
  'which count days': (value, { today }) => [{ from: addDays(today, -value('count')), to: today }],
  'which count hours': (value, moment) => [
    { from: hoursAgo(moment, value('count')).from.slice(0, 10), to: moment.today },
  ],
  'count days ago': (value, { today }) => [pointInterval(addDays(today, -value('count')))],
  'count hours ago': (value, moment) => about(hoursAgo(moment, value('count')).from),
  'count weeks ago': (value, { today }) => about(addDays(today, -7 * value('count'))),
  'count months ago': (value, { today }) => about(addMonths(today, -value('count'))),
  'count years ago': (value, { today }) => about(String(yearOf(today) - value('count'))),
}
