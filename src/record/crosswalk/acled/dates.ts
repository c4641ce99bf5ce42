/** ACLED's day and its precision: the date of a record. */
import { type Days, parseDate } from '../../../../schemas/edtf-date.ts'
import type { Draft, Exclusion, Part, ReportLoss } from '../layout.ts'
import { findDays } from '../ucdp/dates.ts'

const msPerDay = 86_400_000

const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const startOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`)

const addDays = (day: string, days: number): string => toDay(startOfDay(day) + days * msPerDay)

/** How many days, the last one included. */
const countDays = ({ start, end }: Days): number =>
  Math.round((startOfDay(end) - startOfDay(start)) / msPerDay) + 1

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const longDatePattern = /^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})$/

/** The day of `2023-02-16` or `16 February 2023`; other texts as they are. */
const parseDay = (cell: string): string => {
  const text = cell.trim()
  const [, day = '', month = '', year = ''] = longDatePattern.exec(text) ?? []
  const number = months.indexOf(month.toLowerCase()) + 1
  return number === 0 ? text : `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** The precision that a record's date has there: 1 to 3; undefined where it is vaguer. */
const precisionOf = ({ precision, extent }: Days, date: string): 1 | 2 | 3 | undefined => {
  if (extent === 'lasted') return precision === 'longer' ? undefined : 1
  if (precision === 'time' || precision === 'day') return /[~?%]/.test(date) ? 2 : 1
  if (precision === 'days' || precision === 'week') return 2
  return precision === 'month' ? 3 : undefined
}

const reportDateLoss = ({ date = '' }: Draft, days: Days, reportLoss: ReportLoss) => {
  if (/[~?%]/.test(date)) reportLoss('crosswalk.uncertain', 'event_date', `The date is ${date}.`)
  if (date.includes('T')) reportLoss('crosswalk.time', 'event_date', `The date is ${date}.`)
  if (days.extent === 'once' && days.start !== days.end)
    reportLoss('crosswalk.day_of_range', 'event_date', `The date is ${date}.`)
}

export const dates: Part = {
  columns: ['event_date', 'time_precision', 'year'],
  pointerColumns: [['/date', 'event_date']],
  read: ([cell = '', precision = ''], draft, note) => {
    const day = parseDay(cell)
    const isDay = !('fault' in parseDate(day))
    const code = isDay ? precision.trim() : '1'
    if (code === '2') draft.date = `[${addDays(day, -3)}..${addDays(day, 3)}]`
    else if (code === '3') draft.date = day.slice(0, 7)
    else draft.date = day
    if (code === '2' || code === '3') note('acled.period')
    else if (code !== '1' && code !== '') note('crosswalk.code')
  },
  write: (draft, reportLoss) => {
    const days = findDays(draft)
    const precision = days && precisionOf(days, draft.date ?? '')
    if (!days || precision === undefined) return []
    reportDateLoss(draft, days, reportLoss)
    const day = addDays(days.start, Math.floor((countDays(days) - 1) / 2))
    return [day, precision, Number(day.slice(0, 4))]
  },
}

/** Why a record's date keeps it out. */
export const findVagueDate = (draft: Draft): Exclusion | undefined => {
  const days = findDays(draft)
  const known = days && precisionOf(days, draft.date ?? '') !== undefined
  return known ? undefined : { rule: 'acled.long', detail: `The date is ${draft.date}.` }
}

/** The deaths of one day of several: shared out evenly, what is left over to the first days. */
const deathsOnDay = (deaths: number | undefined, days: number, day: number): number | undefined =>
  deaths === undefined ? undefined : Math.floor(deaths / days) + (day < deaths % days ? 1 : 0)

const draftOfDay = (draft: Draft, date: string, days: number, day: number): Draft => {
  const { casualties } = draft
  const { low, best, high } = casualties?.deaths ?? {}
  const lowest = deathsOnDay(low ?? best ?? high, days, day)
  return {
    ...draft,
    date,
    ...(casualties
      ? { casualties: { ...casualties, deaths: lowest === undefined ? {} : { low: lowest } } }
      : {}),
  }
}

/** One record for each day of what lasted. */
export const splitByDay = (draft: Draft, reportLoss: ReportLoss): readonly Draft[] => {
  const days = findDays(draft)
  if (days?.extent !== 'lasted' || days.start === days.end) return [draft]
  const count = countDays(days)
  reportLoss('acled.day_of_many', 'event_date', `It lasted from ${days.start} to ${days.end}: ${count} rows.`)
  return Array.from({ length: count }, (_, i) => draftOfDay(draft, addDays(days.start, i), count, i))
}
