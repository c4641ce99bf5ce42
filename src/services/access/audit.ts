/** Who did what when. */
import { type Actor, authorize } from '../../auth/permissions.ts'
import * as audit from '../../store/audit.ts'
import type { ServiceContext } from '../service-context.ts'

/** Notes that somebody with a token takes a file; what the public takes is nobody's business. */
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

/** Commits, and files taken by people with tokens, newest first; `next` is where the next page goes on, if there is one. */
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
