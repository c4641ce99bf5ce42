/** The places of records in the order of a list: how many come before one, and which comes at a number. */
import {
  listInOrder,
  type Matches,
  ranksOf,
  type SortedKey,
  type SortOrder,
  sortedKeys,
} from './select-keys.ts'

/** The order by key. */
const byKey: SortOrder = { column: 'key', descending: false }

/** Returns the number of matching records up to a place, with it. An order that is undefined is that of keys. */
export const countUpTo = (
  matches: readonly Matches[],
  order: SortOrder = byKey,
  { key, value }: SortedKey,
): number => {
  const [lastRank, lastKey] = ranksOf({ key, value: order === byKey ? key : value }, order)
  const sign = order.descending ? -1 : 1
  let count = 0
  for (const { segment, mask, removals } of matches) {
    const [keys, values] = [segment.numbers('key'), segment.numbers(order.column)]
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] !== 1) continue
      const number = values[i] as number
      const rank = Number.isNaN(number) ? Number.POSITIVE_INFINITY : sign * number
      if (rank < lastRank || (rank === lastRank && sign * (keys[i] as number) <= lastKey))
        count += removals?.[i] === 1 ? -1 : 1
    }
  }
  return count
}

/** Returns the place of a record by its number in the order, from 1; undefined beyond the last. */
export const placeAt = (
  matches: readonly Matches[],
  order: SortOrder | undefined,
  number: number,
): SortedKey | undefined => {
  if (order) return listInOrder(matches, order, { limit: number })[number - 1]
  const key = sortedKeys(matches)[number - 1]
  return key === undefined ? undefined : { key, value: Number.NaN }
}
