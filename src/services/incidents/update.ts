/** A record gets its next version. */
import type { Incident, StoredIncident, Warning } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { publicActor } from '../../auth/authenticate.ts'
import { type Actor, authorize, can, canEdit } from '../../auth/permissions.ts'
import { mergePatch } from '../../ingest/request/merge-patch.ts'
import type { ValidateOptions } from '../../ingest/validate/validate.ts'
import { problems } from '../../problems.ts'
import { restoreWithheld } from '../../record/withheld.ts'
import { ConstraintError, runBatch } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import * as datasets from '../../store/datasets.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as merges from '../../store/merges.ts'
import {
  createIdempotencyKey,
  findReplay,
  type IdempotencyKey,
  type IdempotentRequest,
  saveReplay,
  saveReplayStatement,
  withIdempotency,
} from '../idempotency.ts'
import { unresolvedLinks, withoutLinks } from '../link-warnings.ts'
import type { ServiceContext } from '../service-context.ts'
import { unknownDataset, validateAgainstRegister } from '../validate-against-register.ts'
import {
  etagOf,
  fullRecord,
  holdsReference,
  linkNames,
  toResponse,
  toVersionRow,
  warningsOf,
} from '../version-row.ts'

type Status = StoredIncident['status']

export interface UpdateResult {
  readonly status: number
  readonly version: incidents.Version
  readonly replayed: boolean
  /** What the sender must know of it. */
  readonly detail?: string
}

interface VersionChange {
  readonly kind: commits.CommitKind
  readonly reason?: string | undefined
  readonly status: Status
  readonly record: Incident
  readonly warnings: readonly (Issue | Warning)[]
}

/** What goes into the batch of a version beside it. */
interface ExtraStatements {
  readonly idempotencyKey?: IdempotencyKey | undefined
  readonly statements?: readonly D1PreparedStatement[]
}

export const staleRevision = (current: incidents.Version) =>
  problems.staleRevision(etagOf(current), current.revision)

/** Writes the version behind `current`. Where another was quicker, the error names the one that is current then. */
const writeVersion = async (
  { db, clock: { now } }: ServiceContext,
  actor: Actor,
  current: incidents.Version,
  { kind, reason, status, record, warnings }: VersionChange,
  { idempotencyKey, statements = [] }: ExtraStatements = {},
): Promise<incidents.Version> => {
  const { n, id, filer } = current
  const row = toVersionRow(record, warnings, { n, id, revision: current.revision + 1, status, filer })
  const wasPublic = current.status === 'published'
  const isPublic = status === 'published'
  const commit = {
    now,
    actor: actor.id,
    kind,
    reason,
    rows: 1,
    visible: wasPublic || isPublic,
    published: Number(isPublic) - Number(wasPublic),
  }
  try {
    const results = await runBatch(db, [
      commits.insert(db, commit),
      ...(can(actor, 'newDataset') ? [datasets.createMissing(db, [record.dataset])] : []),
      ...incidents.update(db, row),
      ...links.reindex(db, n, linkNames(fullRecord(current)), linkNames(record)),
      ...saveReplayStatement(db, idempotencyKey, 200, row, now),
      ...statements,
    ])
    return { ...row, ...incidents.readStamps(results) }
  } catch (error) {
    throw await toProblem(db, error, record, [current])
  }
}

/** What is wrong with a record that the database refused, or which of the versions it was to replace is not current. */
export const toProblem = async (
  db: D1Database,
  error: unknown,
  record: Incident,
  expected: readonly incidents.Version[],
): Promise<unknown> => {
  if (!(error instanceof ConstraintError)) return error
  const { constraint } = error
  if (constraint === 'reference_taken') return problems.referenceTaken(record.dataset, record.reference ?? '')
  if (constraint === 'not_publishable') return problems.notPublishable(record.dataset)
  if (constraint === 'dataset_unknown') return problems.invalidRecord([unknownDataset(record.dataset)])
  if (constraint !== 'stale_revision' && constraint !== 'key_taken' && constraint !== 'merge_fixed')
    return error
  for (const { n, revision } of expected) {
    const now = await incidents.find(db, n)
    if (now && now.revision !== revision) return staleRevision(now)
  }
  return problems.conflict()
}

export interface UpdateRequest {
  readonly n: number
  /** Replaces the record, but for what is withheld of it and left out, or changes it (RFC 7396). */
  readonly how: 'replace' | 'merge'
  readonly body: unknown
  /** The ETags that the sender has seen; undefined when none was sent. */
  readonly seen: readonly string[] | undefined
  readonly request: IdempotentRequest
}

/** The record as it stands, for those who may see it. */
export const findForEdit = async (
  db: D1Database,
  actor: Actor,
  n: number,
  act: 'editOwn' | 'review',
): Promise<incidents.Version> => {
  authorize(actor, act)
  const version = await incidents.find(db, n)
  if (!version) throw problems.notFound('There is no such record.')
  return version
}

/** The answer that was given to the same request before. */
export const findReplayedUpdate = async (
  db: D1Database,
  idempotencyKey: IdempotencyKey | undefined,
): Promise<UpdateResult | null> => {
  const answered = await findReplay(db, idempotencyKey)
  const version = answered && (await incidents.findRevision(db, answered.n, answered.revision))
  return version ? { status: answered.status, version, replayed: true } : null
}

