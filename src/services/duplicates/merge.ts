/** Two records of one event become one: the survivor takes in what the other has, and the other leads to it. */
import type { Incident, StoredIncident, Warning } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { type Actor, authorize } from '../../auth/permissions.ts'
import { mergePatch } from '../../ingest/request/merge-patch.ts'
import { Problem, problems } from '../../problems.ts'
import { mergeRecords } from '../../record/duplicates/merge-records.ts'
import { runBatch } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import * as datasets from '../../store/datasets.ts'
import * as distinct from '../../store/distinct-pairs.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as merges from '../../store/merges.ts'
import {
  createIdempotencyKey,
  type IdempotentRequest,
  saveReplayStatement,
  withIdempotency,
} from '../idempotency.ts'
import { findReplayedUpdate, staleRevision, toProblem, type UpdateResult } from '../incidents/update.ts'
import type { ServiceContext } from '../service-context.ts'
import { type ValidatedRecord, validateAgainstRegister } from '../validate-against-register.ts'
import { fullRecord, linkNames, toResponse, toVersionRow, warningsOf } from '../version-row.ts'

type Version = incidents.Version

const invalidInto = (detail: string, received: string) =>
  problems.invalidRequest([
    { pointer: '/into', rule: 'request.invalid', detail, received: received.slice(0, 200) },
  ])

/** The record that is to survive; refused where the two, as they stand, cannot be merged. */
const findSurvivor = async (db: D1Database, merged: Version, into: string): Promise<Version> => {
  const n = keyOf(into)
  const survivor = n === undefined ? null : await incidents.find(db, n)
  if (survivor?.id !== into) throw invalidInto('There is no record with the id that into names.', into)
  if (survivor.n === merged.n)
    throw invalidInto('A record is merged into another one, not into itself.', into)
  const isMergeable = ({ status }: Version) => status === 'submitted' || status === 'published'
  if (!isMergeable(merged))
    throw problems.invalidMerge(
      `The record is ${merged.status}; one that waits or is published can be merged.`,
    )
  if (survivor.status === 'merged') {
    const last = await merges.findSurvivor(db, survivor.n)
    throw problems.invalidMerge(`The other record was merged itself; merge into ${last?.id} instead.`)
  }
  if (!isMergeable(survivor))
    throw problems.invalidMerge(
      `The other record is ${survivor.status}; restore it first, or merge it into this one.`,
    )
  if (merged.status === 'published' && survivor.status !== 'published')
    throw problems.invalidMerge(
      'A published record is not merged into one that is not; publish that first, or merge it into this one.',
    )
  return survivor
}

/** What the merged record states, with links that lead to the same from the survivor's dataset. */
const relink = async (db: D1Database, survivor: Incident, merged: Incident): Promise<Incident> => {
  if (!merged.links || merged.dataset === survivor.dataset) return merged
  const ids = new Map((await links.resolve(db, [linkNames(merged)])).map(({ named, id }) => [named, id]))
  return {
    ...merged,
    links: merged.links.map((link) => ({ ...link, incident: ids.get(link.incident) ?? link.incident })),
  }
}

const listSelfNames = ({ id }: Version, { dataset, reference }: Incident, from: string): string[] =>
  reference !== undefined && dataset === from ? [id, reference] : [id]

/** What the survivor would state. */
const combineRecords = async (db: D1Database, survivor: Version, merged: Version): Promise<Incident> => {
  const survivorRecord = fullRecord(survivor)
  const mergedRecord = await relink(db, survivorRecord, fullRecord(merged))
  const selfNames = [
    ...listSelfNames(survivor, survivorRecord, survivorRecord.dataset),
    ...listSelfNames(merged, mergedRecord, survivorRecord.dataset),
  ]
  return mergeRecords(survivorRecord, mergedRecord, new Set(selfNames))
}

const validateSurvivor = (
  context: ServiceContext,
  actor: Actor,
  survivor: Version,
  candidate: unknown,
): Promise<ValidatedRecord> => {
  const stored = toResponse(survivor, true)
  const options = { stored: { ...stored }, dataset: stored.dataset }
  return validateAgainstRegister(context, actor, candidate, options, stored.status)
}

export interface MergePreview {
  readonly merged: Version
  readonly survivor: Version
  readonly before: Incident
  readonly mergedRecord: Incident
  /** What the survivor would state, whether or not that breaks rules. */
  readonly result: Incident
  /** Why that could not be. */
  readonly problem?: Problem
}

