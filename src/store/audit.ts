/** Who did what when: the commits, and the files that people with tokens took. */
import { prepare, selectAll, toChunks } from './sql.ts'

/** A file that was taken. */
export interface Download {
  readonly actor: string
  /** Its pinned address. */
  readonly address: string
  /** The commit that it is of. */
  readonly commit: number
  readonly rows: number
}

/** A commit, or a file taken behind it. */
export interface AuditEntry {
  /** The newest commit of that moment. */
  readonly commit: number
  /** 0 for the commit itself, else the number of the file among those taken behind it. */
  readonly ordinal: number
  readonly at: string
  readonly actor: string
  /** What people call the actor's token; null for whoever has none. */
  readonly name: string | null
  readonly kind: string
  readonly reason: string | null
  /** How many records it wrote, or the file has. */
  readonly rows: number
  /** Of a file. */
  readonly address: string | null
}

/** Notes that a file was taken, behind the newest commit. `now` is in milliseconds since 1970 UTC. */
export const insert = (db: D1Database, now: number, { actor, address, commit, rows }: Download) =>
  prepare(db)`INSERT INTO reads (seq, ordinal, at, actor, address, commit_seq, rows)
    SELECT c.seq, 1 + coalesce((SELECT max(r.ordinal) FROM reads AS r WHERE r.seq = c.seq), 0),
      max(c.at, ${new Date(now).toISOString()}), ${actor}, ${address}, ${commit}, ${rows}
    FROM commits AS c ORDER BY c.seq DESC LIMIT 1`.run()

export interface AuditCursor {
  readonly commit: number
  readonly ordinal: number
}

/** The newest of all places. */
export const maxCursor: AuditCursor = { commit: Number.MAX_SAFE_INTEGER, ordinal: Number.MAX_SAFE_INTEGER }

/**
 * Entries before a place, newest first. Both tables are read along their keys: without an actor no more rows than are
 * given; with one, as many as lie before them.
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

/** The addresses of files behind a place, in their order: some at a time. */
export const listAddressesAfter = (
  db: D1Database,
  { commit, ordinal }: AuditCursor,
  limit: number,
): Promise<DownloadAddress[]> =>
  selectAll<DownloadAddress>(db)`SELECT seq AS "commit", ordinal, address FROM reads
    WHERE (seq, ordinal) > (${commit}, ${ordinal}) ORDER BY seq, ordinal LIMIT ${limit}`

/** The statements that give other addresses to files that were taken; a redaction must be open. */
export const updateAddresses = (
  db: D1Database,
  addresses: readonly DownloadAddress[],
): D1PreparedStatement[] =>
  toChunks(addresses.map(({ commit, ordinal, address }) => [commit, ordinal, address])).map(
    (chunk) => prepare(db)`UPDATE reads SET address = r.value ->> 2 FROM json_each(${chunk}) AS r
      WHERE reads.seq = r.value ->> 0 AND reads.ordinal = r.value ->> 1`,
  )
