/** The values that matching records have in a column, or their years, and how many have each. */
import type { ListedCount } from '../../../schemas/query.ts'
import { decodeStoredText } from '../../text/storage-encoding.ts'
import { dayParts } from './columns.ts'
import type { Matches } from './select-keys.ts'

type Counts = Map<string, number>

/** Returns what each entry adds to a count: 1 if it matches, -1 if it removes a version that does, else 0. */
const weightsOf = ({ mask, removals }: Matches): Int8Array => {
  const weights = new Int8Array(mask)
  if (removals)
    for (let i = 0; i < weights.length; i++) if (removals[i] === 1) weights[i] = -(mask[i] as number)
  return weights
}

const add = (counts: Counts, value: string, records: number): void => {
  counts.set(value, (counts.get(value) ?? 0) + records)
}

const addColumn = (counts: Counts, matches: Matches, column: Exclude<ListedCount, 'year'>): void => {
  const { segment } = matches
  const weights = weightsOf(matches)
  const isStated = new Uint8Array(segment.size)
  for (const [value, positions] of segment.values(column)) {
    let records = 0
    if (positions === 'all') for (const weight of weights) records += weight
    else for (const position of positions) records += weights[position] as number
    if (positions === 'all') isStated.fill(1)
    else for (const position of positions) isStated[position] = 1
    add(counts, decodeStoredText(value), records)
  }
  let unstated = 0
  for (let i = 0; i < weights.length; i++) if (isStated[i] === 0) unstated += weights[i] as number
  add(counts, '', unstated)
}

const yearOf = (day: number): number => dayParts(day)[0]

const addYears = (counts: Counts, matches: Matches): void => {
  const weights = weightsOf(matches)
  const [starts, ends] = [matches.segment.numbers('from'), matches.segment.numbers('to')]
  const years = new Map<number, number>()
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue
    const first = yearOf(starts[i] as number)
    const year = first === yearOf(ends[i] as number) ? first : Number.NaN
    years.set(year, (years.get(year) ?? 0) + (weights[i] as number))
  }
  for (const [year, records] of years)
    add(counts, Number.isNaN(year) ? '' : String(year).padStart(4, '0'), records)
}

/** The columns of the index that counts by these are made from. */
export const countedColumnsOf = (names: readonly ListedCount[]): readonly string[] =>
  names.flatMap((name) => (name === 'year' ? ['from', 'to'] : [name]))

/**
 * Returns the number of matching records of each value, without values that none has: the same as `countGroups` by one
 * dimension. The value is empty for records without one, and for those of several years. A record with several values is
 * counted for each.
 */
export const countValues = (matches: readonly Matches[], name: ListedCount): ReadonlyMap<string, number> => {
  const counts: Counts = new Map()
  for (const each of matches)
    if (name === 'year') addYears(counts, each)
    else addColumn(counts, each, name)
  return new Map([...counts].filter(([, records]) => records > 0))
}

/** Returns the values that matching records have, sorted. */
export const listValues = (matches: readonly Matches[], name: ListedCount): string[] =>
  [...countValues(matches, name).keys()].filter((value) => value !== '').sort()
