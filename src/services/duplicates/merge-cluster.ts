/** Merging several records of one event in one commit: one of them remains, and the others redirect to it. */
import type { Incident } from '../../../schemas/incident.ts'
import { type Actor, authorize } from '../../auth/permissions.ts'
import { renameFields } from '../../ingest/validate/rename-fields.ts'
import type { ValidateOptions } from '../../ingest/validate/validate.ts'
import { Problem, problems } from '../../problems.ts'
import {
  type ClusterChoice,
  type ClusterChoices,
  listClusterChoices,
} from '../../record/duplicates/merge-cluster.ts'
import { runBatch } from '../../store/batch.ts'
import * as datasets from '../../store/datasets.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as merges from '../../store/merges.ts'
import { mergePatch } from '../../text/json.ts'
import { insertCommit } from '../commit.ts'
import {
  type IdempotencyKey,
  saveReplayStatement,
  type UpdateResult,
  withIdempotency,
} from '../idempotency.ts'
import { type ActRequest, assertRevision, versionProblems } from '../incidents/update.ts'
import type { ServiceContext } from '../service-context.ts'
import { validateReplacement } from '../validate-with-database.ts'
import { fullRecord, linkNames, nextRow, toResponse, warningsOf } from '../version-row.ts'
import { chooseInCluster, combineCluster } from './combine-records.ts'
import { assertMergeable, findOther } from './merge.ts'

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

const validateResult = (
  context: ServiceContext,
  actor: Actor,
  versions: readonly [Version, ...Version[]],
  candidate: unknown,
  found: ValidateOptions = {},
) => {
  const stored = toResponse(versions[0], { view: 'full' })
  const options = { ...found, previous: versions.map(fullRecord) }
  return validateReplacement(context, actor, stored, candidate, options)
}

export interface ClusterPreview {
  readonly others: readonly Version[]
  /** The content that the survivor would have, valid or not. */
  readonly result: Incident
  readonly differences: readonly ClusterChoice[]
  /** Why the result is not valid. */
  readonly problem?: Problem
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
  const differences = listClusterChoices(cluster)
  try {
    const { record } = await validateResult(context, actor, [survivor, ...others], result)
    return { others, result: record, differences }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { others, result, differences, problem: error }
  }
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
  const { value, ...found } = renameFields(patch)
  const cluster = await combineCluster(db, survivor, others)
  const candidate = mergePatch(chooseInCluster(cluster, toClusterChoices(choose, others)), value)
  const { record, warnings } = await validateResult(context, actor, [survivor, ...others], candidate, found)
  const survivorRow = nextRow(survivor, record, warnings)
  const mergedRows = others.map((each) => nextRow(each, fullRecord(each), warningsOf(each), 'merged'))
  const changes = [
    { before: survivor.status, version: survivorRow },
    ...mergedRows.map((version, i) => ({ before: others[i]?.status, version, into: survivor.id })),
  ]
  const results = await runBatch(
    db,
    [
      insertCommit(context, actor, { kind: 'merge', reason, changes }),
      datasets.createMissing(db, [record.dataset]),
      ...others.map(({ rowKey }) => merges.insert(db, rowKey, survivor.rowKey)),
      ...incidents.update(db, survivorRow),
      ...mergedRows.flatMap((row) => incidents.update(db, row)),
      ...links.reindex(db, survivor.rowKey, linkNames(fullRecord(survivor)), linkNames(record)),
      ...saveReplayStatement(context, key, 200, survivorRow),
    ],
    versionProblems(db, record, [survivor, ...others]),
  )
  return { status: 200, version: { ...survivorRow, ...incidents.readStamps(results) }, replayed: false }
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
