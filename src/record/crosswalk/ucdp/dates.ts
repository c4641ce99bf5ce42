/** UCDP's days, their precision and the clarity of the event: the date of a record. */
import { clarityCodes, datePrecisionCodes } from '../../../../schemas/crosswalk/ucdp.ts'
import { findDays } from '../../../../schemas/edtf-date.ts'
import { type Part, reportDateLoss } from '../layout.ts'

/** Returns the day of `2018-12-25`, `2014-01-22 00:00:00.000` and `2010-05-13T00:00:00`; other texts unchanged. */
const parseDay = (cell: string): string => {
  const text = cell.trim()
  return text.length > 10 && (text[10] === ' ' || text[10] === 'T') ? text.slice(0, 10) : text
}

export const dates: Part = {
  columns: ['date_start', 'date_end', 'date_prec', 'event_clarity', 'year'],
  pointerColumns: [
    ['/date', 'date_start'],
    ['/date_note', 'date_start'],
  ],
  read: ([from = '', to = '', precision = '', clarityCell = ''], draft, note) => {
    const start = parseDay(from)
    const end = to === from ? start : parseDay(to) || start
    if (start === end) draft.date = start
    else if (clarityCodes.toRecord.get(clarityCell.trim()) === 'lasted') {
      draft.date = `${start}/${end}`
      note('ucdp.lasted')
    } else {
      draft.date = `[${start}..${end}]`
      note('ucdp.once')
    }
    if (precision === '' || (start === end && precision === '1')) return
    const days = findDays(draft.date)
    if (days && datePrecisionCodes.toLayout.get(days.precision) !== precision.trim())
      note('ucdp.date_precision')
  },
  write: (draft, reportLoss) => {
    const days = findDays(draft.date)
    if (!days) return []
    reportDateLoss(draft.date ?? '', 'date_start', reportLoss)
    const { start, end, extent, precision } = days
    const code = datePrecisionCodes.toLayout.get(precision)
    return [
      start,
      end,
      code === undefined ? undefined : Number(code),
      extent === 'lasted' && start !== end ? 2 : 1,
      Number(start.slice(0, 4)),
    ]
  },
}
