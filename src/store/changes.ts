/** What the public saw change: versions that are published, or that replaced one that was. */
import type { Version } from './incidents.ts'
import { prepare, raw, type Sql, selectAll, sql } from './sql.ts'

/** Where a reader stands: behind the change at a place of a commit. */
export interface ChangePosition {
  readonly commit: number
  readonly place: number
}

/** A change, without what it says. */
export interface PublicChange extends ChangePosition {
  readonly rowKey: number
  readonly revision: number
  readonly id: string
  readonly at: string
  /** What the commit did. */
  readonly act: string
  readonly reason: string | null
  readonly status: string
  /** The status of the version before; null where there was none. */
  readonly before: string | null
  /** Of a merge that changed both records for the public, the id of the survivor. */
  readonly into: string | null
  /** Of a redaction, the JSON Pointers of what it removed from the record, as JSON. */
  readonly redactedPointers: string | null
  /** How many bytes its two versions have, as they are kept. */
  readonly bytes: number
}

/** Of the two changes of a merge whose order is not that of their keys, a column of the other one. */
const mergePartner = (column: 'row_key' | 'revision'): Sql =>
  sql`CASE c.kind WHEN 'merge' THEN (
     SELECT w.${raw(column)} FROM merges AS m CROSS JOIN changes AS w ON w.commit_seq = m.commit_seq
     WHERE m.commit_seq = o.commit_seq AND m.row_key > m.survivor AND w.row_key <> o.row_key
   ) END`

/**
 * The first changes behind a position, up to a commit. Of each change at most six rows are read, and five more of a
 * merge. The place of a change is the key of its record; the two of a merge have their places in the order that the
 * merged record comes first.
 */
export const listAfter = (
  db: D1Database,
  { commit, place }: ChangePosition,
  last: number,
  limit: number,
): Promise<PublicChange[]> =>
  selectAll<PublicChange>(db)`
    SELECT k."commit", k.place, k.row_key AS "rowKey", k.revision, k.at, k.act, k.reason, p.status AS "before",
      CASE k.act WHEN 'redact' THEN (SELECT changed FROM redactions WHERE commit_seq = k."commit") END AS "redactedPointers",
      CASE k.act WHEN 'merge' THEN (
        SELECT s.id FROM merges AS m CROSS JOIN incidents AS s ON s.row_key = m.survivor WHERE m.commit_seq = k."commit"
      ) END AS "into",
      coalesce(i.id, v.id) AS id, coalesce(i.status, v.status) AS status,
      coalesce(octet_length(b.public_json), octet_length(v.public_json)) + coalesce(octet_length(p.public_json), 0) AS bytes
    FROM (
      SELECT o.commit_seq AS "commit", o.row_key AS place, c.at, c.kind AS act, c.reason,
        coalesce(${mergePartner('row_key')}, o.row_key) AS row_key, coalesce(${mergePartner('revision')}, o.revision) AS revision
      FROM changes AS o CROSS JOIN commits AS c ON c.seq = o.commit_seq
      WHERE (o.commit_seq, o.row_key) > (${commit}, ${place}) AND o.commit_seq <= ${last}
      ORDER BY o.commit_seq, o.row_key LIMIT ${limit}
    ) AS k
    LEFT JOIN incidents AS i ON i.row_key = k.row_key AND i.revision = k.revision
    LEFT JOIN incident_body AS b ON b.row_key = i.row_key
    LEFT JOIN incident_history AS v ON v.row_key = k.row_key AND v.revision = k.revision
    LEFT JOIN incident_history AS p ON p.row_key = k.row_key AND p.revision = k.revision - 1
    ORDER BY k."commit", k.place`

export type VersionKey = Pick<Version, 'rowKey' | 'revision'>

const keyRows = (keys: readonly VersionKey[]): Sql =>
  sql`json_each(${JSON.stringify(keys.map(({ rowKey, revision }) => [rowKey, revision]))}) AS key`

const coalesceColumns = (current: string, ...names: string[]): Sql =>
  raw(names.map((name) => `coalesce(${current}.${name}, v.${name}) AS ${name}`).join(', '))

/** Some versions, and the documents of some that were replaced; of each at most three rows are read. */
export const findVersions = async (
  db: D1Database,
  keys: readonly VersionKey[],
  previousKeys: readonly VersionKey[],
) => {
  const [versions, previous] = await db.batch([
    prepare(db)`
    SELECT key.value ->> 0 AS "rowKey", key.value ->> 1 AS revision, coalesce(i.commit_seq, v.commit_seq) AS "commit",
        ${coalesceColumns('i', 'id', 'filer', 'status', 'created_at', 'updated_at')}, ${coalesceColumns('b', 'warnings')},
        coalesce(b.public_json, v.public_json) AS "publicJson", NULL AS "fullJson"
      FROM ${keyRows(keys)}
      LEFT JOIN incidents AS i ON i.row_key = key.value ->> 0 AND i.revision = key.value ->> 1
      LEFT JOIN incident_body AS b ON b.row_key = i.row_key
      LEFT JOIN incident_history AS v ON v.row_key = key.value ->> 0 AND v.revision = key.value ->> 1`,
    prepare(
      db,
    )`SELECT v.row_key AS "rowKey", v.revision, v.public_json AS "publicJson" FROM ${keyRows(previousKeys)}
      CROSS JOIN incident_history AS v ON v.row_key = key.value ->> 0 AND v.revision = key.value ->> 1`,
  ])
  return {
    versions: versions?.results as Version[],
    previous: previous?.results as (VersionKey & Pick<Version, 'publicJson'>)[],
  }
}
