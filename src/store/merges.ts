/** Which records were merged into which. */

/** Says, in the batch of a merge, behind its commit and before its versions, where the merged record leads. */
export const insert = (db: D1Database, n: number, survivor: number): D1PreparedStatement =>
  db
    .prepare('INSERT INTO merges (commit_seq, n, survivor) SELECT max(seq), ?1, ?2 FROM commits')
    .bind(n, survivor)

/** A record that took another in, as it stands. */
export interface Survivor {
  readonly n: number
  readonly id: string
  readonly status: string
  readonly filer: string
}

const newestSurvivor = (n: string): string =>
  `(SELECT survivor FROM merges WHERE n = ${n} ORDER BY commit_seq DESC LIMIT 1)`

/** The last survivor: where a merged record leads, over others that were merged since. Three rows for each step. */
export const findSurvivor = (db: D1Database, n: number): Promise<Survivor | null> =>
  db
    .prepare(
      `WITH RECURSIVE chain (n) AS (
         SELECT ${newestSurvivor('?1')}
         UNION
         SELECT ${newestSurvivor('chain.n')} FROM chain CROSS JOIN incidents AS i ON i.n = chain.n WHERE i.status = 'merged'
       )
       SELECT i.n, i.id, i.status, i.filer FROM chain CROSS JOIN incidents AS i ON i.n = chain.n
       WHERE i.status <> 'merged'`,
    )
    .bind(n)
    .first<Survivor>()

/** The status of a merged record before it was merged. */
export const findPreviousStatus = async (db: D1Database, n: number): Promise<string | null> => {
  const row = await db
    .prepare(
      `SELECT h.status FROM merges AS m CROSS JOIN incident_history AS h ON h.n = m.n AND +h.superseded_by = m.commit_seq
       WHERE m.n = ?1 ORDER BY m.commit_seq DESC LIMIT 1`,
    )
    .bind(n)
    .first<{ status: string }>()
  return row?.status ?? null
}

export interface MergedRecord {
  readonly id: string
  readonly commit: number
}

/** The records that are merged into one now, in the order in which they were; at most 100. */
export const listMerged = async (db: D1Database, n: number): Promise<MergedRecord[]> => {
  const { results } = await db
    .prepare(
      `SELECT i.id, m.commit_seq AS "commit" FROM merges AS m INDEXED BY merges_into
       CROSS JOIN incidents AS i ON i.n = m.n
       WHERE m.survivor = ?1 AND i.status = 'merged'
         AND m.commit_seq = (SELECT max(commit_seq) FROM merges WHERE n = m.n)
       ORDER BY m.commit_seq LIMIT 100`,
    )
    .bind(n)
    .all<MergedRecord>()
  return results
}
