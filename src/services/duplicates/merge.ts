/** Merging records of one event in one commit: one of them remains, and the others redirect to it. */
import { type Actor, authorize, canSeeWithheld } from '../../auth/permissions.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems } from '../../problems.ts'
import { listChoices, type MergeChoice } from '../../record/duplicates/merge-choices.ts'
import { runBatch } from '../../store/batch.ts'
import * as distinct from '../../store/distinct-pairs.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as likelyPairs from '../../store/likely-pairs.ts'
import * as merges from '../../store/merges.ts'
import { type IdempotencyKey, type UpdateResult, withIdempotency } from '../idempotency.ts'
import { type ActRequest, assertRevision } from '../incidents/update.ts'
import type { ServiceContext } from '../service-context.ts'
import { chooseValues, combineRecords, type NamedChoices } from './combine-records.ts'
import { type MergedVersions, type MergeResult, previewResult, writeMerge } from './write-merge.ts'

type Version = incidents.Version

/**
 * Returns the current version of the record that a field of the request names. Throws invalid-request if there is
 * none that the actor sees in full, or if it is the record `rowKey` itself.
 */
const findOther = async (
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
const assertMergeable = (merged: Version, survivor: Version): void => {
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

/** The most records that are merged into one at once. */
export const maxMerged = 20

/** Returns the records to merge. Throws invalid-request or invalid-transition if one of them cannot be merged. */
const findMerged = async (
  db: D1Database,
  actor: Actor,
  survivor: Version,
  from: readonly string[],
): Promise<Version[]> => {
  const ids = [...new Set(from)]
  if (ids.length === 0 || ids.length > maxMerged)
    throw problems.invalidField('/from', (m) => m.cluster.count(maxMerged))
  const others = await Promise.all(
    ids.map((id) => findOther(db, actor, survivor.rowKey, 'from', id, (m) => m.requests.mergeSelf)),
  )
  for (const merged of others) assertMergeable(merged, survivor)
  return others
}

/** The id of the record into which the current one is merged, or the ids of those that are merged into the current one. */
export type MergeTarget = { readonly into: string } | { readonly from: readonly string[] }

interface Merging extends MergedVersions {
  /** The names of the merged records in choices: their ids, or `from` of the one that is merged into another. */
  readonly names: readonly string[]
}

const findMerging = async (
  db: D1Database,
  actor: Actor,
  current: Version,
  target: MergeTarget,
): Promise<Merging> => {
  if ('into' in target) {
    const survivor = await findSurvivor(db, actor, current, target.into)
    return { survivor, others: [current], names: ['from'] }
  }
  const others = await findMerged(db, actor, current, target.from)
  return { survivor: current, others, names: others.map(({ id }) => id) }
}

export interface MergePreview extends Merging, MergeResult {
  /** What differs among the records. */
  readonly differences: readonly MergeChoice[]
}

/** Returns the preview of a merge. Throws forbidden, token-needed, invalid-request or invalid-transition. */
export const previewMerge = async (
  context: ServiceContext,
  actor: Actor,
  current: Version,
  target: MergeTarget,
  choices: NamedChoices = {},
): Promise<MergePreview> => {
  authorize(actor, 'merge', current.datasetSlug)
  const merging = await findMerging(context.db, actor, current, target)
  const records = await combineRecords(context.db, merging)
  const result = chooseValues(records, choices, merging.names)
  const preview = await previewResult(context, actor, merging, result)
  return { ...merging, differences: listChoices(records), ...preview }
}

/** The request of a merge of the current record; its revision is among `revisions`. */
export interface MergeRequest extends Omit<ActRequest, 'revision'> {
  readonly target: MergeTarget
  readonly choose?: NamedChoices | undefined
  /** A JSON Merge Patch (RFC 7396) of the result with the chosen values. */
  readonly patch?: object | undefined
  /** The revisions that the sender saw, by id; the current ones of records that are left out. */
  readonly revisions: Readonly<Record<string, number | undefined>>
}

const runMerge = async (
  context: ServiceContext,
  actor: Actor,
  { current, target, reason, choose = {}, patch = {}, revisions }: MergeRequest,
  key: IdempotencyKey | undefined,
): Promise<UpdateResult> => {
  const { db } = context
  assertRevision(current, revisions[current.id])
  const { names, ...versions } = await findMerging(db, actor, current, target)
  for (const each of [versions.survivor, ...versions.others]) assertRevision(each, revisions[each.id])
  const result = chooseValues(await combineRecords(db, versions), choose, names)
  return writeMerge(context, actor, { ...versions, result, patch, reason, key })
}

/**
 * Merges records into one in one commit, after which they redirect to it. Returns the next version of the survivor. Throws
 * forbidden, stale-revision, invalid-request, invalid-transition, invalid-record or second-editor-needed.
 */
export const merge = async (
  context: ServiceContext,
  actor: Actor,
  request: MergeRequest,
): Promise<UpdateResult> => {
  authorize(actor, 'merge', request.current.datasetSlug)
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
