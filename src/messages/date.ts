/** Dates of records in words. */
import type { Messages } from './messages.ts'

const pointPattern = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T([\d:]+)(Z|[+-][\d:]+)?)?)?)?([~?%]?)$/

type DateWords = Pick<Messages, 'dates'>

const formatPoint = (text: string, { dates }: DateWords): string => {
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
export const formatDate = (text: string, messages: DateWords): string => {
  const { dates } = messages
  const point = (end = '') => formatPoint(end, messages)
  const oneOfRange = /^\[(.+)\.\.(.+)\]$/.exec(text)
  if (oneOfRange) return dates.once(point(oneOfRange[1]), point(oneOfRange[2]))
  const interval = /^([^/]+)\/([^/]+)$/.exec(text)
  return interval ? dates.lasting(point(interval[1]), point(interval[2])) : point(text)
}

interface DayTimeName {
  readonly part: keyof Messages['dates']['dayParts']
  readonly portion?: keyof Messages['dates']['portions'] | undefined
}

/** Returns a time of the day in words, such as "early morning"; an empty text for none. */
export const formatDayTime = (time: DayTimeName | undefined, { dates }: DateWords): string =>
  time === undefined
    ? ''
    : dates.dayTime(dates.dayParts[time.part], time.portion && dates.portions[time.portion])
