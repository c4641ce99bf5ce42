/** From one entry of the queue to the next. */
import { assignIfWaiting, findAssignee } from '../../services/review/assignees.ts'
import { keyOf } from '../../store/ids.ts'
import type { AppContext } from '../context.ts'
import { findNextId, type QueueReference } from './queue-query.ts'

/** What a decision returned, and the id of the entry to decide on next. */
interface DecidedWithNext<Result> {
  readonly result: Result
  readonly next?: string | undefined
}

/**
 * Runs an act that decides on an entry, and finds the next one that no other editor has in hand. An editor who had the
 * entry in hand takes the next one. Without a queue, nothing follows.
 */
export const withNextEntry = async <Result>(
  c: AppContext,
  queue: QueueReference | undefined,
  id: string,
  act: () => Promise<Result>,
): Promise<DecidedWithNext<Result>> => {
  if (!queue) return { result: await act() }
  const [services, actor, rowKey] = [c.get('services'), c.get('actor'), keyOf(id) ?? 0]
  const assignee = await findAssignee(services, rowKey)
  const result = await act()
  const next = await findNextId(c, queue, rowKey)
  if (next !== undefined && assignee?.actor === actor.id) await assignIfWaiting(services, actor, next)
  return { result, next }
}
