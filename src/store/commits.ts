/** The clock of commits. */
import { prepare, selectFirst, sql } from './sql.ts'

export type CommitKind =
  | 'create'
  | 'update'
  | 'publish'
  | 'reject'
  | 'retract'
  | 'restore'
  | 'import'
  | 'merge'
  | 'describe'
  | 'redact'
  | 'grant'
  | 'revoke'

/** A commit: a point in time of the whole database. */
export interface Commit {
  readonly seq: number
  readonly at: string
  /** The last commit up to this one that changed the public records. */
  readonly publicSeq: number
  /** The number of published records at this commit. */
  readonly published: number
}

export interface NewCommit {
  /** Milliseconds since 1970 UTC. If the previous commit is later, its time is used. */
  readonly now: number
  readonly actor: string
  readonly kind: CommitKind
  readonly reason?: string | undefined
  /** The number of records that it writes. */
  readonly rows: number
  /** Whether the public records change. */
  readonly visible: boolean
  /** The change in the number of published records. */
  readonly published: number
}

const columns = sql`seq, at, public_seq AS publicSeq, published`

export const findNewest = async (db: D1Database): Promise<Commit> => {
  const commit = await selectFirst<Commit>(db)`SELECT ${columns} FROM commits ORDER BY seq DESC LIMIT 1`
  if (!commit) throw new Error('The database has no first commit: are the migrations applied?')
  return commit
}

/** Returns the statement that reads the number of the newest commit, for use after a write in the same batch. */
export const selectNewestSeq = (db: D1Database): D1PreparedStatement =>
  prepare(db)`SELECT max(seq) AS seq FROM commits`

/** Returns a commit by its number; null if it does not exist yet. */
export const find = (db: D1Database, seq: number): Promise<Commit | null> =>
  selectFirst<Commit>(db)`SELECT ${columns} FROM commits WHERE seq = ${seq}`

/**
 * Returns the last commit at or before a time (RFC 3339, UTC, milliseconds), or the first one if all are later. Times
 * rise with numbers, so a binary search reads about as many rows as the newest number has binary digits.
 */
export const findAtTime = (db: D1Database, time: string): Promise<Commit | null> =>
  selectFirst<Commit>(db)`WITH RECURSIVE half (low, high) AS (
      SELECT 0, max(seq) FROM commits
      UNION ALL
      SELECT iif(at <= ${time}, seq, low), iif(at <= ${time}, high, seq - 1)
      FROM half JOIN commits ON seq = (low + high + 1) / 2
      WHERE low < high
    )
    SELECT ${columns} FROM half JOIN commits ON seq = low WHERE low >= high`

export const insert = (db: D1Database, { now, actor, kind, reason, rows, visible, published }: NewCommit) =>
  prepare(db)`INSERT INTO commits (seq, at, actor, kind, reason, rows, public_seq, published)
    SELECT seq + 1, max(at, ${new Date(now).toISOString()}), ${actor}, ${kind}, ${reason}, ${rows},
      iif(${visible}, seq + 1, public_seq), published + ${published}
    FROM commits ORDER BY seq DESC LIMIT 1`
