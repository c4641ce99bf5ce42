/** From one entry of the queue to the next. */
import type { UpdateResult } from '../../services/idempotency.ts'
import { assignIfWaiting, findAssignee } from '../../services/review/assignees.ts'
import { keyOf } from '../../store/ids.ts'
import type { Version } from '../../store/incidents.ts'
import type { AppContext } from '../context.ts'
import { findNextId, type QueueReference } from './queue-query.ts'

/** What a decision returned, and the id of the entry to decide on next. */
interface DecidedWithNext<Result> {
  readonly result: Result
  readonly next?: string | undefined
}

/**
 * Runs an act that decides on an entry, and finds the next one that no other editor has in hand; `findRemaining` returns
 * the id of an entry that the act leaves to decide on, which comes first. An editor who had the entry in hand takes the
 * next one. Without a queue, nothing follows.
 */
export const withNextEntry = async <Result>(
  c: AppContext,
  queue: QueueReference | undefined,
  id: string,
  act: () => Promise<Result>,
  findRemaining?: (result: Result) => string | undefined,
): Promise<DecidedWithNext<Result>> => {
  if (!queue) return { result: await act() }
  const [services, actor, rowKey] = [c.get('services'), c.get('actor'), keyOf(id) ?? 0]
  const assignee = await findAssignee(services, rowKey)
  const result = await act()
  const next = findRemaining?.(result) ?? (await findNextId(c, queue, rowKey))
  if (next !== undefined && assignee?.actor === actor.id) await assignIfWaiting(services, actor, next)
  return { result, next }
}

/** Returns what was decided as the queue names it: the commit, or the id of a record whose approval wrote no version. */
export const doneOf = ({ version }: UpdateResult, { id, revision }: Version): number | string =>
  version.revision > revision ? version.commit : id
