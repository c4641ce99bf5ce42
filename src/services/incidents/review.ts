/** Review: moving a record to another status. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, authorize } from '../../auth/permissions.ts'
import { en } from '../../messages/en.ts'
import { problems } from '../../problems.ts'
import type { Version } from '../../store/incidents.ts'
import * as merges from '../../store/merges.ts'
import { type IdempotencyKey, type UpdateResult, withIdempotency } from '../idempotency.ts'
import type { ServiceContext } from '../service-context.ts'
import { needsSecondEditor } from '../two-editors.ts'
import { publicWarnings } from '../validate-with-database.ts'
import { fullRecord, warningsOf } from '../version-row.ts'
import { approve } from './second-review.ts'
import { type ActRequest, assertRevision, writeVersion } from './update.ts'

type Status = StoredIncident['status']

/** The status after each decision, by the status before. A restored merged record returns to its earlier status. */
const transitions = {
  publish: { submitted: 'published' },
  reject: { submitted: 'rejected' },
  retract: { published: 'retracted' },
  restore: { retracted: 'published', rejected: 'submitted', merged: 'before' },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<Status, Status | 'before'>>>>>

export type Decision = keyof typeof transitions
export const decisions = Object.keys(transitions) as Decision[]

/** Returns the decisions that a status allows. */
export const allowedDecisions = (status: string): Decision[] =>
  decisions.filter((decision) => Object.hasOwn(transitions[decision], status))

/**
 * Returns the status after a decision, of a record whose status allows it. That of a merged record follows from its
 * history; undefined for it and if the status does not allow the decision.
 */
export const statusAfter = (decision: Decision, status: string): Status | undefined => {
  const next = (transitions[decision] as Partial<Record<string, Status | 'before'>>)[status]
  return next === 'before' ? undefined : next
}

export interface ReviewRequest extends ActRequest {
  readonly decision: Decision
}

interface Move {
  readonly decision: Decision
  readonly status: string
  readonly reason: string | undefined
  readonly key?: IdempotencyKey | undefined
  /** The other editor who has approved it. */
  readonly approver?: string
}

const move = async (
  context: ServiceContext,
  actor: Actor,
  current: Version,
  { decision, status, reason, key, approver }: Move,
): Promise<UpdateResult> => {
  const record = fullRecord(current)
  // Warnings about links to drafts are for editors only.
  const warnings = status === 'published' ? await publicWarnings(context, record) : warningsOf(current)
  const change = { kind: decision, reason, status, record, warnings, approver }
  const version = await writeVersion(context, actor, current, change, { key })
  return { status: 200, version, replayed: false }
}

/**
 * Publishes the current version of a record, or restores it to published; one that needs a second editor is approved by
 * the first one instead, and stays as it is. Throws stale-revision, not-publishable or reference-taken.
 */
export const publish = async (
  context: ServiceContext,
  actor: Actor,
  current: Version,
  publication: Pick<Move, 'reason' | 'key'> & { readonly decision?: Decision },
): Promise<UpdateResult> => {
  const next = { decision: 'publish', status: 'published', ...publication } as const
  const step = { before: current, status: next.status, record: fullRecord(current) }
  if (!needsSecondEditor(context, actor, step)) return move(context, actor, current, next)
  const approved = await approve(context, actor, current, publication)
  return 'approver' in approved ? move(context, actor, current, { ...next, ...approved }) : approved
}

/**
 * Moves a record to another status, with a reason; the first editor of two only approves. Throws forbidden,
 * out-of-scope, stale-revision, invalid-transition, not-publishable or reference-taken.
 */
export const review = async (
  context: ServiceContext,
  actor: Actor,
  { current, decision, reason, revision, request }: ReviewRequest,
): Promise<UpdateResult> => {
  authorize(actor, 'review', current.datasetSlug)
  return withIdempotency(context, actor, request, async (key) => {
    assertRevision(current, revision)
    const next = (transitions[decision] as Partial<Record<string, string>>)[current.status]
    const status = next === 'before' ? await merges.findPreviousStatus(context.db, current.rowKey) : next
    if (!status) throw problems.invalidTransition((details) => details.review(decision, current.status))
    const moved =
      status === 'published'
        ? await publish(context, actor, current, { decision, reason, key })
        : await move(context, actor, current, { decision, status, reason, key })
    return next === 'before' ? { detail: en.restoredMergeNote, ...moved } : moved
  })
}
