/** Errors that stored records already have: rules that were added and codes that were withdrawn since. */
import type { Issue } from '../../../schemas/rules.ts'
import { isSameJson } from '../../text/json.ts'

/** An error with the value at its pointer. */
export interface StatedError {
  readonly error: Issue
  readonly value: unknown
}

/** Returns a key of errors that may be the same one: entries of lists move when others are added or removed. */
const keyOf = ({ rule, pointer }: Issue): string => `${rule} ${pointer.replace(/\/\d+(?=\/|$)/g, '/*')}`

/**
 * Returns whether a value is no worse than the stored one. Scalars and fields that the schema does not have must be
 * the same, and lists no longer; groups may change, because the rule that they break says which fields it is about.
 */
const isNoWorse = ({ error, value }: StatedError, stored: unknown): boolean => {
  if (Array.isArray(value) && Array.isArray(stored) && error.rule === 'list.length')
    return value.length <= stored.length
  const isGroup = typeof value === 'object' && typeof stored === 'object'
  return (isGroup && error.rule !== 'field.unknown') || isSameJson(value, stored)
}

/** Returns the errors beyond those before. Each of these excuses one error with the same rule, field and value. */
export const newErrors = (before: readonly StatedError[], after: readonly StatedError[]): Issue[] => {
  const left = Map.groupBy(before, ({ error }) => keyOf(error))
  return after.flatMap((each) => {
    const candidates = left.get(keyOf(each.error)) ?? []
    const index = candidates.findIndex(({ value }) => isNoWorse(each, value))
    if (index < 0) return [each.error]
    candidates.splice(index, 1)
    return []
  })
}