/** What a merge would make, for editors. */
export const previewMerge = async (
  context: ServiceContext,
  actor: Actor,
  merged: Version,
  into: string,
): Promise<MergePreview> => {
  authorize(actor, 'merge')
  const survivor = await findSurvivor(context.db, merged, into)
  const result = await combineRecords(context.db, survivor, merged)
  const preview = { merged, survivor, before: fullRecord(survivor), mergedRecord: fullRecord(merged) }
  try {
    const { record } = await validateSurvivor(context, actor, survivor, result)
    return { ...preview, result: record }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...preview, result, problem: error }
  }
}

export interface MergeRequest {
  /** The record that is merged, as it stands. */
  readonly merged: Version
  /** The id of the survivor. */
  readonly into: string
  readonly reason: string
  /** A JSON Merge Patch (RFC 7396) of what the survivor would state. */
  readonly patch?: object | undefined
  /** The revisions that were seen; undefined means the current ones. */
  readonly revision?: number | undefined
  readonly intoRevision?: number | undefined
  readonly request: IdempotentRequest
}

const isPublic = ({ status }: Version): boolean => status === 'published'

const runMerge = async (
  context: ServiceContext,
  actor: Actor,
  { merged, into, reason, patch = {}, revision, intoRevision }: MergeRequest,
  idempotencyKey: Awaited<ReturnType<typeof createIdempotencyKey>>,
): Promise<UpdateResult> => {
  const { db, clock } = context
  if (revision !== undefined && revision !== merged.revision) throw staleRevision(merged)
  const survivor = await findSurvivor(db, merged, into)
  if (intoRevision !== undefined && intoRevision !== survivor.revision) throw staleRevision(survivor)
  const candidate = mergePatch(await combineRecords(db, survivor, merged), patch)
  const { record, warnings } = await validateSurvivor(context, actor, survivor, candidate)
  const nextRow = (
    version: Version,
    status: string,
    stated: Incident,
    issues: readonly (Issue | Warning)[],
  ) => {
    const { n, id, filer } = version
    const stamp = { n, id, filer, revision: version.revision + 1, status: status as StoredIncident['status'] }
    return toVersionRow(stated, issues, stamp)
  }
  const survivorRow = nextRow(survivor, survivor.status, record, warnings)
  const mergedRow = nextRow(merged, 'merged', fullRecord(merged), warningsOf(merged))
  const commit = {
    now: clock.now,
    actor: actor.id,
    kind: 'merge',
    reason,
    rows: 2,
    visible: isPublic(merged) || isPublic(survivor),
    published: isPublic(merged) ? -1 : 0,
  } as const
  try {
    const results = await runBatch(db, [
      commits.insert(db, commit),
      datasets.createMissing(db, [record.dataset]),
      merges.insert(db, merged.n, survivor.n),
      ...incidents.update(db, survivorRow),
      ...incidents.update(db, mergedRow),
      ...links.reindex(db, survivor.n, linkNames(fullRecord(survivor)), linkNames(record)),
      ...saveReplayStatement(db, idempotencyKey, 200, survivorRow, clock.now),
    ])
    return { status: 200, version: { ...survivorRow, ...incidents.readStamps(results) }, replayed: false }
  } catch (error) {
    throw await toProblem(db, error, record, [merged, survivor])
  }
}

/**
 * Merges a record into another, in one commit: the one leads to the other from then on, and the other gets its next
 * version. Answered is the survivor.
 */
export const merge = async (
  context: ServiceContext,
  actor: Actor,
  request: MergeRequest,
): Promise<UpdateResult> => {
  authorize(actor, 'merge')
  const idempotencyKey = await createIdempotencyKey(actor, request.request)
  return withIdempotency(
    idempotencyKey,
    () => findReplayedUpdate(context.db, idempotencyKey),
    () => runMerge(context, actor, request, idempotencyKey),
  )
}

/** Where a merged record leads, what is merged into a record now, and what is told apart from it, for editors. */
export const findMerges = async (
  { db }: ServiceContext,
  { n, status }: Version,
): Promise<{
  readonly survivor: string | undefined
  readonly mergedRecords: readonly merges.MergedRecord[]
  readonly distinct: readonly distinct.DistinctRecord[]
}> => {
  const [survivor, takenIn, apart] = await Promise.all([
    status === 'merged' ? merges.findSurvivor(db, n) : null,
    merges.listMerged(db, n),
    distinct.listActive(db, n),
  ])
  return { survivor: survivor?.id, mergedRecords: takenIn, distinct: apart }
}
