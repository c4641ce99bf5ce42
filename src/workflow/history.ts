/** The versions of a record, what differs between them, and the way back to an old one. */
import type { StoredIncident } from '../../schemas/incident.ts'
import { type Actor, may, permit } from '../auth/permissions.ts'
import { type Change, difference, pointersOf } from '../derive/difference.ts'
import { statedFields } from '../derive/shape.ts'
import { problems } from '../problems.ts'
import type { CommitKind } from '../store/commits.ts'
import * as entries from '../store/history.ts'
import type { Deps } from './deps.ts'
import { kept, once, type Request } from './idempotency.ts'
import { find } from './read.ts'
import { apply, type Revised, replayed, stale, standing } from './revise.ts'
import { fromRow, statedIn } from './version.ts'

/** What is said of a version. */
export interface VersionHead {
  readonly revision: number
  readonly commit: number
  /** RFC 3339, UTC. */
  readonly at: string
  readonly kind: Exclude<CommitKind, 'import' | 'describe'>
  readonly status: StoredIncident['status']
  readonly reason: string | null
  /** Who made it; told to editors only. */
  readonly actor?: string
}

export interface ListedVersion extends VersionHead {
  /** The fields that differ from the version before that the reader may see. */
  readonly changed: readonly string[]
  readonly incident: StoredIncident
}

export interface History {
  readonly versions: readonly ListedVersion[]
  /** The revision behind which the next page begins; undefined where this is the last one. */
  readonly next?: number | undefined
}

const perPage = 50
const current = { equals: {}, facets: {} }

/** What an import does to a record, by the status before it and behind it. */
const kindOf = ({ kind, from, status }: entries.Entry): VersionHead['kind'] => {
  if (kind !== 'import' && kind !== 'describe') return kind
  if (from === null) return 'create'
  if (from === status) return 'update'
  return status === 'retracted' ? 'retract' : from === 'retracted' ? 'restore' : 'publish'
}

const headOf = (entry: entries.Entry, sees: boolean): VersionHead => ({
  revision: entry.revision,
  commit: entry.commit,
  at: entry.at,
  kind: kindOf(entry),
  status: entry.status as StoredIncident['status'],
  reason: entry.reason,
  ...(sees ? { actor: entry.actor } : {}),
})

/** What people state in a record, without what the server sets. */
const statedBy = (record: StoredIncident): object =>
  Object.fromEntries(Object.entries(record).filter(([name]) => statedFields.has(name)))

const between = (before: entries.Entry, after: entries.Entry, sees: boolean): Change[] =>
  difference(statedBy(fromRow(before, sees)), statedBy(fromRow(after, sees)))

const listed = (before: entries.Entry | undefined, entry: entries.Entry, sees: boolean): ListedVersion => ({
  ...headOf(entry, sees),
  changed: before ? pointersOf(between(before, entry, sees)) : [],
  incident: fromRow(entry, sees),
})

const noVersion = () => problems.notFound('There is no such version of the record, or none that you may see.')

/**
 * The versions of a record in their order, behind one that the reader has seen. The public is told those that were
 * public, and nothing of a record that is not public now.
 */
export const history = async (deps: Deps, actor: Actor, id: string, after = 0): Promise<History> => {
  const { n } = await find(deps, actor, id, current)
  const sees = may(actor, 'seeAll')
  const known = after > 0 ? 1 : 0
  const which = { published: !sees, first: after, limit: known + perPage + 1 }
  const found = await entries.list(deps.db, n, which)
  if (known > 0 && found[0]?.revision !== after) throw noVersion()
  const page = found.slice(known, known + perPage)
  const next = found.length > known + perPage ? page.at(-1)?.revision : undefined
  return { versions: page.map((entry, i) => listed(found[known + i - 1], entry, sees)), next }
}

export interface Comparison {
  readonly from: VersionHead
  readonly to: VersionHead
  readonly changes: readonly Change[]
}

/** What differs between two versions of a record, field by field. */
export const compare = async (
  deps: Deps,
  actor: Actor,
  id: string,
  revisions: { readonly from: number; readonly to: number },
): Promise<Comparison> => {
  const { n } = await find(deps, actor, id, current)
  const sees = may(actor, 'seeAll')
  const found = await entries.some(deps.db, n, [revisions.from, revisions.to])
  const version = (revision: number): entries.Entry => {
    const entry = found.find((each) => each.revision === revision)
    if (!entry || !(sees || entry.status === 'published')) throw noVersion()
    return entry
  }
  const [from, to] = [version(revisions.from), version(revisions.to)]
  return { from: headOf(from, sees), to: headOf(to, sees), changes: between(from, to, sees) }
}

export interface BringBack {
  readonly n: number
  /** The revision whose content comes back. */
  readonly version: number
  readonly reason: string
  /** The revision that was seen; undefined means the current one. */
  readonly revision?: number | undefined
  readonly request: Request
}

/**
 * Makes what an old version states the next version, as an edit: the status stays, and the rules of today are kept.
 * Where nothing differs there is no new version.
 */
export const bringBack = async (
  deps: Deps,
  actor: Actor,
  { n, version, reason, revision, request }: BringBack,
): Promise<Revised> => {
  permit(actor, 'edit')
  const now = await standing(deps.db, actor, n, 'edit')
  const keep = await kept(actor, request)
  const act = async () => {
    if (revision !== undefined && revision !== now.revision) throw stale(now)
    const [old] = await entries.some(deps.db, n, [version])
    if (!old) throw noVersion()
    return apply(deps, actor, now, statedIn(old), {}, { keep, reason })
  }
  return once(keep, () => replayed(deps.db, keep), act)
}
