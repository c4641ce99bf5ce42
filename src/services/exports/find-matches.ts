/** The matches of filters in the index of a snapshot, and the reads that find them. */
import type { Query } from '../../ingest/request/list-query.ts'
import { problems } from '../../problems.ts'
import { measureColumns } from '../../record/segments/columns.ts'
import type { Filter } from '../../record/segments/filters.ts'
import {
  keysAfter,
  type Matches,
  matchAll,
  type Search,
  sortedKeys,
} from '../../record/segments/select-keys.ts'
import { readTogether } from '../../store/batch.ts'
import {
  hasExtraColumns,
  type IndexNeeds,
  type IndexRows,
  maxUnsealed,
  maxUnsealedAfterSealing,
  readIndex,
  toSegments,
} from '../../store/segments.ts'
import { sql } from '../../store/sql.ts'
import { seal } from '../segments/seal.ts'

/** The most segments that a search writes if too many entries are in none. */
const maxSealed = 20

interface Found {
  readonly matches: readonly Matches[]
  /** Whether they have the further columns. */
  readonly hasExtras: boolean
}

/** Returns what matches in the rows of an index; undefined if too many entries are in no segment. */
export const findMatches = (
  rows: Partial<IndexRows>,
  search: Omit<Search, 'segments'>,
  most?: number,
): Found | undefined => {
  const segments = toSegments(rows, most)
  return segments && { matches: matchAll({ segments, ...search }), hasExtras: hasExtraColumns(rows) }
}

/**
 * Returns what matches in all segments of a snapshot. Seals entries first if many are in no segment. Throws
 * rerender-needed if too many are left even so.
 */
export const matchEverything = async (
  db: D1Database,
  needs: IndexNeeds,
  search: Omit<Search, 'segments'>,
): Promise<Found> => {
  const seq = sql`${search.seq}`
  for (const most of [maxUnsealed, maxUnsealedAfterSealing]) {
    const rows = await readTogether<IndexRows>(db, readIndex(db, needs, { seq, maxUnsealed: most }))
    const found = findMatches(rows, search, most)
    if (found) return found
    await seal(db, { maxSegments: maxSealed })
  }
  throw problems.rerenderNeeded()
}

/** Returns the parts of the index that a search reads. */
export const indexNeeds = (
  filters: readonly Filter[],
  columns: readonly string[],
  extraColumns: readonly string[],
): IndexNeeds => {
  const needed = new Set([...columns, ...filters.flatMap(({ numbers }) => numbers)])
  const extras = new Set(extraColumns).difference(needed)
  return {
    terms: filters.flatMap(({ terms }) => terms),
    columns: [...needed],
    extraColumns: [...extras],
    // The best number of deaths is a column of the version; the others are in its body.
    usesMeasures: [...needed, ...extras].some(
      (name) => name !== 'deaths_best' && (measureColumns as readonly string[]).includes(name),
    ),
  }
}

/** Returns the keys of a page and the one after it, from the first segments; undefined if others may have some of them. */
export const findPageKeys = (
  matches: readonly Matches[],
  { cursor, limit = 0 }: Query,
  nextKey: number | null,
): Float64Array | undefined => {
  const keys = keysAfter(sortedKeys(matches), cursor?.key ?? -1).subarray(0, limit + 1)
  const last = keys[limit]
  return nextKey === null || (last !== undefined && last < nextKey) ? keys : undefined
}
