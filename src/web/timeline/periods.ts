/** Periods of time in the language of a page, and the lists that they lead to. */
import type { TimeStep } from '../../../schemas/query.ts'
import { formatDate } from '../../messages/date.ts'
import type { Messages } from '../../messages/messages.ts'
import type { PeriodDays } from '../../record/segments/periods.ts'
import { hrefOf, type Params, withoutParam } from '../ui/list-url.ts'

/** Returns a period in words. */
export const periodLabel = (step: TimeStep, key: string, messages: Messages): string => {
  const { quarter, week } = messages.timeline
  if (step === 'quarter') return quarter(key.slice(0, 4), key.slice(6))
  if (step === 'week') return week(key.slice(0, 4), String(Number(key.slice(6))))
  return formatDate(key, messages)
}

/** The first and the last day that a query names. */
export interface QueryDays {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Returns the list of a period, within the days of its query. */
export const periodHref = (params: Params, { from, to }: QueryDays, days: PeriodDays): string =>
  hrefOf('/incidents', [
    ...withoutParam(withoutParam(params, 'from'), 'to'),
    ['from', from !== undefined && from > days.from ? from : days.from],
    ['to', to !== undefined && to < days.to ? to : days.to],
  ])
