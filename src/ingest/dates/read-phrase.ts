/** Dates in the words of people, English or Arabic, counted from the moment of writing. */
import { parseNewDate } from '../../../schemas/edtf-date.ts'
import type { Interval } from './calendar.ts'
import { type Clause, type DayTime, readClause, toClause } from './clause.ts'
import { readJoin } from './join.ts'
import type { Moment } from './shapes.ts'
import type { Token } from './token.ts'
import { tokenize } from './tokens.ts'
import { localMoment } from './zones.ts'

/** What a phrase means. */
export interface DateReading {
  /** The date in EDTF. */
  readonly date: string
  /** What the date cannot say. */
  readonly dayTime?: DayTime | undefined
}

/** The moment of writing in milliseconds since 1970 UTC, and the zone (IANA) of who writes. */
export interface WritingTime {
  readonly now: number
  readonly zone: string
  /** The country (ISO 3166-1 alpha-2) whose weekend counts; without one it is Saturday and Sunday. */
  readonly country?: string
}

/** The longest phrase that is read. */
const maxLength = 100

/** A interval, and whether something lasted so long or happened once within it. */
interface Extent extends Interval {
  readonly hasLasted?: boolean
}

/** Returns an end that is not later than today: a report is of the past. */
const clip = ({ from, to }: Interval, today: string): string => {
  const latest = today.slice(0, to.length)
  return to > latest && from <= today ? latest : to
}

const toDate = (extent: Extent, today: string): string => {
  const { from, hasLasted, isAbout } = extent
  const to = clip(extent, today)
  if (from === to) return isAbout ? `${from}~` : from
  return hasLasted ? `${from}/${to}` : `[${from}..${to}]`
}

/** Returns the readings of what a clause means; those in the future only if it states the year and none is past. */
const toReadings = (extents: readonly Extent[], { today }: Moment, clause: Clause): DateReading[] => {
  const past = extents.filter(({ from }) => from.slice(0, 10) <= today.slice(0, from.length))
  const isStated = clause.values.has('year') || clause.dates.some((day) => day.length === 10)
  const { dayPart: part, portion } = clause
  const dayTime = part === undefined ? undefined : { part, portion }
  return (past.length > 0 || !isStated ? past : extents).map((each) => ({
    date: toDate(each, today),
    dayTime,
  }))
}

const readSingle = (tokens: readonly Token[], moment: Moment, isSince: boolean): DateReading[] => {
  const clause = toClause(tokens)
  if (!clause) return []
  const intervals = readClause(clause, moment)
  if (!isSince) return toReadings(intervals, moment, clause)
  return toReadings(
    intervals.slice(0, 1).map(({ from }) => ({ from, to: moment.today, hasLasted: true })),
    moment,
    clause,
  )
}

const joins: readonly Token['name'][] = ['to', 'and', 'or']

const readTokens = (tokens: readonly Token[], moment: Moment): DateReading[] => {
  const isBetween = tokens.some(({ name }) => name === 'between')
  const isSince = tokens[0]?.name === 'since' || tokens[0]?.name === 'from'
  const rest = tokens.slice(isSince ? 1 : 0).filter(({ name }) => name !== 'between')
  const at = rest.findIndex(({ name }) => joins.includes(name))
  if (at < 0) return isBetween ? [] : readSingle(rest, moment, isSince)
  const [left, right] = [toClause(rest.slice(0, at)), toClause(rest.slice(at + 1))]
  const interval = left && right && readJoin(left, right, moment)
  if (!interval) return []
  const happenedOnce = isBetween || interval.isNight || rest[at]?.name === 'or'
  const clause: Clause = interval.isNight ? { ...right, dayPart: 'night' } : right
  // "Two to three days ago" has the later day first.
  const inOrder =
    interval.from > interval.to && happenedOnce ? { from: interval.to, to: interval.from } : interval
  return toReadings([{ ...inOrder, hasLasted: !happenedOnce }], moment, clause)
}

interface Certainty {
  readonly isAbout: boolean
  readonly isMaybe: boolean
}

/** Returns a date with the sign of its certainty after each of its points. */
const qualify = (date: string, { isAbout, isMaybe }: Certainty): string => {
  const isApproximate = isAbout || date.endsWith('~')
  const sign = isApproximate && isMaybe ? '%' : isApproximate ? '~' : isMaybe ? '?' : ''
  return date.replace('~', '').replace(/[\dT:-]+/g, `$&${sign}`)
}

/** Whether there is more than digits. */
const isPhrase = (tokens: readonly Token[]): boolean =>
  tokens.some(({ name }) => name !== 'day' && !joins.includes(name))

/**
 * Returns the dates that a phrase can mean, the likeliest first; `hijri` if it names a month or year of that calendar,
 * which is not read; undefined if it is no phrase. A phrase means the past: "March" is the last one that has begun.
 *
 * @example readPhrase('yesterday evening', { now, zone: 'Asia/Baghdad' })
 * // [{ date: '2026-11-28', dayTime: { part: 'evening' } }]
 */
export const readPhrase = (
  text: string,
  { now, zone, country }: WritingTime,
): readonly [DateReading, ...DateReading[]] | 'hijri' | undefined => {
  const tokens = text.length > maxLength ? undefined : tokenize(text)
  if (!tokens) return undefined
  if (tokens.some(({ name }) => name === 'hijri')) return 'hijri'
  const has = (sign: Token['name']) => tokens.some(({ name }) => name === sign)
  const said = tokens.filter(({ name }) => name !== 'about' && name !== 'maybe')
  if (!isPhrase(said)) return undefined
  const certainty = { isAbout: has('about'), isMaybe: has('maybe') }
  const [first, ...others] = readTokens(said, localMoment(now, zone, country))
    .map(({ date, ...reading }) => ({ ...reading, date: qualify(date, certainty) }))
    .filter(({ date }, i, all) => all.findIndex((each) => each.date === date) === i)
    .filter(({ date }) => !('fault' in parseNewDate(date)))
  return first && [first, ...others]
}
