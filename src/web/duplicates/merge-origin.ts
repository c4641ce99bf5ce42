/** Where a merge was opened from, and where it leads back to. */
import { text } from '../../ingest/request/parameters.ts'
import type { UpdateResult } from '../../services/idempotency.ts'
import type { AppContext } from '../context.ts'
import { withNextEntry } from '../review/next-entry.ts'
import { parseQueueSearch, queueUrl } from '../review/queue-query.ts'
import { duplicatesUrl } from './duplicates-url.ts'

/** The query of the page of duplicates, or the filters of the queue; neither if a merge was opened from a record. */
export interface MergeOrigin {
  readonly duplicates?: string | undefined
  readonly queue?: string | undefined
}

/** The parameters of the pages of merges that name their origin. */
export const originParsers = { duplicates: text, queue: text }

/** Returns the parameters of an address that name an origin. */
export const originParams = (origin: MergeOrigin = {}): [string, string][] =>
  Object.entries(origin).filter((entry): entry is [string, string] => entry[1] !== undefined)

/** Returns the hidden fields of a form that name an origin. */
export const originFields = ({ duplicates, queue }: MergeOrigin = {}) => ({
  _duplicates: duplicates,
  _queue: queue,
})

/** Returns the origin that the hidden fields of a form name. */
export const originOfForm = (form: Readonly<Record<string, string>> = {}): MergeOrigin => ({
  duplicates: form._duplicates,
  queue: form._queue,
})

/** Returns the address of the record that a merge kept, or of the queue, from which the editor opened it. */
export const sideUrl = (id: string, { queue }: MergeOrigin = {}): string =>
  queueUrl(queue === undefined ? undefined : parseQueueSearch(queue), { id })

interface MergedWithUrl {
  readonly result: UpdateResult
  /** Where a form leads after the merge. */
  readonly url: string
}

/**
 * Merges, and finds where a form leads then: from the queue, to the survivor if it awaits review, or else to the entry
 * after the merged record `id`.
 */
export const mergeFrom = async (
  c: AppContext,
  origin: MergeOrigin,
  id: string,
  act: () => Promise<UpdateResult>,
): Promise<MergedWithUrl> => {
  const queue = origin.queue === undefined ? undefined : parseQueueSearch(origin.queue)
  const { result, next } = await withNextEntry(c, queue, id, act, ({ version }) =>
    version.status === 'submitted' ? version.id : undefined,
  )
  if (queue) return { result, url: queueUrl(queue, { id: next, done: result.version.commit }) }
  const { duplicates } = origin
  const url = duplicates === undefined ? `/incidents/${result.version.id}` : duplicatesUrl(duplicates)
  return { result, url }
}
