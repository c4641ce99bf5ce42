/**
 * Upkeep: deletes files that a redaction could not delete, uploads that nobody imported, and staged rows of interrupted
 * requests; seals the index, deletes the digests of earlier senders of corrections, makes checkpoints of the chain of
 * digests, and compares records for likely pairs.
 */

import { utcDay } from '../../schemas/edtf-date.ts'
import * as exportCache from '../store/export-cache.ts'
import { minIdAt } from '../store/ids.ts'
import { errorsKey, originalKey } from '../store/imports/imports.ts'
import { sweep } from '../store/imports/staging.ts'
import * as stagingOwner from '../store/imports/staging-owner.ts'
import { remove } from '../store/object-store.ts'
import * as redactions from '../store/redactions.ts'
import { forgetSenders } from '../store/suggestions.ts'
import { advanceChain } from './chain.ts'
import { compareWhenFresh } from './duplicates/compare-pending.ts'
import { attempt } from './exports/export-cache.ts'
import { maxStagedAge } from './imports/import-file.ts'
import { sweepUploads } from './imports/uploads.ts'
import { keepSealed } from './segments/seal.ts'

const finish = async (db: D1Database, files: R2Bucket): Promise<void> => {
  for (const { imports, ...redaction } of await redactions.listUnfinished(db)) {
    await remove(
      files,
      imports.flatMap((id) => [originalKey(id), errorsKey(id)]),
    )
    await exportCache.evictAll(files)
    await redactions.finish(db, redaction)
  }
}

/**
 * Deletes the files that contained redacted content: those of imports, and all cached exports. Returns whether that
 * succeeded. Does not call R2 if no file is left.
 */
export const deleteRedacted = (db: D1Database, files: R2Bucket): Promise<boolean> =>
  attempt('Files of a redaction were not deleted', finish(db, files))

/** The most segments that one run writes. */
const maxSegments = 40
/** The most records that one run compares, which bounds its processor time: about half a millisecond each. */
const maxComparedByCron = 20_000

/** Runs all upkeep; called by cron. */
export const upkeep = async (db: D1Database, files: R2Bucket, now: number): Promise<void> => {
  await deleteRedacted(db, files)
  await forgetSenders(db, utcDay(now)).run()
  await keepSealed(db, { maxSegments })
  await advanceChain(db)
  const before = minIdAt(now - maxStagedAge)
  await sweepUploads(files, now)
  await redactions.discard(db, '', before).run()
  for (let more = true; more; ) {
    const [, chunks] = await db.batch(sweep(db, before))
    more = (chunks?.meta.changes ?? 0) > 0
  }
  await stagingOwner.sweep(db, before).run()
  await compareWhenFresh(db, { maxRecords: maxComparedByCron })
}
