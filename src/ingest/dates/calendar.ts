/** Days and months of the calendar, as points and intervals of EDTF. */
import { addDays, findDays } from '../../../schemas/edtf-date.ts'

/** From one point of EDTF to another, both included; the same twice for one point. */
export interface Interval {
  readonly from: string
  readonly to: string
  /** Whether it is only about then. */
  readonly isAbout?: boolean
}

export const pad = (number: number): string => String(number).padStart(2, '0')

export const pointInterval = (at: string): Interval => ({ from: at, to: at })

export const yearOf = (day: string): number => Number(day.slice(0, 4))

/** Returns the number of the weekday: 1 is Monday, 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day.slice(0, 10)}T00:00Z`).getUTCDay() || 7

/** Returns the Monday of the week of a day. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day))

/** Returns the last day of this weekday up to a day. */
export const weekdayBefore = (weekday: number, latest: string): string =>
  addDays(latest, -((weekdayOf(latest) - weekday + 7) % 7))

/** Returns a month as YYYY-MM. */
export const monthIn = (year: number, month: number): string => `${year}-${pad(month)}`

/** Returns the month that is `months` after that of a day, as YYYY-MM. */
export const addMonths = (day: string, months: number): string => {
  const count = yearOf(day) * 12 + Number(day.slice(5, 7)) - 1 + months
  return monthIn(Math.floor(count / 12), (count % 12) + 1)
}

/** The most years back that a day without a year is looked for: leap days can be eight years apart. */
const maxYearsBack = 8

/** Returns the last interval of a year that begins by a day; none if there is none. */
export const mostRecent = (latest: string, intervalOf: (year: number) => Interval): Interval[] => {
  for (let back = 0; back <= maxYearsBack; back++) {
    const interval = intervalOf(yearOf(latest) - back)
    const days = findDays(interval.from)
    if (days && days.start <= latest) return [interval]
  }
  return []
}

/** The first and the last day of a part of a month or week. */
export type DayRange = readonly [first: number, end: number]

/** Returns days of a month; the last ones are those that it has. */
export const daysIn = (month: string, [first, end]: DayRange): Interval => {
  const [to, lastDay] = [`${month}-${pad(end)}`, findDays(month)?.end ?? '']
  return { from: `${month}-${pad(first)}`, to: to < lastDay ? to : lastDay }
}

/** Returns the last seven days of a month. */
export const lastWeekOf = (month: string): Interval => {
  const lastDay = findDays(month)?.end ?? ''
  return { from: addDays(lastDay, -6), to: lastDay }
}

/** Returns `count` months from one on. */
export const monthsFrom = (year: number, first: number, count: number): Interval => ({
  from: monthIn(year, first),
  to: addMonths(monthIn(year, first), count - 1),
})
