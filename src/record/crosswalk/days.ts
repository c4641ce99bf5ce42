/** Reading days as the files of projects and spreadsheets write them. */
import { findDays, parseDate } from '../../../schemas/edtf-date.ts'
import { type Say, sentence } from '../../text/sentence.ts'

/** A day `YYYY-MM-DD` or another date of a record, or why there is none. */
type DayReading =
  | {
      readonly day: string /** Whether the cell has another form than the project's. */
      readonly isOther: boolean
    }
  | { readonly fault: Say }

/** A day as projects write it, with a midnight or without. */
const plainDay = /^\d{4}-\d\d-\d\d(?:[ T]00:00:00(?:\.0+)?Z?)?$/
const timeOfDay = /^(.*\d)(?:T|,? +)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?(?:Z|[+-]\d\d:?\d\d)?$/i
const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)$/
const dayAndMonthName = /^(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4}|\d\d)$/i
const monthNameAndDay = /^([a-z]{3,9}) (\d{1,2}),? (\d{4})$/i

const monthNames =
  'january february march april may june july august september october november december'.split(' ')

/** Returns the number of a month by its name or its first letters; 0 if there is none. */
const monthNumber = (name: string): number =>
  monthNames.findIndex((month) => month.startsWith(name.toLowerCase())) + 1

const formatDay = (year: string, month: string | number, day: string): string =>
  `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`

/** Returns a year of four digits; one of two digits needs the row's own year, `stated`. Undefined if it has none. */
const fullYear = (year: string, stated: string): string | undefined => {
  if (year.length === 4) return year
  return /^\d{4}$/.test(stated) && stated.endsWith(year) ? stated : undefined
}

const shortYear = {
  fault: sentence`The year has two digits, and no column year says its century. Write four digits.`,
}

const parseYearLast = (first: string, second: string, year: string): DayReading => {
  const [dayFirst, monthFirst] = [formatDay(year, second, first), formatDay(year, first, second)]
  if (Number(first) > 12 || first === second) return { day: dayFirst, isOther: true }
  if (Number(second) > 12) return { day: monthFirst, isOther: true }
  return { fault: sentence`It can mean ${dayFirst} or ${monthFirst}. Write one of these.` }
}

const parseOther = (text: string, year: string, formHint: Say): DayReading => {
  const [, y = '', , month = '', day = ''] = yearFirst.exec(text) ?? []
  if (y !== '') return { day: formatDay(y, month, day), isOther: true }
  const [, first = '', , second = '', end = ''] = yearLast.exec(text) ?? []
  const [, dayBefore, nameAfter, yearAfter] = dayAndMonthName.exec(text) ?? []
  const [, nameBefore, dayAfter, yearBehind] = monthNameAndDay.exec(text) ?? []
  const shown = first === '' ? (yearAfter ?? yearBehind) : end
  if (shown === undefined) return findDays(text) ? { day: text, isOther: false } : { fault: formHint }
  const full = fullYear(shown, year)
  if (full === undefined) return shortYear
  if (first !== '') return parseYearLast(first, second, full)
  const number = monthNumber(nameAfter ?? nameBefore ?? '')
  if (number === 0) return { fault: formHint }
  const isOther = nameBefore !== undefined || shown.length === 2
  return { day: formatDay(full, number, dayBefore ?? dayAfter ?? ''), isOther }
}

/**
 * Returns the day of a cell, whose form must be certain. `year` is the cell of the row's year, `formHint` a sentence that
 * says how the project writes days.
 *
 * @example parseDay('2009/08/07 00:00:00', { formHint }) // { day: '2009-08-07', isOther: true }
 */
export const parseDay = (
  cell: string,
  { year = '', formHint }: { year?: string; formHint: Say },
): DayReading => {
  const text = cell.trim()
  const isPlain = plainDay.test(text)
  const beforeTime = isPlain ? undefined : timeOfDay.exec(text)?.[1]
  const reading: DayReading = isPlain
    ? { day: text.slice(0, 10), isOther: false }
    : parseOther(beforeTime ?? text, year.trim(), formHint)
  if ('fault' in reading) return reading
  const days = parseDate(reading.day)
  if ('fault' in days) return { fault: days.say }
  return beforeTime === undefined ? reading : { ...reading, isOther: true }
}
