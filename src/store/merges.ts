/** Merges: which record redirects to which survivor. */
import { prepare, raw, type Sql, selectAll, selectFirst, sql } from './sql.ts'

/**
 * Returns the statement that redirects a merged record to its survivor. It follows the commit's statement and
 * precedes the new versions.
 */
export const insert = (db: D1Database, rowKey: number, survivor: number): D1PreparedStatement =>
  prepare(
    db,
  )`INSERT INTO merges (commit_seq, row_key, survivor) SELECT max(seq), ${rowKey}, ${survivor} FROM commits`

/** The record to which a merged one redirects, in its current state. */
export interface Survivor {
  readonly rowKey: number
  readonly id: string
  readonly status: string
  readonly filer: string
}

const newestSurvivor = (rowKey: Sql): Sql =>
  sql`(SELECT survivor FROM merges WHERE row_key = ${rowKey} ORDER BY commit_seq DESC LIMIT 1)`

/** Selects columns of the final survivor `s` of a merged record, following later merges. */
const selectSurvivor = (rowKey: Sql, columns: Sql): Sql => sql`WITH RECURSIVE chain (row_key) AS (
      SELECT ${newestSurvivor(rowKey)}
      UNION
      SELECT ${newestSurvivor(raw('chain.row_key'))} FROM chain CROSS JOIN incidents AS s ON s.row_key = chain.row_key WHERE s.status = 'merged'
    )
    SELECT ${columns} FROM chain CROSS JOIN incidents AS s ON s.row_key = chain.row_key WHERE s.status <> 'merged'`

/** Returns the final survivor of a merged record. Reads three rows for each step. */
export const findSurvivor = (db: D1Database, rowKey: number): Promise<Survivor | null> =>
  selectFirst<Survivor>(
    db,
  )`${selectSurvivor(sql`${rowKey}`, sql`s.row_key AS "rowKey", s.id, s.status, s.filer`)}`

/** SQL for the final survivor of the record `i` as JSON; NULL if it is not merged. */
export const survivorColumn = sql`CASE i.status WHEN 'merged' THEN (${selectSurvivor(
  raw('i.row_key'),
  sql`json_object('rowKey', s.row_key, 'id', s.id, 'status', s.status, 'filer', s.filer)`,
)}) END AS survivor`

/** Returns the survivor from its column. */
export const parseSurvivor = (json: string | null): Survivor | null =>
  json === null ? null : JSON.parse(json)

/** Returns the status of a merged record before its merge; null if it was never merged. */
export const findPreviousStatus = async (db: D1Database, rowKey: number): Promise<string | null> => {
  const row = await selectFirst<{ status: string }>(db)`SELECT h.status
    FROM merges AS m CROSS JOIN incident_history AS h ON h.row_key = m.row_key AND +h.superseded_by = m.commit_seq
    WHERE m.row_key = ${rowKey} ORDER BY m.commit_seq DESC LIMIT 1`
  return row?.status ?? null
}

export interface MergedRecord {
  readonly id: string
  readonly commit: number
}

/** Returns the records merged into a record now, in the order of their merges; at most 100. */
export const listMerged = (db: D1Database, rowKey: number): Promise<MergedRecord[]> =>
  selectAll<MergedRecord>(
    db,
  )`SELECT i.id, m.commit_seq AS "commit" FROM merges AS m INDEXED BY merges_by_survivor
    CROSS JOIN incidents AS i ON i.row_key = m.row_key
    WHERE m.survivor = ${rowKey} AND i.status = 'merged'
      AND m.commit_seq = (SELECT max(commit_seq) FROM merges WHERE row_key = m.row_key)
    ORDER BY m.commit_seq LIMIT 100`
