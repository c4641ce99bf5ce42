/** Filters as conditions on the columns of a version, `v`. */
import type { ScalarFilter } from '../../schemas/query.ts'
import type { Condition } from './snapshot.ts'

/** The column has one of these values. */
export const isOneOf = (column: ScalarFilter | 'status', values: readonly string[]): Condition =>
  values.length === 1
    ? { sql: `+v.${column} = ?`, params: values }
    : { sql: `+v.${column} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(values)] }

/** The event did not end before this day. */
export const notBefore = (day: string): Condition => ({ sql: 'v.date_end >= ?', params: [day] })

/** The event did not begin after this day. */
export const notAfter = (day: string): Condition => ({ sql: 'v.date_start <= ?', params: [day] })
