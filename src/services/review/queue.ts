/** The queue of reports and corrections awaiting review, in order of id: the reports of the public by day. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, authorize, isInScope } from '../../auth/permissions.ts'
import { diff, pointersOf } from '../../record/diff.ts'
import { upgradePatch } from '../../record/upgrade.ts'
import type * as incidents from '../../store/incidents.ts'
import {
  list,
  listRecords,
  type QueueEntry,
  type QueueFilter,
  type QueueRange,
} from '../../store/review-queue.ts'
import * as suggestions from '../../store/suggestions.ts'
import { mergePatch } from '../../text/json.ts'
import { assertFiltersFresh } from '../exports/resolve-query.ts'
import type { ServiceContext } from '../service-context.ts'
import { fullRecord, toResponse } from '../version-row.ts'

/** A record for review, or a suggested correction of one. */
export interface QueueItem {
  readonly kind: QueueEntry['kind']
  /** The id of the record or of the correction. */
  readonly id: string
  /** RFC 3339, UTC. */
  readonly at: string
  readonly warnings: number
  readonly incident: StoredIncident
  /** For a correction: its reason, and the fields that it would change. */
  readonly reason?: string
  readonly changed?: readonly string[]
}

export type { QueueFilter }

/** Returns the filter of what the actor may review: a token of named datasets reviews only theirs. */
const filterFor = (actor: Actor, filter: QueueFilter): QueueFilter => {
  const { dataset: asked = actor.datasets } = filter
  return { ...filter, dataset: asked?.filter((each) => isInScope(actor, each)) }
}

export const pageSize = 50
/** The most entries that are scanned for a filtered page. */
const maxScanned = 1000

/**
 * Returns the keys of a page from a position on, in order, and whether more may follow. Throws rerender-needed if
 * another schema derived the filters: they could miss an entry.
 */
const scanEntries = async (
  db: D1Database,
  position: Omit<QueueRange, 'limit'>,
  filter: QueueFilter,
  size: number,
): Promise<{ found: QueueEntry[]; end?: number | undefined }> => {
  // Datasets and warnings are as records state them, whatever the schema.
  const hasDerivedFilter = (filter.country ?? filter.event_type) !== undefined
  const hasFilter = Object.values(filter).some((each) => each !== undefined)
  const limit = hasFilter ? maxScanned : size + 1
  const [scanned] = await Promise.all([
    list(db, { ...position, limit }, filter),
    hasDerivedFilter && assertFiltersFresh(db),
  ])
  const matches = scanned.filter(({ fits }) => fits === 1)
  const found = matches.slice(0, size)
  const end =
    matches.length > size
      ? found.at(-1)?.rowKey
      : scanned.length === limit
        ? scanned.at(-1)?.rowKey
        : undefined
  return { found: position.backwards ? found.reverse() : found, end }
}

const toItem = (
  { kind }: QueueEntry,
  version: incidents.Version,
  suggestion: suggestions.Suggestion | undefined,
): QueueItem => {
  const incident = toResponse(version, { view: 'full' })
  if (kind === 'incident' || !suggestion) {
    const { id, created_at: at, warnings } = incident
    return { kind, id, at, warnings: warnings.length, incident }
  }
  const { id, at, warnings, reason, patch } = suggestion
  const current = fullRecord(version)
  const changed = pointersOf(diff(current, mergePatch(current, upgradePatch(JSON.parse(patch))) as object))
  return { kind, id, at, warnings, incident, reason, changed }
}

/** Returns the items of a page: fewer than its entries if their records are large. */
const loadItems = async (
  db: D1Database,
  found: readonly QueueEntry[],
  backwards: boolean,
): Promise<QueueItem[]> => {
  if (found.length === 0) return []
  const keysOf = (entries: readonly QueueEntry[]) => entries.map(({ rowKey }) => rowKey)
  const suggestionKeys = keysOf(found.filter(({ kind }) => kind === 'suggestion'))
  const [suggestionRows, records] = await Promise.all([
    suggestionKeys.length > 0 ? suggestions.listByKeys(db, suggestionKeys) : [],
    listRecords(db, keysOf(found), { backwards }),
  ])
  const versions = new Map(records.map((version) => [version.rowKey, version]))
  const items = found.map((each) => {
    const suggestion =
      each.kind === 'suggestion' ? suggestionRows.find(({ rowKey }) => rowKey === each.rowKey) : undefined
    const version = versions.get(suggestion?.incident ?? each.rowKey)
    return version && toItem(each, version, suggestion)
  })
  const missing = backwards ? items.lastIndexOf(undefined) : items.indexOf(undefined)
  const page = backwards ? items.slice(missing + 1) : items.slice(0, missing < 0 ? items.length : missing)
  return page.filter((each) => each !== undefined)
}

/**
 * Returns a page of the queue, after a key or before one, at bounded cost. `next` is the key after which the next
 * page begins, `previous` the key before which the previous page ends; undefined if there is none.
 */
export const listQueue = async (
  { db }: ServiceContext,
  actor: Actor,
  filter: QueueFilter,
  { after = -1, before }: { readonly after?: number | undefined; readonly before?: number | undefined },
) => {
  authorize(actor, 'review')
  const backwards = before !== undefined
  const { found, end } = await scanEntries(
    db,
    { key: before ?? after, backwards },
    filterFor(actor, filter),
    pageSize,
  )
  const [first, last] = [found[0]?.rowKey, found.at(-1)?.rowKey]
  const items = await loadItems(db, found, backwards)
  const shown = backwards ? found.slice(found.length - items.length) : found.slice(0, items.length)
  const edge = items.length < found.length ? shown.at(backwards ? 0 : -1)?.rowKey : end
  return {
    items,
    next: backwards ? (last ?? before - 1) : edge,
    previous: backwards ? edge : after >= 0 ? (first ?? after + 1) : undefined,
  }
}

/** The entries before and after a key in the queue. */
export interface AdjacentEntries {
  readonly previous?: QueueEntry | undefined
  readonly next?: QueueEntry | undefined
}

/** Returns the entries before and after a key in the queue, within the filter. */
export const findAdjacent = async (
  { db }: ServiceContext,
  actor: Actor,
  filter: QueueFilter,
  key: number,
): Promise<AdjacentEntries> => {
  const [older, newer] = await Promise.all(
    [true, false].map((backwards) => scanEntries(db, { key, backwards }, filterFor(actor, filter), 1)),
  )
  return { previous: older?.found[0], next: newer?.found[0] }
}
