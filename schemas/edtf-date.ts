/**
 * Dates of incidents: a part of EDTF (ISO 8601-2:2019, levels 0 and 1).
 *
 * A point is a year, a month, a day, or a day with a time (`2022-01-05T19:30+03:00`; without an offset the time is
 * local), and may end in `~` (approximate), `?` (uncertain) or `%` (both). `a/b` lasted from a to b; `[a..b]`
 * happened once, somewhere between.
 */
import type { datePrecision } from './vocabularies.ts'

export type DatePrecision = keyof typeof datePrecision

/** The calendar days that a date covers, both included, as `YYYY-MM-DD` in the stated local time. */
export interface Days {
  readonly start: string
  readonly end: string
  readonly precision: DatePrecision
  /** `once`: on one of the days (a point or `[a..b]`); `lasted`: from the first to the last (`a/b`). */
  readonly extent: 'once' | 'lasted'
  /** The earliest instant in milliseconds since 1970 UTC; where no offset is stated, the time counts as UTC. */
  readonly earliest: number
  /** The earliest instant of the end of `a/b`; of any other date the same as `earliest`. */
  readonly ends: number
}

export interface DateFault {
  readonly fault: 'date.invalid' | 'date.order'
  readonly detail: string
}

interface Point {
  readonly start: string
  readonly end: string
  readonly timed: boolean
  readonly earliest: number
}

const plainDay = /^\d{4}-\d\d-\d\d$/
const point =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::([0-5]\d)(?::([0-5]\d|60))?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?)?)?[~?%]?$/
const dayLength = 86_400_000

const invalid = (detail: string): DateFault => ({ fault: 'date.invalid', detail })

const lastDayOf = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Milliseconds since 1970 of the beginning of a day, `YYYY-MM-DD`. */
const dayBegins = (day: string): number => {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const date = Number(day.slice(8, 10))
  // Date.UTC takes the years 0 to 99 for those of the last century; 400 years have as many days wherever they begin.
  return Date.UTC(year + 400, month - 1, date) - fourCenturies
}

const fourCenturies = 146_097 * dayLength

const instant = (day: string, clock: string, offset = 'Z'): number => {
  const [hour, minute, second] = clock.split(':').map(Number) as [number, number, number]
  const ms = dayBegins(day) + ((hour * 60 + minute) * 60 + second) * 1000
  if (offset === 'Z') return ms
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))
  return ms - (offset[0] === '-' ? -minutes : minutes) * 60_000
}

const readPoint = (text: string): Point | DateFault => {
  const found = point.exec(text)
  if (!found) return invalid(howTo)
  const [, year = '', month, day, hour, minute = '00', second = '00', offset] = found
  if (month === undefined)
    return {
      start: `${year}-01-01`,
      end: `${year}-12-31`,
      timed: false,
      earliest: dayBegins(`${year}-01-01`),
    }
  if (month < '01' || month > '12') return invalid(`There is no month ${month}.`)
  const last = lastDayOf(Number(year), Number(month))
  const stem = `${year}-${month}`
  if (day === undefined)
    return { start: `${stem}-01`, end: `${stem}-${last}`, timed: false, earliest: dayBegins(`${stem}-01`) }
  if (day < '01' || Number(day) > last) return invalid(`${stem} has no day ${day}; its last is ${last}.`)
  const whole = `${stem}-${day}`
  if (hour === undefined) return { start: whole, end: whole, timed: false, earliest: dayBegins(whole) }
  if (hour > '23') return invalid(`There is no hour ${hour}; a day's hours are 00 to 23.`)
  const clock = `${hour}:${minute}:${second === '60' ? '59' : second}`
  return { start: whole, end: whole, timed: true, earliest: instant(whole, clock, offset) }
}

const howTo =
  'Write a day (2022-01-05), a time (2022-01-05T19:30+03:00), a month (2022-01) or a year (2022), with ~ or ? ' +
  'behind it where it is not certain; a/b for what lasted, [a..b] for what happened once, somewhere between.'

const precisionOf = (start: string, end: string): DatePrecision => {
  if (start === end) return 'day'
  const days = Math.round((dayBegins(end) - dayBegins(start)) / dayLength) + 1
  if (days <= 6) return 'days'
  if (days === 7) return 'week'
  if (days <= 31) return 'month'
  return days <= 366 ? 'year' : 'longer'
}

const span = (from: string, to: string, extent: Days['extent']): Days | DateFault => {
  const a = readPoint(from)
  if ('fault' in a) return a
  const b = readPoint(to)
  if ('fault' in b) return b
  const backwards = a.timed && b.timed ? b.earliest < a.earliest : b.end < a.start
  if (backwards) return { fault: 'date.order', detail: `It ends (${to}) before it begins (${from}).` }
  // Two times with different offsets can follow one another while their local days do not.
  const [start, end] = a.start <= b.end ? [a.start, b.end] : [b.start, a.end]
  return {
    start,
    end,
    precision: precisionOf(start, end),
    extent,
    earliest: a.earliest,
    ends: extent === 'lasted' ? b.earliest : a.earliest,
  }
}

let latest: { readonly text: string; readonly read: Days | DateFault } | undefined

/**
 * Reads a date; a fault names the rule that it breaks and says what would be right. The last one is remembered: a
 * record's rules and columns ask for the same date ten times.
 */
export const readDate = (text: string): Days | DateFault => {
  if (latest?.text !== text) latest = { text, read: readAny(text) }
  return latest.read
}

/** A day of the calendar, which most dates are; undefined where the text is another date, or none. */
const readDay = (text: string): Days | undefined => {
  if (!plainDay.test(text)) return undefined
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8))
  if (month < 1 || month > 12 || day < 1 || day > lastDayOf(Number(text.slice(0, 4)), month)) return undefined
  const earliest = dayBegins(text)
  return { start: text, end: text, precision: 'day', extent: 'once', earliest, ends: earliest }
}

const readAny = (text: string): Days | DateFault => {
  const day = readDay(text)
  if (day) return day
  if (text.startsWith('[')) {
    const [from, to, ...more] = text.replace(/^\[|\]$/g, '').split('..')
    if (!text.endsWith(']') || from === undefined || to === undefined || more.length > 0)
      return invalid(howTo)
    return span(from, to, 'once')
  }
  if (text.includes('/')) {
    const [from, to, ...more] = text.split('/')
    if (from === undefined || to === undefined || more.length > 0) return invalid(howTo)
    if (from === '..' || to === '..' || from === '' || to === '')
      return invalid(
        'Both ends of an interval are needed: for what goes on still, give the day of the report.',
      )
    return span(from, to, 'lasted')
  }
  const one = readPoint(text)
  if ('fault' in one) return one
  const { start, end, earliest } = one
  const precision = one.timed ? 'time' : precisionOf(start, end)
  return { start, end, precision, extent: 'once', earliest, ends: earliest }
}

/** The days of a date that has passed validation. Throws a RangeError on any other text. */
export const daysOf = (text: string): Days => {
  const days = readDate(text)
  if ('fault' in days) throw new RangeError(`${text}: ${days.detail}`)
  return days
}
