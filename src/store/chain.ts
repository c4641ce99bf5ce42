/** The chain of digests over the commits: reading commits with their digests, and checkpoints. */
import type { ChainedCommit, ChainHead, DatasetTexts } from '../record/chain.ts'
import { rowVersion } from '../record/schema-version.ts'
import type { Read } from './batch.ts'
import { prepare, type Sql, selectAll, sql } from './sql.ts'

/** A checkpoint, and the commits after it in order. */
export interface ChainTail {
  /** The last checkpoint; undefined if there is none. */
  readonly base: ChainHead | undefined
  readonly commits: readonly ChainedCommit[]
}

const chainedColumns = sql`seq, at, kind, public_seq AS "publicSeq", published,
  public_content AS "publicContent", content`

/**
 * Returns the reads of the last checkpoint up to a commit, and of the commits after it up to that commit, at most
 * `limit`. They read a row for each of them, and two for the checkpoint.
 */
export const readTail = (
  db: D1Database,
  { last = sql`${Number.MAX_SAFE_INTEGER}`, limit }: { readonly last?: Sql; readonly limit: number },
): { readonly [Name in keyof ChainTail]: Read<ChainTail[Name]> } => {
  const base = sql`(SELECT max(seq) FROM chain_checkpoints WHERE seq <= ${last})`
  return {
    base: {
      statement: prepare(db)`SELECT seq, digest, public_seq AS "publicSeq", public_digest AS "publicDigest"
        FROM chain_checkpoints WHERE seq = ${base}`,
      parse: ([head]) => head as ChainHead | undefined,
    },
    commits: {
      statement: prepare(db)`SELECT ${chainedColumns} FROM commits
        WHERE seq > coalesce(${base}, 0) AND seq <= ${last} ORDER BY seq LIMIT ${limit}`,
      parse: (rows) => rows as ChainedCommit[],
    },
  }
}

/** Writes checkpoints, except those that exist already. */
export const saveCheckpoints = async (db: D1Database, heads: readonly ChainHead[]): Promise<void> => {
  const rows = heads.map(({ seq, digest, publicSeq, publicDigest }) => [seq, digest, publicSeq, publicDigest])
  await prepare(db)`INSERT INTO chain_checkpoints (seq, digest, public_seq, public_digest)
    SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3 FROM json_each(${JSON.stringify(rows)}) AS r
    WHERE NOT EXISTS (SELECT 1 FROM chain_checkpoints WHERE seq = r.value ->> 0)`.run()
}

/** Returns all checkpoints in order. */
export const listCheckpoints = (db: D1Database): Promise<ChainHead[]> =>
  selectAll<ChainHead>(db)`SELECT seq, digest, public_seq AS "publicSeq", public_digest AS "publicDigest"
    FROM chain_checkpoints ORDER BY seq`

/** A change that the public saw, with the seal of its version. */
export interface SealedChange {
  readonly commit: number
  readonly rowKey: number
  readonly id: string
  readonly revision: number
  readonly status: string
  readonly seal: string | null
  /** Whether a redaction removed something that the public saw. */
  readonly isRedacted: 0 | 1
  /** Whether another schema derived what the public sees, until it is derived again. */
  readonly isStale: 0 | 1
}

/** A position after a change: its commit, and the key of its record. */
export interface SealPosition {
  readonly commit: number
  readonly rowKey: number
}

/** Returns the first changes after a position, up to a commit. Reads at most five rows for each. */
export const listSealedChanges = (
  db: D1Database,
  { commit, rowKey }: SealPosition,
  last: number,
  limit: number,
): Promise<SealedChange[]> =>
  selectAll<SealedChange>(db)`
    SELECT o.commit_seq AS "commit", o.row_key AS "rowKey", coalesce(i.id, v.id) AS id, o.revision,
      coalesce(i.status, v.status) AS status, coalesce(b.seal, v.seal) AS seal, coalesce(v.redacted = 'record', 0) AS "isRedacted",
      coalesce(b.schema_version, v.schema_version) NOT IN (${rowVersion}, ${`${rowVersion}-none`}) AS "isStale"
    FROM (
      SELECT * FROM changes WHERE (commit_seq, row_key) > (${commit}, ${rowKey}) AND commit_seq <= ${last}
      ORDER BY commit_seq, row_key LIMIT ${limit}
    ) AS o
    LEFT JOIN incidents AS i ON i.row_key = o.row_key AND i.revision = o.revision
    LEFT JOIN incident_body AS b ON b.row_key = i.row_key
    LEFT JOIN incident_history AS v ON v.row_key = o.row_key AND v.revision = o.revision
    ORDER BY o.commit_seq, o.row_key`

/** A commit with the texts beside its versions that the chain covers. */
export interface SealedCommit extends ChainedCommit, Omit<DatasetTexts, 'slug'> {
  readonly actor: string
  readonly rows: number
  readonly reason: string | null
  readonly seal: string | null
  /** The dataset that it describes; the description is that of this commit. */
  readonly dataset: string | null
  /** The numbers of the commits that it undoes, as a JSON array. */
  readonly undoes: string | null
}

/** Returns a column of a dataset's description as commit `c` wrote it. */
const described = (column: Sql): Sql =>
  sql`CASE WHEN c.dataset IS NOT NULL THEN iif(h.slug IS NULL, d.${column}, h.${column}) END AS ${column}`

/** Returns commits after one in order, up to another, at most `limit`; with `isPublic`, those that the public saw. */
export const listCommits = (
  db: D1Database,
  {
    after,
    last = Number.MAX_SAFE_INTEGER,
    limit,
    isPublic = false,
  }: {
    readonly after: number
    readonly last?: number
    readonly limit: number
    readonly isPublic?: boolean
  },
): Promise<SealedCommit[]> =>
  selectAll<SealedCommit>(db)`SELECT ${chainedColumns}, actor, rows, reason, seal, dataset, undoes,
      ${described(sql`title`)}, ${described(sql`description`)}, ${described(sql`licence`)}, ${described(sql`attribution`)}
    FROM (
      SELECT * FROM commits WHERE seq > ${after} AND seq <= ${last} AND (NOT ${isPublic} OR public_seq = seq)
      ORDER BY seq LIMIT ${limit}
    ) AS c
    LEFT JOIN datasets AS d ON d.slug = c.dataset
    LEFT JOIN dataset_history AS h ON h.slug = c.dataset AND h.superseded_by = (
      SELECT min(superseded_by) FROM dataset_history WHERE slug = c.dataset AND superseded_by > c.seq
    ) ORDER BY c.seq`
