/** Selections: the records of a query at a commit. */
import type { EqualityFilter } from '../../../schemas/query.ts'
import { type Actor, authorize, can, unpublishedStatuses } from '../../auth/permissions.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import { en } from '../../messages/en.ts'
import { problems } from '../../problems.ts'
import * as commits from '../../store/commits.ts'
import * as conditions from '../../store/conditions.ts'
import { publishedAt } from '../../store/datasets.ts'
import * as redactions from '../../store/redactions.ts'
import { hasManySuperseded, type KeyRange, listKeys, type Snapshot, scanBatch } from '../../store/snapshot.ts'
import { hasStaleFilters } from '../../store/stale-versions.ts'
import type { ServiceContext } from '../service-context.ts'

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

const isPublicOnly = (statuses: readonly string[]): boolean =>
  statuses.every((status) => status === 'published')

const isOwnOrPublic = (status: string): boolean =>
  status === 'published' || (unpublishedStatuses as readonly string[]).includes(status)

const statusesOf = (actor: Actor, { equals }: Query): readonly string[] => {
  const statuses = equals.status ?? ['published']
  if (!isPublicOnly(statuses)) authorize(actor, statuses.every(isOwnOrPublic) ? 'readOwn' : 'readAll')
  return statuses
}

/**
 * Returns the condition of visible records with these statuses. Editors see all unpublished records, others their
 * own.
 */
const visibilityCondition = (actor: Actor, statuses: readonly string[]): conditions.Condition =>
  can(actor, 'readAll') || isPublicOnly(statuses)
    ? conditions.equalsAny('status', statuses)
    : conditions.isPublishedOrFiledBy(actor.id, statuses)

/** Returns the last commit that an actor may know of: the public must not learn the number of non-public commits. */
export const lastFor = (actor: Actor, { seq, publicSeq }: commits.Commit): number =>
  can(actor, 'readOwn') ? seq : publicSeq

/**
 * Returns the requested commit and the newest one (the same if the query pins none). Throws invalid-query if it lies
 * in the future.
 */
export const resolveCommit = async (
  db: D1Database,
  actor: Actor,
  { commit, asOf }: Pick<Query, 'commit' | 'asOf'>,
  now: number,
): Promise<{ commit: commits.Commit; newest: commits.Commit }> => {
  const newest = await commits.findNewest(db)
  if (asOf !== undefined) {
    const latest = Math.max(now, Date.parse(newest.at))
    if (Date.parse(asOf) > latest) throw problems.invalidParameter('as_of', en.requests.futureTime)
    return { commit: (await commits.findAtTime(db, asOf)) ?? newest, newest }
  }
  if (commit === undefined) return { commit: newest, newest }
  if (commit > lastFor(actor, newest))
    throw problems.invalidParameter('commit', en.requests.futureCommit(commit))
  return { commit: (await commits.find(db, commit)) ?? newest, newest }
}

/** Throws a redacted problem (410) if anything visible at a commit was redacted later. */
export const assertNotRedacted = async (
  db: D1Database,
  seq: number,
  visibility: redactions.Visibility,
): Promise<void> => {
  const found = await redactions.findForSnapshot(db, seq, visibility)
  if (found) throw problems.redacted(found)
}

const toConditions = (query: Query): conditions.Condition[] => {
  const { equals, facets, from, to, minDeaths, maxDeaths, bbox, near, words } = query
  return [
    ...(Object.entries(equals) as [EqualityFilter, readonly string[]][])
      .filter(([name]) => name !== 'status')
      .map(([name, values]) => conditions.equalsAny(name, values)),
    ...(from === undefined && to === undefined ? [] : [conditions.overlapsDays(from, to)]),
    ...(bbox ? [conditions.inBox(bbox)] : []),
    ...(near ? [conditions.near(near)] : []),
    ...(minDeaths === undefined && maxDeaths === undefined
      ? []
      : [conditions.deathsBetween(minDeaths, maxDeaths)]),
    ...Object.values(facets).map(conditions.hasFacet),
    ...(words ? [conditions.hasWords(words)] : []),
  ]
}

/** Returns whether a condition depends on values derived from records; only those on status and dataset do not. */
const hasDerivedFilter = ({ equals }: Query, filters: readonly conditions.Condition[]): boolean =>
  filters.length > Number(equals.dataset !== undefined)

/** Throws rerender-needed if another schema derived the filters of some versions: they could miss a record. */
const assertFiltersFresh = async (db: D1Database): Promise<void> => {
  if (await hasStaleFilters(db)) throw problems.rerenderNeeded()
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

/** Returns the versions of these statuses that the actor sees. */
const redactionVisibility = (actor: Actor, statuses: readonly string[]): redactions.Visibility =>
  can(actor, 'readAll') ? { statuses, view: 'full' } : { statuses, view: 'public', filer: actor.id }

/** A query resolved to a commit, before anything is counted or read. */
export interface ResolvedQuery {
  readonly snapshot: Omit<Snapshot, 'isOld'>
  /** The number of records, if it is known without counting. */
  readonly knownRows: number | undefined
  /** The datasets of the query, if it has no other filter: the number of their records is known too. */
  readonly datasets: readonly string[] | undefined
  /** Whether the snapshot is that of the newest commit. */
  readonly isNewest: boolean
  /** The number of published records at the commit. */
  readonly published: number
  /** The time of the commit of the snapshot (RFC 3339), if no other commit had to be read for it. */
  readonly at: string | undefined
}

/**
 * Returns the commit and the conditions of a query. Public queries are pinned to the last commit that changed the
 * public records. Throws invalid-query, forbidden, token-needed, redacted or rerender-needed.
 */
export const resolveQuery = async (
  { db, now }: ServiceContext,
  actor: Actor,
  query: Query,
): Promise<ResolvedQuery> => {
  const statuses = statusesOf(actor, query)
  const filters = toConditions(query)
  const [{ commit, newest }] = await Promise.all([
    resolveCommit(db, actor, query, now),
    hasDerivedFilter(query, filters) && assertFiltersFresh(db),
  ])
  const seq = isPublicOnly(statuses) ? commit.publicSeq : commit.seq
  if (seq < newest.seq && (query.commit !== undefined || query.asOf !== undefined))
    await assertNotRedacted(db, seq, redactionVisibility(actor, statuses))
  const isPublic = isPublicOnly(statuses)
  const isUnpaged = query.cursor === undefined && query.limit === undefined
  return {
    snapshot: { seq, where: [visibilityCondition(actor, statuses), ...filters] },
    knownRows: isPublic && filters.length === 0 && isUnpaged ? commit.published : undefined,
    datasets: isPublic && filters.length === 1 ? query.equals.dataset : undefined,
    isNewest: seq === newest.seq,
    published: commit.published,
    at: commit.seq === seq ? commit.at : undefined,
  }
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
