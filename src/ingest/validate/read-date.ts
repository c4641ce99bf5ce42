/** Dates as people and programs write them, with one reading. */

import { findDays, parseNewDate } from '../../../schemas/edtf-date.ts'
import { toLatinDigits } from '../../text/latin-digits.ts'

const pad = (part: string): string => part.padStart(2, '0')

/** Returns an offset as `Z` or `+03:00`. */
const toOffset = (offset: string): string => {
  if (/^(?:z|utc|gmt)$/i.test(offset)) return 'Z'
  const [, sign, hours = '', minutes = '00'] = /^([+\u2212-])(\d\d?)(?::?(\d\d))?$/.exec(offset) ?? []
  return `${sign === '+' ? '+' : '-'}${pad(hours)}:${minutes}`
}

/** A day from the year on, with any sign between its parts; a time with a fraction, and any form of offset. */
const dayPattern = /^(\d{4})([-/.])(\d\d?)\2(\d\d?)(?:(?:[Tt]|\s+)(.+))?$/
const timePattern =
  /^(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?:\s*(z|utc|gmt|[+\u2212-]\d\d?(?::?\d\d)?))?([~?%]?)$/i

const readTime = (text: string): string | undefined => {
  const [matched, hour = '', minute = '', second, offset, qualifier = ''] = timePattern.exec(text) ?? []
  if (matched === undefined) return undefined
  const clock = [hour, minute, ...(second === undefined ? [] : [second])].map(pad).join(':')
  return `T${clock}${offset === undefined ? '' : toOffset(offset)}${qualifier}`
}

const readYearFirst = (text: string): string | undefined => {
  const [matched, year, , month = '', day = '', time] = dayPattern.exec(text) ?? []
  if (matched === undefined) return undefined
  const clock = time === undefined ? '' : readTime(time)
  return clock === undefined ? undefined : `${year}-${pad(month)}-${pad(day)}${clock}`
}

/** A day of the basic format of ISO 8601, with a time or without. */
const readBasic = (text: string): string | undefined => {
  const [matched, year, month, day, hour, minute, second, offset] =
    /^((?:19|20)\d\d)(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?$/i.exec(text) ?? []
  if (matched === undefined) return undefined
  const clock = hour === undefined ? '' : `T${[hour, minute, second].filter(Boolean).join(':')}`
  return `${year}-${month}-${day}${clock}${offset === undefined ? '' : toOffset(offset)}`
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const dayFirst = new RegExp(
  `^(?:(?<day>\\d\\d?)(?:st|nd|rd|th)?[\\s-]+(?:of\\s+)?)?(?<month>${monthNames})\\.?,?[\\s-]+(?<year>\\d{4})$`,
  'i',
)
const monthFirst = new RegExp(
  `^(?<month>${monthNames})\\.?\\s+(?<day>\\d\\d?)(?:st|nd|rd|th)?,?\\s+(?<year>\\d{4})$`,
  'i',
)

const readMonthName = (text: string): string | undefined => {
  const { day, month = '', year } = (dayFirst.exec(text) ?? monthFirst.exec(text))?.groups ?? {}
  if (year === undefined) return undefined
  const number = months.indexOf(month.slice(0, 3).toLowerCase()) + 1
  return [year, pad(String(number)), ...(day === undefined ? [] : [pad(day)])].join('-')
}

/** Hyphens and minus signs that text processors write; not the en dash, which writes a span (2005–06). */
const typographicHyphens = /(?<=\d)[\u2010-\u2012\u2212](?=\d)/g

/** The longest text that is read. */
const maxLength = 64

/**
 * Returns the date (EDTF) of a text that writes one in another form with only one reading: a time with a fraction of
 * seconds, which is left out, or an offset in another form; a day from the year on; a day or month with its English
 * name. Undefined for any other text, dates in the right form included.
 *
 * @example readDate('2022-01-05T19:30:00.000+0300') // '2022-01-05T19:30:00+03:00'
 */
export const readDate = (text: string): string | undefined => {
  if (text.length > maxLength || findDays(text)) return undefined
  const latin = toLatinDigits(text).trim().replace(typographicHyphens, '-')
  const read = findDays(latin) ? latin : (readYearFirst(latin) ?? readBasic(latin) ?? readMonthName(latin))
  return read === undefined || 'fault' in parseNewDate(read) ? undefined : read
}
