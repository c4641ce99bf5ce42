/** The feed of changes: what the public saw change, commit by commit. */
import type { StoredIncident } from '../../schemas/incident.ts'
import type { Actor } from '../auth/permissions.ts'
import { en } from '../messages/en.ts'
import { problems } from '../problems.ts'
import { diff, pointersOf } from '../record/diff.ts'
import * as changes from '../store/changes.ts'
import * as commits from '../store/commits.ts'
import { lastFor } from './exports/select.ts'
import { publicRecord, toResponse } from './version-row.ts'

export type ChangeKind = 'create' | 'update' | 'publish' | 'retract' | 'restore' | 'merge' | 'redact'

/** A change as it is answered. */
export interface ChangeEvent
  extends Pick<changes.PublicChange, 'commit' | 'at' | 'id' | 'revision' | 'reason'> {
  /** Leads on from here. */
  readonly cursor: string
  readonly kind: ChangeKind
  /** Of a merge, the record that the merged one leads to; its own update follows. */
  readonly into?: string
  /** What differs of a record that was public before and is, as JSON Pointers. */
  readonly changed: readonly string[]
  /** The record as of the commit; null if it was not public then. */
  readonly incident: StoredIncident | null
}

/** So many changes are told at once where nothing else is asked. */
const defaultLimit = 1000
/** A page ends behind the change that fills so many bytes of the database. */
const targetPageBytes = 1_500_000

/** What became of a record that was not published before, by its status then. */
const kindOnAppear: Readonly<Record<string, ChangeKind>> = { retracted: 'restore', merged: 'restore' }
/** What became of a published record that is not any more, by its status since. */
const kindOnDisappear: Readonly<Record<string, ChangeKind>> = { merged: 'merge' }

const kindOf = ({ act, before, status }: changes.PublicChange): ChangeKind => {
  if (status !== 'published') return kindOnDisappear[status] ?? 'retract'
  if (before === null) return 'create'
  if (before !== 'published') return kindOnAppear[before] ?? 'publish'
  return act === 'redact' ? 'redact' : 'update'
}

const cursorOf = ({ commit, place }: changes.ChangePosition): string => `${commit}.${place.toString(36)}`

const futureCommit = (parameter: string, commit: number) =>
  problems.invalidParameter(parameter, en.requests.futureCommit(commit), commit)

/** As many changes as fill a page, and one at least. */
const takePage = (found: readonly changes.PublicChange[], limit: number): readonly changes.PublicChange[] => {
  let bytes = 0
  const full = found.findIndex((each) => {
    bytes += each.bytes
    return bytes > targetPageBytes
  })
  return found.slice(0, full < 0 ? limit : Math.min(limit, Math.max(1, full)))
}

const byKey = <V extends changes.VersionKey>(versions: readonly V[]): ReadonlyMap<string, V> =>
  new Map(versions.map((version) => [`${version.rowKey}.${version.revision}`, version]))

const toEvents = async (db: D1Database, page: readonly changes.PublicChange[]): Promise<ChangeEvent[]> => {
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
  /** The last change of the page before: of a record by a commit. */
  readonly cursor?: { readonly commit: number; readonly rowKey: number }
}

/** The last commit that the feed tells of: the newest that changed what the public sees. */
export const findHeadCommit = async (
  db: D1Database,
  actor: Actor,
  { since, cursor }: ChangesQuery,
): Promise<number> => {
  const newest = await commits.findNewest(db)
  const last = lastFor(actor, newest)
  if (since > last) throw futureCommit('since', since)
  if (cursor && cursor.commit > last) throw futureCommit('cursor', cursor.commit)
  return newest.publicSeq
}

/** One page of the feed up to a commit; `next` is the cursor of the page behind it, undefined on the last one. */
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
