/** Which stored records the rows of a file are about. */
import { type Version, versionColumns } from '../incidents.ts'
import { type Names, packed } from '../packing.ts'
import { selectAll, sql } from '../sql.ts'

export interface Match extends Version {
  readonly dataset: string
  readonly reference: string | null
}

const columns = sql`${versionColumns}, i.dataset, i.reference`

/** The current versions that have one of these references. */
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

/** The current versions with these keys, of a few thousand. */
export const findByKeys = async (db: D1Database, keys: readonly number[]): Promise<Match[]> =>
  keys.length === 0
    ? []
    : selectAll<Match>(db)`
        SELECT ${columns} FROM json_each(${JSON.stringify(keys)}) AS k CROSS JOIN incidents AS i ON i.row_key = k.value
        JOIN incident_body AS b ON b.row_key = i.row_key`

/** A row without a reference as a file states it: its dataset, and a digest of what it states. */
export type RowDigest = readonly [dataset: string, digest: string]

/** A record that such a row made, and the number of that row among equal ones. */
export interface RowMatch {
  readonly dataset: string
  readonly digest: string
  readonly nth: number
  readonly rowKey: number
  readonly filer: string
  readonly status: string
  /** The dataset that it is in now. */
  readonly now: string
}

/** The records that rows with these digests made, in any order; of a few thousand. */
export const findByDigests = async (db: D1Database, rows: readonly RowDigest[]): Promise<RowMatch[]> =>
  rows.length === 0
    ? []
    : selectAll<RowMatch>(db)`
        SELECT m.dataset, m.digest, m.nth, m.row_key AS "rowKey", i.filer, i.status, i.dataset AS now
        FROM json_each(${JSON.stringify(rows)}) AS r
        CROSS JOIN import_rows AS m ON m.dataset = r.value ->> 0 AND m.digest = r.value ->> 1
        JOIN incidents AS i ON i.row_key = m.row_key`

/** The published records of a dataset behind a reference, in the order of references: some at a time. */
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
 * The published records of a dataset that rows without a reference made and that have none to this day, behind a
 * digest and number, in their order: some at a time.
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
