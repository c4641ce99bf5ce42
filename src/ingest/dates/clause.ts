/** A phrase that joins no others: its parts, and when within a day it was. */
import { addDays } from '../../../schemas/edtf-date.ts'
import { type Interval, pad } from './calendar.ts'
import { intervalsOf, type Parts } from './intervals.ts'
import type { Moment } from './shapes.ts'
import { type DayPart, dayParts, early, mid, type PartName, partNames, type Token } from './token.ts'
import { fullYear } from './tokens.ts'

/** When within a day something was; `portion` is its beginning or end. */
export interface DayTime {
  readonly part: DayPart
  readonly portion?: 'early' | 'late' | undefined
}

const names: readonly string[] = partNames

/** Returns the parts that tokens name; undefined if two contradict each other or one joins phrases. */
const collect = (tokens: readonly Token[]): Parts | undefined => {
  const values = new Map<PartName, number>()
  const dates: string[] = []
  for (const { name, value, dates: days = [] } of tokens) {
    const isShortYear = name === 'day' && values.has('day') && !values.has('year')
    const part = isShortYear ? 'year' : name
    const placed = isShortYear ? fullYear(value) : value
    if (!names.includes(part) || (values.get(part as PartName) ?? placed) !== placed) return undefined
    values.set(part as PartName, placed)
    dates.push(...days)
  }
  return { values, dates }
}

/** A phrase without the words that say when within a day, and these. */
export interface Clause extends Parts {
  readonly dayPart: DayPart | undefined
  readonly portion: DayTime['portion']
  readonly isEve: boolean
  readonly time: number | undefined
}

/** Removes a part and returns its value. */
export const take = (values: Map<PartName, number>, name: PartName): number | undefined => {
  const value = values.get(name)
  values.delete(name)
  return value
}

const hasHalfDay = (part: DayPart | undefined): boolean =>
  part === 'afternoon' || part === 'evening' || part === 'night'

/** Returns the clause of tokens; undefined if they contradict each other. */
export const toClause = (tokens: readonly Token[]): Clause | undefined => {
  const parts = collect(tokens)
  if (!parts) return undefined
  const { values } = parts
  const isEve = take(values, 'eve') !== undefined
  const part = isEve ? dayParts.indexOf('night') : take(values, 'dayPart')
  const dayPart = part === undefined ? undefined : dayParts[part]
  const time = take(values, 'time')
  const isLater = time !== undefined && time < 720 && hasHalfDay(dayPart)
  const portion = dayPart !== undefined && values.get('portion') !== mid ? take(values, 'portion') : undefined
  return {
    ...parts,
    dayPart: time === undefined ? dayPart : undefined,
    portion: portion === undefined ? undefined : portion === early ? 'early' : 'late',
    isEve,
    time: isLater ? time + 720 : time,
  }
}

/** The minute at which parts of the day begin. */
const beginnings: Partial<Record<DayPart, number>> = {
  dawn: 240,
  morning: 360,
  noon: 720,
  afternoon: 720,
  evening: 1020,
}

/** Adds the day to "at dawn" or "this morning". */
const impliedDay = ({ values, dayPart, time }: Clause, { minutes }: Moment): void => {
  const which = values.size === 1 ? values.get('which') : undefined
  if (values.size > 0 && which === undefined) return
  if (dayPart === undefined && time === undefined) return
  const begins = time ?? beginnings[dayPart ?? 'night'] ?? 1440
  values.delete('which')
  values.set('relative', which ?? (begins <= minutes ? 0 : -1))
}

const isOneDay = ({ from, to }: Interval): boolean => from === to && from.length === 10

/** Returns the interval at a time or in a night of a day; none if it has no such day, or the time is still to come. */
const withinDay = (
  interval: Interval,
  { dayPart, isEve, time }: Clause,
  { today, minutes }: Moment,
): Interval[] => {
  if (dayPart === undefined && time === undefined) return [interval]
  if (!isOneDay(interval)) return []
  const { from: day } = interval
  if (time !== undefined) {
    const clock = [Math.floor(time / 60), time % 60].map(pad).join(':')
    const at = `${day}T${clock}`
    return day === today && time > minutes ? [] : [{ from: at, to: at }]
  }
  if (dayPart !== 'night' && dayPart !== 'midnight') return [interval]
  const nights = [{ from: day, to: addDays(day, 1) }]
  // An Arabic night is that before its day or that after it.
  return isEve ? [{ from: addDays(day, -1), to: day }, ...nights] : nights
}

/** Returns what a clause can mean. */
export const readClause = (clause: Clause, moment: Moment): Interval[] => {
  impliedDay(clause, moment)
  return intervalsOf(clause, moment).flatMap((interval) => withinDay(interval, clause, moment))
}
