/** From what an address asks to a selection: which records, as of which commit, how many. */
import type { EqualsName } from '../../schemas/query.ts'
import { type Actor, inHand, may, permit } from '../auth/permissions.ts'
import type { Query } from '../ingest/query.ts'
import { problems } from '../problems.ts'
import * as commits from '../store/commits.ts'
import * as is from '../store/conditions.ts'
import type { Sight } from '../store/redactions.ts'
import { count, firstKeys, isOld, keysOf, type Snapshot, type Stretch } from '../store/snapshot.ts'
import type { Deps } from './deps.ts'
import { refuseRedacted } from './redacted.ts'

export interface Selection {
  readonly snapshot: Snapshot
  /** How many records the answer has. */
  readonly rows: number
  /** Where they are. */
  readonly from: Stretch
  /** The cursor of the next page; undefined where this is the last one. */
  readonly next?: number
  /** Whether the records carry what the public is not shown. */
  readonly whole: boolean
}

/** Up to so many keys of a filtered set are held: 8 bytes each. A larger set is counted and then scanned. */
const mostKeys = 100_000

const publicOnly = (statuses: readonly string[]): boolean =>
  statuses.every((status) => status === 'published')

const isOwnOrPublic = (status: string): boolean =>
  status === 'published' || (inHand as readonly string[]).includes(status)

const statusesOf = (actor: Actor, { equals }: Query): readonly string[] => {
  const statuses = equals.status ?? ['published']
  if (!publicOnly(statuses)) permit(actor, statuses.every(isOwnOrPublic) ? 'seeOwn' : 'seeAll')
  return statuses
}

/** What the actor sees of these statuses: of what is not published, editors all, others their own. */
const seenBy = (actor: Actor, statuses: readonly string[]): is.Condition =>
  may(actor, 'seeAll') || publicOnly(statuses)
    ? is.isOneOf('status', statuses)
    : is.isPublishedOrOf(actor.id, statuses)

const refuse = (parameter: string, detail: string) =>
  problems.queryRefused([{ parameter, rule: 'parameter.invalid', detail: `${parameter}: ${detail}` }])

/** The last commit that an actor may know of: the public is not told how many there are that it saw nothing of. */
export const lastFor = (actor: Actor, { seq, publicSeq }: commits.Commit): number =>
  may(actor, 'seeOwn') ? seq : publicSeq

/** The commit that is asked for, and the newest; both are one where none is asked for. */
export const commitOf = async (
  db: D1Database,
  actor: Actor,
  { commit, asOf }: Pick<Query, 'commit' | 'asOf'>,
  now: number,
): Promise<{ commit: commits.Commit; newest: commits.Commit }> => {
  const newest = await commits.newest(db)
  if (asOf !== undefined) {
    const latest = Math.max(now, Date.parse(newest.at))
    if (Date.parse(asOf) > latest) throw refuse('as_of', 'That time has not come yet.')
    return { commit: (await commits.at(db, asOf)) ?? newest, newest }
  }
  if (commit === undefined) return { commit: newest, newest }
  if (commit > lastFor(actor, newest)) throw refuse('commit', `There is no commit ${commit} yet.`)
  return { commit: (await commits.find(db, commit)) ?? newest, newest }
}

const conditionsOf = (query: Query): is.Condition[] => {
  const { equals, facets, from, to, minDeaths, maxDeaths, bbox, near, words } = query
  return [
    ...(Object.entries(equals) as [EqualsName, readonly string[]][])
      .filter(([name]) => name !== 'status')
      .map(([name, values]) => is.isOneOf(name, values)),
    ...(from === undefined && to === undefined ? [] : [is.overlaps(from, to)]),
    ...(bbox ? [is.inBox(bbox)] : []),
    ...(near ? [is.near(near)] : []),
    ...(minDeaths === undefined && maxDeaths === undefined ? [] : [is.deathsWithin(minDeaths, maxDeaths)]),
    ...Object.values(facets).map(is.hasFacet),
    ...(words ? [is.hasWords(words)] : []),
  ]
}

type Span = Pick<Selection, 'rows' | 'from' | 'next'>

