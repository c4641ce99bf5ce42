/** What an editor has just decided, as it is now. */
import type { Incident } from '../../../schemas/incident.ts'
import { type Actor, authorize, isInScope } from '../../auth/permissions.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import { findApproval } from '../../store/remarks.ts'
import { type ListedReport, listByCommit } from '../../store/reviewed-reports.ts'
import * as suggestions from '../../store/suggestions.ts'
import type { ServiceContext } from '../service-context.ts'
import { fullRecord } from '../version-row.ts'
import { maxReports } from './review-many.ts'

/** Records or a correction that a decision has left in one status. */
export interface Done {
  readonly status: string
  /** The records that are still as the decision left them. */
  readonly reports: readonly ListedReport[]
  /** The record, if it is one. */
  readonly record?: Incident | undefined
}

const findOfCommit = async (db: D1Database, commit: number): Promise<Done | undefined> => {
  const all = await listByCommit(db, commit, maxReports)
  const merged = all.filter(({ status }) => status === 'merged')
  // A merge decides on the records that it ends; their survivor awaits review, or is published.
  const reports = merged.length > 0 ? merged : all
  const [first, ...others] = reports
  if (!first || others.some(({ status }) => status !== first.status)) return undefined
  const version = others.length === 0 ? await incidents.find(db, keyOf(first.id) ?? 0) : null
  return { status: first.status, reports, record: version ? fullRecord(version) : undefined }
}

const findCorrection = async (db: D1Database, id: string): Promise<Done | undefined> => {
  const { suggestion, current } = await suggestions.findWithRecord(db, keyOf(id) ?? 0)
  if (suggestion?.id !== id || suggestion.status === 'waiting' || !current) return undefined
  return { status: suggestion.status, reports: [], record: fullRecord(current) }
}

/** Returns a record that an editor has approved, by its id, while another one has to publish it. */
const findApproved = async (db: D1Database, id: string): Promise<Done | undefined> => {
  const version = await incidents.find(db, keyOf(id) ?? 0)
  if (version?.id !== id || version.status !== 'submitted') return undefined
  const approval = await findApproval(db, version)
  return approval ? { status: 'approved', reports: [version], record: fullRecord(version) } : undefined
}

/** Returns whether the actor's token is for the datasets of everything that a decision reached. */
const isAllInScope = async (db: D1Database, actor: Actor, { reports, record }: Done): Promise<boolean> => {
  if (actor.datasets === undefined) return true
  const keys = reports.flatMap(({ id }) => keyOf(id) ?? [])
  const slugs = (await incidents.listByKeys(db, keys)).map(({ datasetSlug }) => datasetSlug)
  return [...slugs, ...(record ? [record.dataset] : [])].every((each) => isInScope(actor, each))
}

/** Returns what was decided without a commit, of a correction or a report, by its id. */
const findUncommitted = async (db: D1Database, id: string): Promise<Done | undefined> =>
  (await findCorrection(db, id)) ?? findApproved(db, id)

/**
 * Returns what a commit did to records, by its number, or what was decided without a commit of a correction or a
 * report, by its id; undefined if that has changed since, or is not for the actor's token. Throws forbidden or
 * token-needed.
 */
export const findDone = async (
  { db }: ServiceContext,
  actor: Actor,
  of: number | string,
): Promise<Done | undefined> => {
  authorize(actor, 'review')
  const done = await (typeof of === 'number' ? findOfCommit(db, of) : findUncommitted(db, of))
  return done && (await isAllInScope(db, actor, done)) ? done : undefined
}
