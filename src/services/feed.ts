/** The feed of a list: the newest changes of the records that match a query, or that matched it until the change. */
import { publicActor } from '../auth/authenticate.ts'
import type { Query } from '../ingest/request/list-query.ts'
import { newestChanges, type RecordChange } from '../record/segments/newest-changes.ts'
import * as changes from '../store/changes.ts'
import { type ChangeEvent, cursorOf, takePage, toEvents } from './changes.ts'
import { resolveQuery } from './exports/resolve-query.ts'
import { findVersionTime } from './incidents/read.ts'
import { readPinned } from './pinned-read.ts'
import type { ServiceContext } from './service-context.ts'

/** The default number of records on a page. */
const defaultLimit = 50

export interface FeedPage {
  readonly limit?: number
  /** The last change on the previous page. */
  readonly cursor?: RecordChange
}

export interface FeedEntries {
  /** The newest change of each record, newest first. */
  readonly entries: readonly ChangeEvent[]
  /** The cursor of the next page; undefined on the last one. */
  readonly next: string | undefined
  /** The time of the newest entry, or of the commit if there is none (RFC 3339). */
  readonly updated: string
}

/**
 * Returns the last commit of a feed, and a function that reads a page. The feed has what the public sees.
 * Throws as resolveQuery does.
 */
export const resolveFeed = async (context: ServiceContext, query: Query, page: FeedPage) => {
  const { db } = context
  const options = { columns: ['key', 'commit'], total: false }
  const { snapshot, matches, at } = await readPinned(context, query.commit, () =>
    resolveQuery(context, publicActor, query, options),
  )
  const { limit = defaultLimit, cursor } = page
  const list = async (): Promise<FeedEntries> => {
    const keys = newestChanges(matches ?? [], limit + 1, cursor)
    const found = keys.length === 0 ? [] : (await changes.listOf(db, keys)).reverse()
    const shown = takePage(found, limit)
    const last = shown.at(-1)
    const entries = last ? await toEvents(db, shown) : []
    return {
      entries,
      next: last && shown.length < found.length ? cursorOf(last) : undefined,
      updated: entries[0]?.at ?? at ?? (await findVersionTime(db, snapshot.seq)),
    }
  }
  return { commit: snapshot.seq, list }
}
