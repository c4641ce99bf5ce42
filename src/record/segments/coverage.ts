/** The time that the records of a list cover. */
import { dayParts } from './columns.ts'
import { periodKeys } from './periods.ts'
import { listInOrder, type Matches } from './select-keys.ts'

/** The first and the last day of all records (YYYY-MM-DD). */
export interface Coverage {
  readonly from: string
  readonly to: string
}

const formatDay = (day: number): string => periodKeys.day(...dayParts(day))

/** Returns the coverage of matches, from their columns `from` and `to`; undefined if there are none. */
export const coverageOf = (matches: readonly Matches[]): Coverage | undefined => {
  const [first] = listInOrder(matches, { column: 'from', descending: false }, { limit: 1 })
  const [last] = listInOrder(matches, { column: 'to', descending: true }, { limit: 1 })
  return first && last && { from: formatDay(first.value), to: formatDay(last.value) }
}
