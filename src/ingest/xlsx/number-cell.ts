/** Numbers of cells as texts: the shortest number, or a date in ISO 8601. */
import { msPerDay, utcDay } from '../../../schemas/edtf-date.ts'
import type { DateFormat } from './number-format.ts'

/** The digits that a spreadsheet shows and computes with; more are an artefact of its binary numbers. */
const maxDigits = 15

const plainInteger = /^(?:0|-?[1-9]\d{0,14})$/

/**
 * Returns the shortest decimal number of at most 15 digits, without an exponent.
 *
 * @example formatNumber('0.30000000000000004') // '0.3'
 */
export const formatNumber = (text: string): string => {
  if (plainInteger.test(text)) return text
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) return text
  const shortest = String(text.length > maxDigits ? Number(value.toPrecision(maxDigits)) : value)
  const [mantissa = '', exponent] = shortest.split('e')
  if (exponent === undefined) return shortest
  if (Number(exponent) > 0) return BigInt(Number(shortest)).toString()
  return Number(shortest).toFixed(Math.min(100, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent)))
}

/** The days from the first day of each date system to 1970-01-01. */
const epochs = { from1900: 25_569, from1904: 24_107 } as const
/** 1900-02-29, a day that the system of 1900 counts though it never was. */
const leapDay1900 = 60
/** 10000-01-01 in the system of 1900. */
const maxSerial = 2_958_466
/** 1582-10-15. LibreOffice writes days before 1900 as negative numbers, and earlier ones in the Julian calendar. */
const minSerial = -115_858

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

/** Returns a time of day, or hours beyond a day, with seconds and milliseconds if there are any. */
const formatTime = (ms: number): string => {
  const [hours, minutes] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60]
  const [seconds, rest] = [Math.floor(ms / 1000) % 60, ms % 1000]
  const fraction = rest > 0 ? `.${pad(rest, 3)}` : ''
  return `${pad(hours)}:${pad(minutes)}${seconds > 0 || rest > 0 ? `:${pad(seconds)}${fraction}` : ''}`
}

const formatDay = (day: number, is1904: boolean): string => {
  if (!is1904 && day === 0) return '1900-01-00'
  if (!is1904 && day === leapDay1900) return '1900-02-29'
  const isBeforeLeapDay = day > 0 && day < leapDay1900
  const epoch = is1904 ? epochs.from1904 : epochs.from1900 - (isBeforeLeapDay ? 1 : 0)
  return utcDay((day - epoch) * msPerDay)
}

/**
 * Returns the date or time that a cell with a format of dates shows: `2022-01-05`, `2022-01-05T19:30`, `19:30`; with a
 * format without a day or month, `2022-01` or `2022` if the number is the first day of it. Days that a spreadsheet
 * cannot show remain numbers.
 *
 * @example formatDate('44566.8125', { precision: 'day', hasTime: true, isDuration: false }, false) // '2022-01-05T19:30'
 */
export const formatDate = (text: string, format: DateFormat, is1904: boolean): string => {
  const serial = Number(text)
  const { precision, hasTime, isDuration } = format
  const min = isDuration || precision === 'none' ? 0 : minSerial
  if (text.trim() === '' || !(serial >= min && serial < maxSerial)) return formatNumber(text)
  const ms = Math.round(serial * msPerDay)
  if (isDuration || (precision === 'none' && ms < msPerDay)) return formatTime(ms)
  const day = formatDay(Math.floor(ms / msPerDay), is1904)
  const time = ms - Math.floor(ms / msPerDay) * msPerDay
  if (time > 0) return `${day}T${formatTime(time)}`
  if (!hasTime && precision === 'year' && day.endsWith('-01-01')) return day.slice(0, 4)
  return !hasTime && precision === 'month' && day.endsWith('-01') ? day.slice(0, 7) : day
}
