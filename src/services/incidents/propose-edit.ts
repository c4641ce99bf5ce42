/** The edit of a published record that needs a second editor: it waits as a correction. */
import type { Actor } from '../../auth/permissions.ts'
import { en } from '../../messages/en.ts'
import type { Version } from '../../store/incidents.ts'
import * as suggestions from '../../store/suggestions.ts'
import { createMergePatch } from '../../text/json.ts'
import { type IdempotencyKey, saveUnchangedStatement, type UpdateResult } from '../idempotency.ts'
import { insertSuggestion } from '../review/insert-suggestion.ts'
import type { ServiceContext } from '../service-context.ts'
import type { ValidatedRecord } from '../validate-with-database.ts'
import { fullRecord } from '../version-row.ts'

interface Proposal extends ValidatedRecord {
  readonly reason?: string | undefined
  readonly key?: IdempotencyKey | undefined
}

/**
 * Stores an edit of a published record as a correction, which a second editor accepts; the record stays as it is. Throws
 * stale-revision or suggestions-full.
 */
export const proposeEdit = async (
  context: ServiceContext,
  actor: Actor,
  current: Version,
  { record, warnings, reason = en.review.proposalReason, key }: Proposal,
): Promise<UpdateResult> => {
  const patch = JSON.stringify(createMergePatch(fullRecord(current), record) ?? {})
  const stated = { actor: actor.id, reason, patch, warnings: warnings.length }
  const waiting = await suggestions.listWaiting(context.db, current.rowKey)
  const replay = saveUnchangedStatement(context, key, current)
  const { suggestion } = await insertSuggestion(context, current, waiting, stated, replay)
  const detail = en.review.proposed(suggestion.id)
  return { status: 200, version: current, replayed: false, detail, proposal: suggestion.id }
}
