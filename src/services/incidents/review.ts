/** Review: moving a record to another status. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { publicActor } from '../../auth/authenticate.ts'
import { type Actor, authorize } from '../../auth/permissions.ts'
import { en } from '../../messages/en.ts'
import { problems } from '../../problems.ts'
import * as merges from '../../store/merges.ts'
import { type UpdateResult, withIdempotency } from '../idempotency.ts'
import type { ServiceContext } from '../service-context.ts'
import { storedWarnings, unresolvedLinks } from '../validate-with-database.ts'
import { fullRecord, warningsOf } from '../version-row.ts'
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

export interface ReviewRequest extends ActRequest {
  readonly decision: Decision
}

/**
 * Moves a record to another status, with a reason. Throws forbidden, out-of-scope, stale-revision, invalid-transition,
 * not-publishable or reference-taken.
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
    const record = fullRecord(current)
    // Warnings about links to drafts are for editors only.
    const warnings =
      status === 'published'
        ? [...storedWarnings(context, record), ...(await unresolvedLinks(context.db, publicActor, record))]
        : warningsOf(current)
    const change = { kind: decision, reason, status, record, warnings }
    const version = await writeVersion(context, actor, current, change, { key })
    const detail = next === 'before' ? { detail: en.restoredMergeNote } : {}
    return { status: 200, version, replayed: false, ...detail }
  })
}
