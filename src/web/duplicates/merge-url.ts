/** The address of the page that merges records into one. */
import { type MergeOrigin, originParams } from './merge-origin.ts'

/** Returns the address of the page that merges records into one. */
export const mergeUrl = (into: string, from: readonly string[], origin?: MergeOrigin): string => {
  const query = new URLSearchParams([
    ['into', into],
    ...from.map((id) => ['from', id]),
    ...originParams(origin),
  ])
  return `/merge?${query}`
}

/** A record as far as a merge depends on it. */
interface MergeRecord {
  readonly id: string
  readonly status: string
}

/**
 * Returns the address for some records: the oldest remains, or the oldest published one if one of them is published. The
 * others are in order of age; from the queue, in the order given, which begins with its entry.
 */
export const mergeUrlOf = (records: readonly MergeRecord[], origin?: MergeOrigin): string => {
  const sorted = [...records].sort((a, b) => (a.id < b.id ? -1 : 1))
  const into = sorted.find(({ status }) => status === 'published') ?? sorted[0]
  const others = origin?.queue === undefined ? sorted : records
  const from = others.filter((each) => each !== into).map(({ id }) => id)
  return mergeUrl(into?.id ?? '', from, origin)
}

/** Returns the records that pairs connect, each group with at least three. */
export const connectedRecords = <T extends MergeRecord>(pairs: readonly (readonly [T, T])[]): T[][] => {
  let groups: Map<string, T>[] = []
  for (const pair of pairs) {
    const touched = groups.filter((group) => pair.some(({ id }) => group.has(id)))
    const joined = new Map([
      ...touched.flatMap((group) => [...group]),
      ...pair.map((each) => [each.id, each] as const),
    ])
    groups = [...groups.filter((group) => !touched.includes(group)), joined]
  }
  return groups.filter(({ size }) => size > 2).map((group) => [...group.values()])
}
