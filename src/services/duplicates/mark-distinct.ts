/** An editor says that two records are not the same event, and it is remembered for the pair. */
import { type Actor, authorize } from '../../auth/permissions.ts'
import { en } from '../../messages/en.ts'
import { runBatch } from '../../store/batch.ts'
import * as distinct from '../../store/distinct-pairs.ts'
import type { ServiceContext } from '../service-context.ts'
import { findOther } from './merge.ts'

export interface DistinctRequest {
  readonly rowKey: number
  /** The id of the other record. */
  readonly other: string
  readonly reason: string
  /** Takes back what was said of the pair. */
  readonly undo: boolean
}

/** Says it of a pair, or takes it back; if it is so already, nothing changes. */
export const markDistinct = async (
  { db, now }: ServiceContext,
  actor: Actor,
  { rowKey, other, reason, undo }: DistinctRequest,
): Promise<void> => {
  authorize(actor, 'merge')
  const found = await findOther(db, rowKey, 'other', other, en.requests.distinctSelf)
  const mark = { actor: actor.id, now, reason }
  const statement = (undo ? distinct.revoke : distinct.insert)(db, [rowKey, found.rowKey], mark)
  await runBatch(db, [statement], { pair_taken: () => undefined })
}
