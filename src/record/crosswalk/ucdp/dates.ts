/** UCDP's days, their precision and the clarity of the event: the date of a record. */
import { clarity, datePrecision } from '../../../../schemas/crosswalk/ucdp.ts'
import { type Days, readDate } from '../../../../schemas/edtf-date.ts'
import type { Draft, Lose, Part } from '../layout.ts'

/** The day of `2018-12-25`, `2014-01-22 00:00:00.000` and `2010-05-13T00:00:00`; other texts as they are. */
const dayIn = (cell: string): string => {
  const text = cell.trim()
  return text.length > 10 && (text[10] === ' ' || text[10] === 'T') ? text.slice(0, 10) : text
}

/** The days of a record; undefined where its date is none. */
export const daysIn = ({ date }: Draft): Days | undefined => {
  const days = date === undefined ? undefined : readDate(date)
  return days === undefined || 'fault' in days ? undefined : days
}

const namesUncertainty = ({ date = '' }: Draft, lose: Lose) => {
  if (/[~?%]/.test(date)) lose('crosswalk.uncertain', 'date_start', `The date is ${date}.`)
  if (date.includes('T')) lose('crosswalk.time', 'date_start', `The date is ${date}.`)
}

export const dates: Part = {
  columns: ['date_start', 'date_end', 'date_prec', 'event_clarity', 'year'],
  at: [
    ['/date', 'date_start'],
    ['/date_note', 'date_start'],
  ],
  read: ([from = '', to = '', precision = '', clear = ''], draft, note) => {
    const start = dayIn(from)
    const end = to === from ? start : dayIn(to) || start
    if (start === end) draft.date = start
    else if (clarity.ours.get(clear.trim()) === 'lasted') {
      draft.date = `${start}/${end}`
      note('ucdp.lasted')
    } else {
      draft.date = `[${start}..${end}]`
      note('ucdp.once')
    }
    if (precision === '' || (start === end && precision === '1')) return
    const days = daysIn(draft)
    if (days && datePrecision.theirs.get(days.precision) !== precision.trim()) note('ucdp.date_precision')
  },
  write: (draft, lose) => {
    const days = daysIn(draft)
    if (!days) return []
    namesUncertainty(draft, lose)
    const { start, end, extent, precision } = days
    const code = datePrecision.theirs.get(precision)
    return [
      start,
      end,
      code === undefined ? undefined : Number(code),
      extent === 'lasted' && start !== end ? 2 : 1,
      Number(start.slice(0, 4)),
    ]
  },
}
