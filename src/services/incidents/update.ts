/** Writing the next version of a record. */
import type { Incident, StoredIncident, Warning } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { type Actor, authorize, authorizeEdit, can } from '../../auth/permissions.ts'
import { renameFields } from '../../ingest/validate/rename-fields.ts'
import type { ValidateOptions } from '../../ingest/validate/validate.ts'
import { problems } from '../../problems.ts'
import { restoreWithheld } from '../../record/withheld.ts'
import { type ConstraintHandlers, runBatch } from '../../store/batch.ts'
import * as datasets from '../../store/datasets.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import { mergePatch } from '../../text/json.ts'
import { type CommitChange, type CommitOptions, insertCommit } from '../commit.ts'
import {
  type IdempotencyKey,
  type IdempotentRequest,
  saveReplay,
  saveReplayStatement,
  type UpdateResult,
  withIdempotency,
} from '../idempotency.ts'
import type { ServiceContext } from '../service-context.ts'
import { needsSecondEditor } from '../two-editors.ts'
import { unknownDataset, validateReplacement } from '../validate-with-database.ts'
import {
  etagOf,
  fullRecord,
  holdsReference,
  linkNames,
  nextRow,
  toResponse,
  toWarning,
} from '../version-row.ts'
import { proposeEdit } from './propose-edit.ts'

type Version = incidents.Version

/** Returns the stale-revision Problem with the current revision. */
export const staleRevision = (current: Version) => problems.staleRevision(etagOf(current), current.revision)

/** Throws stale-revision (412) if the revision is not the current one; undefined means the current one. */
export const assertRevision = (current: Version, revision: number | undefined): void => {
  if (revision !== undefined && revision !== current.revision) throw staleRevision(current)
}

/** Returns whether an ETag names a revision, with any schema, or with none as those of earlier releases. */
const namesRevision = (etag: string, { id, revision }: Version): boolean =>
  etag === `"${id}.${revision}"` || etag.startsWith(`"${id}.${revision}.`)

/** Throws precondition-required (428) if `etags` is undefined, stale-revision (412) if none of them is current. */
export const assertEtag = (current: Version, etags: readonly string[] | undefined): void => {
  if (etags === undefined) throw problems.preconditionRequired()
  if (!etags.some((etag) => namesRevision(etag, current))) throw staleRevision(current)
}

/** Translates a constraint violation into the Problem to throw. */
export const versionProblems = (
  db: D1Database,
  { dataset, reference = '' }: Incident,
  expected: readonly Version[],
): ConstraintHandlers => {
  const changedSince = async () => {
    for (const { rowKey, revision } of expected) {
      const current = await incidents.find(db, rowKey)
      if (current && current.revision !== revision) return staleRevision(current)
    }
    return problems.conflict()
  }
  return {
    reference_taken: () => problems.referenceTaken(dataset, reference),
    not_publishable: () => problems.notPublishable(dataset),
    dataset_unknown: () => problems.invalidRecord([unknownDataset(dataset)]),
    stale_revision: changedSince,
    key_taken: changedSince,
    merge_immutable: changedSince,
    suggestion_decided: problems.conflict,
  }
}

/** Further statements in the batch of a version. */
interface ExtraStatements {
  readonly key?: IdempotencyKey | undefined
  readonly statements?: readonly D1PreparedStatement[]
}

interface VersionChange extends Pick<CommitOptions, 'kind' | 'reason'>, Pick<CommitChange, 'approver'> {
  readonly status: string
  readonly record: Incident
  readonly warnings: readonly (Issue | Warning)[]
}

/**
 * Writes the version after `current` and returns it. Throws stale-revision with the current revision if another
 * request was faster.
 */
export const writeVersion = async (
  context: ServiceContext,
  actor: Actor,
  current: Version,
  { kind, reason, status, record, warnings, approver }: VersionChange,
  { key, statements = [] }: ExtraStatements = {},
): Promise<Version> => {
  const { db } = context
  const row = nextRow(current, record, warnings, status)
  const results = await runBatch(
    db,
    [
      insertCommit(context, actor, { kind, reason, changes: [{ before: current, version: row, approver }] }),
      ...(can(actor, 'createDataset') ? [datasets.createMissing(db, [record.dataset])] : []),
      ...incidents.update(db, row),
      ...links.reindex(db, row.rowKey, linkNames(fullRecord(current)), linkNames(record)),
      ...saveReplayStatement(context, key, 200, row),
      ...statements,
    ],
    versionProblems(db, record, [current]),
  )
  return incidents.toVersion(row, results)
}

