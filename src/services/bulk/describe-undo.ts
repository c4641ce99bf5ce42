/** What an undo would take back. */
import { type Actor, authorize } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import * as commits from '../../store/commits.ts'
import { countWritten, listChangedSince, type NamedRecord } from '../../store/version-pages.ts'
import type { ServiceContext } from '../service-context.ts'

/** A commit, and how many of its records are as it left them, or were changed since. */
export interface DescribedCommit extends commits.CommitFacts {
  readonly left: number
  readonly changed: number
}

/** Returns a commit for editors. Throws token-needed, forbidden or not-found. */
export const findCommit = async (
  { db }: ServiceContext,
  actor: Actor,
  seq: number,
): Promise<DescribedCommit> => {
  authorize(actor, 'readAll')
  const [found, counts] = await Promise.all([commits.findFacts(db, seq), countWritten(db, [seq])])
  if (!found) throw problems.notFound('commit')
  return { ...found, ...counts }
}

/** The records of an import that an undo takes back or leaves. */
export interface ImportUndo {
  /** The number of records that are as the import left them. */
  readonly left: number
  /** The first records that were changed since, and that no undo of the import took back. */
  readonly changed: readonly NamedRecord[]
}

/** The most changed records that are listed. */
const maxListed = 100

/** Returns what an undo of an import with these commits would do. */
export const describeImportUndo = async (
  { db }: ServiceContext,
  seqs: readonly number[],
): Promise<ImportUndo> => {
  const [{ left }, changed] = await Promise.all([
    countWritten(db, seqs),
    listChangedSince(db, seqs, maxListed, { withUndone: false }),
  ])
  return { left, changed }
}
