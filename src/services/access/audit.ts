/** Who did what when. */
import { type Actor, permit } from '../../auth/permissions.ts'
import * as audit from '../../store/audit.ts'
import type { Deps } from '../service-context.ts'

/** Notes that somebody with a token takes a file; what the public takes is nobody's business. */
export const noteRead = async (
  { db, world: { now } }: Deps,
  actor: Actor,
  file: Omit<audit.Read, 'actor'>,
): Promise<void> => {
  if (actor.role !== 'public') await audit.insert(db, now, { actor: actor.id, ...file })
}

export interface AuditQuery {
  readonly actor?: string | undefined
  readonly before?: audit.Place | undefined
  readonly limit: number
}

export interface Audit {
  readonly entries: readonly audit.Entry[]
  /** Where the next page goes on; undefined where this is the last. */
  readonly next?: audit.Place
}

/** Commits, and files taken by people with tokens, newest first. */
export const look = async (
  { db }: Deps,
  actor: Actor,
  { actor: whose, before = audit.newest, limit }: AuditQuery,
): Promise<Audit> => {
  permit(actor, 'audit')
  const found = await audit.list(db, before, whose, limit + 1)
  const entries = found.slice(0, limit)
  const last = entries.at(-1)
  return found.length > limit && last ? { entries, next: last } : { entries }
}
