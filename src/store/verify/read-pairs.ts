/** Reading likely pairs, and the records that have been compared, to compare both. */
import { type ActiveRecord, type Comparison, isActive } from '../likely-pairs.ts'
import { selectAll, selectFirst } from '../sql.ts'

export interface KnownPair {
  readonly a: number
  readonly b: number
  readonly aDataset: string
  readonly bDataset: string
  readonly odds: number
  readonly aCollected: 0 | 1
  readonly bCollected: 0 | 1
  readonly aRivals: number
  readonly bRivals: number
  readonly isDistinct: 0 | 1
}

/** Returns all likely pairs by their two keys. */
export const listPairs = async (db: D1Database): Promise<Map<string, KnownPair>> => {
  const found = await selectAll<KnownPair>(db)`
    SELECT a, b, a_dataset AS "aDataset", b_dataset AS "bDataset", odds, a_collected AS "aCollected",
      b_collected AS "bCollected", a_rivals AS "aRivals", b_rivals AS "bRivals", is_distinct AS "isDistinct" FROM likely_pairs`
  return new Map(found.map((pair) => [`${pair.a} ${pair.b}`, pair]))
}

/** Returns how far the register has been compared, and by which rules; null if the row is missing. */
export const readComparison = (
  db: D1Database,
): Promise<(Omit<Comparison, 'run'> & { readonly rules: string }) | null> =>
  selectFirst<Omit<Comparison, 'run'> & { readonly rules: string }>(
    db,
  )`SELECT commit_seq AS "commit", row_key AS "rowKey", rules FROM pair_comparison`

/** The number of records that are compared together. */
const pageSize = 400

/** A record with its place in the order of country and date, in which candidates are near each other. */
export interface ComparableRecord extends ActiveRecord {
  readonly country: string
  readonly date: string
}

/** Returns active records that have been compared, in the order of country, date and key. */
export const listComparable = (
  db: D1Database,
  { commit, rowKey }: Omit<Comparison, 'run'>,
  after: Pick<ComparableRecord, 'country' | 'date' | 'rowKey'>,
): Promise<ComparableRecord[]> =>
  selectAll<ComparableRecord>(
    db,
  )`SELECT i.row_key AS "rowKey", i.id, i.status, i.country, i.date_start AS date,
      b.public_json AS "publicJson"
    FROM incidents AS i INDEXED BY incidents_country CROSS JOIN incident_body AS b ON b.row_key = i.row_key
    WHERE (i.country, i.date_start, i.row_key) > (${after.country}, ${after.date}, ${after.rowKey})
      AND (i.commit_seq, i.row_key) <= (${commit}, ${rowKey}) AND ${isActive}
    ORDER BY i.country, i.date_start, i.row_key LIMIT ${pageSize}`

/** Returns the keys of active records that have been compared. */
export const listComparedKeys = async (
  db: D1Database,
  { commit, rowKey }: Omit<Comparison, 'run'>,
): Promise<Set<number>> => {
  const found = await selectAll<{ rowKey: number }>(db)`SELECT row_key AS "rowKey" FROM incidents
    WHERE (commit_seq, row_key) <= (${commit}, ${rowKey}) AND ${isActive}`
  return new Set(found.map((each) => each.rowKey))
}
