/** The valid result of a merge, and its commit. */
import type { Incident } from '../../../schemas/incident.ts'
import type { Actor } from '../../auth/permissions.ts'
import { renameFields } from '../../ingest/validate/rename-fields.ts'
import type { ValidateOptions } from '../../ingest/validate/validate.ts'
import { Problem } from '../../problems.ts'
import { runBatch } from '../../store/batch.ts'
import * as datasets from '../../store/datasets.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as merges from '../../store/merges.ts'
import { mergePatch } from '../../text/json.ts'
import { insertCommit } from '../commit.ts'
import { type IdempotencyKey, saveReplayStatement, type UpdateResult } from '../idempotency.ts'
import { versionProblems } from '../incidents/update.ts'
import type { ServiceContext } from '../service-context.ts'
import { assertSecondEditor } from '../two-editors.ts'
import { type ValidatedRecord, validateReplacement } from '../validate-with-database.ts'
import { fullRecord, linkNames, nextRow, toResponse, warningsOf } from '../version-row.ts'

type Version = incidents.Version

/** The record that remains, and those that redirect to it. */
export interface MergedVersions {
  readonly survivor: Version
  readonly others: readonly Version[]
}

const validateSurvivor = async (
  context: ServiceContext,
  actor: Actor,
  { survivor, others }: MergedVersions,
  candidate: unknown,
  found: ValidateOptions = {},
): Promise<ValidatedRecord> => {
  const options = { ...found, previous: [survivor, ...others].map(fullRecord) }
  const stored = toResponse(survivor, { view: 'full' })
  const validated = await validateReplacement(context, actor, stored, candidate, options)
  const step = { before: survivor, merged: others, status: survivor.status, record: validated.record }
  assertSecondEditor(context, actor, step)
  return validated
}

export interface MergeResult {
  /** The content that the survivor would have, valid or not. */
  readonly result: Incident
  /** Why the result is not valid. */
  readonly problem?: Problem
}

/** Returns the result of a merge as it would be stored; as it is with the problem if it is not valid. */
export const previewResult = async (
  context: ServiceContext,
  actor: Actor,
  versions: MergedVersions,
  result: Incident,
): Promise<MergeResult> => {
  try {
    const { record } = await validateSurvivor(context, actor, versions, result)
    return { result: record }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { result, problem: error }
  }
}

interface MergeCommit extends MergedVersions {
  /** The result with the chosen values. */
  readonly result: Incident
  /** A JSON Merge Patch (RFC 7396) of the result. */
  readonly patch: object
  readonly reason: string
  readonly key: IdempotencyKey | undefined
}

/**
 * Writes the result of a merge in one commit, after which the others redirect to the survivor. Returns the survivor's next
 * version. Throws stale-revision, invalid-record or second-editor-needed.
 */
export const writeMerge = async (
  context: ServiceContext,
  actor: Actor,
  { survivor, others, result, patch, reason, key }: MergeCommit,
): Promise<UpdateResult> => {
  const { db } = context
  const { value, ...found } = renameFields(patch)
  const candidate = mergePatch(result, value)
  const { record, warnings } = await validateSurvivor(context, actor, { survivor, others }, candidate, found)
  const survivorRow = nextRow(survivor, record, warnings)
  const mergedRows = others.map((each) => nextRow(each, fullRecord(each), warningsOf(each), 'merged'))
  const changes = [
    { before: survivor, merged: others, version: survivorRow },
    ...mergedRows.map((version, i) => ({ before: others[i], version, into: survivor.id })),
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
    versionProblems(db, record, [...others, survivor]),
  )
  return { status: 200, version: incidents.toVersion(survivorRow, results), replayed: false }
}
