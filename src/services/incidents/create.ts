/** A new record comes in. */
import type { Incident } from '../../../schemas/incident.ts'
import { digest } from '../../auth/hash.ts'
import { type Actor, authorize, can, canSeeWithheld } from '../../auth/permissions.ts'
import type { ValidateOptions } from '../../ingest/validate/validate.ts'
import { problems } from '../../problems.ts'
import { toPublic } from '../../record/withheld.ts'
import { ConstraintError, runBatch } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import * as datasets from '../../store/datasets.ts'
import { createIds } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as receipts from '../../store/receipts.ts'
import { duplicatesQuery, type PossibleDuplicate } from '../duplicates/find-duplicates.ts'
import {
  createIdempotencyKey,
  findReplay,
  type IdempotencyKey,
  type IdempotentRequest,
  receiptSecret,
  saveReplay,
  saveReplayStatement,
  withIdempotency,
} from '../idempotency.ts'
import type { ServiceContext } from '../service-context.ts'
import {
  unknownDataset,
  type ValidatedRecord,
  validateAgainstRegister,
} from '../validate-against-register.ts'
import { fullRecord, linkNames, publicRecord, toVersionRow } from '../version-row.ts'

export interface CreateResult {
  /** 201: made now, or by the same request before. 200: the same record was there already. */
  readonly status: number
  readonly version: incidents.Version
  /** The receipt's secret; undefined where the record was there already. */
  readonly receipt?: string
  readonly replayed: boolean
  /** What is at hand where the record was stored now; its likely twins where they were looked for. */
  readonly stored?: { readonly record: Incident; readonly twins: readonly PossibleDuplicate[] | undefined }
}

export interface CreateRequest {
  readonly candidate: unknown
  readonly options: ValidateOptions
  readonly publish: boolean
  /** Whether its likely twins are looked for. */
  readonly twins: boolean
  readonly request: IdempotentRequest
}

const findVersion = async (db: D1Database, n: number, revision: number): Promise<incidents.Version> => {
  const version = await incidents.findRevision(db, n, revision)
  if (!version) throw new Error(`Revision ${revision} of the record with key ${n} is gone.`)
  return version
}

const findReplayedResult = async (
  db: D1Database,
  idempotencyKey: IdempotencyKey | undefined,
  request: IdempotentRequest,
): Promise<CreateResult | null> => {
  const answered = await findReplay(db, idempotencyKey)
  if (!answered) return null
  const version = await findVersion(db, answered.n, answered.revision)
  const isCreated = answered.status === 201
  return {
    status: answered.status,
    version,
    ...(isCreated ? { receipt: await receiptSecret(request, answered.salt) } : {}),
    replayed: true,
  }
}

const holderOf = async (db: D1Database, { dataset, reference }: Incident) =>
  reference === undefined ? null : incidents.findByReference(db, dataset, reference)

/** The record that has the reference already: the same content from the same filer is no conflict. */
const findExisting = async (
  { db, clock: { now } }: ServiceContext,
  actor: Actor,
  record: Incident,
  idempotencyKey: IdempotencyKey | undefined,
  version: incidents.Version,
): Promise<CreateResult> => {
  const { dataset, reference = '' } = record
  // What the filer may not see is not compared: nobody is to find out by trying.
  const pair = canSeeWithheld(actor, version)
    ? [fullRecord(version), record]
    : [publicRecord(version), toPublic(record)]
  const [storedJson, sentJson] = pair.map((each) => JSON.stringify(each))
  const isSame = version.filer === actor.id && storedJson === sentJson
  if (!isSame) throw problems.referenceTaken(dataset, reference)
  await saveReplay(db, idempotencyKey, 200, version, now)
  return { status: 200, version, replayed: false }
}

const noLinks = { dataset: '', names: [] }

