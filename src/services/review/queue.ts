/** The queue of what waits for an editor, oldest first. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, permit } from '../../auth/permissions.ts'
import { mergePatch } from '../../ingest/request/merge-patch.ts'
import { difference, pointersOf } from '../../record/diff.ts'
import * as incidents from '../../store/incidents.ts'
import { look, type QueueFilter, type Waiting } from '../../store/review-queue.ts'
import * as suggestions from '../../store/suggestions.ts'
import type { Deps } from '../service-context.ts'
import { fromRow, statedIn } from '../version-row.ts'

/** A record for review, or a suggested correction of one. */
export interface QueueItem {
  readonly kind: Waiting['kind']
  /** Of the record, or of the correction. */
  readonly id: string
  /** RFC 3339, UTC. */
  readonly at: string
  readonly warnings: number
  readonly incident: StoredIncident
  /** Of a correction: its reason, and the fields that it would change. */
  readonly reason?: string
  readonly changed?: readonly string[]
}

export type { QueueFilter }

export interface QueuePage {
  readonly items: readonly QueueItem[]
  /** The key behind which the next page begins; undefined where nothing more waits. */
  readonly next?: number | undefined
  /** The key before which the page before ends; undefined where nothing older waits. */
  readonly previous?: number | undefined
}

export const perPage = 50
/** So many are looked at where filters may pass over them. */
const mostLooked = 1000

interface Place {
  readonly key: number
  readonly backwards: boolean
}

/** The keys of a page from a place on, in order, and whether more may wait behind them. */
const keysFrom = async (
  db: D1Database,
  place: Place,
  filter: QueueFilter,
  size: number,
): Promise<{ found: Waiting[]; end?: number | undefined }> => {
  const filtered = Object.values(filter).some((each) => each !== undefined)
  const limit = filtered ? mostLooked : size + 1
  const seen = await look(db, { ...place, limit }, filter)
  const fitting = seen.filter(({ fits }) => fits === 1)
  const found = fitting.slice(0, size)
  const end = fitting.length > size ? found.at(-1)?.n : seen.length === limit ? seen.at(-1)?.n : undefined
  return { found: place.backwards ? found.reverse() : found, end }
}

const itemOf = (
  { kind }: Waiting,
  version: incidents.Version,
  suggestion: suggestions.Suggestion | undefined,
): QueueItem => {
  const incident = fromRow(version, true)
  if (kind === 'incident' || !suggestion) {
    const { id, created_at: at, warnings } = incident
    return { kind, id, at, warnings: warnings.length, incident }
  }
  const { id, at, warnings, reason, patch } = suggestion
  const now = statedIn(version)
  const changed = pointersOf(difference(now, mergePatch(now, JSON.parse(patch)) as object))
  return { kind, id, at, warnings, incident, reason, changed }
}

const itemsOf = async (db: D1Database, found: readonly Waiting[]): Promise<QueueItem[]> => {
  const keysOf = (kind: Waiting['kind']) => found.filter((each) => each.kind === kind).map(({ n }) => n)
  const asked = keysOf('suggestion')
  const suggested = asked.length > 0 ? await suggestions.some(db, asked) : []
  const keys = [...new Set([...keysOf('incident'), ...suggested.map(({ incident }) => incident)])]
  if (keys.length === 0) return []
  const versions = new Map((await incidents.some(db, keys)).map((version) => [version.n, version]))
  return found.flatMap((each) => {
    const suggestion = each.kind === 'suggestion' ? suggested.find(({ n }) => n === each.n) : undefined
    const version = versions.get(suggestion?.incident ?? each.n)
    return version ? [itemOf(each, version, suggestion)] : []
  })
}

/** A page of the queue, behind a key or before one. Its cost is bounded, whatever waits. */
export const queue = async (
  { db }: Deps,
  actor: Actor,
  filter: QueueFilter,
  { after = -1, before }: { readonly after?: number | undefined; readonly before?: number | undefined },
): Promise<QueuePage> => {
  permit(actor, 'review')
  const backwards = before !== undefined
  const { found, end } = await keysFrom(db, { key: before ?? after, backwards }, filter, perPage)
  const [first, last] = [found[0]?.n, found.at(-1)?.n]
  return {
    items: await itemsOf(db, found),
    next: backwards ? (last ?? before - 1) : end,
    previous: backwards ? end : after >= 0 ? (first ?? after + 1) : undefined,
  }
}

/** What stands before and behind a key in the queue. */
export interface Around {
  readonly previous?: Waiting | undefined
  readonly next?: Waiting | undefined
}

export const around = async ({ db }: Deps, filter: QueueFilter, key: number): Promise<Around> => {
  const [older, newer] = await Promise.all(
    [true, false].map((backwards) => keysFrom(db, { key, backwards }, filter, 1)),
  )
  return { previous: older?.found[0], next: newer?.found[0] }
}
