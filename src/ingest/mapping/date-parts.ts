/** Dates whose parts come from one column or from several. */

import { type Say, sentence } from '../../text/sentence.ts'
import type { DatePart, DateParts } from './date-format.ts'

/** Each part with the part that it needs beside it. */
const neededParts: readonly (readonly [part: DatePart, needed: DatePart, fault: Say])[] = [
  ['month', 'year', sentence`The year, YYYY, is missing.`],
  ['day', 'month', sentence`A day needs its month.`],
  ['hour', 'day', sentence`An hour needs its day.`],
  ['minute', 'hour', sentence`Minutes, mm, need their hour, HH; months are MM.`],
  ['second', 'minute', sentence`Seconds need their minutes.`],
  ['half', 'hour', sentence`AM or PM needs its hour.`],
  ['offset', 'hour', sentence`An offset needs a time.`],
]

/** Returns why a date cannot have just these parts; undefined if it can. */
export const findPartsFault = (parts: Iterable<DatePart>): Say | undefined => {
  const present = new Set(parts)
  for (const [part, needed, fault] of neededParts) if (present.has(part) && !present.has(needed)) return fault
  return present.size === 0 || present.has('year') ? undefined : neededParts[0]?.[2]
}

/** Returns the hour of a day from one on a clock of twelve hours; unchanged if it is not on such a clock. */
const hourOf = (hour: string, half: string | undefined): string => {
  const number = Number(hour)
  if (half === undefined || number < 1 || number > 12) return hour
  return String((number % 12) + (half === 'PM' ? 12 : 0)).padStart(2, '0')
}

/** Returns the EDTF date of parts that belong together; `offset` is that of times that have none. */
export const toEdtf = (
  { year = '', month, day, hour, half, minute, second, offset }: DateParts,
  defaultOffset = '',
): string => {
  const date = [year, month, day].filter((part) => part !== undefined).join('-')
  if (hour === undefined) return date
  const clock = [hourOf(hour, half), minute, second].filter((part) => part !== undefined).join(':')
  return `${date}T${clock}${offset ?? defaultOffset}`
}
