/** Selections: the records of a query at a commit. */
import { type Actor, canListWhole } from '../../auth/permissions.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import {
  countMatches,
  keysAfter,
  listInOrder,
  type Matches,
  type SortedKey,
  sortedKeys,
} from '../../record/segments/select-keys.ts'
import { formatCursor, sortOrders } from '../../record/segments/sort-orders.ts'
import { readTogether } from '../../store/batch.ts'
import { type KeyPage, type KeyRange, type Keys, readKeys, type Snapshot } from '../../store/snapshot.ts'
import { sql } from '../../store/sql.ts'
import type { ServiceContext } from '../service-context.ts'
import type { ResolvedQuery } from './resolve-query.ts'

export interface Selection {
  readonly snapshot: Snapshot
  /** The number of records in the response. */
  readonly rows: number
  /** The number of all records of the query, if the response has their number alone. */
  readonly total?: number
  /** The keys or the key range of the records. */
  readonly from: KeyRange
  /** The cursor of the next page; undefined on the last one. */
  readonly next?: string | undefined
  /** Whether the records include withheld content. */
  readonly view: 'public' | 'full'
}

/** The most records read by one statement, because writers wait for it. */
const maxRowsPerStatement = 10_000

type Page = Pick<Query, 'cursor' | 'limit' | 'sort'>
type PageSlice = Pick<Selection, 'rows' | 'from' | 'next'>

const slicePage = (
  keys: Keys,
  { limit = keys.length, sort }: Page,
  last: (at: number) => SortedKey,
): PageSlice => {
  const rows = Math.min(limit, keys.length)
  return {
    rows,
    from: { keys: keys.slice(0, rows) },
    next: keys.length > rows ? formatCursor(last(rows - 1), sort) : undefined,
  }
}

const matchedRows = (
  matches: readonly Matches[],
  page: Page,
  pageKeys: Float64Array | undefined,
): PageSlice => {
  const { cursor, limit, sort } = page
  if (sort === undefined) {
    const keys = pageKeys ?? keysAfter(sortedKeys(matches), cursor?.key ?? -1)
    return slicePage(keys, page, (at) => ({ key: keys[at] as number, value: Number.NaN }))
  }
  const range = { after: cursor, limit: limit === undefined ? Number.POSITIVE_INFINITY : limit + 1 }
  const places = listInOrder(matches, sortOrders[sort], range)
  return slicePage(
    places.map(({ key }) => key),
    page,
    (at) => places[at] as SortedKey,
  )
}

/**
 * Returns a page of all published records in order of id. Reads on where other records are between them; calls
 * `admitScan` before reading many more than the response shows.
 */
const publishedPage = async (
  { db, admitScan }: ServiceContext,
  { seq }: Snapshot,
  first: KeyPage,
  limit: number,
): Promise<PageSlice> => {
  const keys = [...first.keys]
  const maxFree = maxRowsPerStatement + 2 * limit
  let { read, last } = first
  for (let size = limit + 1, isEnd = read < size; !isEnd && keys.length <= limit; ) {
    size = Math.min(size * 4, maxRowsPerStatement)
    if (read <= maxFree && read + size > maxFree) await admitScan?.()
    // The local runtime serves no other request between consecutive statements.
    await scheduler.wait(1)
    const { page } = await readTogether<{ page: KeyPage }>(db, {
      page: readKeys(db, { after: last, size }, sql`${seq}`),
    })
    keys.push(...page.keys)
    read += page.read
    last = page.last
    isEnd = page.read < size
  }
  return slicePage(keys, { limit }, (at) => ({ key: keys[at] as number, value: Number.NaN }))
}

/** Returns the records of a query. */
export const select = async (
  context: ServiceContext,
  actor: Actor,
  page: Query,
  resolved: ResolvedQuery,
): Promise<Selection> => {
  const { snapshot, matches, pageKeys, firstKeys, published } = resolved
  const view = canListWhole(actor, page.equals.dataset) ? 'full' : 'public'
  const { cursor, limit } = page
  if (limit === 0) return { snapshot, view, rows: 0, total: countAll(resolved), from: { keys: [] } }
  if (matches) return { snapshot, view, ...matchedRows(matches, page, pageKeys) }
  if (limit !== undefined && firstKeys)
    return { snapshot, view, ...(await publishedPage(context, snapshot, firstKeys, limit)) }
  return { snapshot, view, rows: published, from: { after: cursor?.key ?? -1 } }
}

/** Returns the number of records that match a query, on all its pages. */
export const countAll = ({ matches, published }: ResolvedQuery): number =>
  matches ? countMatches(matches) : published