const insertRecord = async (
  context: ServiceContext,
  actor: Actor,
  { record, warnings }: ValidatedRecord,
  { publish, twins, request }: CreateRequest,
  idempotencyKey: IdempotencyKey | undefined,
  { later, begins }: { readonly later: number; readonly begins: boolean },
): Promise<CreateResult> => {
  const {
    db,
    clock: { now },
  } = context
  const [identity] = createIds(1, now + later)
  if (!identity) throw new Error('No id was made.')
  const status = publish ? 'published' : 'submitted'
  const row = toVersionRow(record, warnings, { ...identity, revision: 1, status, filer: actor.id })
  const receipt = await receiptSecret(request, idempotencyKey?.salt)
  const commit = {
    now,
    actor: actor.id,
    kind: 'create',
    rows: 1,
    visible: publish,
    published: publish ? 1 : 0,
  } as const
  const duplicates = twins ? duplicatesQuery(context, actor, record) : undefined
  const results = await runBatch(db, [
    ...(duplicates ? [duplicates.statement] : []),
    commits.insert(db, commit),
    ...(begins ? [datasets.createMissing(db, [record.dataset])] : []),
    ...incidents.insert(db, row),
    ...links.reindex(db, row.n, noLinks, linkNames(record)),
    ...saveReplayStatement(db, idempotencyKey, 201, row, now),
    receipts.insert(db, await digest(receipt), row.n),
  ])
  return {
    status: 201,
    version: { ...row, ...incidents.readStamps(results) },
    receipt,
    replayed: false,
    stored: { record, twins: duplicates?.read(results[0]?.results ?? []) },
  }
}

/**
 * By how many milliseconds the time of the id is put later at each try: an import takes all ids of some
 * milliseconds, and the tries must get past them.
 */
const idDelays = [0, 1, 4, 16, 64, 256]

/** Stores a record under an id that is free. Its dataset is begun where it turns out to be missing, by who may. */
const insertWithRetry = async (
  context: ServiceContext,
  actor: Actor,
  examined: ValidatedRecord,
  request: CreateRequest,
  idempotencyKey: IdempotencyKey | undefined,
): Promise<CreateResult> => {
  // A report of the public holds no reference yet that the database could refuse.
  const holder = actor.role === 'public' ? await holderOf(context.db, examined.record) : null
  if (holder?.status === 'published')
    return findExisting(context, actor, examined.record, idempotencyKey, holder)
  let begins = false
  for (const later of idDelays) {
    try {
      return await insertRecord(context, actor, examined, request, idempotencyKey, { later, begins })
    } catch (error) {
      if (!(error instanceof ConstraintError)) throw error
      const replay = await findReplayedResult(context.db, idempotencyKey, request.request)
      if (replay) return replay
      if (error.constraint === 'reference_taken') {
        const holder = await holderOf(context.db, examined.record)
        if (!holder) throw problems.conflict()
        return findExisting(context, actor, examined.record, idempotencyKey, holder)
      }
      if (error.constraint === 'not_publishable') throw problems.notPublishable(examined.record.dataset)
      if (error.constraint === 'dataset_unknown' && !begins && can(actor, 'newDataset')) {
        begins = true
        continue
      }
      if (error.constraint === 'dataset_unknown')
        throw problems.invalidRecord([unknownDataset(examined.record.dataset)])
      if (error.constraint !== 'id_taken') throw error
    }
  }
  throw problems.conflict()
}

/**
 * Stores a new record as `submitted`, or as `published` where that is asked and permitted. A request with a key
 * that was answered before is answered again; a record that is there already is never changed.
 */
export const create = async (
  context: ServiceContext,
  actor: Actor,
  request: CreateRequest,
): Promise<CreateResult> => {
  authorize(actor, 'submit')
  if (request.publish) authorize(actor, 'publish')
  const idempotencyKey = await createIdempotencyKey(actor, request.request)
  const run = async () => {
    const examined = await validateAgainstRegister(
      context,
      actor,
      request.candidate,
      request.options,
      request.publish ? 'published' : 'submitted',
    )
    return insertWithRetry(context, actor, examined, request, idempotencyKey)
  }
  return withIdempotency(
    idempotencyKey,
    () => findReplayedResult(context.db, idempotencyKey, request.request),
    run,
  )
}
