/** The feed of changes to the public records, commit by commit. */
import type { StoredIncident } from '../../schemas/incident.ts'
import type { Actor } from '../auth/permissions.ts'
import { problems } from '../problems.ts'
import { diff, pointersOf } from '../record/diff.ts'
import * as changes from '../store/changes.ts'
import * as commits from '../store/commits.ts'
import { lastFor } from './exports/resolve-query.ts'
import { readPinned } from './pinned-read.ts'
import type { ServiceContext } from './service-context.ts'
import { publicRecord, toResponse } from './version-row.ts'

export type ChangeKind = 'create' | 'update' | 'publish' | 'retract' | 'restore' | 'merge' | 'redact'

/** A change as the API returns it. */
export interface ChangeEvent
  extends Pick<changes.PublicChange, 'commit' | 'at' | 'id' | 'revision' | 'reason'> {
  /** The cursor of the changes after this one. */
  readonly cursor: string
  readonly kind: ChangeKind
  /** The id of the survivor, for a merge; the survivor's own update follows. */
  readonly into?: string
  /** JSON Pointers to the fields that changed in a record that was and is public. */
  readonly changed: readonly string[]
  /** The record as of the commit; null if it was not public then. */
  readonly incident: StoredIncident | null
}

/** The default number of changes on a page. */
const defaultLimit = 1000
/** A page ends after the change with which its rows reach this many bytes. */
const targetPageBytes = 1_500_000

/** The kind of change by which an unpublished record becomes public, by its earlier status. */
const kindOnAppear: Readonly<Record<string, ChangeKind>> = { retracted: 'restore', merged: 'restore' }
/** The kind of change by which a record stops being public, by its new status. */
const kindOnDisappear: Readonly<Record<string, ChangeKind>> = { merged: 'merge' }

const kindOf = ({ act, before, status }: changes.PublicChange): ChangeKind => {
  if (status !== 'published') return kindOnDisappear[status] ?? 'retract'
  if (before === null) return 'create'
  if (before !== 'published') return kindOnAppear[before] ?? 'publish'
  return act === 'redact' ? 'redact' : 'update'
}

/** Returns the cursor of the changes after one. */
export const cursorOf = ({ commit, place }: changes.ChangePosition): string =>
  `${commit}.${place.toString(36)}`

const futureCommit = (parameter: string, commit: number) =>
  problems.invalidParameter(parameter, (m) => m.requests.futureCommit(commit), commit)

/** Returns the changes that fit a page, at least one. */
export const takePage = (
  found: readonly changes.PublicChange[],
  limit: number,
): readonly changes.PublicChange[] => {
  let bytes = 0
  const full = found.findIndex((each) => {
    bytes += each.bytes
    return bytes > targetPageBytes
  })
  return found.slice(0, full < 0 ? limit : Math.min(limit, Math.max(1, full)))
}

const byKey = <V extends changes.VersionKey>(versions: readonly V[]): ReadonlyMap<string, V> =>
  new Map(versions.map((version) => [`${version.rowKey}.${version.revision}`, version]))

/** Returns the changes of a page as the API returns them. */
export const toEvents = async (
  db: D1Database,
  page: readonly changes.PublicChange[],
): Promise<ChangeEvent[]> => {
  const published = page.filter(({ status }) => status === 'published')
  const previousKeys = published
    .filter(({ before }) => before === 'published')
    .map(({ rowKey, revision }) => ({ rowKey, revision: revision - 1 }))
  const found = await changes.findVersions(db, published, previousKeys)
  const [versions, previousVersions] = [byKey(found.versions), byKey(found.previous)]
  const changedFields = ({ rowKey, revision, redactedPointers }: changes.PublicChange): string[] => {
    const version = versions.get(`${rowKey}.${revision}`)
    const previous = previousVersions.get(`${rowKey}.${revision - 1}`)
    if (redactedPointers) return JSON.parse(redactedPointers)
    return version && previous ? pointersOf(diff(publicRecord(previous), publicRecord(version))) : []
  }
  return page.map((each) => {
    const version = versions.get(`${each.rowKey}.${each.revision}`)
    const { commit, at, id, revision, reason, into } = each
    const kind = kindOf(each)
    return {
      cursor: cursorOf(each),
      commit,
      at,
      kind,
      id,
      ...(kind === 'merge' && into !== null ? { into } : {}),
      revision,
      reason,
      changed: changedFields(each),
      incident: version ? toResponse(version, { view: 'public' }) : null,
    }
  })
}

export interface ChangesQuery {
  /** All changes after this commit. */
  readonly since: number
  readonly limit?: number
  /** The position of the last change on the previous page. */
  readonly cursor?: { readonly commit: number; readonly rowKey: number }
}

/**
 * Returns the last commit of the feed: the newest one that changed the public records. Throws invalid-query if
 * `since` or the cursor lies beyond it.
 */
export const findHeadCommit = (
  context: ServiceContext,
  actor: Actor,
  { since, cursor }: ChangesQuery,
): Promise<number> =>
  readPinned(context, cursor?.commit ?? since, async () => {
    const newest = await commits.findNewest(context.db)
    const last = lastFor(actor, newest)
    if (since > last) throw futureCommit('since', since)
    if (cursor && cursor.commit > last) throw futureCommit('cursor', cursor.commit)
    return newest.publicSeq
  })

/** Returns a page of the feed up to a commit, and the cursor of the next page (undefined on the last one). */
export const listEvents = async (
  db: D1Database,
  { since, cursor, limit = defaultLimit }: ChangesQuery,
  last: number,
): Promise<{ readonly entries: readonly ChangeEvent[]; readonly next: string | undefined }> => {
  const from = { commit: cursor?.commit ?? since, place: cursor?.rowKey ?? Number.MAX_SAFE_INTEGER }
  const found = await changes.listAfter(db, from, last, limit + 1)
  const page = takePage(found, limit)
  const end = page.at(-1)
  return {
    entries: page.length === 0 ? [] : await toEvents(db, page),
    next: end && page.length < found.length ? cursorOf(end) : undefined,
  }
}
