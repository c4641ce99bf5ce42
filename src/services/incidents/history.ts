/** The versions of a record, what differs between them, and the way back to an old one. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, may, permit, seesWhole } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { type Change, difference, pointersOf } from '../../record/diff.ts'
import { withheldAsIn } from '../../record/withheld.ts'
import type { CommitKind } from '../../store/commits.ts'
import * as entries from '../../store/incident-history.ts'
import { kept, once, type Request } from '../idempotency.ts'
import type { Deps } from '../service-context.ts'
import { fromRow, statedBy, statedIn } from '../version-row.ts'
import { find } from './read.ts'
import { apply, type Revised, replayed, stale, standing } from './update.ts'

/** What a commit did to a record. */
export type Act = Extract<
  CommitKind,
  'create' | 'update' | 'publish' | 'reject' | 'retract' | 'restore' | 'merge' | 'redact'
>

/** What is said of a version. */
export interface VersionHead {
  readonly revision: number
  readonly commit: number
  /** RFC 3339, UTC. */
  readonly at: string
  readonly kind: Act
  readonly status: StoredIncident['status']
  readonly reason: string | null
  /** Who made it; told to editors only. */
  readonly actor?: string
  /** What people call the actor's token. */
  readonly name?: string
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

/** What a commit did to a record: of an import and of a merge, by the status before it and behind it. */
const kindOf = ({ kind, from, status }: entries.Entry): Act => {
  if (kind === 'merge') return status === 'merged' && from !== 'merged' ? 'merge' : 'update'
  if (kind !== 'import') return kind as Act
  if (from === null) return 'create'
  if (from === status) return 'update'
  return status === 'retracted' ? 'retract' : from === 'retracted' ? 'restore' : 'publish'
}

/** What a reader is told of versions: all of them whole, and who made them. */
interface Sight {
  readonly whole: boolean
  readonly names: boolean
}

const sightOf = (actor: Actor, now: Parameters<typeof seesWhole>[1]): Sight => ({
  whole: seesWhole(actor, now),
  names: may(actor, 'seeAll'),
})

const headOf = (entry: entries.Entry, sees: Sight): VersionHead => ({
  revision: entry.revision,
  commit: entry.commit,
  at: entry.at,
  kind: kindOf(entry),
  status: entry.status as StoredIncident['status'],
  reason: entry.reason,
  ...(sees.names ? { actor: entry.actor } : {}),
  ...(sees.names && entry.name !== null ? { name: entry.name } : {}),
})

const between = (before: entries.Entry, after: entries.Entry, sees: Sight): Change[] =>
  difference(statedBy(fromRow(before, sees.whole)), statedBy(fromRow(after, sees.whole)))

const listed = (before: entries.Entry | undefined, entry: entries.Entry, sees: Sight): ListedVersion => ({
  ...headOf(entry, sees),
  changed: before ? pointersOf(between(before, entry, sees)) : [],
  incident: fromRow(entry, sees.whole),
})

const noVersion = () => problems.notFound('There is no such version of the record, or none that you may see.')

/** What made a version, for those who see it whole. */
export const headOfVersion = async (
  { db }: Deps,
  { n, revision }: { readonly n: number; readonly revision: number },
): Promise<VersionHead> => {
  const [entry] = await entries.some(db, n, [revision])
  if (!entry) throw noVersion()
  return headOf(entry, { whole: true, names: true })
}

/**
 * The versions of a record in their order, behind one that the reader has seen. The public is told those that were
 * public, and nothing of a record that is not public now.
 */
export const history = async (deps: Deps, actor: Actor, id: string, after = 0): Promise<History> => {
  const now = await find(deps, actor, id, current)
  const sees = sightOf(actor, now)
  const { n } = now
  const known = after > 0 ? 1 : 0
  const which = { published: !sees.whole, first: after, limit: known + perPage + 1 }
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
  const now = await find(deps, actor, id, current)
  const sees = sightOf(actor, now)
  const { n } = now
  const found = await entries.some(deps.db, n, [revisions.from, revisions.to])
  const version = (revision: number): entries.Entry => {
    const entry = found.find((each) => each.revision === revision)
    if (!entry || !(sees.whole || entry.status === 'published')) throw noVersion()
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
 * Makes what an old version states the next version, as an edit: the status stays, what is withheld is withheld still, and
 * the rules of today are kept.
 * Where nothing differs there is no new version.
 */
export const bringBack = async (
  deps: Deps,
  actor: Actor,
  { n, version, reason, revision, request }: BringBack,
): Promise<Revised> => {
  permit(actor, 'edit')
  const now = await standing(deps.db, actor, n, 'editOwn')
  const keep = await kept(actor, request)
  const act = async () => {
    if (revision !== undefined && revision !== now.revision) throw stale(now)
    const [old] = await entries.some(deps.db, n, [version])
    if (!old) throw noVersion()
    return apply(deps, actor, now, withheldAsIn(statedIn(old), statedIn(now)), {}, { keep, reason })
  }
  return once(keep, () => replayed(deps.db, keep), act)
}
