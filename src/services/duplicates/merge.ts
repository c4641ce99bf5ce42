/** Merging two records of one event: the survivor takes over what the other has, and the other redirects to it. */
import { type Actor, authorize, canSeeWithheld } from '../../auth/permissions.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems } from '../../problems.ts'
import { type Choices, listChoices, type MergeChoice } from '../../record/duplicates/merge-choices.ts'
import { runBatch } from '../../store/batch.ts'
import * as distinct from '../../store/distinct-pairs.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as likelyPairs from '../../store/likely-pairs.ts'
import * as merges from '../../store/merges.ts'
import { type IdempotencyKey, type UpdateResult, withIdempotency } from '../idempotency.ts'
import { type ActRequest, assertRevision } from '../incidents/update.ts'
import type { ServiceContext } from '../service-context.ts'
import { chooseValues, combineRecords } from './combine-records.ts'
import { type MergeResult, previewResult, writeMerge } from './write-merge.ts'

type Version = incidents.Version

/**
 * Returns the current version of the record that a field of the request names. Throws invalid-request if there is
 * none that the actor sees in full, or if it is the record `rowKey` itself.
 */
export const findOther = async (
  db: D1Database,
  actor: Actor,
  rowKey: number,
  name: string,
  id: string,
  saySame: (messages: Messages) => string,
): Promise<Version> => {
  const key = keyOf(id)
  const found = key === undefined ? null : await incidents.find(db, key)
  const invalid = (say: (messages: Messages) => string) =>
    problems.invalidField(`/${name}`, say, id.slice(0, 200))
  if (found?.id !== id || !canSeeWithheld(actor, found)) throw invalid((m) => m.requests.noSuchRecord(name))
  if (found.rowKey === rowKey) throw invalid(saySame)
  return found
}

const isMergeable = ({ status }: Version) => status === 'submitted' || status === 'published'

/** Throws invalid-transition if the statuses of two records do not allow to merge the one into the other. */
export const assertMergeable = (merged: Version, survivor: Version): void => {
  if (!isMergeable(merged)) throw problems.invalidTransition((details) => details.mergeThis(merged.status))
  if (!isMergeable(survivor))
    throw problems.invalidTransition((details) => details.mergeInto(survivor.status))
  if (merged.status === 'published' && survivor.status !== 'published')
    throw problems.invalidTransition((details) => details.mergePublished)
}

/** Returns the survivor of a merge. Throws invalid-transition if the statuses of the two records do not allow it. */
const findSurvivor = async (
  db: D1Database,
  actor: Actor,
  merged: Version,
  into: string,
): Promise<Version> => {
  const survivor = await findOther(db, actor, merged.rowKey, 'into', into, (m) => m.requests.mergeSelf)
  if (isMergeable(merged) && survivor.status === 'merged') {
    const last = await merges.findSurvivor(db, survivor.rowKey)
    throw problems.invalidTransition((details) => details.mergeIntoMerged(last?.id))
  }
  assertMergeable(merged, survivor)
  return survivor
}

export interface MergePreview extends MergeResult {
  readonly survivor: Version
  /** What differs between the two records. */
  readonly differences: readonly MergeChoice[]
}

/** Returns the preview of a merge. Throws forbidden, token-needed, invalid-request or invalid-transition. */
export const previewMerge = async (
  context: ServiceContext,
  actor: Actor,
  merged: Version,
  into: string,
  choices: Choices = {},
): Promise<MergePreview> => {
  authorize(actor, 'merge', merged.datasetSlug)
  const survivor = await findSurvivor(context.db, actor, merged, into)
  const records = await combineRecords(context.db, survivor, merged)
  const versions = { survivor, others: [merged] }
  const preview = await previewResult(context, actor, versions, chooseValues(records, choices))
  return { survivor, differences: listChoices(records), ...preview }
}

/** The request of a merge; `revision` is that of the merged record. */
export interface MergeRequest extends Omit<ActRequest, 'current'> {
  /** The current version of the record to merge. */
  readonly merged: Version
  /** The id of the survivor. */
  readonly into: string
  /** Which values the survivor has where the records differ. */
  readonly choose?: Choices | undefined
  /** A JSON Merge Patch (RFC 7396) of the result with the chosen values. */
  readonly patch?: object | undefined
  /** The revision of the survivor that the sender saw; undefined means the current one. */
  readonly intoRevision?: number | undefined
}

const runMerge = async (
  context: ServiceContext,
  actor: Actor,
  { merged, into, reason, choose = {}, patch = {}, revision, intoRevision }: MergeRequest,
  key: IdempotencyKey | undefined,
): Promise<UpdateResult> => {
  const { db } = context
  assertRevision(merged, revision)
  const survivor = await findSurvivor(db, actor, merged, into)
  assertRevision(survivor, intoRevision)
  const result = chooseValues(await combineRecords(db, survivor, merged), choose)
  return writeMerge(context, actor, { survivor, others: [merged], result, patch, reason, key })
}

/**
 * Merges a record into another in one commit, after which it redirects to the other. Returns the next version of the
 * survivor. Throws forbidden, stale-revision, invalid-request, invalid-transition or invalid-record.
 */
export const merge = async (
  context: ServiceContext,
  actor: Actor,
  request: MergeRequest,
): Promise<UpdateResult> => {
  authorize(actor, 'merge', request.merged.datasetSlug)
  return withIdempotency(context, actor, request.request, (key) => runMerge(context, actor, request, key))
}

/**
 * Returns the survivor of a merged record, the records merged into a record, and those marked as distinct from it,
 * for editors.
 */
export const findMerges = async ({ db }: ServiceContext, { rowKey, status }: Version) => {
  const [survivor, mergedRecords, distinctRecords] = await Promise.all([
    status === 'merged' ? merges.findSurvivor(db, rowKey) : null,
    merges.listMerged(db, rowKey),
    distinct.listActive(db, rowKey),
  ])
  return { survivor: survivor?.id, mergedRecords, distinct: distinctRecords }
}

export interface DistinctRequest {
  readonly current: Pick<Version, 'rowKey' | 'datasetSlug'>
  /** The id of the other record. */
  readonly other: string
  readonly reason: string
  /** Whether to remove the mark instead. */
  readonly undo: boolean
}

/**
 * Marks a pair as distinct, or removes the mark; does nothing if that is already so. Throws forbidden, token-needed
 * or invalid-request.
 */
export const markDistinct = async (
  { db, now }: ServiceContext,
  actor: Actor,
  { current: { rowKey, datasetSlug }, other, reason, undo }: DistinctRequest,
): Promise<void> => {
  authorize(actor, 'merge', datasetSlug)
  const found = await findOther(db, actor, rowKey, 'other', other, (m) => m.requests.distinctSelf)
  const mark = { actor: actor.id, now, reason }
  const pair = [rowKey, found.rowKey] as const
  const statement = (undo ? distinct.revoke : distinct.insert)(db, pair, mark)
  await runBatch(db, [statement, ...likelyPairs.updateMark(db, pair)], { pair_taken: () => undefined })
}
