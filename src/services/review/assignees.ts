/** Taking an entry of the queue in hand. It tells other editors, and locks nothing. */
import { msPerDay } from '../../../schemas/edtf-date.ts'
import { type Actor, authorize } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import * as assignees from '../../store/assignees.ts'
import { keyOf } from '../../store/ids.ts'
import type { ServiceContext } from '../service-context.ts'

export type { Assignee } from '../../store/assignees.ts'

/** How long an entry stays in hand after it was taken last, in milliseconds. */
export const timeInHand = msPerDay / 24

const entryOf = (id: string) => {
  const rowKey = keyOf(id)
  if (rowKey === undefined) throw problems.notFound('queueEntry')
  return { rowKey, id }
}

/** Returns who has an entry of the queue in hand; null if nobody has. */
export const findAssignee = (
  { db, now }: ServiceContext,
  rowKey: number,
): Promise<assignees.Assignee | null> => assignees.find(db, rowKey, new Date(now).toISOString())

/**
 * Takes an entry in hand for an hour, from another editor too, or for another hour. Returns null if the entry does not
 * await review. Throws forbidden or token-needed.
 */
export const assignIfWaiting = async (
  { db, now }: ServiceContext,
  actor: Actor,
  id: string,
): Promise<assignees.Assignee | null> => {
  authorize(actor, 'review')
  const [since, until] = [new Date(now).toISOString(), new Date(now + timeInHand).toISOString()]
  const statement = assignees.assign(db, entryOf(id), {
    actor: actor.id,
    since,
    until,
    datasets: actor.datasets,
  })
  const assigned = await statement.first<Pick<assignees.Assignee, 'since' | 'until'>>()
  return assigned && { actor: actor.id, name: actor.name ?? null, ...assigned }
}

/** Takes an entry in hand likewise. Throws not-found if the entry does not await review. */
export const assign = async (
  context: ServiceContext,
  actor: Actor,
  id: string,
): Promise<assignees.Assignee> => {
  const assigned = await assignIfWaiting(context, actor, id)
  if (!assigned) throw problems.notFound('queueEntry')
  return assigned
}

/** Takes an entry out of the actor's hand; one that another editor has stays in theirs. Throws forbidden or token-needed. */
export const release = async ({ db }: ServiceContext, actor: Actor, id: string): Promise<void> => {
  authorize(actor, 'review')
  await assignees.release(db, entryOf(id).rowKey, actor.id).run()
}
