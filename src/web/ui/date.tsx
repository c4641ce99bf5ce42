/** Dates and times in words. */

import { parseDate } from '../../../schemas/edtf-date.ts'
import { datePrecision } from '../../../schemas/vocabularies.ts'
import { termOf } from './term.tsx'

const monthFormat = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' })
const months = Array.from({ length: 12 }, (_, month) => monthFormat.format(Date.UTC(2000, month)))

const pointPattern = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T([\d:]+)(Z|[+-][\d:]+)?)?)?)?([~?%]?)$/

const formatPoint = (text: string): string => {
  const match = pointPattern.exec(text)
  if (!match) return text
  const [, year, month, day, clock, offset, mark] = match
  const name = month === undefined ? undefined : (months[Number(month) - 1] ?? month)
  const date = [day === undefined ? undefined : Number(day), name, year]
    .filter((part) => part !== undefined)
    .join(' ')
  const zone = offset === undefined ? '' : offset === 'Z' ? ' UTC' : ` UTC${offset.replace('-', '−')}`
  const time = clock === undefined ? '' : `, ${clock.includes(':') ? clock : `${clock}:00`}${zone}`
  const about = mark === '~' || mark === '%' ? 'about ' : ''
  return `${about}${date}${time}${mark === '?' || mark === '%' ? ' (uncertain)' : ''}`
}

/**
 * A date of a record (EDTF) in words.
 *
 * @example formatDate('2022-01-05~') // 'about 5 January 2022'
 * @example formatDate('[2022-01-03..2022-01-05]') // 'once, between 3 January 2022 and 5 January 2022'
 */
export const formatDate = (text: string): string => {
  const oneOfRange = /^\[(.+)\.\.(.+)\]$/.exec(text)
  if (oneOfRange)
    return `once, between ${formatPoint(oneOfRange[1] ?? '')} and ${formatPoint(oneOfRange[2] ?? '')}`
  const interval = /^([^/]+)\/([^/]+)$/.exec(text)
  if (interval) return `from ${formatPoint(interval[1] ?? '')} to ${formatPoint(interval[2] ?? '')}`
  return formatPoint(text)
}

/** A date in words; where HTML can say it too, it does. */
export const EventDate = ({ date }: { date: string }) =>
  /^\d{4}(-\d\d){0,2}$/.test(date) ? (
    <time datetime={date}>{formatDate(date)}</time>
  ) : (
    <span>{formatDate(date)}</span>
  )

/** How long a span a date covers, in words; undefined for a date that cannot be read. */
export const precisionLabel = (date: string): string | undefined => {
  const result = parseDate(date)
  return 'fault' in result ? undefined : termOf(datePrecision, result.precision)?.label.toLowerCase()
}

/** An instant that the server set, UTC, to the minute. */
export const Instant = ({ at }: { at: string }) => (
  <time datetime={at}>
    {formatDate(at.slice(0, 10))}, {at.slice(11, 16)} UTC
  </time>
)
