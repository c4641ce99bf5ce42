/** Every version of a record with the commit that made it. */
import type { CommitKind } from './commits.ts'
import { type Version, versionsWhere } from './incidents.ts'
import { jsonList, type Sql, selectAll, sql } from './sql.ts'

/** A version, and who made it, when, why. */
export interface HistoryEntry extends Version {
  readonly at: string
  readonly actor: string
  /** What people call the actor's token; null for whoever has none. */
  readonly name: string | null
  readonly kind: CommitKind
  readonly reason: string | null
  /** The status of the version before; null of the first. */
  readonly from: string | null
}

/** Which versions are read: `published` leaves out all that were not public. */
export interface HistoryRange {
  readonly published: boolean
  /** From this revision on. */
  readonly first: number
  readonly limit: number
}

const entriesWhere = (condition: Sql): Sql => sql`
  SELECT v.*, c.at, c.actor, t.name, c.kind, c.reason,
    (SELECT status FROM incident_history AS h WHERE h.row_key = v."rowKey" AND h.revision = v.revision - 1) AS "from"
  FROM (${versionsWhere(condition)}) AS v JOIN commits AS c ON c.seq = v."commit" LEFT JOIN tokens AS t ON t.id = c.actor
  ORDER BY v.revision`

/** The versions of a record in their order. */
export const list = (
  db: D1Database,
  rowKey: number,
  { published, first, limit }: HistoryRange,
): Promise<HistoryEntry[]> => {
  const condition = sql`i.row_key = ${rowKey} AND i.revision >= ${first} AND (NOT ${published} OR i.status = 'published')`
  return selectAll<HistoryEntry>(db)`${entriesWhere(condition)} LIMIT ${limit}`
}

/** Some versions of a record, by their revisions. */
export const listByRevisions = (
  db: D1Database,
  rowKey: number,
  revisions: readonly number[],
): Promise<HistoryEntry[]> =>
  selectAll<HistoryEntry>(
    db,
  )`${entriesWhere(sql`i.row_key = ${rowKey} AND i.revision IN ${jsonList(revisions)}`)}`
