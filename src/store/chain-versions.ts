/** All versions in order, as the verification of the chain reads them. */
import { receiptBeside, rowBeside } from '../record/chain.ts'
import type { Version } from './incidents.ts'
import { raw, selectAll } from './sql.ts'

/** A stored version with what the chain covers of it. */
export interface ProvenVersion extends Version {
  readonly supersededBy: number | null
  readonly seal: string | null
  readonly redacted: 'private' | 'record' | null
  /** Whether it is among the changes that the public saw. */
  readonly isChange: 0 | 1
  /** Its revision in the order of pages: that of its body, which may differ from that of its record. */
  readonly place: number
  /** The record into which its commit merged it. */
  readonly into: string | null
}

export interface VersionPosition {
  readonly rowKey: number
  readonly revision: number
}

/** The bytes of documents in one page, except that its last document may exceed it. */
const pageBytes = 4_000_000
const maxPageRows = 1000

const sizes = (table: string, alias: string) =>
  raw(`SELECT row_key, revision, octet_length(public_json) + coalesce(octet_length(full_json), 0)
    + octet_length(warnings) AS bytes FROM ${table} AS ${alias}`)

const proven = (supersededBy: string, redacted: string) =>
  raw(`SELECT i.row_key AS "rowKey", i.id, i.revision, i.commit_seq AS "commit", ${supersededBy} AS "supersededBy", i.filer, i.status,
    public_json AS "publicJson", full_json AS "fullJson", warnings, created_at, updated_at, seal, ${redacted} AS redacted,
    EXISTS (
      SELECT 1 FROM changes AS o WHERE o.commit_seq = i.commit_seq AND o.row_key = i.row_key AND o.revision = i.revision
    ) AS "isChange",
    p.revision AS "place",
    CASE i.status WHEN 'merged' THEN (
      SELECT s.id FROM merges AS m JOIN incidents AS s ON s.row_key = m.survivor
      WHERE m.commit_seq = i.commit_seq AND m.row_key = i.row_key
    ) END AS "into"`)

/** Returns the versions after a position, by key and revision: at most `maxPageRows`, and about 4 MB. */
export const listProvenVersions = (
  db: D1Database,
  { rowKey, revision }: VersionPosition,
): Promise<ProvenVersion[]> =>
  selectAll<ProvenVersion>(db)`
    WITH places AS MATERIALIZED (
      SELECT *, sum(bytes) OVER (ORDER BY row_key, revision) - bytes AS before FROM (
        SELECT * FROM (${sizes('incident_history', 'h')} WHERE (row_key, revision) > (${rowKey}, ${revision})
          ORDER BY row_key, revision LIMIT ${maxPageRows})
        UNION ALL
        SELECT * FROM (${sizes('incident_body', 'b')}
          WHERE row_key >= ${rowKey} AND (row_key > ${rowKey} OR revision > ${revision})
            AND EXISTS (SELECT 1 FROM incidents WHERE row_key = b.row_key) ORDER BY row_key LIMIT ${maxPageRows})
        ORDER BY row_key, revision LIMIT ${maxPageRows}
      )
    ), page AS MATERIALIZED (SELECT row_key, revision FROM places WHERE before < ${pageBytes})
    ${proven('superseded_by', 'redacted')}
      FROM page AS p CROSS JOIN incident_history AS i ON i.row_key = p.row_key AND i.revision = p.revision
    UNION ALL
    ${proven('NULL', 'NULL')}
      FROM page AS p CROSS JOIN incident_body AS b ON b.row_key = p.row_key AND b.revision = p.revision
      JOIN incidents AS i ON i.row_key = b.row_key
    ORDER BY 1, 3`

/** Returns what commits wrote beside the first versions of records, by the keys of the records. */
export const listBesides = async (db: D1Database): Promise<ReadonlyMap<number, string>> => {
  const [receipts, rows] = await Promise.all([
    selectAll<{ rowKey: number; digest: string }>(
      db,
    )`SELECT row_key AS "rowKey", digest FROM receipts ORDER BY digest`,
    selectAll<{ rowKey: number; digest: string; nth: number }>(
      db,
    )`SELECT row_key AS "rowKey", digest, nth FROM import_rows ORDER BY digest, nth`,
  ])
  const besides = new Map<number, string>()
  const add = (rowKey: number, beside: string) => {
    const before = besides.get(rowKey)
    besides.set(rowKey, before === undefined ? beside : `${before} ${beside}`)
  }
  for (const { rowKey, digest } of receipts) add(rowKey, receiptBeside(digest))
  for (const { rowKey, ...row } of rows) add(rowKey, rowBeside(row))
  return besides
}
