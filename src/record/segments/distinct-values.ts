/** The values that matching records have in a column. */
import { decodeStoredText } from '../../text/storage-encoding.ts'
import type { CodeColumn } from './columns.ts'
import type { Matches } from './select-keys.ts'

/** Returns the values of a column among matching records, sorted. The column must have been read. */
export const distinctValues = (matches: readonly Matches[], column: CodeColumn): string[] => {
  const counts = new Map<string, number>()
  for (const { segment, mask, removals } of matches)
    for (const [value, positions] of segment.values(column)) {
      let count = counts.get(value) ?? 0
      const add = (position: number): void => {
        if (mask[position] === 1) count += removals?.[position] === 1 ? -1 : 1
      }
      if (positions === 'all') for (let i = 0; i < segment.size; i++) add(i)
      else for (const position of positions) add(position)
      counts.set(value, count)
    }
  return [...counts].flatMap(([value, count]) => (count > 0 ? [decodeStoredText(value)] : [])).sort()
}
