/** The records of a snapshot that match filters: their number, and their keys in an order. */

import type { NumberColumn } from './columns.ts'
import { type Filter, type Mask, mark } from './filters.ts'
import type { Segment } from './segment.ts'

/** The segments of a snapshot, and its filters. */
export interface Search {
  readonly segments: readonly Segment[]
  /** The commit of the snapshot. */
  readonly seq: number
  readonly filters: readonly Filter[]
}

const removed = { column: 'removed', value: '1' } as const

/** Returns the positions that removals have in a segment, as a mask; undefined if it has none. */
const removalsOf = (segment: Segment): Mask | undefined => {
  const positions = segment.positions(removed)
  return positions.length === 0 ? undefined : mark(new Uint8Array(segment.size), positions)
}

/** The entries of a segment that match. */
export interface Matches {
  readonly segment: Segment
  readonly mask: Mask
  /** The entries that remove a version. */
  readonly removals: Mask | undefined
  /** The number of entries that match, and how many of them remove a version. */
  readonly found: number
  readonly removed: number
}

const countOf = (mask: Mask, other: Mask = mask): number => {
  let count = 0
  for (let i = 0; i < mask.length; i++) count += (mask[i] as number) & (other[i] as number)
  return count
}

const matchSegment = (segment: Segment, { seq, filters }: Search): Matches => {
  const mask = new Uint8Array(segment.size).fill(1)
  for (const { apply } of filters) apply(segment, mask)
  if (!segment.isWithin) {
    const commits = segment.numbers('commit')
    for (let i = 0; i < mask.length; i++) if ((commits[i] as number) > seq) mask[i] = 0
  }
  const found = countOf(mask)
  const removals = found > 0 ? removalsOf(segment) : undefined
  return { segment, mask, removals, found, removed: removals ? countOf(mask, removals) : 0 }
}

/** Returns the matching entries of each segment that has some. */
export const matchAll = (search: Search): Matches[] =>
  search.segments.map((segment) => matchSegment(segment, search)).filter(({ found }) => found > 0)

/** Returns the number of records that match. */
export const countMatches = (matches: readonly Matches[]): number =>
  matches.reduce((sum, { found, removed: gone }) => sum + found - 2 * gone, 0)

/** How records are sorted: by a column of numbers, then by key. Unknown numbers come last. */
export interface SortOrder {
  readonly column: NumberColumn
  readonly descending: boolean
}

/** The place of a record in an order. */
export interface SortedKey {
  /** NaN if it is unknown. */
  readonly value: number
  readonly key: number
}

/** Returns two sorted lists as one. */
const merge = (a: Float64Array, b: Float64Array): Float64Array => {
  if (b.length === 0) return a
  const merged = new Float64Array(a.length + b.length)
  for (let i = 0, inA = 0, inB = 0; i < merged.length; i++) {
    const fromA = inB === b.length || (inA < a.length && (a[inA] as number) <= (b[inB] as number))
    merged[i] = (fromA ? a[inA++] : b[inB++]) as number
  }
  return merged
}

/**
 * Returns the keys of matching records without those that were removed, ascending. Nearly all entries of the log are in
 * order of key, so only those that are not are sorted.
 */
export const sortedKeys = (matches: readonly Matches[]): Float64Array => {
  const keys = new Float64Array(matches.reduce((sum, { found, removed: gone }) => sum + found - gone, 0))
  const late: number[] = []
  const gone: number[] = []
  let [count, last] = [0, Number.NEGATIVE_INFINITY]
  for (const { segment, mask, removals } of matches) {
    const all = segment.numbers('key')
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] !== 1) continue
      const key = all[i] as number
      if (removals?.[i] === 1) gone.push(key)
      else if (key < last) late.push(key)
      else {
        keys[count++] = key
        last = key
      }
    }
  }
  const sorted = merge(keys.subarray(0, count), Float64Array.from(late).sort())
  return gone.length === 0 ? sorted : withoutRemoved(sorted, Float64Array.from(gone).sort())
}

