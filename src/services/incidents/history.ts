/** The history of a record: its versions, their differences, and reverting to one. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, authorize, canIn } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { type Change, diff, pointersOf } from '../../record/diff.ts'
import { applyWithholding } from '../../record/withheld.ts'
import type { CommitKind } from '../../store/commits.ts'
import * as entries from '../../store/incident-history.ts'
import type { Version } from '../../store/incidents.ts'
import { type UpdateResult, withIdempotency } from '../idempotency.ts'
import type { ServiceContext } from '../service-context.ts'
import { fullRecord, toResponse, type View, viewFor, withoutServerFields } from '../version-row.ts'
import { find, parseKey } from './read.ts'
import { type ActRequest, assertRevision, updateIfChanged } from './update.ts'

/** The effect of a commit on a record. */
export type HistoryKind = Extract<
  CommitKind,
  'create' | 'update' | 'publish' | 'reject' | 'retract' | 'restore' | 'merge' | 'redact'
>

/** The head of a version; `at` is RFC 3339, UTC. */
export interface VersionHead extends Pick<entries.HistoryEntry, 'revision' | 'commit' | 'at' | 'reason'> {
  readonly kind: HistoryKind
  readonly status: StoredIncident['status']
  /** The id of its author; for editors only. */
  readonly actor?: string
  /** The name of the author's token. */
  readonly name?: string
}

const pageSize = 50

/**
 * Returns the effect of a commit on a record; for an import, an undo or a merge it follows from the statuses before and after.
 */
const kindOf = ({ kind, from, status }: entries.HistoryEntry): HistoryKind => {
  if (kind === 'merge') return status === 'merged' && from !== 'merged' ? 'merge' : 'update'
  if (kind !== 'import' && kind !== 'undo') return kind as HistoryKind
  if (from === null) return 'create'
  if (from === status) return 'update'
  if (status === 'retracted' || status === 'rejected') return status === 'retracted' ? 'retract' : 'reject'
  return from === 'submitted' ? 'publish' : 'restore'
}

/** How much of versions a reader sees, and whether their authors. */
interface HistoryVisibility {
  readonly view: View
  readonly canSeeActors: boolean
}

const historyVisibility = (actor: Actor, current: Version): HistoryVisibility => ({
  view: viewFor(actor, current),
  canSeeActors: canIn(actor, 'readAll', current.datasetSlug),
})

const toHead = (entry: entries.HistoryEntry, { canSeeActors }: HistoryVisibility): VersionHead => ({
  revision: entry.revision,
  commit: entry.commit,
  at: entry.at,
  kind: kindOf(entry),
  status: entry.status as StoredIncident['status'],
  reason: entry.reason,
  ...(canSeeActors ? { actor: entry.actor } : {}),
  ...(canSeeActors && entry.name !== null ? { name: entry.name } : {}),
})

const diffVersions = (
  before: entries.HistoryEntry,
  after: entries.HistoryEntry,
  visibility: HistoryVisibility,
): Change[] => {
  const stated = (entry: entries.HistoryEntry) => withoutServerFields(toResponse(entry, visibility))
  return diff(stated(before), stated(after))
}

const versionNotFound = () => problems.notFound('version')

/** Returns the head of a version, for those who see it in full. Throws not-found if there is none. */
export const findVersionHead = async (
  { db }: ServiceContext,
  { rowKey, revision }: { readonly rowKey: number; readonly revision: number },
): Promise<VersionHead> => {
  const [entry] = await entries.listByRevisions(db, rowKey, [revision])
  if (!entry) throw versionNotFound()
  return toHead(entry, { view: 'full', canSeeActors: true })
}

/**
 * Finds a record, and reads its versions. To the public, which sees one view of every record, both are one trip; for
 * the others the view follows from the record.
 */
const findWith = async <T>(
  context: ServiceContext,
  actor: Actor,
  id: string,
  read: (rowKey: number, view: View) => Promise<T>,
): Promise<{ readonly current: Version; readonly read: T }> => {
  if (actor.role === 'public') {
    const [current, result] = await Promise.all([find(context, actor, id), read(parseKey(id), 'public')])
    return { current, read: result }
  }
  const current = await find(context, actor, id)
  return { current, read: await read(current.rowKey, viewFor(actor, current)) }
}

/**
 * Returns a page of versions after a revision, oldest first: each with the fields that differ from the previous
 * version that the reader may see. `next` is the revision after which the next page begins, undefined at the end. The
 * public gets only published versions, and none of a record that is not public now. Throws not-found, merged or
 * retracted.
 */
export const listVersions = async (context: ServiceContext, actor: Actor, id: string, after = 0) => {
  const overlap = after > 0 ? 1 : 0
  const limit = overlap + pageSize
  const { current, read: found } = await findWith(context, actor, id, (rowKey, view) =>
    entries.list(context.db, rowKey, { published: view === 'public', first: after, limit }),
  )
  const visibility = historyVisibility(actor, current)
  if (overlap > 0 && found[0]?.revision !== after) throw versionNotFound()
  const page = found.slice(overlap)
  const versions = page.map((entry, i) => {
    const before = found[overlap + i - 1]
    const changed = before ? pointersOf(diffVersions(before, entry, visibility)) : []
    return { ...toHead(entry, visibility), changed, incident: toResponse(entry, visibility) }
  })
  const last = page.at(-1)?.revision ?? current.revision
  return { current, versions, next: last < current.revision ? last : undefined }
}

export type History = Awaited<ReturnType<typeof listVersions>>

/** Returns the differences between two versions of a record, field by field. Throws not-found. */
export const compareVersions = async (
  context: ServiceContext,
  actor: Actor,
  id: string,
  revisions: { readonly from: number; readonly to: number },
) => {
  const { current, read: found } = await findWith(context, actor, id, (rowKey) =>
    entries.listByRevisions(context.db, rowKey, [revisions.from, revisions.to]),
  )
  const visibility = historyVisibility(actor, current)
  const version = (revision: number): entries.HistoryEntry => {
    const entry = found.find((each) => each.revision === revision)
    if (!entry || (visibility.view === 'public' && entry.status !== 'published')) throw versionNotFound()
    return entry
  }
  const [from, to] = [version(revisions.from), version(revisions.to)]
  const comparison = {
    from: toHead(from, visibility),
    to: toHead(to, visibility),
    changes: diffVersions(from, to, visibility),
  }
  return { current, comparison }
}

export type Comparison = Awaited<ReturnType<typeof compareVersions>>['comparison']

export interface RevertRequest extends ActRequest {
  /** The revision whose content comes back. */
  readonly version: number
}

/**
 * Makes the content of an old version the next version, as an edit: the status and withheld places stay, and current
 * rules apply. Writes no version if nothing differs. Throws forbidden, stale-revision, not-found or invalid-record.
 */
export const revert = async (
  context: ServiceContext,
  actor: Actor,
  { current, version, reason, revision, request }: RevertRequest,
): Promise<UpdateResult> => {
  authorize(actor, 'edit', current.datasetSlug)
  return withIdempotency(context, actor, request, async (key) => {
    assertRevision(current, revision)
    const [old] = await entries.listByRevisions(context.db, current.rowKey, [version])
    if (!old) throw versionNotFound()
    const candidate = applyWithholding(fullRecord(old), fullRecord(current))
    return updateIfChanged(context, actor, current, candidate, { key, reason })
  })
}
