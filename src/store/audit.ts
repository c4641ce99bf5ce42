/** The audit: commits, and downloads by holders of tokens. */
import { digestOf, digestsOf, mergeDigests } from './row-digests.ts'
import { prepare, raw, selectAll, sql, toChunks } from './sql.ts'

/** A download. */
export interface Download {
  readonly actor: string
  /** The pinned URL of the file. */
  readonly address: string
  /** The commit of the file. */
  readonly commit: number
  readonly rows: number
}

/** A commit, or a download after it. */
export interface AuditEntry {
  /** The newest commit at the time of the entry. */
  readonly commit: number
  /** 0 for the commit itself; downloads after it are numbered from 1. */
  readonly ordinal: number
  readonly at: string
  readonly actor: string
  /** The name of the actor's token; null if the actor has none. */
  readonly name: string | null
  readonly kind: string
  readonly reason: string | null
  /** The number of records written, or the number of rows of the file. */
  readonly rows: number
  /** The URL of a download; null for a commit. */
  readonly address: string | null
}

/** Records a download after the newest commit. `now` is in milliseconds since 1970 UTC. */
export const insert = (db: D1Database, now: number, { actor, address, commit, rows }: Download) => {
  const time = new Date(now).toISOString()
  const [digest, digestOfLater] = [time, null].map((at) =>
    digestOf('reads', 'row', { at, actor, commit_seq: commit, rows }),
  )
  const digests = sql`json_object('row', iif(c.at > ${time}, ${digestOfLater}, ${digest}),
    'address', ${digestOf('reads', 'address', { address })})`
  return prepare(db)`INSERT INTO reads (seq, ordinal, at, actor, address, commit_seq, rows, digests)
    SELECT c.seq, 1 + coalesce((SELECT max(r.ordinal) FROM reads AS r WHERE r.seq = c.seq), 0),
      max(c.at, ${time}), ${actor}, ${address}, ${commit}, ${rows}, ${digests}
    FROM commits AS c ORDER BY c.seq DESC LIMIT 1`.run()
}

export interface AuditCursor {
  readonly commit: number
  readonly ordinal: number
}

/** A cursor after every entry. */
export const maxCursor: AuditCursor = { commit: Number.MAX_SAFE_INTEGER, ordinal: Number.MAX_SAFE_INTEGER }

/**
 * Returns the entries before a cursor, newest first. Reads both tables by their keys: without an actor only the rows
 * returned, with an actor all rows down to the last one returned.
 */
export const list = (
  db: D1Database,
  before: AuditCursor,
  actor: string | undefined,
  limit: number,
): Promise<AuditEntry[]> =>
  selectAll<AuditEntry>(db)`
    SELECT e.seq AS "commit", e.ordinal, e.at, e.actor, t.name, e.kind, e.reason, e.rows, e.address FROM (
      SELECT seq, 0 AS ordinal, at, actor, kind, reason, rows, NULL AS address FROM commits
      WHERE seq <= ${before.ordinal > 0 ? before.commit : before.commit - 1} AND (${actor} IS NULL OR actor = ${actor})
      UNION ALL
      SELECT seq, ordinal, at, actor, 'export', NULL, rows, address FROM reads
      WHERE (seq, ordinal) < (${before.commit}, ${before.ordinal}) AND (${actor} IS NULL OR actor = ${actor})
      ORDER BY 1 DESC, 2 DESC LIMIT ${limit}
    ) AS e LEFT JOIN tokens AS t ON t.id = e.actor ORDER BY e.seq DESC, e.ordinal DESC`

export interface DownloadAddress extends AuditCursor {
  readonly address: string
}

/** Returns at most `limit` URLs of downloads after a cursor, oldest first. */
export const listAddressesAfter = (
  db: D1Database,
  { commit, ordinal }: AuditCursor,
  limit: number,
): Promise<DownloadAddress[]> =>
  selectAll<DownloadAddress>(db)`SELECT seq AS "commit", ordinal, address FROM reads
    WHERE (seq, ordinal) > (${commit}, ${ordinal}) ORDER BY seq, ordinal LIMIT ${limit}`

/** Returns the statements that replace URLs of downloads; a redaction must be open. */
export const updateAddresses = (
  db: D1Database,
  addresses: readonly DownloadAddress[],
): D1PreparedStatement[] =>
  toChunks(
    addresses.map(({ commit, ordinal, address }) => [
      ...[commit, ordinal, address],
      digestsOf('reads', ['address'], { address }),
    ]),
  ).map(
    (chunk) => prepare(db)`UPDATE reads SET address = r.value ->> 2, ${mergeDigests(raw('r.value ->> 3'))}
      FROM json_each(${chunk}) AS r
      WHERE reads.seq = r.value ->> 0 AND reads.ordinal = r.value ->> 1`,
  )
