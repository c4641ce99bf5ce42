/** Creating records. */
import type { Incident } from '../../../schemas/incident.ts'
import { digest } from '../../auth/hash.ts'
import { type Actor, authorize, can } from '../../auth/permissions.ts'
import type { ValidateOptions } from '../../ingest/validate/validate.ts'
import { problems } from '../../problems.ts'
import { receiptBeside } from '../../record/chain.ts'
import { toPublic } from '../../record/withheld.ts'
import { ConstraintError, runBatch } from '../../store/batch.ts'
import * as datasets from '../../store/datasets.ts'
import type { Identity } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as receipts from '../../store/receipts.ts'
import { insertCommit } from '../commit.ts'
import { duplicatesQuery, type PossibleDuplicate } from '../duplicates/find-duplicates.ts'
import {
  type IdempotencyKey,
  type IdempotentRequest,
  receiptSecret,
  saveReplay,
  saveReplayStatement,
  type UpdateResult,
  withIdempotency,
} from '../idempotency.ts'
import type { ServiceContext } from '../service-context.ts'
import { needsSecondEditor } from '../two-editors.ts'
import {
  addLinkWarnings,
  type ColumnOf,
  unknownDataset,
  type ValidatedRecord,
  validateAlone,
} from '../validate-with-database.ts'
import { fullRecord, linkNames, publicRecord, toVersionRow, viewFor } from '../version-row.ts'
import { createIdsFor, type IdTime, limitWaiting } from './public-reports.ts'

/** Status 201: created now, or earlier by the same request. 200: an identical record existed already. */
export interface CreateResult extends UpdateResult {
  /** The receipt's secret; undefined where the record was there already. */
  readonly receipt?: string
  /** Set if the record was stored now, with its possible duplicates if they were searched. */
  readonly stored?: {
    readonly record: Incident
    readonly duplicates: readonly PossibleDuplicate[] | undefined
  }
}

export interface CreateRequest {
  readonly candidate: unknown
  readonly options: ValidateOptions
  readonly columnOf?: ColumnOf | undefined
  readonly publish: boolean
  /** Whether to search for possible duplicates. */
  readonly findDuplicates: boolean
  readonly request: IdempotentRequest
}

/** Returns the status of new records. */
export const statusOf = ({ publish }: Pick<CreateRequest, 'publish'>) => (publish ? 'published' : 'submitted')

const findHolder = async (db: D1Database, { dataset, reference }: Incident) =>
  reference === undefined ? null : incidents.findByReference(db, dataset, reference)

/** Returns whether an actor sent the content of a stored version, as far as the actor sees it. */
export const isSameReport = (actor: Actor, record: Incident, version: incidents.Version): boolean => {
  // Fields that the filer may not see are not compared, so nobody can guess them.
  const pair =
    viewFor(actor, version) === 'full'
      ? [fullRecord(version), record]
      : [publicRecord(version), toPublic(record)]
  const [storedJson, sentJson] = pair.map((each) => JSON.stringify(each))
  return version.filer === actor.id && storedJson === sentJson
}

/**
 * Returns the record that has the reference already, if the same filer sent the same content. Throws reference-taken
 * otherwise.
 */
const findExisting = async (
  context: ServiceContext,
  actor: Actor,
  record: Incident,
  key: IdempotencyKey | undefined,
  version: incidents.Version,
): Promise<CreateResult> => {
  if (!isSameReport(actor, record, version))
    throw problems.referenceTaken(record.dataset, record.reference ?? '')
  await saveReplay(context, key, 200, version)
  return { status: 200, version, replayed: false }
}

const noLinks = { dataset: '', names: [] }

interface InsertOptions extends Pick<IdTime, 'delay'> {
  readonly createsDataset: boolean
}

