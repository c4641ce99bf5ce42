/** Every version of a record with the commit that made it. */
import type { CommitKind } from './commits.ts'
import type { Version } from './incidents.ts'

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

const versionColumns = 'doc, whole, warnings, created_at, updated_at'

/** Which versions are read: `published` leaves out all that were not public. */
export interface HistoryRange {
  readonly published: boolean
  /** From this revision on. */
  readonly first: number
  readonly limit: number
}

const entriesSql = (where: string) => `
  SELECT v.*, c.at, c.actor, t.name, c.kind, c.reason,
    (SELECT status FROM incident_history AS h WHERE h.n = v.n AND h.revision = v.revision - 1) AS "from"
  FROM (
    SELECT i.n, i.id, i.revision, i.commit_seq AS "commit", i.filer, i.status, ${versionColumns}
    FROM incidents AS i JOIN incident_body AS b ON b.n = i.n WHERE i.n = ?1 AND ${where.replaceAll('$', 'i.')}
    UNION ALL
    SELECT n, id, revision, commit_seq, filer, status, ${versionColumns}
    FROM incident_history WHERE n = ?1 AND ${where.replaceAll('$', '')}
  ) AS v JOIN commits AS c ON c.seq = v."commit" LEFT JOIN tokens AS t ON t.id = c.actor
  ORDER BY v.revision`

/** The versions of a record in their order. */
export const list = async (
  db: D1Database,
  n: number,
  { published, first, limit }: HistoryRange,
): Promise<HistoryEntry[]> => {
  const { results } = await db
    .prepare(`${entriesSql("$revision >= ?2 AND (?3 = 0 OR $status = 'published')")} LIMIT ?4`)
    .bind(n, first, published ? 1 : 0, limit)
    .all<HistoryEntry>()
  return results
}

/** Some versions of a record, by their revisions. */
export const listByRevisions = async (
  db: D1Database,
  n: number,
  revisions: readonly number[],
): Promise<HistoryEntry[]> => {
  const { results } = await db
    .prepare(entriesSql('$revision IN (SELECT value FROM json_each(?2))'))
    .bind(n, JSON.stringify(revisions))
    .all<HistoryEntry>()
  return results
}