const hasSameWarnings = (issues: readonly Issue[], stored: StoredIncident['warnings']): boolean =>
  JSON.stringify(issues.map(({ pointer, rule, detail }) => ({ pointer, rule, detail }))) ===
  JSON.stringify(stored)

/**
 * Replaces or changes a record, against the revision that the sender has seen. A change that changes nothing makes
 * no revision and no commit.
 */
export const update = async (
  context: ServiceContext,
  actor: Actor,
  { n, how, body, seen, request }: UpdateRequest,
): Promise<UpdateResult> => {
  const current = await findForEdit(context.db, actor, n, 'editOwn')
  const idempotencyKey = await createIdempotencyKey(actor, request)
  const run = async () => {
    if (!canEdit(actor, current)) authorize(actor, 'edit')
    if (seen === undefined) throw problems.preconditionRequired()
    if (!seen.includes(etagOf(current))) throw staleRevision(current)
    const stated = fullRecord(current)
    const candidate = how === 'merge' ? mergePatch(stated, body) : restoreWithheld(body, stated)
    return updateIfChanged(context, actor, current, candidate, {}, { idempotencyKey })
  }
  return withIdempotency(idempotencyKey, () => findReplayedUpdate(context.db, idempotencyKey), run)
}

/** Refuses a reference that a published record has to a report of the public, which holds none yet. */
const expectUnpublished = async (
  db: D1Database,
  current: incidents.Version,
  { dataset, reference }: Incident,
): Promise<void> => {
  if (reference === undefined || holdsReference(current)) return
  const holder = await incidents.findByReference(db, dataset, reference)
  if (holder?.status === 'published') throw problems.referenceTaken(dataset, reference)
}

/** Judges a candidate against the stored record and writes it as the next version, if it differs. */
export const updateIfChanged = async (
  context: ServiceContext,
  actor: Actor,
  current: incidents.Version,
  candidate: unknown,
  options: ValidateOptions,
  { reason, ...extra }: ExtraStatements & { readonly reason?: string } = {},
): Promise<UpdateResult> => {
  const stored = toResponse(current, true)
  const kept = { stored: { ...stored }, dataset: stored.dataset, ...options }
  const { record, warnings } = await validateAgainstRegister(context, actor, candidate, kept, stored.status)
  await expectUnpublished(context.db, current, record)
  const isSameRecord = JSON.stringify(record) === JSON.stringify(fullRecord(current))
  if (isSameRecord && hasSameWarnings(warnings, stored.warnings)) {
    await saveReplay(context.db, extra.idempotencyKey, 200, current, context.clock.now)
    return { status: 200, version: current, replayed: false }
  }
  const change: VersionChange = { kind: 'update', reason, status: stored.status, record, warnings }
  return { status: 200, version: await writeVersion(context, actor, current, change, extra), replayed: false }
}

/** The moves of review: from which status to which. A merged record goes back to what it was. */
const transitions = {
  publish: { submitted: 'published' },
  reject: { submitted: 'rejected' },
  retract: { published: 'retracted' },
  restore: { retracted: 'published', rejected: 'submitted', merged: 'before' },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<Status, Status | 'before'>>>>>

export type Decision = keyof typeof transitions
export const decisions = Object.keys(transitions) as Decision[]

/** The decisions that a status allows. */
export const allowedDecisions = (status: string): Decision[] =>
  decisions.filter((decision) => Object.hasOwn(transitions[decision], status))

/** What a merge gave to the survivor is no part of the record that is restored. */
export const restoredMergeNote =
  'What the record that stayed took from this one stays there; edit that record where it should not.'

export interface ReviewRequest {
  readonly n: number
  readonly decision: Decision
  readonly reason: string
  /** The revision that was seen; undefined means the current one. */
  readonly revision?: number | undefined
  readonly request: IdempotentRequest
}

/** Moves a record to another status, with a reason. */
export const review = async (
  context: ServiceContext,
  actor: Actor,
  { n, decision, reason, revision, request }: ReviewRequest,
): Promise<UpdateResult> => {
  const current = await findForEdit(context.db, actor, n, 'review')
  const idempotencyKey = await createIdempotencyKey(actor, request)
  const run = async () => {
    if (revision !== undefined && revision !== current.revision) throw staleRevision(current)
    const from: Partial<Record<string, string>> = transitions[decision]
    const to = from[current.status]
    const status = to === 'before' ? await merges.findPreviousStatus(context.db, n) : to
    if (!status) throw problems.invalidTransition(decision, current.status)
    const record = fullRecord(current)
    const stored = warningsOf(current)
    // What nobody but editors was told of its links is not for everybody.
    const warnings =
      status === 'published'
        ? [...withoutLinks(stored), ...(await unresolvedLinks(context.db, publicActor, record))]
        : stored
    const change: VersionChange = { kind: decision, reason, status: status as Status, record, warnings }
    const version = await writeVersion(context, actor, current, change, { idempotencyKey })
    return {
      status: 200,
      version,
      replayed: false,
      ...(to === 'before' ? { detail: restoredMergeNote } : {}),
    }
  }
  return withIdempotency(idempotencyKey, () => findReplayedUpdate(context.db, idempotencyKey), run)
}