/** The request of an editor's act on a record. */
export interface ActRequest {
  /** The current version, as it was found for the sender. */
  readonly current: Version
  readonly reason: string
  /** The revision that the sender saw; undefined means the current one. */
  readonly revision?: number | undefined
  readonly request: IdempotentRequest
}

export interface UpdateRequest {
  /** The current version, as it was found for the sender. */
  readonly current: Version
  /**
   * `replace` replaces the record except for withheld fields that are left out; `merge` is a JSON Merge Patch (RFC
   * 7396).
   */
  readonly mode: 'replace' | 'merge'
  readonly body: unknown
  /** The ETags of If-Match; undefined if there are none. */
  readonly etags: readonly string[] | undefined
  readonly request: IdempotentRequest
}

/**
 * Replaces or patches a record. If nothing changes, no version is written. An edit of a published record that needs a
 * second editor waits as a correction. Throws forbidden, precondition-required, stale-revision, invalid-record,
 * reference-taken or second-editor-needed.
 */
export const update = async (
  context: ServiceContext,
  actor: Actor,
  { current, mode, body, etags, request }: UpdateRequest,
): Promise<UpdateResult> => {
  authorize(actor, 'editOwn')
  return withIdempotency(context, actor, request, (key) => {
    authorizeEdit(actor, current)
    assertEtag(current, etags)
    const stated = fullRecord(current)
    const { value, ...options } = renameFields(body)
    const candidate = mode === 'merge' ? mergePatch(stated, value) : restoreWithheld(value, stated)
    return updateIfChanged(context, actor, current, candidate, { key, options, canWait: true })
  })
}

/**
 * Throws reference-taken (409) if a published record has the reference of a public report, which has not reserved it
 * yet.
 */
const assertReferenceFree = async (
  db: D1Database,
  current: Version,
  { dataset, reference }: Incident,
): Promise<void> => {
  if (reference === undefined || holdsReference(current)) return
  const holder = await incidents.findByReference(db, dataset, reference)
  if (holder?.status === 'published') throw problems.referenceTaken(dataset, reference)
}

const hasSameWarnings = (issues: readonly Issue[], stored: StoredIncident['warnings']): boolean =>
  JSON.stringify(issues.map(toWarning)) === JSON.stringify(stored)

interface ReplaceOptions extends ExtraStatements, Pick<CommitChange, 'approver'> {
  readonly options?: ValidateOptions
  readonly reason?: string | undefined
  /** The status of the next version; the same as before if it is left out. */
  readonly status?: StoredIncident['status']
  readonly kind?: CommitOptions['kind']
  /** Whether an edit of a published record that needs a second editor waits as a correction; otherwise it is refused. */
  readonly canWait?: boolean
}

/**
 * Validates a candidate against the stored record and writes it as the next version if it or its status differs. Throws
 * invalid-record, reference-taken, stale-revision or second-editor-needed.
 */
export const updateIfChanged = async (
  context: ServiceContext,
  actor: Actor,
  current: Version,
  candidate: unknown,
  {
    options,
    reason,
    kind = 'update',
    status: next,
    approver,
    canWait = false,
    ...extra
  }: ReplaceOptions = {},
): Promise<UpdateResult> => {
  const stored = toResponse(current, { view: 'full' })
  const status = next ?? stored.status
  const { record, warnings } = await validateReplacement(context, actor, stored, candidate, options, status)
  await assertReferenceFree(context.db, current, record)
  const isSameRecord = JSON.stringify(record) === JSON.stringify(fullRecord(current))
  if (isSameRecord && status === stored.status && hasSameWarnings(warnings, stored.warnings)) {
    await saveReplay(context, extra.key, 200, current)
    return { status: 200, version: current, replayed: false }
  }
  const step = { before: current, status, record }
  if (canWait && current.status === 'published' && needsSecondEditor(context, actor, step))
    return proposeEdit(context, actor, current, { record, warnings, reason, key: extra.key })
  const change = { kind, reason, status, record, warnings, approver }
  return { status: 200, version: await writeVersion(context, actor, current, change, extra), replayed: false }
}
