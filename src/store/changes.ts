/** Changes that the public can see: versions that are published, or that replaced a published one. */
import type { Version } from './incidents.ts'
import { prepare, raw, type Sql, selectAll, sql } from './sql.ts'

/** A position in the feed: after the change at this place in a commit. */
export interface ChangePosition {
  readonly commit: number
  readonly place: number
}

/** A change, without its record. */
export interface PublicChange extends ChangePosition {
  readonly rowKey: number
  readonly revision: number
  readonly id: string
  readonly at: string
  /** The kind of the commit. */
  readonly act: string
  readonly reason: string | null
  readonly status: string
  /** The status of the previous version; null for the first version. */
  readonly before: string | null
  /** The id of the survivor, for a merge that changed both records for the public. */
  readonly into: string | null
  /** For a redaction: the JSON Pointers that it removed from the record, as JSON. */
  readonly redactedPointers: string | null
  /** The stored size of both versions, in bytes. */
  readonly bytes: number
}

/**
 * Returns a column of the change that a merge has at the place of another one, if the survivor's key is not the greatest:
 * from its place on, each change is that of the next key, and the last one is the survivor's.
 */
const mergePartner = (column: 'row_key' | 'revision'): Sql =>
  sql`CASE c.kind WHEN 'merge' THEN (
     SELECT w.${raw(column)}
     FROM (SELECT survivor FROM merges WHERE commit_seq = o.commit_seq LIMIT 1) AS m
     CROSS JOIN changes AS w ON w.commit_seq = o.commit_seq AND w.row_key = coalesce(
       (SELECT min(n.row_key) FROM changes AS n WHERE n.commit_seq = o.commit_seq AND n.row_key > o.row_key), m.survivor
     )
     WHERE o.row_key >= m.survivor
   ) END`

/** Returns the bytes of the documents of the first of these bodies that exists. */
const documentBytes = (...bodies: string[]): Sql =>
  raw(
    ['public_json', 'full_json']
      .map((name) => `coalesce(${bodies.map((body) => `octet_length(${body}.${name})`).join(', ')}, 0)`)
      .join(' + '),
  )

/** Returns the changes of these rows, with the facts of their commits and versions. */
const describeChanges = (db: D1Database, rows: Sql): Promise<PublicChange[]> =>
  selectAll<PublicChange>(db)`
    SELECT k."commit", k.place, k.row_key AS "rowKey", k.revision, k.at, k.act, k.reason, p.status AS "before",
      CASE k.act WHEN 'redact' THEN (SELECT changed FROM redactions WHERE commit_seq = k."commit") END AS "redactedPointers",
      CASE k.act WHEN 'merge' THEN (
        SELECT s.id FROM merges AS m CROSS JOIN incidents AS s ON s.row_key = m.survivor
        WHERE m.commit_seq = k."commit" LIMIT 1
      ) END AS "into",
      coalesce(i.id, v.id) AS id, coalesce(i.status, v.status) AS status,
      ${documentBytes('b', 'v')} + ${documentBytes('p')} AS bytes
    FROM (${rows}) AS k
    LEFT JOIN incidents AS i ON i.row_key = k.row_key AND i.revision = k.revision
    LEFT JOIN incident_body AS b ON b.row_key = i.row_key
    LEFT JOIN incident_history AS v ON v.row_key = k.row_key AND v.revision = k.revision
    LEFT JOIN incident_history AS p ON p.row_key = k.row_key AND p.revision = k.revision - 1
    ORDER BY k."commit", k.place`

/** Returns the changes of these records by these commits. Reads at most six rows for each. */
export const listOf = (
  db: D1Database,
  keys: readonly { readonly commit: number; readonly rowKey: number }[],
): Promise<PublicChange[]> =>
  describeChanges(
    db,
    sql`SELECT o.commit_seq AS "commit", o.row_key AS place, c.at, c.kind AS act, c.reason, o.row_key, o.revision
      FROM json_each(${JSON.stringify(keys.map(({ commit, rowKey }) => [commit, rowKey]))}) AS key
      CROSS JOIN changes AS o ON o.commit_seq = key.value ->> 0 AND o.row_key = key.value ->> 1
      CROSS JOIN commits AS c ON c.seq = o.commit_seq`,
  )

/**
 * Returns the first changes after a position, up to a commit. Reads at most six rows for each change, and five more
 * for a merge. The place of a change is the key of its record; in a merge, those of the merged records come before that
 * of the survivor, whatever its key.
 */
export const listAfter = (
  db: D1Database,
  { commit, place }: ChangePosition,
  last: number,
  limit: number,
): Promise<PublicChange[]> =>
  describeChanges(
    db,
    sql`SELECT o.commit_seq AS "commit", o.row_key AS place, c.at, c.kind AS act, c.reason,
        coalesce(${mergePartner('row_key')}, o.row_key) AS row_key, coalesce(${mergePartner('revision')}, o.revision) AS revision
      FROM changes AS o CROSS JOIN commits AS c ON c.seq = o.commit_seq
      WHERE (o.commit_seq, o.row_key) > (${commit}, ${place}) AND o.commit_seq <= ${last}
      ORDER BY o.commit_seq, o.row_key LIMIT ${limit}`,
  )

export type VersionKey = Pick<Version, 'rowKey' | 'revision'>

const keyRows = (keys: readonly VersionKey[]): Sql =>
  sql`json_each(${JSON.stringify(keys.map(({ rowKey, revision }) => [rowKey, revision]))}) AS key`

const coalesceColumns = (current: string, ...names: string[]): Sql =>
  raw(names.map((name) => `coalesce(${current}.${name}, v.${name}) AS ${name}`).join(', '))

/** Returns versions, and the documents of versions that were replaced. Reads at most three rows for each. */
export const findVersions = async (
  db: D1Database,
  keys: readonly VersionKey[],
  previousKeys: readonly VersionKey[],
) => {
  const [versions, previous] = await db.batch([
    prepare(db)`
    SELECT key.value ->> 0 AS "rowKey", key.value ->> 1 AS revision, coalesce(i.commit_seq, v.commit_seq) AS "commit",
        ${coalesceColumns('i', 'id', 'filer', 'status', 'created_at', 'updated_at')}, ${coalesceColumns('b', 'warnings')},
        coalesce(b.public_json, v.public_json) AS "publicJson", coalesce(b.full_json, v.full_json) AS "fullJson"
      FROM ${keyRows(keys)}
      LEFT JOIN incidents AS i ON i.row_key = key.value ->> 0 AND i.revision = key.value ->> 1
      LEFT JOIN incident_body AS b ON b.row_key = i.row_key
      LEFT JOIN incident_history AS v ON v.row_key = key.value ->> 0 AND v.revision = key.value ->> 1`,
    prepare(
      db,
    )`SELECT v.row_key AS "rowKey", v.revision, v.public_json AS "publicJson", v.full_json AS "fullJson" FROM ${keyRows(previousKeys)}
      CROSS JOIN incident_history AS v ON v.row_key = key.value ->> 0 AND v.revision = key.value ->> 1`,
  ])
  return {
    versions: versions?.results as Version[],
    previous: previous?.results as (VersionKey & Pick<Version, 'publicJson' | 'fullJson'>)[],
  }
}
