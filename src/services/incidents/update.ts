/** A record gets its next version. */
import type { Incident, StoredIncident, Warning } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { anyone } from '../../auth/authenticate.ts'
import { type Actor, may, mayEdit, permit } from '../../auth/permissions.ts'
import { mergePatch } from '../../ingest/request/merge-patch.ts'
import type { CheckOptions } from '../../ingest/validate/validate.ts'
import { problems } from '../../problems.ts'
import { stillWithheld } from '../../record/withheld.ts'
import { Refusal, write } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import * as datasets from '../../store/datasets.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as merges from '../../store/merges.ts'
import { before, type Kept, kept, note, once, type Request, remember } from '../idempotency.ts'
import { unresolvedLinks, withoutLinks } from '../link-warnings.ts'
import type { Deps } from '../service-context.ts'
import { examine, unknownDataset } from '../validate-against-register.ts'
import { etagOf, fromRow, holdsReference, linkNames, statedIn, toRow, warningsOf } from '../version-row.ts'

type Status = StoredIncident['status']

export interface Revised {
  readonly status: number
  readonly version: incidents.Version
  readonly replayed: boolean
  /** What the sender must know of it. */
  readonly detail?: string
}

interface Change {
  readonly kind: commits.CommitKind
  readonly reason?: string | undefined
  readonly status: Status
  readonly record: Incident
  readonly warnings: readonly (Issue | Warning)[]
}

/** What goes into the batch of a version beside it. */
interface Along {
  readonly keep?: Kept | undefined
  readonly beside?: readonly D1PreparedStatement[]
}

export const stale = (current: incidents.Version) => problems.staleRevision(etagOf(current), current.revision)

/** Writes the version behind `current`. Where another was quicker, the error names the one that is current then. */
const writeNext = async (
  { db, world: { now } }: Deps,
  actor: Actor,
  current: incidents.Version,
  { kind, reason, status, record, warnings }: Change,
  { keep, beside = [] }: Along = {},
): Promise<incidents.Version> => {
  const { n, id, filer } = current
  const row = toRow(record, warnings, { n, id, revision: current.revision + 1, status, filer })
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
    const results = await write(db, [
      commits.insert(db, commit),
      ...(may(actor, 'newDataset') ? [datasets.ensure(db, [record.dataset])] : []),
      ...incidents.revise(db, row),
      ...links.reindex(db, n, linkNames(statedIn(current)), linkNames(record)),
      ...remember(db, keep, 200, row, now),
      ...beside,
    ])
    return { ...row, ...incidents.stampsIn(results) }
  } catch (error) {
    throw await refusedFor(db, error, record, [current])
  }
}

/** What is wrong with a record that the database refused, or which of the versions it was to replace is not current. */
export const refusedFor = async (
  db: D1Database,
  error: unknown,
  record: Incident,
  seen: readonly incidents.Version[],
): Promise<unknown> => {
  if (!(error instanceof Refusal)) return error
  const { refusal } = error
  if (refusal === 'reference_taken') return problems.referenceTaken(record.dataset, record.reference ?? '')
  if (refusal === 'not_publishable') return problems.notPublishable(record.dataset)
  if (refusal === 'dataset_unknown') return problems.invalidRecord([unknownDataset(record.dataset)])
  if (refusal !== 'stale_revision' && refusal !== 'key_taken' && refusal !== 'merge_fixed') return error
  for (const { n, revision } of seen) {
    const now = await incidents.find(db, n)
    if (now && now.revision !== revision) return stale(now)
  }
  return problems.busy()
}

export interface Edit {
  readonly n: number
  /** Replaces the record, but for what is withheld of it and left out, or changes it (RFC 7396). */
  readonly how: 'replace' | 'merge'
  readonly body: unknown
  /** The ETags that the sender has seen; undefined when none was sent. */
  readonly seen: readonly string[] | undefined
  readonly request: Request
}

/** The record as it stands, for those who may see it. */
export const standing = async (
  db: D1Database,
  actor: Actor,
  n: number,
  act: 'editOwn' | 'review',
): Promise<incidents.Version> => {
  permit(actor, act)
  const version = await incidents.find(db, n)
  if (!version) throw problems.notFound('There is no such record.')
  return version
}

