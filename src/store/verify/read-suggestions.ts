/** Corrections that were accepted, and whose records have not changed since. */
import { selectAll } from '../sql.ts'

export interface UnfollowedSuggestion {
  readonly id: string
  readonly patch: string
  readonly publicJson: string
  readonly fullJson: string | null
}

/** Returns accepted corrections of records without a version of the time of the decision or later. */
export const listUnfollowed = (db: D1Database): Promise<UnfollowedSuggestion[]> =>
  selectAll<UnfollowedSuggestion>(db)`
    SELECT s.id, s.patch, b.public_json AS "publicJson", b.full_json AS "fullJson"
    FROM suggestions AS s JOIN incidents AS i ON i.row_key = s.incident
    JOIN incident_body AS b ON b.row_key = i.row_key
    WHERE s.status = 'accepted' AND i.updated_at < s.decided_at`
