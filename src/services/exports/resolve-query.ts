/** From a query to its commit and the entries of the index that match: everything that one batch can read. */
import { type Actor, authorize, can, isUnpublished, listScope } from '../../auth/permissions.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import { problems } from '../../problems.ts'
import { equalsAny, type Filter, isVisible, toFilters } from '../../record/segments/filters.ts'
import type { Matches } from '../../record/segments/select-keys.ts'
import { sortOrders } from '../../record/segments/sort-orders.ts'
import { readTogether } from '../../store/batch.ts'
import type { ChainTail } from '../../store/chain.ts'
import * as commits from '../../store/commits.ts'
import * as redactions from '../../store/redactions.ts'
import { type IndexRows, readIndex } from '../../store/segments.ts'
import { type KeyPage, readKeys, readManySuperseded, type Snapshot } from '../../store/snapshot.ts'
import type { Sql } from '../../store/sql.ts'
import { hasStaleFilters, readStaleFilters } from '../../store/stale-versions.ts'
import { type NamedHead, readChain, toPublicHead } from '../chain.ts'
import type { ServiceContext } from '../service-context.ts'
import { findMatches, findPageKeys, indexNeeds, matchEverything } from './find-matches.ts'

const isPublicOnly = (statuses: readonly string[]): boolean =>
  statuses.every((status) => status === 'published')

const isOwnOrPublic = (status: string): boolean => status === 'published' || isUnpublished(status)

const statusesOf = (actor: Actor, { equals }: Query): readonly string[] => {
  const statuses = equals.status ?? ['published']
  if (!isPublicOnly(statuses)) authorize(actor, statuses.every(isOwnOrPublic) ? 'readOwn' : 'readAll')
  return statuses
}

/**
 * Returns the filter of visible records with these statuses. Editors see all unpublished records, or those of the datasets
 * of their token; others their own that were never public.
 */
const visibilityFilter = (actor: Actor, statuses: readonly string[]): Filter => {
  const { all, datasets, own } = listScope(actor)
  if (all || isPublicOnly(statuses)) return equalsAny('status', statuses)
  const filer = own && statuses.every(isOwnOrPublic) ? actor.id : undefined
  return isVisible(statuses, { filer, datasets })
}

/** Returns the last commit that an actor may know of: the public must not learn the number of non-public commits. */
export const lastFor = (actor: Actor, { seq, publicSeq }: commits.Commit): number =>
  can(actor, 'readOwn') ? seq : publicSeq

interface CommitPair {
  /** The requested commit. */
  readonly commit: commits.Commit
  /** The newest one, which is the same if the query pins none. */
  readonly newest: commits.Commit
}

/** Throws invalid-query if a query pins a commit in the future. */
const assertNotFuture = (
  actor: Actor,
  { commit, asOf }: commits.CommitQuery,
  newest: commits.Commit,
  now: number,
): void => {
  if (asOf !== undefined && Date.parse(asOf) > Math.max(now, Date.parse(newest.at)))
    throw problems.invalidParameter('as_of', (m) => m.requests.futureTime)
  if (commit !== undefined && commit > lastFor(actor, newest))
    throw problems.invalidParameter('commit', (m) => m.requests.futureCommit(commit))
}

/** Returns the requested commit and the newest one. Throws invalid-query if it lies in the future. */
export const resolveCommit = async (
  db: D1Database,
  actor: Actor,
  query: commits.CommitQuery,
  now: number,
): Promise<CommitPair> => {
  const pair = await readTogether<CommitPair>(db, {
    commit: commits.readLast(db, query),
    newest: commits.readNewest(db),
  })
  assertNotFuture(actor, query, pair.newest, now)
  return pair
}

/** Throws a redacted problem (410) if anything visible at a commit was redacted later. */
export const assertNotRedacted = async (
  db: D1Database,
  seq: Sql,
  visibility: redactions.Visibility,
): Promise<void> => {
  const { found } = await readTogether<{ found: redactions.RedactionCommit | null }>(db, {
    found: redactions.readForSnapshot(db, seq, visibility),
  })
  if (found) throw problems.redacted(found)
}

/** Returns whether a filter or the order depends on values derived from records; status, dataset and times do not. */
const usesDerived = ({ equals, sort }: Query, filters: readonly Filter[]): boolean =>
  filters.length > Number(equals.dataset !== undefined) ||
  (sort !== undefined && sortOrders[sort].column !== 'created')

/** Throws rerender-needed if another schema derived the filters of some versions: they could miss a record. */
export const assertFiltersFresh = async (db: D1Database): Promise<void> => {
  if (await hasStaleFilters(db)) throw problems.rerenderNeeded()
}

/** Returns the versions of these statuses that the actor sees. */
const redactionVisibility = (actor: Actor, statuses: readonly string[]): redactions.Visibility => {
  const { all, datasets } = listScope(actor)
  return all || datasets.length > 0
    ? { statuses, view: 'full' }
    : { statuses, view: 'public', filer: actor.id }
}

