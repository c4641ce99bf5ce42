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

/** A point in time of the whole database. */
export interface Commit {
  readonly seq: number
  readonly at: string
  /** The last commit up to this one that changed what the public sees. */
  readonly publicSeq: number
  /** How many records were published then. */
  readonly published: number
}

export interface NewCommit {
  /** Milliseconds since 1970 UTC; where the clock of the commit before is ahead, that time is kept. */
  readonly now: number
  readonly actor: string
  readonly kind: CommitKind
  readonly reason?: string | undefined
  /** How many records it writes. */
  readonly rows: number
  /** Whether what the public sees changes. */
  readonly visible: boolean
  /** By how many the published records become more or fewer. */
  readonly published: number
}

const columns = sql`seq, at, public_seq AS publicSeq, published`

export const findNewest = async (db: D1Database): Promise<Commit> => {
  const commit = await selectFirst<Commit>(db)`SELECT ${columns} FROM commits ORDER BY seq DESC LIMIT 1`
  if (!commit) throw new Error('The database has no first commit: are the migrations applied?')
  return commit
}

/** Reads the number of the newest commit, behind a write in the same batch. */
export const selectNewestSeq = (db: D1Database): D1PreparedStatement =>
  prepare(db)`SELECT max(seq) AS seq FROM commits`

/** The commit of a number; null where there is none yet. */
export const find = (db: D1Database, seq: number): Promise<Commit | null> =>
  selectFirst<Commit>(db)`SELECT ${columns} FROM commits WHERE seq = ${seq}`

/**
 * The last commit at or before a time (RFC 3339, UTC, milliseconds), and before all of them the first. Times rise
 * with numbers, so the search halves the numbers: it reads about as many rows as they have binary digits.
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
