/** Merging several records of one event in one commit: one of them remains, and the others redirect to it. */
import { type Actor, authorize } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import {
  type ClusterChoice,
  type ClusterChoices,
  listClusterChoices,
} from '../../record/duplicates/merge-cluster.ts'
import type * as incidents from '../../store/incidents.ts'
import { type IdempotencyKey, type UpdateResult, withIdempotency } from '../idempotency.ts'
import { type ActRequest, assertRevision } from '../incidents/update.ts'
import type { ServiceContext } from '../service-context.ts'
import { chooseInCluster, combineCluster } from './combine-records.ts'
import { assertMergeable, findOther } from './merge.ts'
import { type MergeResult, previewResult, writeMerge } from './write-merge.ts'

type Version = incidents.Version

/** The most records that are merged into one at once. */
export const maxMerged = 20

/** The chosen values by pointer: `into`, `range`, or the id of the record whose value it is. */
export type ChoicesById = Readonly<Record<string, string>>

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

/** Returns choices by the number of each record. Throws invalid-request for a value that names none of them. */
const toClusterChoices = (choices: ChoicesById, others: readonly Version[]): ClusterChoices =>
  Object.fromEntries(
    Object.entries(choices).map(([pointer, side]) => {
      if (side === 'into' || side === 'range') return [pointer, side]
      const index = others.findIndex(({ id }) => id === side)
      if (index < 0) throw problems.invalidField('/choose', (m) => m.cluster.side, side.slice(0, 200))
      return [pointer, index]
    }),
  )

export interface ClusterPreview extends MergeResult {
  readonly others: readonly Version[]
  readonly differences: readonly ClusterChoice[]
}

/** Returns the preview of a merge of several records. Throws forbidden, token-needed, invalid-request or invalid-transition. */
export const previewCluster = async (
  context: ServiceContext,
  actor: Actor,
  survivor: Version,
  from: readonly string[],
  choices: ChoicesById = {},
): Promise<ClusterPreview> => {
  authorize(actor, 'merge', survivor.datasetSlug)
  const others = await findMerged(context.db, actor, survivor, from)
  const cluster = await combineCluster(context.db, survivor, others)
  const result = chooseInCluster(cluster, toClusterChoices(choices, others))
  const preview = await previewResult(context, actor, { survivor, others }, result)
  return { others, differences: listClusterChoices(cluster), ...preview }
}

/** The request of a merge of several records; `current` is the survivor. */
export interface ClusterRequest extends ActRequest {
  /** The ids of the records to merge. */
  readonly from: readonly string[]
  readonly choose?: ChoicesById | undefined
  /** A JSON Merge Patch (RFC 7396) of the result with the chosen values. */
  readonly patch?: object | undefined
  /** The revisions that the sender saw, by id; the current ones of records that are left out. */
  readonly revisions?: Readonly<Record<string, number>> | undefined
}

const runMerge = async (
  context: ServiceContext,
  actor: Actor,
  { current: survivor, from, reason, choose = {}, patch = {}, revision, revisions = {} }: ClusterRequest,
  key: IdempotencyKey | undefined,
): Promise<UpdateResult> => {
  const { db } = context
  assertRevision(survivor, revision)
  const others = await findMerged(db, actor, survivor, from)
  for (const merged of others) assertRevision(merged, revisions[merged.id])
  const cluster = await combineCluster(db, survivor, others)
  const result = chooseInCluster(cluster, toClusterChoices(choose, others))
  return writeMerge(context, actor, { survivor, others, result, patch, reason, key })
}

/**
 * Merges several records into one in one commit, after which they redirect to it. Returns the next version of the
 * survivor. Throws forbidden, stale-revision, invalid-request, invalid-transition or invalid-record.
 */
export const mergeCluster = async (
  context: ServiceContext,
  actor: Actor,
  request: ClusterRequest,
): Promise<UpdateResult> => {
  authorize(actor, 'merge', request.current.datasetSlug)
  return withIdempotency(context, actor, request.request, (key) => runMerge(context, actor, request, key))
}
