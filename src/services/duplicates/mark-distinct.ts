/** An editor says that two records are not the same event, and it is remembered for the pair. */
import { type Actor, permit } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { Refusal, write } from '../../store/batch.ts'
import * as distinct from '../../store/distinct-pairs.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import type { Deps } from '../service-context.ts'

export interface Telling {
  readonly n: number
  /** The id of the other record. */
  readonly other: string
  readonly reason: string
  /** Takes back what was said of the pair. */
  readonly undo: boolean
}

const wrongOther = (detail: string, received: string) =>
  problems.invalidRequest([
    { pointer: '/other', rule: 'request.invalid', detail, received: received.slice(0, 200) },
  ])

/** Says it of a pair, or takes it back; where it is so already, nothing changes. */
export const tellApart = async (
  { db, world }: Deps,
  actor: Actor,
  { n, other, reason, undo }: Telling,
): Promise<void> => {
  permit(actor, 'merge')
  const key = keyOf(other)
  const found = key === undefined ? null : await incidents.find(db, key)
  if (found?.id !== other) throw wrongOther('There is no record with the id that other names.', other)
  if (found.n === n) throw wrongOther('A record is told apart from another one, not from itself.', other)
  const saying = { actor: actor.id, now: world.now, reason }
  const pair = [n, found.n] as const
  try {
    await write(db, [undo ? distinct.end(db, pair, saying) : distinct.insert(db, pair, saying)])
  } catch (error) {
    if (!(error instanceof Refusal && error.refusal === 'pair_taken')) throw error
  }
}
