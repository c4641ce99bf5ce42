/**
 * Dates of incidents: a subset of EDTF (ISO 8601-2:2019, levels 0 and 1), and times without seconds.
 *
 * A point is a year, a month, a day, or a day with a time (`2022-01-05T19:30+03:00`; without an offset the time is
 * local). Times of EDTF have seconds; those to the hour or the minute follow ISO 8601-1. A point may end in `~`
 * (approximate), `?` (uncertain) or `%` (both). `a/b` lasted from a to b; `[a..b]` happened once, some time between.
 */

import { eitherOf, english, joinSentences, type Say, sentence } from '../src/text/sentence.ts'
import type { datePrecision } from './vocabularies.ts'

export type DatePrecision = keyof typeof datePrecision

/** The calendar days that a date covers, both included, as `YYYY-MM-DD` in the stated local time. */
export interface Days {
  readonly start: string
  readonly end: string
  readonly precision: DatePrecision
  /** `once`: on one of the days (a point or `[a..b]`); `lasted`: from the first to the last (`a/b`). */
  readonly extent: 'once' | 'lasted'
  /** The earliest instant in milliseconds since 1970 UTC; a time without an offset counts as UTC. */
  readonly earliest: number
  /** The earliest instant of the end of `a/b`; of any other date the same as `earliest`. */
  readonly earliestEnd: number
}

export interface DateFault {
  readonly fault: 'date.invalid' | 'date.order'
  readonly say: Say
}

interface Point {
  readonly start: string
  readonly end: string
  readonly hasTime: boolean
  readonly earliest: number
}

const dayPattern = /^\d{4}-\d\d-\d\d$/
const pointPattern =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::([0-5]\d)(?::([0-5]\d|60))?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?)?)?[~?%]?$/
export const msPerDay = 86_400_000

const invalidDate = (say: Say): DateFault => ({ fault: 'date.invalid', say })

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Returns the start of a day (`YYYY-MM-DD`) in milliseconds since 1970 UTC. */
export const startOfDay = (day: string): number => {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const date = Number(day.slice(8, 10))
  // Date.UTC reads the years 0 to 99 as 1900 to 1999; 400 years always have the same number of days.
  return Date.UTC(year + 400, month - 1, date) - msPer400Years
}

const msPer400Years = 146_097 * msPerDay

/** Returns the UTC day (`YYYY-MM-DD`) of a time in milliseconds since 1970 UTC. */
export const utcDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** Returns the day (`YYYY-MM-DD`) that is `days` days later. */
export const addDays = (day: string, days: number): string => utcDay(startOfDay(day) + days * msPerDay)

/** Returns the number of days from one to another, both included. */
export const countDays = (start: string, end: string): number =>
  Math.round((startOfDay(end) - startOfDay(start)) / msPerDay) + 1

const toInstant = (day: string, clock: string, offset = 'Z'): number => {
  const [hour, minute, second] = clock.split(':').map(Number) as [number, number, number]
  const ms = startOfDay(day) + ((hour * 60 + minute) * 60 + second) * 1000
  if (offset === 'Z') return ms
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))
  return ms - (offset[0] === '-' ? -minutes : minutes) * 60_000
}

const daysFrom = (start: string, end: string): Point => ({
  start,
  end,
  hasTime: false,
  earliest: startOfDay(start),
})

const parsePoint = (text: string): Point | DateFault => {
  const match = pointPattern.exec(text)
  if (!match) return invalidForm(text)
  const [, year = '', month, day, hour, minute = '00', second = '00', offset] = match
  if (month === undefined) return daysFrom(`${year}-01-01`, `${year}-12-31`)
  if (month < '01' || month > '12') return invalidDate(sentence`There is no month ${month}.`)
  const last = daysInMonth(Number(year), Number(month))
  const yearMonth = `${year}-${month}`
  if (day === undefined) return daysFrom(`${yearMonth}-01`, `${yearMonth}-${last}`)
  if (day < '01' || Number(day) > last)
    return invalidDate(sentence`${yearMonth} has no day ${day}; its last is ${last}.`)
  const date = `${yearMonth}-${day}`
  if (hour === undefined) return daysFrom(date, date)
  if (hour > '23') return invalidDate(sentence`There is no hour ${hour}; hours are 00 to 23.`)
  const clock = `${hour}:${minute}:${second === '60' ? '59' : second}`
  return { start: date, end: date, hasTime: true, earliest: toInstant(date, clock, offset) }
}

const formatHint = sentence`Write a day (2022-01-05), a time (2022-01-05T19:30+03:00), a month (2022-01) or a year (2022). Add ~ for "about" or ? if you are unsure. Write a/b if it lasted, [a..b] if it happened once, some time between.`

