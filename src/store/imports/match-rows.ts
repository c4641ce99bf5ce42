/** The stored records that the rows of a file match. */
import { ofStatusCommit, type Version, versionColumns } from '../incidents.ts'
import { type Names, packed } from '../packing.ts'
import { selectAll, sql } from '../sql.ts'

/** Whether the undo of an import retracted or rejected the record, and nobody has decided on it since. */
interface Undone {
  readonly isUndone: 0 | 1
}

const isUndone = sql`(i.status IN ('retracted', 'rejected') AND EXISTS (
    SELECT 1 FROM json_each((${ofStatusCommit('undoes')})) AS undone
    CROSS JOIN commits AS done ON done.seq = undone.value WHERE done.kind = 'import'
  )) AS "isUndone"`

export interface Match extends Version, Undone {
  readonly dataset: string
  readonly reference: string | null
}

const columns = sql`${versionColumns}, i.dataset, i.reference, ${isUndone}`

/** Returns the current versions with one of these references. */
export const findByReferences = async (db: D1Database, references: Iterable<Names>): Promise<Match[]> => {
  const found: Match[] = []
  for (const pack of packed(references)) {
    const matches = await selectAll<Match>(db)`
      SELECT ${columns} FROM json_each(${JSON.stringify(pack)}) AS d CROSS JOIN json_each(d.value) AS r
      CROSS JOIN incidents AS i ON i.dataset = d.key AND i.reference = r.value
      JOIN incident_body AS b ON b.row_key = i.row_key`
    for (const match of matches) found.push(match)
  }
  return found
}

/** Returns the current versions with these keys (at most a few thousand). */
export const findByKeys = async (db: D1Database, keys: readonly number[]): Promise<Match[]> =>
  keys.length === 0
    ? []
    : selectAll<Match>(db)`
        SELECT ${columns} FROM json_each(${JSON.stringify(keys)}) AS k CROSS JOIN incidents AS i ON i.row_key = k.value
        JOIN incident_body AS b ON b.row_key = i.row_key`

/** The dataset of a row without a reference, and the digest of its content. */
export type RowDigest = readonly [dataset: string, digest: string]

/** A record created from such a row, and the row's number among equal rows. */
export interface RowMatch extends Undone {
  readonly dataset: string
  readonly digest: string
  readonly nth: number
  readonly rowKey: number
  readonly filer: string
  readonly status: string
  /** The current dataset of the record. */
  readonly now: string
}

/** Returns the records created from rows with these digests (at most a few thousand), in any order. */
export const findByDigests = async (db: D1Database, rows: readonly RowDigest[]): Promise<RowMatch[]> =>
  rows.length === 0
    ? []
    : selectAll<RowMatch>(db)`
        SELECT m.dataset, m.digest, m.nth, m.row_key AS "rowKey", i.filer, i.status, i.dataset AS now, ${isUndone}
        FROM json_each(${JSON.stringify(rows)}) AS r
        CROSS JOIN import_rows AS m ON m.dataset = r.value ->> 0 AND m.digest = r.value ->> 1
        JOIN incidents AS i ON i.row_key = m.row_key`

/** Returns at most `limit` published records of a dataset with references after `after`, sorted by reference. */
export const listPublishedByReference = (
  db: D1Database,
  dataset: string,
  after: string,
  limit: number,
): Promise<Match[]> =>
  selectAll<Match>(db)`SELECT ${columns}
    FROM incidents AS i INDEXED BY incidents_reference CROSS JOIN incident_body AS b ON b.row_key = i.row_key
    WHERE i.dataset = ${dataset} AND i.reference > ${after} AND +i.status = 'published'
    ORDER BY i.reference LIMIT ${limit}`

/**
 * Returns at most `limit` published records of a dataset that were created from rows without a reference and still
 * have none: those after a digest and number, in that order.
 */
export const listPublishedByDigest = (
  db: D1Database,
  dataset: string,
  { digest, nth }: { readonly digest: string; readonly nth: number },
  limit: number,
): Promise<(Match & Pick<RowMatch, 'digest' | 'nth'>)[]> =>
  selectAll<Match & Pick<RowMatch, 'digest' | 'nth'>>(db)`
    SELECT ${columns}, m.digest, m.nth FROM import_rows AS m CROSS JOIN incidents AS i ON i.row_key = m.row_key
    JOIN incident_body AS b ON b.row_key = i.row_key
    WHERE m.dataset = ${dataset} AND (m.digest, m.nth) > (${digest}, ${nth})
      AND i.dataset = ${dataset} AND i.reference IS NULL AND i.status = 'published'
    ORDER BY m.digest, m.nth LIMIT ${limit}`
