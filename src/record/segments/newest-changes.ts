/** The newest changes of the records that match filters, before or after the change. */
import type { Matches } from './select-keys.ts'

/** A change of a record by a commit. */
export interface RecordChange {
  readonly commit: number
  readonly rowKey: number
}

const newestFirst = (a: RecordChange, b: RecordChange): number => b.commit - a.commit || b.rowKey - a.rowKey

/** Returns the first of sorted changes: one for each record, at most `limit`. */
const takeNewest = (changes: readonly RecordChange[], limit: number): RecordChange[] => {
  const newest = new Map<number, RecordChange>()
  for (const change of changes) {
    if (newest.size === limit) break
    if (!newest.has(change.rowKey)) newest.set(change.rowKey, change)
  }
  return [...newest.values()]
}

/**
 * Returns the newest change of each record, newest first, at most `limit`; only changes that follow `after` in this order
 * count. Memory is bounded by the limit.
 */
export const newestChanges = (
  matches: readonly Matches[],
  limit: number,
  after?: RecordChange,
): RecordChange[] => {
  let newest: RecordChange[] = []
  const shorten = () => {
    newest = takeNewest(newest.sort(newestFirst), limit)
  }
  for (const { segment, mask } of matches) {
    const [keys, commits] = [segment.numbers('key'), segment.numbers('commit')]
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] !== 1) continue
      const change = { commit: commits[i] as number, rowKey: keys[i] as number }
      if (after && newestFirst(after, change) >= 0) continue
      newest.push(change)
      if (newest.length > 10 * limit) shorten()
    }
  }
  shorten()
  return newest
}
