/** The queue of reports and corrections awaiting review. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, authorize } from '../../auth/permissions.ts'
import { diff, pointersOf } from '../../record/diff.ts'
import { upgradePatch } from '../../record/upgrade.ts'
import * as assignees from '../../store/assignees.ts'
import type * as incidents from '../../store/incidents.ts'
import { listQuestionStates, type QuestionState } from '../../store/remarks.ts'
import { listRecords, type QueueEntry } from '../../store/review-queue.ts'
import * as reviewedReports from '../../store/reviewed-reports.ts'
import * as suggestions from '../../store/suggestions.ts'
import { mergePatch } from '../../text/json.ts'
import type { ServiceContext } from '../service-context.ts'
import { fullRecord, toResponse } from '../version-row.ts'
import type { SeenReport } from './examine-reports.ts'
import { isDescending, type Position, type QueueQuery, scanEntries } from './queue-order.ts'

/** A record for review, or a suggested correction of one. */
export interface QueueItem {
  readonly kind: QueueEntry['kind']
  /** The id of the record or of the correction. */
  readonly id: string
  /** RFC 3339, UTC. */
  readonly at: string
  readonly warnings: number
  readonly incident: StoredIncident
  /** Whether the filer was asked something, and has answered all of it. */
  readonly question?: QuestionState
  /** For a correction: its reason, and the fields that it would change. */
  readonly reason?: string
  readonly changed?: readonly string[]
  /** Who has it in hand. */
  readonly assignee?: assignees.Assignee
}

export const pageSize = 50

const toItem = (
  { kind }: QueueEntry,
  version: incidents.Version,
  suggestion: suggestions.Suggestion | undefined,
  question: QuestionState | undefined,
): QueueItem => {
  const incident = toResponse(version, { view: 'full' })
  if (kind === 'incident' || !suggestion) {
    const { id, created_at: at, warnings } = incident
    return { kind, id, at, warnings: warnings.length, incident, ...(question && { question }) }
  }
  const { id, at, warnings, reason, patch } = suggestion
  const current = fullRecord(version)
  const changed = pointersOf(diff(current, mergePatch(current, upgradePatch(JSON.parse(patch))) as object))
  return { kind, id, at, warnings, incident, reason, changed }
}

/** Returns the items of a page: fewer than its entries if their records are large. */
const loadItems = async (
  { db, now }: ServiceContext,
  found: readonly QueueEntry[],
  backwards: boolean,
): Promise<QueueItem[]> => {
  if (found.length === 0) return []
  const keysOf = (entries: readonly QueueEntry[]) => entries.map(({ rowKey }) => rowKey)
  const suggestionKeys = keysOf(found.filter(({ kind }) => kind === 'suggestion'))
  const [suggestionRows, records, holders, questions] = await Promise.all([
    suggestionKeys.length > 0 ? suggestions.listByKeys(db, suggestionKeys) : [],
    listRecords(db, keysOf(found), { backwards }),
    assignees.listByKeys(db, keysOf(found), new Date(now).toISOString()),
    listQuestionStates(db, keysOf(found)),
  ])
  const versions = new Map(records.map((version) => [version.rowKey, version]))
  const items = found.map((each) => {
    const suggestion =
      each.kind === 'suggestion' ? suggestionRows.find(({ rowKey }) => rowKey === each.rowKey) : undefined
    const version = versions.get(suggestion?.incident ?? each.rowKey)
    const assignee = holders.get(each.rowKey)
    const item = version && toItem(each, version, suggestion, questions.get(each.rowKey))
    return item && { ...item, ...(assignee && { assignee }) }
  })
  const missing = backwards ? items.lastIndexOf(undefined) : items.indexOf(undefined)
  const page = backwards ? items.slice(missing + 1) : items.slice(0, missing < 0 ? items.length : missing)
  return page.filter((each) => each !== undefined)
}

/** The place of a page: after a position, or before one. */
interface PagePlace {
  readonly after?: Position | undefined
  readonly before?: Position | undefined
}

/**
 * Returns a page of the queue, after a position or before one, at bounded cost. `next` is the position after which the
 * next page begins, `previous` that before which the previous page ends; undefined if there is none. `isCut` says that
 * more await review than the order has compared.
 */
export const listQueue = async (
  context: ServiceContext,
  actor: Actor,
  query: QueueQuery,
  { after, before }: PagePlace = {},
) => {
  authorize(actor, 'review')
  const backwards = before !== undefined
  const place = { position: before ?? after, backwards, size: pageSize }
  const { found, end, isCut } = await scanEntries(context, actor, query, place)
  const step = isDescending(query) ? -1 : 1
  const beside = ({ rank, rowKey }: Position, by: number): Position => ({ rank, rowKey: rowKey + by })
  const items = await loadItems(context, found, backwards)
  const shown = backwards ? found.slice(found.length - items.length) : found.slice(0, items.length)
  const edge = items.length < found.length ? shown.at(backwards ? 0 : -1) : end
  return {
    items,
    isCut,
    next: backwards ? (found.at(-1) ?? beside(before, -step)) : edge,
    previous: backwards ? edge : after && (found[0] ?? beside(after, step)),
  }
}

/** Returns the first reports that match, in their current revisions, and whether there are more. */
export const listMatching = async (
  context: ServiceContext,
  actor: Actor,
  { filter, sort }: QueueQuery,
  limit: number,
): Promise<{ readonly reports: readonly SeenReport[]; readonly hasMore: boolean }> => {
  authorize(actor, 'review')
  if (filter.kind === 'suggestion') return { reports: [], hasMore: false }
  const query = { filter: { ...filter, kind: 'incident' as const }, sort }
  const { found, end } = await scanEntries(context, actor, query, { backwards: false, size: limit })
  const keys = found.map(({ rowKey }) => rowKey)
  const reports = await reviewedReports.listByKeys(context.db, keys)
  return { reports: reports.map(({ id, revision }) => ({ id, revision })), hasMore: end !== undefined }
}
