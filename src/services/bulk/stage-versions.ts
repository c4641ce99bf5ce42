/** Staging the versions of an act that changes many records, for one commit. */
import type { Actor } from '../../auth/permissions.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems } from '../../problems.ts'
import { limited } from '../../store/batch.ts'
import type { NewCommit } from '../../store/commits.ts'
import { createId, minIdAt } from '../../store/ids.ts'
import { discard, sweep } from '../../store/imports/staging.ts'
import * as stagingOwner from '../../store/imports/staging-owner.ts'
import { ImportBatch } from '../imports/commit-batch.ts'
import { ImportState } from '../imports/import-context.ts'
import { maxStagedAge } from '../imports/import-file.ts'
import type { ServiceContext } from '../service-context.ts'

export interface BulkCommit extends Pick<NewCommit, 'kind' | 'undoes'> {
  readonly reason: string
}

/** Returns the services with as many statements as one request has; more of them throw invalid-request. */
export const limitStatements = (context: ServiceContext): ServiceContext => ({
  ...context,
  db: limited(
    context.db,
    () =>
      problems.invalidRequest([{ rule: 'request.invalid', say: (m: Messages) => m.bulk.tooManyStatements }]),
    context,
  ),
})

/** Runs an act with a batch that stages versions for one commit. Staged versions that are not committed are deleted. */
export const withStaging = async <T>(
  context: ServiceContext,
  actor: Actor,
  { kind, ...options }: BulkCommit,
  run: (batch: ImportBatch) => Promise<T>,
): Promise<T> => {
  const { db, now } = context
  const { id } = createId(now)
  await db.batch([
    stagingOwner.insert(db, { id, now, actor: actor.id }),
    ...sweep(db, minIdAt(now - maxStagedAge)),
  ])
  const state = new ImportState()
  try {
    return await run(new ImportBatch({ db, id, now, actor, state, options }, kind))
  } finally {
    await db.batch([...discard(db, id), stagingOwner.remove(db, id)])
  }
}
