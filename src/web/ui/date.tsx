/** Dates and times in words. */

import { parseDate } from '../../../schemas/edtf-date.ts'
import { datePrecision } from '../../../schemas/vocabularies.ts'
import { formatDate } from '../../messages/date.ts'
import type { Messages } from '../../messages/messages.ts'
import { wordForCode } from './term.tsx'
import { useMessages } from './viewer.tsx'

export { formatDate }

/** Renders a date in words, as a `time` element if HTML has a form for it. */
export const EventDate = ({ date }: { date: string }) => {
  const words = formatDate(date, useMessages())
  return /^\d{4}(-\d\d){0,2}$/.test(date) ? <time datetime={date}>{words}</time> : <span>{words}</span>
}

/** Returns the precision of a date as a word within a sentence; undefined for a text that is no date. */
export const precisionLabel = (date: string, messages: Messages): string | undefined => {
  const result = parseDate(date)
  return 'fault' in result ? undefined : wordForCode(datePrecision, result.precision, messages)
}

/** Renders an instant (RFC 3339, UTC) to the minute, or a day. */
export const Instant = ({ at }: { at: string }) => (
  <time datetime={at}>{formatDate(at.length === 10 ? at : `${at.slice(0, 16)}Z`, useMessages())}</time>
)

/** Returns the day of an instant (RFC 3339, UTC) in words. */
export const formatDay = (at: string, messages: Messages): string => formatDate(at.slice(0, 10), messages)
