/** What the check says of the smallest record with some fields laid over it. */
import { expect } from 'vitest'
import { type CheckOptions, check } from '../../src/ingest/validate/validate.ts'
import { recordOf, world } from './rule-cases.ts'

/** Rule and pointer of every error, in the order of pointers. */
export const errorsIn = (part: Readonly<Record<string, unknown>>, options?: CheckOptions): string[] =>
  check(recordOf(part), world, options)
    .errors.map(({ rule, pointer }) => `${pointer} ${rule}`)
    .sort()

/** The record that is kept; fails when there is none. */
export const kept = (part: Readonly<Record<string, unknown>>, options?: CheckOptions) => {
  const { record, errors } = check(recordOf(part), world, options)
  expect(errors).toEqual([])
  if (!record) throw new Error('There is no record.')
  return record
}
