/** UCDP's days, their precision and the clarity of the event: the date of a record. */
import { clarityCodes, datePrecisionCodes } from '../../../../schemas/crosswalk/ucdp.ts'
import { findDays } from '../../../../schemas/edtf-date.ts'
import { sentence } from '../../../text/sentence.ts'
import { parseDay } from '../days.ts'
import type { Part } from '../layout.ts'
import { reportDateLoss } from '../parts.ts'

const formHint = sentence`UCDP writes days as 2014-01-22 or 2014-01-22 00:00:00.000.`

export const dates: Part = {
  columns: ['date_start', 'date_end', 'date_prec', 'event_clarity', 'year'],
  pointerColumns: [['/date', 'date_start']],
  follower: ['date_end', 'date_start'],
  read: (cells, draft, note, reportIssue) => {
    const [from = '', to = '', precision = '', clarityCell = '', year = ''] = cells
    if (from.trim() === '') return
    const first = parseDay(from, { year, formHint })
    if ('fault' in first) {
      reportIssue(['date'], 'date.invalid', first.fault, from)
      return
    }
    const last = to === from || to.trim() === '' ? first : parseDay(to, { year, formHint })
    const start = first.day
    draft.date = start
    if (first.isOther) note('crosswalk.date_form', 0)
    if ('fault' in last) {
      reportIssue(['external', 'fields', 'date_end'], 'date.invalid', last.fault, to)
      return
    }
    const end = last.day
    if (end < start) {
      const say = sentence`The event ends before it begins (${from.trim()}).`
      reportIssue(['external', 'fields', 'date_end'], 'date.order', say, to)
      return
    }
    if (start !== end) {
      const hasLasted = clarityCodes.toRecord.get(clarityCell.trim()) === 'lasted'
      draft.date = hasLasted ? `${start}/${end}` : `[${start}..${end}]`
      note(hasLasted ? 'ucdp.lasted' : 'ucdp.once')
    }
    if (precision === '' || (start === end && precision === '1')) return
    const days = findDays(draft.date)
    if (days && datePrecisionCodes.toLayout.get(days.precision) !== precision.trim())
      note('ucdp.date_precision', 2)
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
