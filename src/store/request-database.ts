/**
 * The database of one request. D1 answers reads from replicas in a session; a bookmark is a point in its log, before
 * which a session reads nothing.
 */

/** A bookmark as D1 writes it. */
const bookmarkPattern = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{32}$/

/** Returns the text if it has the form of a bookmark; undefined otherwise. */
export const parseBookmark = (text: string | undefined): string | undefined =>
  text !== undefined && bookmarkPattern.test(text) ? text : undefined

export interface RequestDatabase {
  /** It has no `exec`, `dump` and `withSession`, as the sessions of D1. */
  readonly db: D1Database
  /** Returns the newest bookmark of the calls so far; undefined before the first one has ended. */
  readonly bookmark: () => string | undefined
  /** Sends every later call to the primary. Returns whether a replica may have answered before. */
  readonly usePrimary: () => boolean
}

/**
 * Opens the database of a request at a start. `primary`: every call goes to the primary. `first-primary`: the first
 * call does, and a replica that is not older may answer the others. `first-unconstrained`: any replica may answer.
 * A bookmark: any replica that has reached it.
 */
export const openDatabase = (binding: D1Database, start: string): RequestDatabase => {
  const sessions: D1DatabaseSession[] = []
  const open = (anchor: string): D1DatabaseSession => {
    const session = binding.withSession(anchor)
    sessions.push(session)
    return session
  }
  let shared = start === 'primary' ? undefined : open(start)
  // Only the first call of a session is sure to reach the primary.
  const current = () => shared ?? open('first-primary')
  return {
    db: {
      prepare: (sql) => current().prepare(sql),
      batch: (statements) => current().batch(statements),
    } as D1Database,
    bookmark: () =>
      sessions
        .flatMap((session) => session.getBookmark() ?? [])
        .sort()
        .at(-1),
    usePrimary: () => {
      const wasShared = shared !== undefined
      shared = undefined
      return wasShared
    },
  }
}
