/** The clock of commits. */
import { type CommitContents, timedContent } from '../record/chain.ts'
import type { Read } from './batch.ts'
import { prepare, raw, type Sql, selectFirst, sql } from './sql.ts'

export type CommitKind =
  | 'create'
  | 'update'
  | 'publish'
  | 'reject'
  | 'retract'
  | 'restore'
  | 'import'
  | 'merge'
  | 'undo'
  | 'describe'
  | 'redact'
  | 'grant'
  | 'limit'
  | 'rotate'
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
  /** The commits that it takes back, if it is an undo. */
  readonly undoes?: readonly number[] | undefined
  /** The number of records that it writes. */
  readonly rows: number
  /** Whether the public records change. */
  readonly visible: boolean
  /** The change in the number of published records. */
  readonly published: number
  /** Without it the chain covers the number, the time and the kind of the commit, but not what it wrote. */
  readonly proof?: CommitProof
}

/** The digests of the content of a commit (`src/record/chain.ts`). */
export interface CommitProof extends CommitContents {
  /** The salt of the digest of its reason or its description; null if it has neither. */
  readonly seal: string | null
  /** The dataset that it describes. */
  readonly dataset?: string | undefined
}

const columns = sql`seq, at, public_seq AS publicSeq, published`

const newest = sql`SELECT ${columns} FROM commits ORDER BY seq DESC LIMIT 1`

const firstCommit = ([row]: readonly unknown[]): Commit => {
  if (!row) throw new Error('The database has no first commit: are the migrations applied?')
  return row as Commit
}

/** Returns the read of the newest commit. */
export const readNewest = (db: D1Database): Read<Commit> => ({
  statement: prepare(db)`${newest}`,
  parse: firstCommit,
})

export const findNewest = async (db: D1Database): Promise<Commit> =>
  firstCommit((await prepare(db)`${newest}`.all()).results)

/** The last commit that changed the public records, and the number of published records since. */
export interface PublicHead {
  readonly seq: number
  readonly at: string
  readonly published: number
}

/** Selects the last commit that changed the public records. */
export const publicHead = sql`SELECT p.seq, p.at, p.published
  FROM (SELECT public_seq FROM commits ORDER BY seq DESC LIMIT 1) AS newest
  CROSS JOIN commits AS p ON p.seq = newest.public_seq`

/** Returns the last commit that changed the public records. */
export const findPublicHead = async (db: D1Database): Promise<PublicHead> => {
  const head = await selectFirst<PublicHead>(db)`${publicHead}`
  if (!head) throw new Error('The database has no first commit: are the migrations applied?')
  return head
}

/** Returns the statement that reads the number of the newest commit, for use after a write in the same batch. */
export const selectNewestSeq = (db: D1Database): D1PreparedStatement =>
  prepare(db)`SELECT max(seq) AS seq FROM commits`

/** Returns a commit by its number; null if it does not exist yet. */
export const find = (db: D1Database, seq: number): Promise<Commit | null> =>
  selectFirst<Commit>(db)`SELECT ${columns} FROM commits WHERE seq = ${seq}`

/** Who made a commit, when, and why. */
export interface CommitFacts extends Pick<NewCommit, 'actor' | 'kind' | 'rows'> {
  readonly seq: number
  readonly at: string
  readonly reason: string | null
  /** The name of the actor's token; null if the actor has none. */
  readonly name: string | null
}

/** Returns a commit with its author; null if it does not exist. */
export const findFacts = (db: D1Database, seq: number): Promise<CommitFacts | null> =>
  selectFirst<CommitFacts>(db)`SELECT c.seq, c.at, c.actor, t.name, c.kind, c.reason, c.rows
    FROM commits AS c LEFT JOIN tokens AS t ON t.id = c.actor WHERE c.seq = ${seq}`

/** A commit by its number, or by a time (RFC 3339, UTC, milliseconds); the newest one without either. */
export interface CommitQuery {
  readonly commit?: number | undefined
  readonly asOf?: string | undefined
}

/**
 * Returns a query of the last commit up to a number or a time; of the first one if all are later than the time. Times
 * rise with numbers, so a binary search reads about as many rows as the newest number has binary digits.
 */
const lastUpTo = ({ commit, asOf }: CommitQuery, selected: Sql): Sql => {
  if (asOf !== undefined)
    return sql`WITH RECURSIVE half (low, high) AS (
        SELECT 0, max(seq) FROM commits
        UNION ALL
        SELECT iif(at <= ${asOf}, seq, low), iif(at <= ${asOf}, high, seq - 1)
        FROM half JOIN commits ON seq = (low + high + 1) / 2
        WHERE low < high
      )
      SELECT ${selected} FROM half JOIN commits ON seq = low WHERE low >= high`
  return sql`SELECT ${selected} FROM commits WHERE seq <= ${commit ?? Number.MAX_SAFE_INTEGER} ORDER BY seq DESC LIMIT 1`
}

/** Returns the read of the last commit up to a number or a time. */
export const readLast = (db: D1Database, query: CommitQuery): Read<Commit> => ({
  statement: prepare(db)`${lastUpTo(query, columns)}`,
  parse: firstCommit,
})

/** Returns an expression of the number of that commit, or of the last one up to it that is public. */
export const lastSeq = (query: CommitQuery, { isPublic }: { readonly isPublic: boolean }): Sql =>
  sql`(${lastUpTo(query, raw(isPublic ? 'public_seq' : 'seq'))})`

export const insert = (
  db: D1Database,
  { now, actor, kind, reason, undoes, rows, visible, published, proof }: NewCommit,
) => {
  const time = new Date(now).toISOString()
  const [content, contentOfLater] = [time, null].map((at) => proof && timedContent(proof.content, at))
  return prepare(db)`INSERT INTO commits (
      seq, at, actor, kind, reason, rows, public_seq, published, seal, dataset, public_content, content, undoes
    )
    SELECT seq + 1, max(at, ${time}), ${actor}, ${kind}, ${reason}, ${rows},
      iif(${visible}, seq + 1, public_seq), published + ${published},
      ${proof?.seal}, ${proof?.dataset}, ${proof?.publicContent}, iif(at > ${time}, ${contentOfLater}, ${content}),
      ${undoes && JSON.stringify(undoes)}
    FROM commits ORDER BY seq DESC LIMIT 1`
}
