/** ACLED's day and its precision: the date of a record. */
import { addDays, countDays, type Days, findDays, toDays } from '../../../../schemas/edtf-date.ts'
import { sentence } from '../../../text/sentence.ts'
import { parseDay } from '../days.ts'
import type { Draft, Exclusion, Part, ReportLoss } from '../layout.ts'
import { reportDateLoss } from '../parts.ts'

const formHint = sentence`ACLED writes days as 2023-02-16 or 16 February 2023.`

/** Returns the ACLED precision of a date, 1 to 3; undefined if the date is vaguer. */
const precisionOf = ({ precision, extent }: Days, date: string): 1 | 2 | 3 | undefined => {
  if (extent === 'lasted') return precision === 'longer' ? undefined : 1
  if (precision === 'time' || precision === 'day') return /[~?%]/.test(date) ? 2 : 1
  if (precision === 'days' || precision === 'week') return 2
  return precision === 'month' ? 3 : undefined
}

export const dates: Part = {
  columns: ['event_date', 'time_precision', 'year'],
  pointerColumns: [['/date', 'event_date']],
  read: ([cell = '', precision = '', year = ''], draft, note, reportIssue) => {
    if (cell.trim() === '') return
    const reading = parseDay(cell, { year, formHint })
    if ('fault' in reading) {
      reportIssue(['date'], 'date.invalid', reading.fault, cell)
      return
    }
    const { day, isOther } = reading
    if (isOther) note('crosswalk.date_form', 0)
    const { start } = toDays(day)
    const code = precision.trim()
    if (code === '2') draft.date = `[${addDays(start, -3)}..${addDays(start, 3)}]`
    else draft.date = code === '3' ? day.slice(0, 7) : day
    if (code === '2' || code === '3') note('acled.period')
    else if (code !== '1' && code !== '') note('crosswalk.code', 1)
  },
  write: (draft, reportLoss) => {
    const days = findDays(draft.date)
    const precision = days && precisionOf(days, draft.date ?? '')
    if (!days || precision === undefined) return []
    const { date = '' } = draft
    reportDateLoss(date, 'event_date', reportLoss)
    if (days.extent === 'once' && days.start !== days.end)
      reportLoss('crosswalk.day_of_range', 'event_date', `The date is ${date}.`)
    const day = addDays(days.start, Math.floor((countDays(days.start, days.end) - 1) / 2))
    return [day, precision, Number(day.slice(0, 4))]
  },
}

/** Returns why the date of a record excludes it; undefined if it does not. */
export const findVagueDate = (draft: Draft): Exclusion | undefined => {
  const days = findDays(draft.date)
  const known = days && precisionOf(days, draft.date ?? '') !== undefined
  return known ? undefined : { rule: 'acled.long', detail: `The date is ${draft.date}.` }
}

/** Returns the deaths on one of several days: distributed evenly, with the remainder on the first days. */
const deathsOnDay = (deaths: number | undefined, days: number, day: number): number | undefined =>
  deaths === undefined ? undefined : Math.floor(deaths / days) + (day < deaths % days ? 1 : 0)

const draftOfDay = (draft: Draft, date: string, days: number, day: number): Draft => {
  const { casualties } = draft
  const { low, best, high } = casualties?.deaths ?? {}
  const lowest = deathsOnDay(low ?? best ?? high, days, day)
  const deaths = lowest === undefined ? {} : { low: lowest }
  return { ...draft, date, ...(casualties && { casualties: { ...casualties, deaths } }) }
}

/** Returns one record for each day of an event that lasted. */
export const splitByDay = (draft: Draft, reportLoss: ReportLoss): readonly Draft[] => {
  const days = findDays(draft.date)
  if (days?.extent !== 'lasted' || days.start === days.end) return [draft]
  const count = countDays(days.start, days.end)
  reportLoss('acled.day_of_many', 'event_date', `It lasted from ${days.start} to ${days.end}: ${count} rows.`)
  return Array.from({ length: count }, (_, i) => draftOfDay(draft, addDays(days.start, i), count, i))
}