/** What a search reads besides the records of a page. */
export interface IndexOptions {
  /** Whether all matches are counted, or a page is enough; by default with `limit=0`. */
  readonly total?: boolean
  /** Whether the head of the chain of digests is read. */
  readonly chain?: boolean
  /** The columns that are read of all matches. */
  readonly columns?: readonly string[]
  /**
   * Further columns that are read of all matches, also of a list for which the index is otherwise not needed, unless it
   * has too many entries. They may be of another schema.
   */
  readonly extraColumns?: readonly string[]
}

/** A query resolved to a commit, before any record is read. */
export interface ResolvedQuery {
  readonly snapshot: Snapshot
  /** The matching entries of the index; undefined if the query is for all published records in order of id. */
  readonly matches: readonly Matches[] | undefined
  /**
   * What matches, with its keys; undefined if only a page was read, and for a list without filters if the index was not
   * read or lacks too many entries.
   */
  readonly found: readonly Matches[] | undefined
  /** Whether these have the further columns, and all of the current schema. */
  readonly isCountable: boolean
  /** The keys of a page and the one after it, if the first segments of the index have them. */
  readonly pageKeys: Float64Array | undefined
  /** The first keys of a page of all published records; undefined if the query has no page. */
  readonly firstKeys: KeyPage | undefined
  /** The number of published records at the commit. */
  readonly published: number
  /** The head of the public chain of digests at the snapshot, if it was asked for. */
  readonly chain: NamedHead | undefined
  /** The time of the commit of the snapshot (RFC 3339), if no other commit had to be read for it. */
  readonly at: string | undefined
}

interface Reads extends Partial<IndexRows>, Partial<ChainTail> {
  readonly newest: commits.Commit
  readonly commit?: commits.Commit
  readonly isStale?: boolean
  readonly redaction?: redactions.RedactionCommit | null
  readonly isOld?: boolean
  readonly firstKeys?: KeyPage
}

/** The segments that are read for a page, before all of them are. */
const firstSegments = 5

/**
 * Returns the commit of a query and what matches there, from one batch; from another one if a page needs more segments
 * than the first ones. Public queries are pinned to the last commit that changed the public records. Throws
 * invalid-query, forbidden, token-needed, redacted or rerender-needed.
 */
export const resolveQuery = async (
  context: ServiceContext,
  actor: Actor,
  query: Query,
  { total = query.limit === 0, chain = false, columns, extraColumns = [] }: IndexOptions = {},
): Promise<ResolvedQuery> => {
  const { db, now } = context
  const { cursor, limit, sort } = query
  const statuses = statusesOf(actor, query)
  const isPublic = isPublicOnly(statuses)
  const filters = toFilters(query)
  const seq = commits.lastSeq(query, { isPublic })
  // Without a filter, records are counted by their commit, and a page is read in order of id.
  const isWhole = isPublic && filters.length === 0 && sort === undefined && (limit !== undefined || !cursor)
  const usesIndex = !isWhole || columns !== undefined
  const readsIndex = usesIndex || extraColumns.length > 0
  const needsFresh = columns !== undefined || usesDerived(query, filters)
  const isPinned = query.commit !== undefined || query.asOf !== undefined
  const all = [...filters, visibilityFilter(actor, statuses)]
  const sortColumns = sort ? [sortOrders[sort].column] : []
  const needs = indexNeeds(all, columns ?? ['key', ...sortColumns], extraColumns)
  const isPage = limit !== undefined && sort === undefined && columns === undefined && !total
  const first = isPage ? { after: cursor?.key ?? -1, count: firstSegments } : undefined
  const {
    newest,
    commit = newest,
    isStale = false,
    redaction,
    isOld = false,
    firstKeys,
    ...rows
  } = await readTogether<Reads>(db, {
    newest: commits.readNewest(db),
    ...(chain && readChain(db, seq)),
    ...(isPinned && { commit: commits.readLast(db, query) }),
    ...((needsFresh || extraColumns.length > 0) && { isStale: readStaleFilters(db) }),
    ...(isPinned && { redaction: redactions.readForSnapshot(db, seq, redactionVisibility(actor, statuses)) }),
    ...(readsIndex && readIndex(db, needs, { seq, first })),
    ...(!usesIndex && { isOld: readManySuperseded(db, seq) }),
    ...(!usesIndex &&
      limit !== undefined && { firstKeys: readKeys(db, { after: cursor?.key ?? -1, size: limit + 1 }, seq) }),
  })
  assertNotFuture(actor, query, newest, now)
  if (isStale && needsFresh) throw problems.rerenderNeeded()
  if (redaction) throw problems.redacted(redaction)
  const resolvedSeq = isPublic ? commit.publicSeq : commit.seq
  const search = { seq: resolvedSeq, filters: all }
  let found = readsIndex ? findMatches(rows, search) : undefined
  const pageKeys = found && first && findPageKeys(found.matches, query, rows.nextKey ?? null)
  if (usesIndex && (!found || (first && !pageKeys))) found = await matchEverything(db, needs, search)
  return {
    snapshot: { seq: resolvedSeq, isOld },
    matches: usesIndex ? found?.matches : undefined,
    found: first ? undefined : found?.matches,
    isCountable: found?.hasExtras === true && !isStale,
    pageKeys,
    firstKeys,
    published: commit.published,
    chain: chain ? toPublicHead(rows) : undefined,
    at: commit.seq === resolvedSeq ? commit.at : undefined,
  }
}
