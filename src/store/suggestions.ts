/** Suggested corrections of published records. */
import { currentVersions, type Version, versionsWhere } from './incidents.ts'
import { digestsOf, erase, mergeDigests, setDigests } from './row-digests.ts'
import { jsonList, prepare, raw, selectAll, selectFirst, sql } from './sql.ts'

export interface Suggestion {
  readonly rowKey: number
  readonly id: string
  /** The key of the record. */
  readonly incident: number
  /** The revision that the author saw. */
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
  /** The digest of the sender's network and day; only the public is counted by it. */
  readonly sender?: string | undefined
}

const columns = sql`row_key AS "rowKey", id, incident, revision, actor, at, reason, patch, warnings, status, decided_at, decided_by,
  decision_reason`

/**
 * Returns the statement that inserts a waiting correction. It returns no row if its revision is not the current one.
 * The triggers reject it if too many are waiting.
 */
export const insert = (db: D1Database, { rowKey, ...suggestion }: NewSuggestion): D1PreparedStatement => {
  const { id, incident, revision, actor, at, reason, patch, warnings, sender } = suggestion
  const acts = sender === undefined ? (['row'] as const) : (['row', 'sender'] as const)
  const digests = digestsOf('suggestions', acts, { row_key: rowKey, ...suggestion })
  return prepare(db)`
    INSERT INTO suggestions (row_key, id, incident, revision, actor, at, reason, patch, warnings, sender, status, digests)
    SELECT ${rowKey}, ${id}, ${incident}, ${revision}, ${actor}, ${at}, ${reason}, ${patch}, ${warnings}, ${sender},
      'waiting', ${digests}
    FROM incidents WHERE row_key = ${incident} AND revision = ${revision} RETURNING id`
}

const maxSwept = 100

/** Returns the statement that deletes at most 100 corrections declined before a time (RFC 3339, UTC). */
export const sweep = (db: D1Database, before: string): D1PreparedStatement =>
  prepare(db)`UPDATE suggestions SET ${erase} WHERE row_key IN (
      SELECT row_key FROM suggestions INDEXED BY suggestions_declined
      WHERE status = 'declined' AND decided_at < ${before} LIMIT ${maxSwept}
    )`

/** Returns the statement that deletes the digests of senders of corrections before a time (RFC 3339, UTC). */
export const forgetSenders = (db: D1Database, before: string): D1PreparedStatement =>
  prepare(
    db,
  )`UPDATE suggestions INDEXED BY suggestions_by_sender SET sender = NULL, ${mergeDigests(sql`'{"sender":null}'`)}
    WHERE sender IS NOT NULL AND at < ${before}`

/** A correction with the names of the tokens of its author and of who decided; null if they have none. */
export interface NamedSuggestion extends Suggestion {
  readonly actorName: string | null
  readonly deciderName: string | null
}

/**
 * Returns a correction with names, the current version of its record, and the version that its author saw; null if
 * missing.
 */
export const findWithRecord = async (db: D1Database, rowKey: number) => {
  const own = (column: 'incident' | 'revision') =>
    sql`(SELECT ${raw(column)} FROM suggestions WHERE row_key = ${rowKey})`
  const [suggestion, current, reviewed] = await Promise.all([
    selectFirst<NamedSuggestion>(db)`SELECT ${columns},
      (SELECT name FROM tokens AS t WHERE t.id = s.actor) AS "actorName",
      (SELECT name FROM tokens AS t WHERE t.id = s.decided_by) AS "deciderName"
      FROM suggestions AS s WHERE row_key = ${rowKey}`,
    selectFirst<Version>(db)`${currentVersions} WHERE i.row_key = ${own('incident')}`,
    selectFirst<Version>(
      db,
    )`${versionsWhere(sql`i.row_key = ${own('incident')} AND i.revision = ${own('revision')}`)}`,
  ])
  return { suggestion, current, reviewed }
}

/** Returns the corrections waiting for a record, oldest first. */
export const listWaiting = (db: D1Database, incident: number): Promise<Suggestion[]> =>
  selectAll<Suggestion>(db)`SELECT ${columns} FROM suggestions INDEXED BY suggestions_by_incident
    WHERE incident = ${incident} AND status = 'waiting' ORDER BY row_key`

/** Returns corrections by their keys, in order of key. */
export const listByKeys = (db: D1Database, keys: readonly number[]): Promise<Suggestion[]> =>
  selectAll<Suggestion>(
    db,
  )`SELECT ${columns} FROM suggestions WHERE row_key IN ${jsonList(keys)} ORDER BY row_key`

export interface SuggestionDecision {
  readonly status: 'accepted' | 'declined'
  readonly at: string
  readonly actor: string
  readonly reason: string
}

/** Returns the statement that records a decision; the triggers reject a second one. */
export const saveDecision = (
  db: D1Database,
  rowKey: number,
  { status, at, actor, reason }: SuggestionDecision,
) => {
  const decision = { status, decided_at: at, decided_by: actor, decision_reason: reason }
  return prepare(db)`UPDATE suggestions
    SET status = ${status}, decided_at = ${at}, decided_by = ${actor}, decision_reason = ${reason},
      ${setDigests('suggestions', ['decision'], { row_key: rowKey, ...decision })} WHERE row_key = ${rowKey}`
}

/**
 * Declines those corrections that are still waiting, of records of these datasets or of all if there are none. Returns
 * their ids.
 */
export const declineSome = async (
  db: D1Database,
  ids: readonly { readonly rowKey: number; readonly id: string }[],
  {
    at,
    actor,
    reason,
    datasets,
  }: Omit<SuggestionDecision, 'status'> & { readonly datasets?: readonly string[] | undefined },
): Promise<string[]> => {
  const decision = { status: 'declined', decided_at: at, decided_by: actor, decision_reason: reason }
  const rows = ids.map(({ rowKey, id }) => [
    ...[rowKey, id],
    digestsOf('suggestions', ['decision'], { row_key: rowKey, ...decision }),
  ])
  const declined = await selectAll<{ id: string }>(db)`
    UPDATE suggestions SET status = 'declined', decided_at = ${at}, decided_by = ${actor}, decision_reason = ${reason},
      ${mergeDigests(raw('r.value ->> 2'))}
    FROM json_each(${JSON.stringify(rows)}) AS r
    WHERE row_key = r.value ->> 0 AND suggestions.id = r.value ->> 1 AND status = 'waiting'
      ${datasets ? sql`AND (SELECT dataset FROM incidents AS i WHERE i.row_key = incident) IN ${jsonList(datasets)}` : raw('')}
    RETURNING suggestions.id`
  return declined.map(({ id }) => id)
}