/** Returns sorted keys after a key. */
export const keysAfter = (keys: Float64Array, after: number): Float64Array => {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] as number) > after) high = middle
    else low = middle + 1
  }
  return keys.subarray(low)
}

/** Returns sorted keys without each key of another sorted list once. */
const withoutRemoved = (keys: Float64Array, gone: Float64Array): Float64Array => {
  let [count, next] = [0, 0]
  for (const key of keys) {
    while (next < gone.length && (gone[next] as number) < key) next++
    if (gone[next] === key) next++
    else keys[count++] = key
  }
  return keys.subarray(0, count)
}

/** Returns numbers by whose order, ascending, records are sorted: by value, then by key. */
export const ranksOf = ({ value, key }: SortedKey, { descending }: SortOrder): readonly [number, number] => {
  if (Number.isNaN(value)) return [Number.POSITIVE_INFINITY, descending ? -key : key]
  return descending ? [-value, -key] : [value, key]
}

const compare = (a: readonly [number, number], b: readonly [number, number]): number =>
  a[0] === b[0] ? a[1] - b[1] : a[0] - b[0]

/** Returns the values of removed versions, by the keys of their records. */
const removedValues = (matches: readonly Matches[], column: NumberColumn): Map<number, number[]> => {
  const gone = new Map<number, number[]>()
  for (const { segment, mask, removals } of matches) {
    if (!removals) continue
    const [keys, values] = [segment.numbers('key'), segment.numbers(column)]
    for (let i = 0; i < mask.length; i++)
      if (mask[i] === 1 && removals[i] === 1) {
        const [key, value] = [keys[i] as number, values[i] as number]
        gone.set(key, [...(gone.get(key) ?? []), value])
      }
  }
  return gone
}

/** Takes a value from a list if it is there. Returns whether it was. */
const take = (values: number[] | undefined, value: number): boolean => {
  const at = values?.findIndex((each) => Object.is(each, value)) ?? -1
  if (at >= 0) values?.splice(at, 1)
  return at >= 0
}

export interface PlaceRange {
  /** The place before the first one that is wanted. */
  readonly after?: SortedKey | undefined
  /** The most places that are wanted. */
  readonly limit: number
}

/** Returns the first places after a place, in order, of matching records that were not removed. */
export const listInOrder = (
  matches: readonly Matches[],
  order: SortOrder,
  { after, limit }: PlaceRange,
): SortedKey[] => {
  const gone = removedValues(matches, order.column)
  const [afterRank, afterKey] = after ? ranksOf(after, order) : [Number.NEGATIVE_INFINITY, 0]
  // Once `limit` places are known, only those before the last of them are wanted.
  let last: readonly [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let found: { readonly place: SortedKey; readonly ranks: readonly [number, number] }[] = []
  const cut = (): void => {
    found = found.sort((a, b) => compare(a.ranks, b.ranks)).slice(0, limit)
    if (found.length === limit) last = found.at(-1)?.ranks ?? last
  }
  const sign = order.descending ? -1 : 1
  // Later entries often have greater values: from the right end, few are taken before the last place is known.
  for (const { segment, mask, removals } of order.descending ? [...matches].reverse() : matches) {
    const [keys, values] = [segment.numbers('key'), segment.numbers(order.column)]
    for (let at = 0; at < mask.length; at++) {
      const i = order.descending ? mask.length - 1 - at : at
      if (mask[i] !== 1) continue
      const value = values[i] as number
      const rank = Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value
      if (rank < afterRank || rank > last[0] || removals?.[i] === 1) continue
      const key = keys[i] as number
      const byKey = sign * key
      if ((rank === afterRank && byKey <= afterKey && after) || (rank === last[0] && byKey > last[1]))
        continue
      if (gone.size > 0 && take(gone.get(key), value)) continue
      found.push({ place: { key, value }, ranks: [rank, byKey] })
      if (found.length >= 2 * limit + 1000) cut()
    }
  }
  cut()
  return found.map(({ place }) => place)
}
