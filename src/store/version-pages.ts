/** Many current versions, page by page. */
import { currentVersions, documentBytes, maxPageBytes, type Version, versionColumns } from './incidents.ts'
import { parseTitle, titleOf } from './links.ts'
import { jsonList, raw, type Sql, selectAll, selectFirst, sql } from './sql.ts'

/** The most versions of a page. */
export const maxPageRows = 500

/** Returns the rows of some keys whose documents have about 8 MB together: the first ones, at least one. */
const firstRows = (rows: Sql): Sql => sql`SELECT * FROM (
    SELECT k.*, sum(${documentBytes}) OVER (ORDER BY k.row_key) - (${documentBytes}) AS before
    FROM (${rows}) AS k CROSS JOIN incident_body AS b ON b.row_key = k.row_key
  ) WHERE before < ${raw(String(maxPageBytes))}`

/** Returns the first current versions of these keys, in order of key. */
export const listFirst = (db: D1Database, keys: readonly number[]): Promise<Version[]> =>
  selectAll<Version>(db)`WITH page AS MATERIALIZED (${firstRows(sql`
      SELECT value AS row_key FROM json_each(${JSON.stringify(keys.slice(0, maxPageRows))})`)})
    ${currentVersions} WHERE i.row_key IN (SELECT row_key FROM page) ORDER BY i.row_key`

/** Whether a replaced version `h` equals the current one `i` with the body `b`: later changes were taken back. */
const isSame = raw('h.status = i.status AND h.public_json = b.public_json AND h.full_json IS b.full_json')

/** Selects the versions `h` that commits wrote and that were replaced, with the current ones. */
const replacedBy = (
  seqs: readonly number[],
): Sql => sql`incident_history AS h INDEXED BY incident_history_commit
    CROSS JOIN incidents AS i ON i.row_key = h.row_key CROSS JOIN incident_body AS b ON b.row_key = h.row_key
    WHERE h.commit_seq IN ${jsonList(seqs)}`

/** A current version that is as a commit left it. */
export interface LeftVersion extends Version {
  /** The revision that the commit wrote. */
  readonly written: number
}

/** Returns current versions that are as a commit left them, those after a key, in order of key. */
export const listLeft = (db: D1Database, seq: number, after: number): Promise<LeftVersion[]> =>
  selectAll<LeftVersion>(db)`WITH page AS MATERIALIZED (${firstRows(sql`
      SELECT row_key, revision AS written FROM incidents INDEXED BY incidents_commit
      WHERE commit_seq = ${seq} AND row_key > ${after}
      UNION ALL
      SELECT h.row_key, h.revision FROM ${replacedBy([seq])} AND h.row_key > ${after} AND ${isSame}
      ORDER BY 1 LIMIT ${raw(String(maxPageRows))}`)})
    SELECT ${versionColumns}, page.written
    FROM page CROSS JOIN incidents AS i ON i.row_key = page.row_key
    CROSS JOIN incident_body AS b ON b.row_key = page.row_key ORDER BY page.row_key`

/** The current state of a record. */
export interface RecordState {
  readonly id: string
  readonly status: string
  readonly revision: number
}

/** The current state of a record that a commit wrote, and its names as that commit wrote them. */
export interface NamedRecord extends RecordState {
  readonly reference: string | null
  readonly title: string | null
}

/** Whether no version of a record undoes the commit of the version `h`. */
const isNotUndone = raw(`NOT EXISTS (
    SELECT 1 FROM (
      SELECT commit_seq FROM incidents WHERE row_key = h.row_key
      UNION ALL SELECT commit_seq FROM incident_history WHERE row_key = h.row_key
    ) AS v CROSS JOIN commits AS u ON u.seq = v.commit_seq CROSS JOIN json_each(u.undoes) AS e WHERE e.value = h.commit_seq
  )`)

interface ChangedOptions {
  /** Whether records are listed that an undo of the commit took back. */
  readonly withUndone?: boolean
  /** The only datasets whose records are listed. */
  readonly datasets?: readonly string[] | undefined
}

/** Returns records that are not as commits left them, at most `limit`, in order of key. */
export const listChangedSince = async (
  db: D1Database,
  seqs: readonly number[],
  limit: number,
  { withUndone = true, datasets }: ChangedOptions = {},
): Promise<NamedRecord[]> => {
  const found = await selectAll<NamedRecord>(db)`
    SELECT i.id, i.status, i.revision, h.reference, ${titleOf('h')} AS title
    FROM ${replacedBy(seqs)} AND NOT (${isSame}) AND ${withUndone ? raw('true') : isNotUndone}
      ${datasets ? sql`AND i.dataset IN ${jsonList(datasets)}` : raw('')}
    ORDER BY h.row_key LIMIT ${limit}`
  return found.map((each) => ({ ...each, title: parseTitle(each.title) }))
}

/** Returns how many records are as commits left them, and how many were changed since. */
export const countWritten = async (db: D1Database, seqs: readonly number[]) => {
  const counts = await selectFirst<{ left: number; changed: number }>(db)`
    SELECT current + same AS left, replaced - same AS changed FROM (
      SELECT (SELECT count(*) FROM incidents WHERE commit_seq IN ${jsonList(seqs)}) AS current,
        (SELECT count(*) FROM ${replacedBy(seqs)} AND ${isSame}) AS same,
        (SELECT count(*) FROM incident_history WHERE commit_seq IN ${jsonList(seqs)}) AS replaced
    )`
  return counts ?? { left: 0, changed: 0 }
}
