/** What the check says of the smallest record with some fields laid over it. */
import { expect } from 'vitest'
import { type ValidateOptions, validate } from '../../src/ingest/validate/validate.ts'
import { validationContext, withBase } from './rule-cases.ts'

/** Rule and pointer of every error, in the order of pointers. */
export const errorsIn = (part: Readonly<Record<string, unknown>>, options?: ValidateOptions): string[] =>
  validate(withBase(part), validationContext, options)
    .errors.map(({ rule, pointer }) => `${pointer} ${rule}`)
    .sort()

/** The record that is kept; fails when there is none. */
export const validRecord = (part: Readonly<Record<string, unknown>>, options?: ValidateOptions) => {
  const { record, errors } = validate(withBase(part), validationContext, options)
  expect(errors).toEqual([])
  if (!record) throw new Error('There is no record.')
  return record
}
