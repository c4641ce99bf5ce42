/** Dates and times in words. */

import { parseDate } from '../../../schemas/edtf-date.ts'
import { datePrecision } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import { labelOf } from './term.tsx'
import { useMessages } from './viewer.tsx'

const pointPattern = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T([\d:]+)(Z|[+-][\d:]+)?)?)?)?([~?%]?)$/

const formatPoint = (text: string, { dates }: Messages): string => {
  const match = pointPattern.exec(text)
  if (!match) return text
  const [, year, month, day, clock, offset, mark] = match
  const zone = offset === undefined ? '' : offset === 'Z' ? 'UTC' : `UTC${offset.replace('-', '−')}`
  const date = dates.point({ year: year ?? '', month, day })
  const time = clock === undefined || clock.includes(':') ? clock : `${clock}:00`
  const instant = time === undefined ? date : dates.time(date, time, zone)
  const approximate = mark === '~' || mark === '%' ? dates.about(instant) : instant
  return mark === '?' || mark === '%' ? dates.uncertain(approximate) : approximate
}

/**
 * Returns a date of a record (EDTF) in words, or the text itself if it is no date.
 *
 * @example formatDate('2022-01-05~', en) // 'about 5 January 2022'
 * @example formatDate('[2022-01-03..2022-01-05]', en) // 'once, between 3 January 2022 and 5 January 2022'
 */
export const formatDate = (text: string, messages: Messages): string => {
  const { dates } = messages
  const point = (end = '') => formatPoint(end, messages)
  const oneOfRange = /^\[(.+)\.\.(.+)\]$/.exec(text)
  if (oneOfRange) return dates.once(point(oneOfRange[1]), point(oneOfRange[2]))
  const interval = /^([^/]+)\/([^/]+)$/.exec(text)
  return interval ? dates.lasting(point(interval[1]), point(interval[2])) : point(text)
}

/** Renders a date in words, as a `time` element if HTML has a form for it. */
export const EventDate = ({ date }: { date: string }) => {
  const words = formatDate(date, useMessages())
  return /^\d{4}(-\d\d){0,2}$/.test(date) ? <time datetime={date}>{words}</time> : <span>{words}</span>
}

/** Returns the label of the precision of a date, in lower case; undefined for a text that is no date. */
export const precisionLabel = (date: string, messages: Messages): string | undefined => {
  const result = parseDate(date)
  return 'fault' in result ? undefined : labelOf(datePrecision, result.precision, messages).toLowerCase()
}

/** Renders an instant (RFC 3339, UTC) to the minute, or a day. */
export const Instant = ({ at }: { at: string }) => (
  <time datetime={at}>{formatDate(at.length === 10 ? at : `${at.slice(0, 16)}Z`, useMessages())}</time>
)

/** Returns the day of an instant (RFC 3339, UTC) in words. */
export const formatDay = (at: string, messages: Messages): string => formatDate(at.slice(0, 10), messages)
