/** Numbers of the pages of a list. */
import type { Query } from '../../ingest/request/list-query.ts'
import { countUpTo, placeAt } from '../../record/segments/places-in-order.ts'
import { formatCursor, sortOrders } from '../../record/segments/sort-orders.ts'
import type { ResolvedQuery } from './resolve-query.ts'
import { countAll } from './select.ts'

type PageQuery = Pick<Query, 'cursor' | 'limit' | 'sort'>

/** The number of a page, from 1, and that of all pages. */
export interface PageNumber {
  readonly page: number
  readonly pages: number
}

const orderOf = ({ sort }: PageQuery) => (sort === undefined ? undefined : sortOrders[sort])

/** Returns the number of pages; an empty list has one. */
export const countPages = (records: number, limit: number): number => Math.max(1, Math.ceil(records / limit))

/**
 * Returns the number of the page of a query with a limit. Undefined if the page holds nothing, or if its place is not
 * known because the index was not read.
 */
export const findPageNumber = (target: ResolvedQuery, query: PageQuery): PageNumber | undefined => {
  const { cursor, limit = 0 } = query
  if (limit === 0 || (cursor && !target.found)) return undefined
  const before = cursor && target.found ? countUpTo(target.found, orderOf(query), cursor) : 0
  return { page: Math.floor(before / limit) + 1, pages: countPages(countAll(target), limit) }
}

/** The columns of all matches that the cursor of a page is found with. */
export const pageColumns = (query: PageQuery): readonly string[] => [
  ...new Set(['key', orderOf(query)?.column ?? 'key']),
]

/** Returns the cursor of a page by its number, from 1; undefined for the first, and beyond the last. */
export const cursorOfPage = (
  { matches = [] }: ResolvedQuery,
  query: PageQuery,
  page: number,
): string | undefined => {
  const place = placeAt(matches, orderOf(query), (page - 1) * (query.limit ?? 0))
  return place && formatCursor(place, query.sort)
}