/** Returns what a date in another order of its parts may mean, as `YYYY-MM-DD`, or a number since 1970, as a time. */
export const findPossibleDays = (text: string): string[] => {
  const since1970 = /^\d{10}(?:\d{3})?$/.test(text) ? Number(text.padEnd(13, '0')) : undefined
  if (since1970 !== undefined) return [`${new Date(since1970).toISOString().slice(0, 19)}Z`]
  const [, first = '', second = '', third = ''] = /^(\d{1,4})[./-](\d\d?)[./-](\d{1,4})$/.exec(text) ?? []
  const days =
    first.length === 4
      ? [[first, second, third]]
      : third.length === 4
        ? [
            [third, second, first],
            [third, first, second],
          ]
        : []
  const written = days.map((parts) => parts.map((part) => part.padStart(2, '0')).join('-'))
  return [...new Set(written.filter((day) => parseDay(day) !== undefined))]
}

/** Returns the fault of a text that is no date in any form, with the days that it may mean. */
const invalidForm = (text: string): DateFault => {
  const days = findPossibleDays(text)
  return invalidDate(
    days.length === 0
      ? formatHint
      : joinSentences(sentence`"${text}" could be ${eitherOf(days)}.`, formatHint),
  )
}

const precisionOf = (start: string, end: string): DatePrecision => {
  if (start === end) return 'day'
  const days = countDays(start, end)
  if (days <= 6) return 'days'
  if (days === 7) return 'week'
  if (days <= 31) return 'month'
  return days <= 366 ? 'year' : 'longer'
}

const parseInterval = (from: string, to: string, extent: Days['extent']): Days | DateFault => {
  const a = parsePoint(from)
  if ('fault' in a) return a
  const b = parsePoint(to)
  if ('fault' in b) return b
  const isReversed = a.hasTime && b.hasTime ? b.earliest < a.earliest : b.end < a.start
  if (isReversed)
    return {
      fault: 'date.order',
      say: sentence`The interval ends (${to}) before it begins (${from}). Swap the two dates.`,
    }
  // Times with different offsets can be in order while their local days are not.
  const [start, end] = a.start <= b.end ? [a.start, b.end] : [b.start, a.end]
  return {
    start,
    end,
    precision: precisionOf(start, end),
    extent,
    earliest: a.earliest,
    earliestEnd: extent === 'lasted' ? b.earliest : a.earliest,
  }
}

let lastParsed: { readonly text: string; readonly result: Days | DateFault } | undefined

/**
 * Parses a date. Returns its days, or a fault with the broken rule and the correct form. The last result is cached, because
 * rules and columns parse the same date about ten times.
 */
export const parseDate = (text: string): Days | DateFault => {
  if (lastParsed?.text !== text) lastParsed = { text, result: parseUncached(text) }
  return lastParsed.result
}

/** Parses a calendar day, as most dates are; returns undefined for any other text. */
const parseDay = (text: string): Days | undefined => {
  if (!dayPattern.test(text)) return undefined
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8))
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(Number(text.slice(0, 4)), month))
    return undefined
  const earliest = startOfDay(text)
  return { start: text, end: text, precision: 'day', extent: 'once', earliest, earliestEnd: earliest }
}

const parseUncached = (text: string): Days | DateFault => {
  const day = parseDay(text)
  if (day) return day
  if (text.startsWith('[')) {
    const [from, to, ...more] = text.replace(/^\[|\]$/g, '').split('..')
    if (!text.endsWith(']') || from === undefined || to === undefined || more.length > 0)
      return invalidDate(formatHint)
    return parseInterval(from, to, 'once')
  }
  if (text.includes('/')) {
    const [from, to, ...more] = text.split('/')
    if (from === undefined || to === undefined || more.length > 0) return invalidForm(text)
    if (from === '..' || to === '..' || from === '' || to === '')
      return invalidDate(
        sentence`Give both ends of the interval. If the event is still going on, use the day of the report as its end.`,
      )
    return parseInterval(from, to, 'lasted')
  }
  const one = parsePoint(text)
  if ('fault' in one) return one
  const { start, end, earliest } = one
  const precision = one.hasTime ? 'time' : precisionOf(start, end)
  return { start, end, precision, extent: 'once', earliest, earliestEnd: earliest }
}

/**
 * Parses a date that a record may state. EDTF has a year 0000, which readers of tables do not have: records begin with
 * the year 0001, except for those stored before this rule.
 */
export const parseNewDate = (text: string): Days | DateFault => {
  const result = parseDate(text)
  return 'fault' in result || result.start >= '0001'
    ? result
    : invalidDate(sentence`There is no year 0000; years begin with 0001.`)
}

/** Returns the days of a date; undefined if the text is no date. */
export const findDays = (text: string | undefined): Days | undefined => {
  const days = text === undefined ? undefined : parseDate(text)
  return days === undefined || 'fault' in days ? undefined : days
}

/** Returns the days of a valid date. Throws a RangeError for any other text. */
export const toDays = (text: string): Days => {
  const days = parseDate(text)
  if ('fault' in days) throw new RangeError(`${text}: ${days.say(english)}`)
  return days
}
