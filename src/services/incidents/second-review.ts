/** The approval of a revision by the first of two editors, for which a second one publishes it. */
import type { Actor } from '../../auth/permissions.ts'
import { en } from '../../messages/en.ts'
import { ConstraintError, runBatch } from '../../store/batch.ts'
import { createId } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as remarks from '../../store/remarks.ts'
import { type IdempotencyKey, saveReplay, saveUnchangedStatement, type UpdateResult } from '../idempotency.ts'
import { retry } from '../retry.ts'
import type { ServiceContext } from '../service-context.ts'
import { staleRevision } from './update.ts'

const insertApproval = async (
  context: ServiceContext,
  actor: Actor,
  current: incidents.Version,
  { reason = '', key }: ApprovalOptions,
): Promise<void> => {
  const { db, now } = context
  const approval = {
    ...createId(now),
    kind: 'approval',
    incident: current.rowKey,
    revision: current.revision,
    needsCurrent: true,
    actor: actor.id,
    at: new Date(now).toISOString(),
    text: reason,
  } as const
  const [inserted] = await runBatch(db, [
    remarks.insert(db, approval),
    ...saveUnchangedStatement(context, key, current),
  ])
  if (inserted?.results.length === 1) return
  throw staleRevision((await incidents.find(db, current.rowKey)) ?? current)
}

interface ApprovalOptions {
  readonly reason?: string | undefined
  readonly key?: IdempotencyKey | undefined
}

/** Returns whether an error says that another editor has approved the revision meanwhile. */
const isLate = (error: unknown): boolean =>
  error instanceof ConstraintError && error.constraint === 'approval_taken'

/**
 * Approves the current revision of a record as the first editor, and returns the response; its state stays. Returns the id
 * of the approver if another editor has approved this revision, so that it can be published now. Throws stale-revision.
 */
export const approve = async (
  context: ServiceContext,
  actor: Actor,
  current: incidents.Version,
  options: ApprovalOptions,
): Promise<UpdateResult | { readonly approver: string }> => {
  const detail = en.review.approved(actor.name ?? actor.id).join('')
  return retry(isLate, async () => {
    const found = await remarks.findApproval(context.db, current)
    if (found && found.actor !== actor.id) return { approver: found.actor }
    if (found) await saveReplay(context, options.key, 200, current)
    else await insertApproval(context, actor, current, options)
    return { status: 200, version: current, replayed: false, detail }
  })
}
