/** All versions of a record, each with its commit. */
import type { CommitKind } from './commits.ts'
import { documentBytes, maxPageBytes, type Version, versionsWhere } from './incidents.ts'
import { jsonList, type Sql, selectAll, sql } from './sql.ts'

/** A version with the author, time and reason of its commit. */
export interface HistoryEntry extends Version {
  readonly at: string
  readonly actor: string
  /** The name of the actor's token; null if the actor has none. */
  readonly name: string | null
  readonly kind: CommitKind
  readonly reason: string | null
  /** The status of the previous version; null for the first version. */
  readonly from: string | null
}

/** The range of versions to read; `published` leaves out versions that were not public. */
export interface HistoryRange {
  readonly published: boolean
  /** The first revision to read. */
  readonly first: number
  readonly limit: number
}

const entriesWhere = (condition: Sql): Sql => sql`
  SELECT v.*, c.at, c.actor, t.name, c.kind, c.reason,
    (SELECT status FROM incident_history AS h WHERE h.row_key = v."rowKey" AND h.revision = v.revision - 1) AS "from"
  FROM (${versionsWhere(condition)}) AS v JOIN commits AS c ON c.seq = v."commit" LEFT JOIN tokens AS t ON t.id = c.actor
  ORDER BY v.revision`

/** Returns the versions of a record, oldest first: at most `limit`, and about 8 MB. */
export const list = (
  db: D1Database,
  rowKey: number,
  { published, first, limit }: HistoryRange,
): Promise<HistoryEntry[]> => {
  const condition = sql`i.row_key = ${rowKey} AND i.revision >= ${first} AND (NOT ${published} OR i.status = 'published')`
  const last = sql`(SELECT max(revision) FROM (
      SELECT revision, sum(bytes) OVER (ORDER BY revision) - bytes AS before FROM (
        SELECT i.revision, ${documentBytes} AS bytes FROM incidents AS i JOIN incident_body AS b ON b.row_key = i.row_key WHERE ${condition}
        UNION ALL
        SELECT i.revision, ${documentBytes} AS bytes FROM incident_history AS i WHERE ${condition}
        ORDER BY 1 LIMIT ${limit}
      )
    ) WHERE before < ${maxPageBytes})`
  return selectAll<HistoryEntry>(db)`${entriesWhere(sql`${condition} AND i.revision <= ${last}`)}`
}

/** Returns the versions of a record with these revisions. */
export const listByRevisions = (
  db: D1Database,
  rowKey: number,
  revisions: readonly number[],
): Promise<HistoryEntry[]> =>
  selectAll<HistoryEntry>(
    db,
  )`${entriesWhere(sql`i.row_key = ${rowKey} AND i.revision IN ${jsonList(revisions)}`)}`
