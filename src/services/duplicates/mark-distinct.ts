/** An editor says that two records are not the same event, and it is remembered for the pair. */
import { type Actor, authorize } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { ConstraintError, runBatch } from '../../store/batch.ts'
import * as distinct from '../../store/distinct-pairs.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import type { ServiceContext } from '../service-context.ts'

export interface DistinctRequest {
  readonly n: number
  /** The id of the other record. */
  readonly other: string
  readonly reason: string
  /** Takes back what was said of the pair. */
  readonly undo: boolean
}

const invalidOther = (detail: string, received: string) =>
  problems.invalidRequest([
    { pointer: '/other', rule: 'request.invalid', detail, received: received.slice(0, 200) },
  ])

/** Says it of a pair, or takes it back; where it is so already, nothing changes. */
export const markDistinct = async (
  { db, clock }: ServiceContext,
  actor: Actor,
  { n, other, reason, undo }: DistinctRequest,
): Promise<void> => {
  authorize(actor, 'merge')
  const key = keyOf(other)
  const found = key === undefined ? null : await incidents.find(db, key)
  if (found?.id !== other) throw invalidOther('There is no record with the id that other names.', other)
  if (found.n === n) throw invalidOther('A record is told apart from another one, not from itself.', other)
  const mark = { actor: actor.id, now: clock.now, reason }
  const pair = [n, found.n] as const
  try {
    await runBatch(db, [undo ? distinct.revoke(db, pair, mark) : distinct.insert(db, pair, mark)])
  } catch (error) {
    if (!(error instanceof ConstraintError && error.constraint === 'pair_taken')) throw error
  }
}
