/** Receipts: the digest of a filer's secret, with the key of the record. */
import { type CurrentVersion, findCurrentWhere, type Version, versionsWhere } from './incidents.ts'
import { listWhere, type Remark } from './remarks.ts'
import { insertRow, prepare, raw, selectFirst, sql } from './sql.ts'

export const insert = (db: D1Database, digest: string, rowKey: number) =>
  insertRow(db, 'receipts', { digest, row_key: rowKey })

export const insertAll = (
  db: D1Database,
  receipts: readonly { readonly digest: string; readonly rowKey: number }[],
): D1PreparedStatement =>
  prepare(db)`INSERT INTO receipts (digest, row_key)
    SELECT r.value ->> 'digest', r.value ->> 'rowKey' FROM json_each(${JSON.stringify(receipts)}) AS r`

const actorPrefix = 'receipt:'

/** Returns the actor of a correction by receipt, as commits record it. */
export const actorOf = (filer: string): string => actorPrefix + filer

/**
 * Returns the current version of the record of a receipt, the last one before anyone but its filer edited it, and the
 * remarks on it; null and none if there is no such receipt.
 */
export const findVersions = async (
  db: D1Database,
  digest: string,
): Promise<{
  readonly current: CurrentVersion | null
  readonly filerVersion: Version | null
  readonly remarks: readonly Remark[]
}> => {
  const rowKey = sql`(SELECT row_key FROM receipts WHERE digest = ${digest})`
  const [current, filerVersion, remarks] = await Promise.all([
    findCurrentWhere(db, rowKey),
    selectFirst<Version>(db)`WITH versions AS (${versionsWhere(sql`i.row_key = ${rowKey}`)}),
      foreign_hand AS (
        SELECT coalesce(min(v.revision), 9e15) AS first FROM versions AS v JOIN commits AS c ON c.seq = v."commit"
        WHERE c.actor NOT IN (v.filer, ${raw(`'${actorPrefix}'`)} || v.filer)
      )
      SELECT versions.* FROM versions, foreign_hand WHERE revision < first ORDER BY revision DESC LIMIT 1`,
    listWhere(db, rowKey),
  ])
  return { current, filerVersion, remarks }
}
