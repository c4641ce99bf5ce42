/** Corrections that somebody suggests of a published record. */

export interface Suggestion {
  readonly n: number
  readonly id: string
  /** The key of the record. */
  readonly incident: number
  /** The revision that its author saw. */
  readonly revision: number
  readonly actor: string
  readonly at: string
  readonly reason: string
  /** A JSON Merge Patch (RFC 7396). */
  readonly patch: string
  readonly warnings: number
  readonly status: 'waiting' | 'accepted' | 'declined'
  readonly decided_at: string | null
  readonly decided_by: string | null
  readonly decision_reason: string | null
}

export type NewSuggestion = Omit<Suggestion, 'status' | 'decided_at' | 'decided_by' | 'decision_reason'> & {
  /** The network that it came from, today, as a digest: the public alone is counted by it. */
  readonly sender?: string | undefined
}

const columns = `n, id, incident, revision, actor, at, reason, patch, warnings, status, decided_at, decided_by,
  decision_reason`

/** Adds one that waits; no row comes back where its revision is not the current one. The guards refuse it where too many wait already. */
export const insert = (db: D1Database, each: NewSuggestion): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO suggestions (n, id, incident, revision, actor, at, reason, patch, warnings, sender, status)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'waiting' FROM incidents WHERE n = ?3 AND revision = ?4
       RETURNING n`,
    )
    .bind(
      each.n,
      each.id,
      each.incident,
      each.revision,
      each.actor,
      each.at,
      each.reason,
      each.patch,
      each.warnings,
      each.sender ?? null,
    )

const maxSwept = 100

/** Throws away some that were declined before a time (RFC 3339, UTC). */
export const sweep = (db: D1Database, before: string): D1PreparedStatement =>
  db
    .prepare(
      `DELETE FROM suggestions WHERE n IN (
         SELECT n FROM suggestions INDEXED BY suggestions_declined
         WHERE status = 'declined' AND decided_at < ?1 LIMIT ${maxSwept}
       )`,
    )
    .bind(before)

export const find = (db: D1Database, n: number): Promise<Suggestion | null> =>
  db.prepare(`SELECT ${columns} FROM suggestions WHERE n = ?1`).bind(n).first<Suggestion>()

/** Those that wait for one record, oldest first. */
export const listWaiting = async (db: D1Database, incident: number): Promise<Suggestion[]> => {
  const { results } = await db
    .prepare(
      `SELECT ${columns} FROM suggestions INDEXED BY suggestions_of
       WHERE incident = ?1 AND status = 'waiting' ORDER BY n`,
    )
    .bind(incident)
    .all<Suggestion>()
  return results
}

/** Some by their keys, in their order. */
export const listByKeys = async (db: D1Database, keys: readonly number[]): Promise<Suggestion[]> => {
  const { results } = await db
    .prepare(`SELECT ${columns} FROM suggestions WHERE n IN (SELECT value FROM json_each(?1)) ORDER BY n`)
    .bind(JSON.stringify(keys))
    .all<Suggestion>()
  return results
}

export interface SuggestionDecision {
  readonly status: 'accepted' | 'declined'
  readonly at: string
  readonly actor: string
  readonly reason: string
}

/** Decides one; the guards refuse it where that was done before. */
export const saveDecision = (db: D1Database, n: number, { status, at, actor, reason }: SuggestionDecision) =>
  db
    .prepare(
      `UPDATE suggestions SET status = ?2, decided_at = ?3, decided_by = ?4, decision_reason = ?5 WHERE n = ?1`,
    )
    .bind(n, status, at, actor, reason)

/** Declines those of some that wait. The ids of those come back. */
export const declineSome = async (
  db: D1Database,
  ids: readonly { readonly n: number; readonly id: string }[],
  { at, actor, reason }: Omit<SuggestionDecision, 'status'>,
): Promise<string[]> => {
  const { results } = await db
    .prepare(
      `UPDATE suggestions SET status = 'declined', decided_at = ?2, decided_by = ?3, decision_reason = ?4
       WHERE (n, id) IN (SELECT value ->> 'n', value ->> 'id' FROM json_each(?1)) AND status = 'waiting' RETURNING id`,
    )
    .bind(JSON.stringify(ids), at, actor, reason)
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}
