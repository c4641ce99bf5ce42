/** The address of the page that merges records into one. */

/** Returns the address of the page that merges records into one; `returnQuery` is that of the page of duplicates. */
export const mergeUrl = (into: string, from: readonly string[], returnQuery?: string): string => {
  const query = new URLSearchParams([['into', into], ...from.map((id) => ['from', id])])
  if (returnQuery !== undefined) query.set('duplicates', returnQuery)
  return `/merge?${query}`
}

/** A record as far as a merge depends on it. */
interface MergeRecord {
  readonly id: string
  readonly status: string
}

/** Returns the address for some records: the oldest remains, or the oldest published one if one of them is published. */
export const mergeUrlOf = (records: readonly MergeRecord[], returnQuery?: string): string => {
  const sorted = [...records].sort((a, b) => (a.id < b.id ? -1 : 1))
  const into = sorted.find(({ status }) => status === 'published') ?? sorted[0]
  const from = sorted.filter((each) => each !== into).map(({ id }) => id)
  return mergeUrl(into?.id ?? '', from, returnQuery)
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
