/** Selections: the records of a query at a commit. */
import { type Actor, can } from '../../auth/permissions.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import { publishedAt } from '../../store/datasets.ts'
import { hasManySuperseded, type KeyRange, listKeys, type Snapshot, scanBatch } from '../../store/snapshot.ts'
import type { ServiceContext } from '../service-context.ts'
import type { ResolvedQuery } from './resolve-query.ts'

export interface Selection {
  readonly snapshot: Snapshot
  /** The number of records in the response. */
  readonly rows: number
  /** The keys or the key range of the records. */
  readonly from: KeyRange
  /** The cursor of the next page; undefined on the last one. */
  readonly next?: number | undefined
  /** Whether the records include withheld content. */
  readonly view: 'public' | 'full'
}

/** The most keys of a filtered set that are held in memory (8 bytes each). A larger set is counted and then scanned. */
const maxHeldKeys = 100_000
/** The most records read by one statement, because writers wait for it. */
const maxRowsPerStatement = 10_000
/** The most records read through an index, in no order: for a whole file, and if wide bodies are read too. */
const [maxRowsByIndex, maxBodiesByIndex] = [15_000, 5_000]

/** Returns the keys that an index finds; undefined if no index finds few enough records. */
const byIndex = ({ db }: ServiceContext, snapshot: Snapshot, after: number, limit: number) => {
  const usesBody = snapshot.where.some((condition) => condition.usesBody)
  return listKeys(db, snapshot, after, usesBody ? Math.min(limit, maxBodiesByIndex) : limit)
}

type PageSlice = Pick<Selection, 'rows' | 'from' | 'next'>

interface PageRequest {
  /** The key before the page. */
  readonly after: number
  readonly limit: number
}

interface ScanOptions {
  readonly after: number
  /** Keys after this one are returned, at most `limit` of them; by default, those after `after`. */
  readonly listed?: number
  readonly limit: number
  /** Whether all matches are counted, or the first `limit` are enough. */
  readonly total: boolean
}

/**
 * Scans the records in order, in batches of bounded size. Calls `admitScan` before reading many more records than the
 * response shows.
 */
const scanAll = async (
  { db, admitScan }: ServiceContext,
  snapshot: Snapshot,
  { after, listed = after, limit, total }: ScanOptions,
) => {
  const keys: number[] = []
  const maxFree = total ? maxRowsPerStatement : maxRowsPerStatement + 2 * limit
  let [found, read, last] = [0, 0, after]
  for (let size = total ? maxRowsPerStatement : limit; ; size = Math.min(size * 4, maxRowsPerStatement)) {
    if (read <= maxFree && read + size > maxFree) await admitScan?.()
    // The local runtime serves no other request between consecutive statements.
    if (read > 0) await scheduler.wait(1)
    const page = await scanBatch(db, snapshot, {
      after: last,
      size,
      listed: keys.length < limit ? listed : Number.MAX_SAFE_INTEGER,
    })
    keys.push(...page.keys)
    found += page.found
    read += page.read
    last = page.last
    if (page.read < size || (!total && keys.length >= limit)) return { keys, found }
  }
}

/** Returns all records after a key. They are counted by the commit itself, through an index, or by a scan. */
const allRows = async (
  context: ServiceContext,
  snapshot: Snapshot,
  after: number,
  published?: number,
): Promise<PageSlice> => {
  const from = { after }
  if (published !== undefined) return { rows: published, from }
  const indexedKeys = await byIndex(context, snapshot, after, maxRowsByIndex)
  if (indexedKeys) return { rows: indexedKeys.length, from: { keys: indexedKeys } }
  const { keys, found } = await scanAll(context, snapshot, { after, limit: maxHeldKeys + 1, total: true })
  return { rows: found, from: found > maxHeldKeys ? from : { keys } }
}

const slicePage = (keys: readonly number[], limit: number): PageSlice => {
  const page = keys.slice(0, limit)
  return { rows: page.length, from: { keys: page }, next: keys.length > limit ? page.at(-1) : undefined }
}

/**
 * Returns one page. If an index finds few records, all of them are read; otherwise records are scanned in order until
 * the page is full. The limit is the number at which both ways read equally many, if matches are spread evenly.
 */
const pageRows = async (
  context: ServiceContext,
  snapshot: Snapshot,
  { after, limit }: PageRequest,
  published: number,
): Promise<PageSlice> => {
  const indexLimit = Math.min(maxRowsPerStatement, Math.ceil(Math.sqrt(limit * Math.max(published, limit))))
  const keys =
    (await byIndex(context, snapshot, after, indexLimit)) ??
    (await scanAll(context, snapshot, { after, limit: limit + 1, total: false })).keys
  return slicePage(keys, limit)
}

const createSnapshot = async (db: D1Database, { snapshot, isNewest }: ResolvedQuery): Promise<Snapshot> => ({
  ...snapshot,
  isOld: !isNewest && (await hasManySuperseded(db, snapshot.seq)),
})

const toSelection = (actor: Actor, snapshot: Snapshot, slice: PageSlice): Selection => ({
  snapshot,
  view: can(actor, 'readAll') ? 'full' : 'public',
  ...slice,
})

/** Returns the records of a query. */
export const select = async (
  context: ServiceContext,
  actor: Actor,
  { cursor: after = -1, limit }: Query,
  resolved: ResolvedQuery,
): Promise<Selection> => {
  const snapshot = await createSnapshot(context.db, resolved)
  const slice =
    limit === undefined
      ? await allRows(context, snapshot, after, resolved.knownRows)
      : await pageRows(context, snapshot, { after, limit }, resolved.published)
  return toSelection(actor, snapshot, slice)
}

/** Returns one page of a query's records and their total number; `resolved` is the query without its page. */
export const selectPage = async (
  context: ServiceContext,
  actor: Actor,
  { after = -1, limit }: { readonly after?: number | undefined; readonly limit: number },
  resolved: ResolvedQuery,
): Promise<{ readonly total: number; readonly selection: Selection }> => {
  const { knownRows, datasets, published } = resolved
  const snapshot = await createSnapshot(context.db, resolved)
  const page = (total: number, slice: PageSlice) => ({
    total,
    selection: toSelection(actor, snapshot, slice),
  })
  const known = knownRows ?? (datasets && (await publishedAt(context.db, datasets, snapshot.seq)))
  if (known !== undefined) return page(known, await pageRows(context, snapshot, { after, limit }, published))
  const keys = await byIndex(context, snapshot, -1, maxRowsPerStatement)
  if (keys)
    return page(
      keys.length,
      slicePage(
        keys.filter((key) => key > after),
        limit,
      ),
    )
  const scanned = await scanAll(context, snapshot, {
    after: -1,
    listed: after,
    limit: limit + 1,
    total: true,
  })
  return page(scanned.found, slicePage(scanned.keys, limit))
}