/** Everything: counted by the commit itself, by its keys, or, where they are too many, by a scan of its own. */
const whole = async (
  db: D1Database,
  snapshot: Snapshot,
  after: number,
  published?: number,
): Promise<Span> => {
  const from = { after }
  if (published !== undefined) return { rows: published, from }
  const keys = await keysOf(db, snapshot, after, mostKeys)
  return keys ? { rows: keys.length, from: { keys } } : { rows: await count(db, snapshot, after), from }
}

const ofKeys = (keys: readonly number[], limit: number): Span => {
  const page = keys.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.length,
    from: { keys: page },
    ...(keys.length > limit && last !== undefined ? { next: last } : {}),
  }
}

/** The keys behind one, of keys in order. */
const behind = (keys: readonly number[], after: number): readonly number[] => {
  const first = keys.findIndex((key) => key > after)
  return first < 0 ? [] : keys.slice(first)
}

/**
 * One page. A filter with an index that finds few records is asked for all of them; else the records are read in
 * order until the page is full. Few is the number at which the two read equally many, if matches lie evenly.
 */
const paged = async (
  db: D1Database,
  snapshot: Snapshot,
  after: number,
  limit: number,
  all: number,
): Promise<Span> => {
  if (snapshot.where.some(({ indexed }) => indexed)) {
    const keys = await keysOf(db, snapshot, after, Math.ceil(Math.sqrt(limit * Math.max(all, limit))))
    if (keys) return ofKeys(keys, limit)
  }
  return ofKeys(await firstKeys(db, snapshot, after, limit + 1), limit)
}

/** What a list of these statuses shows the actor. */
const sightOf = (actor: Actor, statuses: readonly string[]): Sight =>
  may(actor, 'seeAll') ? { statuses, whole: true } : { statuses, whole: false, filer: actor.id }

/** A query against a commit, before anything is counted or read. */
export interface Aim {
  readonly snapshot: Omit<Snapshot, 'old'>
  /** How many records it has, where that is known without counting. */
  readonly known?: number
  /** Whether it is of the newest commit. */
  readonly newest: boolean
  /** How many records were published then. */
  readonly published: number
}

/** The commit and the conditions of a query. What the public sees is pinned by the last commit that changed it. */
export const aim = async ({ db, world: { now } }: Deps, actor: Actor, query: Query): Promise<Aim> => {
  const statuses = statusesOf(actor, query)
  const { commit, newest } = await commitOf(db, actor, query, now)
  const filters = conditionsOf(query)
  const seq = publicOnly(statuses) ? commit.publicSeq : commit.seq
  if (seq < newest.seq && (query.commit !== undefined || query.asOf !== undefined))
    await refuseRedacted(db, seq, sightOf(actor, statuses))
  const counted = publicOnly(statuses) && filters.length === 0 && query.cursor === undefined
  return {
    snapshot: { seq, where: [seenBy(actor, statuses), ...filters] },
    ...(counted && query.limit === undefined ? { known: commit.published } : {}),
    newest: seq === newest.seq,
    published: commit.published,
  }
}

const snapshotOf = async (db: D1Database, { snapshot: { seq, where }, newest }: Aim): Promise<Snapshot> => ({
  seq,
  where,
  old: !newest && (await isOld(db, seq)),
})

/** The records that a query asks for. */
export const select = async ({ db }: Deps, actor: Actor, query: Query, target: Aim): Promise<Selection> => {
  const { known, published } = target
  const snapshot = await snapshotOf(db, target)
  const after = query.cursor ?? -1
  const span =
    query.limit === undefined
      ? await whole(db, snapshot, after, known)
      : await paged(db, snapshot, after, query.limit, published)
  return { snapshot, whole: may(actor, 'seeAll'), ...span }
}

/**
 * One page of the records that a query asks for behind a key, and how many they are in all. The target is that of
 * the query without its page. Where a filter's keys are gathered to be counted, the page is of them.
 */
export const selectPage = async (
  { db }: Deps,
  actor: Actor,
  { after = -1, limit }: { readonly after?: number | undefined; readonly limit: number },
  target: Aim,
): Promise<{ readonly total: number; readonly selection: Selection }> => {
  const snapshot = await snapshotOf(db, target)
  const { rows: total, from } = await whole(db, snapshot, -1, target.known)
  const span =
    'keys' in from
      ? ofKeys(behind(from.keys, after), limit)
      : await paged(db, snapshot, after, limit, target.published)
  return { total, selection: { snapshot, whole: may(actor, 'seeAll'), ...span } }
}
