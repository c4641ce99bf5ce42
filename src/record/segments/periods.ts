/** Periods of time by which records are counted: years, quarters, months, weeks, days. */
import { addDays, msPerDay, startOfDay } from '../../../schemas/edtf-date.ts'
import type { TimeStep } from '../../../schemas/query.ts'

const pad = (number: number, digits = 2): string => String(number).padStart(digits, '0')

/** Returns the week of a day as ISO 8601 writes it: that of its Thursday. */
const weekOf = (year: number, month: number, day: number): string => {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const thursday = new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * msPerDay)
  const firstDay = new Date(thursday)
  firstDay.setUTCMonth(0, 1)
  const week = Math.floor((thursday.getTime() - firstDay.getTime()) / msPerDay / 7) + 1
  return `${pad(thursday.getUTCFullYear(), 4)}-W${pad(week)}`
}

/** Returns the key of the period of a day, from its year, its month from 1 and its day of the month. */
export const periodKeys: Readonly<Record<TimeStep, (year: number, month: number, day: number) => string>> = {
  year: (year) => pad(year, 4),
  quarter: (year, month) => `${pad(year, 4)}-Q${Math.ceil(month / 3)}`,
  month: (year, month) => `${pad(year, 4)}-${pad(month)}`,
  week: weekOf,
  day: (year, month, day) => `${pad(year, 4)}-${pad(month)}-${pad(day)}`,
}

/** The first and the last day of a period (YYYY-MM-DD). */
export interface PeriodDays {
  readonly from: string
  readonly to: string
}

/** Returns the days of some months of a year, the first month counted from 1. */
const monthDays = (year: string, month: number, months: number): PeriodDays => {
  const last = month + months - 1
  // 400 years later the months are as long, and Date.UTC reads no year below 100 as one of the 20th century.
  const days = new Date(Date.UTC(Number(year) + 400, last, 0)).getUTCDate()
  return { from: `${year}-${pad(month)}-01`, to: `${year}-${pad(last)}-${pad(days)}` }
}

/** Returns the Monday of a week: the week of 4 January is the first of its year. */
const mondayOf = (year: string, week: number): string => {
  const fourth = `${year}-01-04`
  const weekday = (new Date(startOfDay(fourth)).getUTCDay() + 6) % 7
  return addDays(fourth, (week - 1) * 7 - weekday)
}

const daysByStep: Readonly<Record<TimeStep, (key: string) => PeriodDays>> = {
  year: (key) => ({ from: `${key}-01-01`, to: `${key}-12-31` }),
  quarter: (key) => monthDays(key.slice(0, 4), Number(key.slice(6)) * 3 - 2, 3),
  month: (key) => monthDays(key.slice(0, 4), Number(key.slice(5)), 1),
  week: (key) => {
    const from = mondayOf(key.slice(0, 4), Number(key.slice(6)))
    return { from, to: addDays(from, 6) }
  },
  day: (key) => ({ from: key, to: key }),
}

/** Returns the first and the last day of a period, from its key. */
export const periodDays = (step: TimeStep, key: string): PeriodDays => daysByStep[step](key)

const periodOfDay = (step: TimeStep, day: string): string =>
  periodKeys[step](Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8)))

const firstDay = '0001-01-01'

/** Returns the keys of the periods from one to another, without gaps: the last ones, at most `limit`. */
export const periodsBetween = (step: TimeStep, first: string, last: string, limit: number): string[] => {
  const keys: string[] = []
  for (let key = last; keys.length < limit; ) {
    keys.push(key)
    const { from } = periodDays(step, key)
    if (key <= first || from <= firstDay) break
    key = periodOfDay(step, addDays(from, -1))
  }
  return keys.reverse()
}