/** The answer that was given to the same request before. */
export const replayed = async (db: D1Database, keep: Kept | undefined): Promise<Revised | null> => {
  const answered = await before(db, keep)
  const version = answered && (await incidents.findRevision(db, answered.n, answered.revision))
  return version ? { status: answered.status, version, replayed: true } : null
}

const sameWarnings = (issues: readonly Issue[], stored: StoredIncident['warnings']): boolean =>
  JSON.stringify(issues.map(({ pointer, rule, detail }) => ({ pointer, rule, detail }))) ===
  JSON.stringify(stored)

/**
 * Replaces or changes a record, against the revision that the sender has seen. A change that changes nothing makes
 * no revision and no commit.
 */
export const edit = async (
  deps: Deps,
  actor: Actor,
  { n, how, body, seen, request }: Edit,
): Promise<Revised> => {
  const current = await standing(deps.db, actor, n, 'editOwn')
  const keep = await kept(actor, request)
  const act = async () => {
    if (!mayEdit(actor, current)) permit(actor, 'edit')
    if (seen === undefined) throw problems.preconditionRequired()
    if (!seen.includes(etagOf(current))) throw stale(current)
    const stated = statedIn(current)
    const candidate = how === 'merge' ? mergePatch(stated, body) : stillWithheld(body, stated)
    return apply(deps, actor, current, candidate, {}, { keep })
  }
  return once(keep, () => replayed(deps.db, keep), act)
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
export const apply = async (
  deps: Deps,
  actor: Actor,
  current: incidents.Version,
  candidate: unknown,
  options: CheckOptions,
  { reason, ...along }: Along & { readonly reason?: string } = {},
): Promise<Revised> => {
  const stored = fromRow(current, true)
  const kept = { stored: { ...stored }, dataset: stored.dataset, ...options }
  const { record, warnings } = await examine(deps, actor, candidate, kept, stored.status)
  await expectUnpublished(deps.db, current, record)
  const same = JSON.stringify(record) === JSON.stringify(statedIn(current))
  if (same && sameWarnings(warnings, stored.warnings)) {
    await note(deps.db, along.keep, 200, current, deps.world.now)
    return { status: 200, version: current, replayed: false }
  }
  const change: Change = { kind: 'update', reason, status: stored.status, record, warnings }
  return { status: 200, version: await writeNext(deps, actor, current, change, along), replayed: false }
}

/** The moves of review: from which status to which. A merged record goes back to what it was. */
const moves = {
  publish: { submitted: 'published' },
  reject: { submitted: 'rejected' },
  retract: { published: 'retracted' },
  restore: { retracted: 'published', rejected: 'submitted', merged: 'before' },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<Status, Status | 'before'>>>>>

export type Decision = keyof typeof moves
export const decisions = Object.keys(moves) as Decision[]

/** The decisions that a status allows. */
export const decisionsOn = (status: string): Decision[] =>
  decisions.filter((decision) => Object.hasOwn(moves[decision], status))

/** What a merge gave to the survivor is no part of the record that is restored. */
export const restoredMerge =
  'What the record that stayed took from this one stays there; edit that record where it should not.'

export interface Review {
  readonly n: number
  readonly decision: Decision
  readonly reason: string
  /** The revision that was seen; undefined means the current one. */
  readonly revision?: number | undefined
  readonly request: Request
}

/** Moves a record to another status, with a reason. */
export const review = async (
  deps: Deps,
  actor: Actor,
  { n, decision, reason, revision, request }: Review,
): Promise<Revised> => {
  const current = await standing(deps.db, actor, n, 'review')
  const keep = await kept(actor, request)
  const act = async () => {
    if (revision !== undefined && revision !== current.revision) throw stale(current)
    const from: Partial<Record<string, string>> = moves[decision]
    const to = from[current.status]
    const status = to === 'before' ? await merges.statusBefore(deps.db, n) : to
    if (!status) throw problems.illegalMove(decision, current.status)
    const record = statedIn(current)
    const stored = warningsOf(current)
    // What nobody but editors was told of its links is not for everybody.
    const warnings =
      status === 'published'
        ? [...withoutLinks(stored), ...(await unresolvedLinks(deps.db, anyone, record))]
        : stored
    const change: Change = { kind: decision, reason, status: status as Status, record, warnings }
    const version = await writeNext(deps, actor, current, change, { keep })
    return { status: 200, version, replayed: false, ...(to === 'before' ? { detail: restoredMerge } : {}) }
  }
  return once(keep, () => replayed(deps.db, keep), act)
}
