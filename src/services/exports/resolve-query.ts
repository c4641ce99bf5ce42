/** From a query to the commit and the conditions that select its records. */
import type { EqualityFilter } from '../../../schemas/query.ts'
import { type Actor, authorize, can, unpublishedStatuses } from '../../auth/permissions.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import { en } from '../../messages/en.ts'
import { problems } from '../../problems.ts'
import * as commits from '../../store/commits.ts'
import * as conditions from '../../store/conditions.ts'
import * as redactions from '../../store/redactions.ts'
import type { Snapshot } from '../../store/snapshot.ts'
import { hasStaleFilters } from '../../store/stale-versions.ts'
import type { ServiceContext } from '../service-context.ts'

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
export const assertFiltersFresh = async (db: D1Database): Promise<void> => {
  if (await hasStaleFilters(db)) throw problems.rerenderNeeded()
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