const insertRecord = async (
  context: ServiceContext,
  actor: Actor,
  { record, warnings }: ValidatedRecord,
  submission: CreateRequest,
  key: IdempotencyKey | undefined,
  { delay, createsDataset }: InsertOptions,
): Promise<CreateResult> => {
  const { db, now } = context
  const { findDuplicates, request } = submission
  const status = statusOf(submission)
  const [identity] = createIdsFor(actor, 1, { now, delay }) as [Identity]
  const stamp = { ...identity, revision: 1, status, filer: actor.id }
  const row = toVersionRow(record, warnings, stamp)
  const receipt = await receiptSecret(request, key?.salt)
  const receiptDigest = await digest(receipt)
  const change = { before: undefined, version: row, beside: receiptBeside(receiptDigest) }
  const query = findDuplicates ? duplicatesQuery(context, actor, record) : undefined
  const results = await runBatch(db, [
    ...(query ? [query.statement] : []),
    insertCommit(context, actor, { kind: 'create', changes: [change] }),
    ...(createsDataset ? [datasets.createMissing(db, [record.dataset])] : []),
    ...incidents.insert(db, row),
    ...links.reindex(db, row.rowKey, noLinks, linkNames(record)),
    ...saveReplayStatement(context, key, 201, row),
    receipts.insert(db, receiptDigest, row.rowKey),
    ...limitWaiting(context, actor),
  ])
  const version = incidents.toVersion(row, results)
  const stored = { record, duplicates: query?.read(results[0]?.results ?? []) }
  return { status: 201, version, receipt, replayed: false, stored }
}

/**
 * The delays of the ids, in milliseconds, for each attempt: an import takes all ids of some milliseconds, and later
 * attempts must get past them.
 */
const idDelays = [0, 1, 4, 16, 64, 256]

/**
 * Stores a record under a free id. Creates its dataset if it is missing and the actor may create one. Throws
 * reference-taken, not-publishable, second-editor-needed, invalid-record, queue-full or conflict.
 */
const insertWithRetry = async (
  context: ServiceContext,
  actor: Actor,
  alone: ValidatedRecord,
  request: CreateRequest,
  key: IdempotencyKey | undefined,
): Promise<CreateResult> => {
  const { record } = alone
  const [validated, holder] = await Promise.all([
    addLinkWarnings(context, actor, alone, statusOf(request)),
    // A public report has not reserved its reference, so no constraint would reject it.
    actor.role === 'public' ? findHolder(context.db, record) : null,
  ])
  if (holder?.status === 'published') return findExisting(context, actor, record, key, holder)
  if (needsSecondEditor(context, actor, { before: undefined, status: statusOf(request), record })) {
    const existing = await findHolder(context.db, record)
    if (!existing) throw problems.secondEditorNeeded()
    return findExisting(context, actor, record, key, existing)
  }
  let createsDataset = false
  for (const delay of idDelays) {
    try {
      return await insertRecord(context, actor, validated, request, key, { delay, createsDataset })
    } catch (error) {
      const constraint = error instanceof ConstraintError ? error.constraint : undefined
      if (constraint === 'reference_taken') {
        const holder = await findHolder(context.db, record)
        if (!holder) throw problems.conflict()
        return findExisting(context, actor, record, key, holder)
      }
      if (constraint === 'queue_full') throw problems.queueFull()
      if (constraint === 'not_publishable') throw problems.notPublishable(record.dataset)
      if (constraint === 'dataset_unknown') {
        if (createsDataset || !can(actor, 'createDataset'))
          throw problems.invalidRecord([unknownDataset(record.dataset)])
        createsDataset = true
      } else if (constraint !== 'id_taken') throw error
    }
  }
  throw problems.conflict()
}

/**
 * Stores a new record as `submitted`, or as `published` if the sender requests it and may. Replays the first response if
 * the key was used before; never changes an existing record. Throws token-needed, forbidden, invalid-record,
 * reference-taken, not-publishable or conflict.
 */
export const create = async (
  context: ServiceContext,
  actor: Actor,
  request: CreateRequest,
): Promise<CreateResult> => {
  authorize(actor, 'submit')
  if (request.publish) authorize(actor, 'publish')
  return withIdempotency<CreateResult>(
    context,
    actor,
    request.request,
    async (key) => {
      const { candidate, options, columnOf } = request
      const validated = await validateAlone(context, actor, candidate, options, columnOf)
      return insertWithRetry(context, actor, validated, request, key)
    },
    {
      complete: async (replay, salt) =>
        replay.status === 201 ? { ...replay, receipt: await receiptSecret(request.request, salt) } : replay,
    },
  )
}
