/** The audit: commits and downloads. */
import { type Actor, authorize } from '../../auth/permissions.ts'
import * as audit from '../../store/audit.ts'
import type { ServiceContext } from '../service-context.ts'

/** Records a download by the holder of a token. Downloads by the public are not recorded. */
export const saveDownload = async (
  { db, now }: ServiceContext,
  actor: Actor,
  file: Omit<audit.Download, 'actor'>,
): Promise<void> => {
  if (actor.role !== 'public') await audit.insert(db, now, { actor: actor.id, ...file })
}

export interface AuditQuery {
  readonly actor?: string | undefined
  readonly before?: audit.AuditCursor | undefined
  readonly limit: number
}

/**
 * Returns commits and signed-in downloads, newest first, and the position of the next page (undefined on the last
 * one). Throws forbidden or token-needed.
 */
export const listEntries = async (
  { db }: ServiceContext,
  actor: Actor,
  { actor: actorId, before = audit.maxCursor, limit }: AuditQuery,
): Promise<{ readonly entries: readonly audit.AuditEntry[]; readonly next?: audit.AuditCursor }> => {
  authorize(actor, 'audit')
  const page = await audit.list(db, before, actorId, limit + 1)
  const entries = page.slice(0, limit)
  const last = entries.at(-1)
  return page.length > limit && last ? { entries, next: last } : { entries }
}
