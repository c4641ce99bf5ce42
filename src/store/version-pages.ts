/** Many current versions, page by page. */
import { currentVersions, documentBytes, maxPageBytes, type Version } from './incidents.ts'
import { raw, type Sql, selectAll, selectFirst, sql } from './sql.ts'

/** The most versions of a page. */
export const maxPageRows = 500

/** Returns the first current versions of some keys, in order of key: at least one, and about 8 MB of documents. */
const firstVersions = (keys: Sql): Sql => sql`WITH page AS MATERIALIZED (
    SELECT row_key FROM (
      SELECT i.row_key, sum(${documentBytes}) OVER (ORDER BY i.row_key) - (${documentBytes}) AS before
      FROM (${keys}) AS k CROSS JOIN incidents AS i ON i.row_key = k.row_key
      CROSS JOIN incident_body AS b ON b.row_key = i.row_key
    ) WHERE before < ${raw(String(maxPageBytes))}
  )
  ${currentVersions} WHERE i.row_key IN (SELECT row_key FROM page) ORDER BY i.row_key`

/** Returns the first current versions of these keys, in order of key. */
export const listFirst = (db: D1Database, keys: readonly number[]): Promise<Version[]> =>
  selectAll<Version>(db)`${firstVersions(sql`
    SELECT value AS row_key FROM json_each(${JSON.stringify(keys.slice(0, maxPageRows))})`)}`

/** Returns versions that a commit wrote and that are still current, those after a key, in order of key. */
export const listLeft = (db: D1Database, seq: number, after: number): Promise<Version[]> =>
  selectAll<Version>(db)`${firstVersions(sql`
    SELECT row_key FROM incidents INDEXED BY incidents_commit
    WHERE commit_seq = ${seq} AND row_key > ${after} ORDER BY row_key LIMIT ${raw(String(maxPageRows))}`)}`

/** The current state of a record. */
export interface RecordState {
  readonly id: string
  readonly status: string
  readonly revision: number
}

/** Returns the state of records that were changed after a commit wrote them, at most `limit`, in order of key. */
export const listChangedSince = (db: D1Database, seq: number, limit: number): Promise<RecordState[]> =>
  selectAll<RecordState>(db)`SELECT i.id, i.status, i.revision
    FROM incident_history AS h INDEXED BY incident_history_commit CROSS JOIN incidents AS i ON i.row_key = h.row_key
    WHERE h.commit_seq = ${seq} ORDER BY h.row_key LIMIT ${limit}`

/** Returns how many of the versions that a commit wrote are current, and how many were replaced since. */
export const countWritten = async (db: D1Database, seq: number) => {
  const counts = await selectFirst<{ current: number; replaced: number }>(db)`
    SELECT (SELECT count(*) FROM incidents WHERE commit_seq = ${seq}) AS current,
      (SELECT count(*) FROM incident_history WHERE commit_seq = ${seq}) AS replaced`
  return counts ?? { current: 0, replaced: 0 }
}
