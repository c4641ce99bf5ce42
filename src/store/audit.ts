/** Who did what when: the commits, and the files that people with tokens took. */
import { toChunks } from './redactions.ts'

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
  readonly n: number
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
  db
    .prepare(
      `INSERT INTO reads (seq, n, at, actor, address, commit_seq, rows)
       SELECT c.seq, 1 + coalesce((SELECT max(r.n) FROM reads AS r WHERE r.seq = c.seq), 0), max(c.at, ?1), ?2, ?3, ?4, ?5
       FROM commits AS c ORDER BY c.seq DESC LIMIT 1`,
    )
    .bind(new Date(now).toISOString(), actor, address, commit, rows)
    .run()

export interface AuditCursor {
  readonly commit: number
  readonly n: number
}

/** The newest of all places. */
export const maxCursor: AuditCursor = { commit: Number.MAX_SAFE_INTEGER, n: Number.MAX_SAFE_INTEGER }

/**
 * Entries before a place, newest first. Both tables are read along their keys: without an actor no more rows than are
 * given; with one, as many as lie before them.
 */
export const list = async (
  db: D1Database,
  before: AuditCursor,
  actor: string | undefined,
  limit: number,
): Promise<AuditEntry[]> => {
  const { results } = await db
    .prepare(
      `SELECT e.seq AS "commit", e.n, e.at, e.actor, t.name, e.kind, e.reason, e.rows, e.address FROM (
         SELECT seq, 0 AS n, at, actor, kind, reason, rows, NULL AS address FROM commits
         WHERE seq <= ?1 AND (?3 IS NULL OR actor = ?3)
         UNION ALL
         SELECT seq, n, at, actor, 'export', NULL, rows, address FROM reads
         WHERE (seq, n) < (?2, ?5) AND (?3 IS NULL OR actor = ?3)
         ORDER BY 1 DESC, 2 DESC LIMIT ?4
       ) AS e LEFT JOIN tokens AS t ON t.id = e.actor ORDER BY e.seq DESC, e.n DESC`,
    )
    .bind(before.n > 0 ? before.commit : before.commit - 1, before.commit, actor ?? null, limit, before.n)
    .all<AuditEntry>()
  return results
}

export interface DownloadAddress extends AuditCursor {
  readonly address: string
}

/** The addresses of files behind a place, in their order: some at a time. */
export const listAddressesAfter = async (
  db: D1Database,
  { commit, n }: AuditCursor,
  limit: number,
): Promise<DownloadAddress[]> => {
  const { results } = await db
    .prepare(
      `SELECT seq AS "commit", n, address FROM reads WHERE (seq, n) > (?1, ?2) ORDER BY seq, n LIMIT ?3`,
    )
    .bind(commit, n, limit)
    .all<DownloadAddress>()
  return results
}

/** The statements that give other addresses to files that were taken; a redaction must be open. */
export const updateAddresses = (
  db: D1Database,
  addresses: readonly DownloadAddress[],
): D1PreparedStatement[] =>
  toChunks(addresses.map(({ commit, n, address }) => JSON.stringify([commit, n, address]))).map((chunk) =>
    db
      .prepare(
        `UPDATE reads SET address = r.value ->> 2 FROM json_each(?1) AS r
         WHERE reads.seq = r.value ->> 0 AND reads.n = r.value ->> 1`,
      )
      .bind(chunk),
  )
