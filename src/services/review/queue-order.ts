/** The orders of the queue: by key, or by a value of the entries that have waited longest. */
import { type Actor, isInScope } from '../../auth/permissions.ts'
import {
  compareEntries,
  list,
  type QueueEntry,
  type QueueFilter,
  type QueueRank,
} from '../../store/review-queue.ts'
import { assertFiltersFresh } from '../exports/resolve-query.ts'
import type { ServiceContext } from '../service-context.ts'

/**
 * Orders by name. Ids have the time of filing, those of the public's reports the day, so that the order of keys is that
 * of filing. An order with a rank compares the first `maxScanned` that await review.
 */
const orders = {
  filed: { sign: 1, rank: undefined },
  '-filed': { sign: -1, rank: undefined },
  date: { sign: 1, rank: 'date' },
  '-date': { sign: -1, rank: 'date' },
  duplicates: { sign: 1, rank: 'duplicates' },
} as const satisfies Readonly<Record<string, { sign: 1 | -1; rank: QueueRank | undefined }>>

export type QueueSort = keyof typeof orders
export const queueSorts = Object.keys(orders) as QueueSort[]

export interface QueueQuery {
  readonly filter: QueueFilter
  /** By default, those that have waited longest first. */
  readonly sort?: QueueSort | undefined
}

const orderOf = ({ sort = 'filed' }: QueueQuery) => orders[sort]

export const isDescending = (query: QueueQuery): boolean => orderOf(query).sign === -1

/** A position in an order: what it compares, and the key. */
export type Position = Pick<QueueEntry, 'rank' | 'rowKey'>

/** Returns the position in a parameter: a key, and before it what the order compares; undefined if it is none. */
export const parsePosition = (text: string): Position | undefined => {
  const [, rank, key] = /^(?:(\d{4}-\d\d-\d\d|-?\d{1,7})\.)?(\d{1,16})$/.exec(text) ?? []
  if (key === undefined) return undefined
  return { rank: rank === undefined ? 0 : rank.includes('-', 1) ? rank : Number(rank), rowKey: Number(key) }
}

/** Returns a position as a parameter. */
export const formatPosition = ({ rank, rowKey }: Position): string =>
  rank === 0 ? String(rowKey) : `${rank}.${rowKey}`

/** The most entries that are scanned for a filtered page. */
export const maxScanned = 1000

export interface ScanRange {
  /** Undefined for the beginning. */
  readonly position?: Position | undefined
  readonly backwards: boolean
  readonly size: number
}

/** Returns the filter of the entries that the actor may review: a token of named datasets reviews only theirs. */
const scopeFilter = (actor: Actor, filter: QueueFilter): QueueFilter => {
  const { dataset: asked = actor.datasets } = filter
  return { ...filter, dataset: asked?.filter((each) => isInScope(actor, each)) }
}

/** Returns the entries of the order, in the direction of a scan, and whether more of them may follow. */
const readEntries = async (
  { db, now }: ServiceContext,
  actor: Actor,
  query: QueueQuery,
  { position, backwards, size }: ScanRange,
  including?: number,
): Promise<{ scanned: QueueEntry[]; isFull: boolean }> => {
  const { sign, rank } = orderOf(query)
  const filter = scopeFilter(actor, query.filter)
  const { kind: _, ...narrowing } = filter
  const hasFilter = Object.values(narrowing).some((each) => each !== undefined)
  const isReversed = backwards !== (sign === -1)
  const reader = { actor: actor.id, now: new Date(now).toISOString() }
  const limit = hasFilter || rank !== undefined ? maxScanned : size + 1
  const keys =
    rank === undefined
      ? { key: position?.rowKey ?? (isReversed ? Number.MAX_SAFE_INTEGER : -1), backwards: isReversed, limit }
      : { key: -1, backwards: false, limit }
  const scanned = await list(db, keys, { filter, reader, rank, including })
  const isFull = scanned.length >= limit
  return { scanned: rank !== undefined && isReversed ? scanned.reverse() : scanned, isFull }
}

/**
 * Returns the entries of a page from a position on, in order, and the last of them if more may follow. Throws
 * rerender-needed if another schema derived the filters: they could miss an entry.
 */
export const scanEntries = async (
  context: ServiceContext,
  actor: Actor,
  query: QueueQuery,
  range: ScanRange,
): Promise<{ found: QueueEntry[]; end?: Position | undefined; isCut: boolean }> => {
  const { position, backwards, size } = range
  const { country, event_type, from, to, q } = query.filter
  // Datasets and warnings are as records state them, whatever the schema.
  const hasDerivedFilter = [country, event_type, from, to, q].some((each) => each !== undefined)
  const [{ scanned, isFull }] = await Promise.all([
    readEntries(context, actor, query, range),
    hasDerivedFilter && assertFiltersFresh(context.db),
  ])
  const { sign, rank } = orderOf(query)
  const direction = backwards ? -sign : sign
  const isBeyond = (entry: QueueEntry) =>
    position === undefined || direction * compareEntries(entry, position) > 0
  const matches = scanned.filter((entry) => entry.fits === 1 && isBeyond(entry))
  const found = matches.slice(0, size)
  const rest = rank === undefined && isFull ? scanned.at(-1) : undefined
  const end = matches.length > size ? found.at(-1) : rest
  return { found: backwards ? found.reverse() : found, end, isCut: rank !== undefined && isFull }
}

/** The entries before and after a key in the queue. */
export interface AdjacentEntries {
  readonly previous?: QueueEntry | undefined
  readonly next?: QueueEntry | undefined
}

/** Returns the entries before and after that of a key, which may have been decided. */
export const findNeighbours = async (
  context: ServiceContext,
  actor: Actor,
  query: QueueQuery,
  key: number,
): Promise<AdjacentEntries> => {
  if (orderOf(query).rank === undefined) {
    const position = { rank: 0, rowKey: key }
    const [before, after] = await Promise.all(
      [true, false].map((backwards) => scanEntries(context, actor, query, { position, backwards, size: 1 })),
    )
    return { previous: before?.found[0], next: after?.found[0] }
  }
  const range = { backwards: false, size: maxScanned }
  const { scanned } = await readEntries(context, actor, query, range, key)
  const at = scanned.findIndex(({ rowKey }) => rowKey === key)
  const fits = ({ fits, rowKey }: QueueEntry) => fits === 1 && rowKey !== key
  return {
    previous: scanned.slice(0, Math.max(at, 0)).findLast(fits),
    next: scanned.slice(at + 1).find(fits),
  }
}

/**
 * Returns the next entry after a key that no other editor has in hand, unless the filter says who has; undefined if there
 * is none.
 */
export const findNextFree = async (
  context: ServiceContext,
  actor: Actor,
  { filter, sort }: QueueQuery,
  key: number,
): Promise<QueueEntry | undefined> => {
  const free = { assignee: ['none', 'me'] as const, ...filter }
  return (await findNeighbours(context, actor, { filter: free, sort }, key)).next
}
