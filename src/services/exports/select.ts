/** From what an address asks to a selection: which records, as of which commit, how many. */
import type { EqualsName } from '../../../schemas/query.ts'
import { type Actor, inHand, may, permit } from '../../auth/permissions.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import { problems } from '../../problems.ts'
import * as commits from '../../store/commits.ts'
import * as is from '../../store/conditions.ts'
import { publishedAt } from '../../store/datasets.ts'
import type { Sight } from '../../store/redactions.ts'
import { isOld, keysOf, type Snapshot, type Stretch, scan as scanSome } from '../../store/snapshot.ts'
import { refuseRedacted } from '../assert-not-redacted.ts'
import type { Deps } from '../service-context.ts'

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
/** How many records one statement reads at most: a writer waits for no longer than that takes. */
const maxRead = 10_000
/** How many it reads by an index at most, in no order: of a whole file, and where bodies, which are wide, are read. */
const [maxIndexed, maxIndexedBodies] = [15_000, 5_000]

/** The keys that an index finds, if one reads few enough records for it. */
const byIndex = ({ db }: Deps, snapshot: Snapshot, after: number, most: number) =>
  keysOf(
    db,
    snapshot,
    after,
    snapshot.where.some(({ body }) => body) ? Math.min(most, maxIndexedBodies) : most,
  )

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

interface Wanted {
  readonly after: number
  /** Keys are returned behind this one, up to `most`. */
  readonly listed?: number
  readonly most: number
  /** Whether all are counted, or the first `most` are enough. */
  readonly total: boolean
}

/** Reads the records in order, a bounded number at a time. Who reads many more than an answer shows asks first. */
const scan = async (
  { db, admitScan }: Deps,
  snapshot: Snapshot,
  { after, most, total, ...wanted }: Wanted,
) => {
  const keys: number[] = []
  const free = total ? maxRead : maxRead + 2 * most
  let [found, read, at] = [0, 0, after]
  for (let size = total ? maxRead : most; ; size = Math.min(size * 4, maxRead)) {
    if (read <= free && read + size > free) await admitScan?.()
    // The local runtime attends to nobody else as long as one statement follows another.
    if (read > 0) await scheduler.wait(1)
    const listed = keys.length < most ? (wanted.listed ?? after) : Number.MAX_SAFE_INTEGER
    const some = await scanSome(db, snapshot, { after: at, size, listed })
    keys.push(...some.keys)
    found += some.found
    read += some.read
    at = some.last
    if (some.read < size || (!total && keys.length >= most)) return { keys, found }
  }
}

/** Everything behind a key: counted by the commit itself, by the keys of an index, or by reading all. */
const whole = async (deps: Deps, snapshot: Snapshot, after: number, published?: number): Promise<Span> => {
  const from = { after }
  if (published !== undefined) return { rows: published, from }
  const indexed = await byIndex(deps, snapshot, after, maxIndexed)
  if (indexed) return { rows: indexed.length, from: { keys: indexed } }
  const { keys, found } = await scan(deps, snapshot, { after, most: mostKeys + 1, total: true })
  return { rows: found, from: found > mostKeys ? from : { keys } }
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
  deps: Deps,
  snapshot: Snapshot,
  after: number,
  limit: number,
  all: number,
): Promise<Span> => {
  const few = Math.min(maxRead, Math.ceil(Math.sqrt(limit * Math.max(all, limit))))
  const keys = await byIndex(deps, snapshot, after, few)
  if (keys) return ofKeys(keys, limit)
  return ofKeys((await scan(deps, snapshot, { after, most: limit + 1, total: false })).keys, limit)
}

/** What a list of these statuses shows the actor. */
const sightOf = (actor: Actor, statuses: readonly string[]): Sight =>
  may(actor, 'seeAll') ? { statuses, whole: true } : { statuses, whole: false, filer: actor.id }

/** A query against a commit, before anything is counted or read. */
export interface Aim {
  readonly snapshot: Omit<Snapshot, 'old'>
  /** How many records it has, where that is known without counting. */
  readonly known?: number
  /** The datasets that it asks for and nothing else: how many records they have is known, too. */
  readonly datasets?: readonly string[]
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
    ...(publicOnly(statuses) && filters.length === 1 && query.equals.dataset
      ? { datasets: query.equals.dataset }
      : {}),
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
export const select = async (deps: Deps, actor: Actor, query: Query, target: Aim): Promise<Selection> => {
  const { known, published } = target
  const snapshot = await snapshotOf(deps.db, target)
  const after = query.cursor ?? -1
  const span =
    query.limit === undefined
      ? await whole(deps, snapshot, after, known)
      : await paged(deps, snapshot, after, query.limit, published)
  return { snapshot, whole: may(actor, 'seeAll'), ...span }
}

/**
 * One page of the records that a query asks for behind a key, and how many they are in all. The target is that of
 * the query without its page.
 */
export const selectPage = async (
  deps: Deps,
  actor: Actor,
  { after = -1, limit }: { readonly after?: number | undefined; readonly limit: number },
  target: Aim,
): Promise<{ readonly total: number; readonly selection: Selection }> => {
  const snapshot = await snapshotOf(deps.db, target)
  const selection = (span: Span): Selection => ({ snapshot, whole: may(actor, 'seeAll'), ...span })
  const known =
    target.known ?? (target.datasets && (await publishedAt(deps.db, target.datasets, snapshot.seq)))
  if (known !== undefined)
    return {
      total: known,
      selection: selection(await paged(deps, snapshot, after, limit, target.published)),
    }
  const indexed = await byIndex(deps, snapshot, -1, maxRead)
  if (indexed) return { total: indexed.length, selection: selection(ofKeys(behind(indexed, after), limit)) }
  const { keys, found } = await scan(deps, snapshot, {
    after: -1,
    listed: after,
    most: limit + 1,
    total: true,
  })
  return { total: found, selection: selection(ofKeys(keys, limit)) }
}
