/** Dates and times in words. */

import { readDate } from '../../../schemas/edtf-date.ts'
import { datePrecision } from '../../../schemas/vocabularies.ts'
import { termOf } from './term.tsx'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const point = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T([\d:]+)(Z|[+-][\d:]+)?)?)?)?([~?%]?)$/

const pointInWords = (text: string): string => {
  const found = point.exec(text)
  if (!found) return text
  const [, year, month, day, clock, offset, mark] = found
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
 * @example dateInWords('2022-01-05~') // 'about 5 January 2022'
 * @example dateInWords('[2022-01-03..2022-01-05]') // 'once, between 3 January 2022 and 5 January 2022'
 */
export const dateInWords = (text: string): string => {
  const between = /^\[(.+)\.\.(.+)\]$/.exec(text)
  if (between) return `once, between ${pointInWords(between[1] ?? '')} and ${pointInWords(between[2] ?? '')}`
  const lasting = /^([^/]+)\/([^/]+)$/.exec(text)
  if (lasting) return `from ${pointInWords(lasting[1] ?? '')} to ${pointInWords(lasting[2] ?? '')}`
  return pointInWords(text)
}

/** A date in words; where HTML can say it too, it does. */
export const When = ({ date }: { date: string }) =>
  /^\d{4}(-\d\d){0,2}$/.test(date) ? (
    <time datetime={date}>{dateInWords(date)}</time>
  ) : (
    <span>{dateInWords(date)}</span>
  )

/** How long a span a date covers, in words; undefined for a date that cannot be read. */
export const precisionInWords = (date: string): string | undefined => {
  const read = readDate(date)
  return 'fault' in read ? undefined : termOf(datePrecision, read.precision)?.label.toLowerCase()
}

/** An instant that the server set, UTC, to the minute. */
export const Instant = ({ at }: { at: string }) => (
  <time datetime={at}>
    {dateInWords(at.slice(0, 10))}, {at.slice(11, 16)} UTC
  </time>
)
