/** What was redacted is answered as gone. */
import { problems } from '../problems.ts'
import * as redactions from '../store/redactions.ts'

/** Refuses what was to be had at a commit, where something of that was redacted since. */
export const assertNotRedacted = async (
  db: D1Database,
  seq: number,
  visibility: redactions.Visibility,
): Promise<void> => {
  const found = await redactions.findForSnapshot(db, seq, visibility)
  if (found) throw problems.redacted(found)
}

/** Refuses the files of an import that a redaction cut off. */
export const assertFilesAvailable = async (db: D1Database, seq: number | null): Promise<void> => {
  const found = seq === null ? null : await redactions.find(db, seq)
  if (found) throw problems.redacted(found)
}
