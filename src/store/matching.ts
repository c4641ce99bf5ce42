/** Which stored records the rows of a file are about. */
import type { Version } from './incidents.ts'

export interface Match extends Version {
  readonly dataset: string
  readonly reference: string
}

const match = `SELECT i.n, i.id, i.revision, i.commit_seq AS "commit", i.filer, i.status, i.dataset, i.reference,
  b.doc, b.notes, b.warnings, b.created_at, b.updated_at`

/** The current versions that have one of these references in a dataset; at most some hundreds at a time. */
export const byReferences = async (
  db: D1Database,
  dataset: string,
  references: readonly string[],
): Promise<Match[]> => {
  if (references.length === 0) return []
  const { results } = await db
    .prepare(
      `${match} FROM json_each(?2) AS r CROSS JOIN incidents AS i ON i.dataset = ?1 AND i.reference = r.value
       JOIN incident_body AS b ON b.n = i.n`,
    )
    .bind(dataset, JSON.stringify(references))
    .all<Match>()
  return results
}

/** The published records of a dataset behind a reference, in the order of references: some at a time. */
export const published = async (
  db: D1Database,
  dataset: string,
  after: string,
  howMany: number,
): Promise<Match[]> => {
  const { results } = await db
    .prepare(
      `${match} FROM incidents AS i INDEXED BY incidents_reference CROSS JOIN incident_body AS b ON b.n = i.n
       WHERE i.dataset = ?1 AND i.reference > ?2 AND +i.status = 'published'
       ORDER BY i.reference LIMIT ?3`,
    )
    .bind(dataset, after, howMany)
    .all<Match>()
  return results
}
