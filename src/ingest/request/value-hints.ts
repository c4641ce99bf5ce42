/** The right form of values of parameters that other programs and people write otherwise. */

import { findDays, findPossibleDays } from '../../../schemas/edtf-date.ts'
import { type SortName, sortOrders } from '../../record/segments/sort-orders.ts'
import { readDate } from '../validate/read-date.ts'

/** The first and the last day of a date in any form; undefined if it is none. */
export interface DayRange {
  readonly start: string
  readonly end: string
}

/** Returns the days of a date in any form that has one reading. */
export const readDays = (text: string): DayRange | undefined => findDays(readDate(text) ?? text)

/** Returns the days that a value may mean, as values of a parameter. */
export const suggestDays = (text: string): readonly string[] => {
  const read = readDate(text)
  return read === undefined ? findPossibleDays(text) : [read.slice(0, 10)]
}

const sortNames = Object.keys(sortOrders) as SortName[]
const sortAliases: Readonly<Record<string, string>> = {
  event_date: 'date',
  date_start: 'date',
  created_at: 'created',
  deaths_best: 'deaths',
  fatalities: 'deaths',
}

/** Returns the order that a text means: `date desc`, `date:asc`, `+date`; undefined if it means none. */
export const suggestSort = (text: string): SortName | undefined => {
  const [, sign, column = '', order = ''] =
    /^([+\s-]?)\s*([a-z_]{1,20})(?:[\s:,.]+(asc|desc)(?:ending)?)?$/i.exec(text) ?? []
  const name = column.toLowerCase()
  if (name === 'asc' || name === 'desc') return name === 'desc' ? '-date' : 'date'
  const isReversed = sign === '-' || /^desc/i.test(order)
  const wanted = (isReversed ? '-' : '') + (sortAliases[name] ?? name)
  return sortNames.find((each) => each === wanted)
}

/** Returns the numbers of a text, whatever stands between them. */
const numbersIn = (text: string): number[] => (text.match(/-?\d{1,10}(?:\.\d{1,15})?/g) ?? []).map(Number)

const isLatitude = (value = Number.NaN): boolean => Math.abs(value) <= 90
const isLongitude = (value = Number.NaN): boolean => Math.abs(value) <= 180

/** Returns the circle (latitude,longitude,kilometres) of numbers in any form; undefined if they are none. */
export const suggestCircle = (text: string): string | undefined => {
  const [first, second, kilometres = 25, ...more] = numbersIn(text)
  if (first === undefined || second === undefined || kilometres < 0 || more.length > 0) return undefined
  if (isLatitude(first) && isLongitude(second)) return `${first},${second},${kilometres}`
  return isLatitude(second) && isLongitude(first) ? `${second},${first},${kilometres}` : undefined
}

/** Returns a longitude of up to a turn as one from -180 to 180. */
const toLongitude = (value: number): number => (isLongitude(value) ? value : ((value + 540) % 360) - 180)

/**
 * Returns the box (west,south,east,north) of four numbers, with south and north or both axes swapped back, and with
 * longitudes beyond 180 on the other side of the meridian.
 */
export const suggestBox = (text: string): string | undefined => {
  const [a, b, c, d, ...more] = numbersIn(text)
  if (a === undefined || b === undefined || c === undefined || d === undefined || more.length > 0)
    return undefined
  if ([a, c].every(isLongitude) && [b, d].every(isLatitude))
    return [a, Math.min(b, d), c, Math.max(b, d)].join(',')
  if ([a, c].every(isLatitude) && [b, d].every(isLongitude))
    return [b, Math.min(a, c), d, Math.max(a, c)].join(',')
  const isBeyond = [a, c].every((value) => Math.abs(value) <= 360) && a < c && c - a < 360
  return isBeyond && [b, d].every(isLatitude)
    ? [toLongitude(a), Math.min(b, d), toLongitude(c), Math.max(b, d)].join(',')
    : undefined
}
