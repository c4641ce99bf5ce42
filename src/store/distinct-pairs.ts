/** Pairs of records of which an editor said that they are not the same event. */
import { insertRow, prepare, selectAll, toChunks } from './sql.ts'

export interface DistinctMark {
  readonly actor: string
  /** Milliseconds since 1970 UTC. */
  readonly now: number
  readonly reason: string
}

/** What was said of a pair, and why it was taken back. */
export interface PairReasons {
  readonly k: number
  readonly reason: string
  readonly end_reason: string | null
}

/** All that was ever said of a record and others; every pair is looked at. */
export const listReasons = (db: D1Database, rowKey: number): Promise<PairReasons[]> =>
  selectAll<PairReasons>(
    db,
  )`SELECT k, reason, end_reason FROM distinct_pairs WHERE a = ${rowKey} OR b = ${rowKey}`

/** The statements that give other reasons to pairs of a record whose history is open. */
export const updateReasons = (db: D1Database, reasons: readonly PairReasons[]): D1PreparedStatement[] =>
  toChunks(reasons.map(({ k, reason, end_reason }) => [k, reason, end_reason])).map(
    (chunk) => prepare(db)`UPDATE distinct_pairs SET reason = r.value ->> 1, end_reason = r.value ->> 2
      FROM json_each(${chunk}) AS r WHERE k = r.value ->> 0`,
  )

/** Two records by their keys, in any order. */
export type Pair = readonly [number, number]

const sortPair = ([one, other]: Pair): Pair => (one < other ? [one, other] : [other, one])

/** Says that two records are not the same; refused where that stands already. */
export const insert = (db: D1Database, pair: Pair, { actor, now, reason }: DistinctMark) => {
  const [a, b] = sortPair(pair)
  return insertRow(db, 'distinct_pairs', { a, b, at: new Date(now).toISOString(), actor, reason })
}

/** Takes it back; nothing happens where it does not stand. */
export const revoke = (db: D1Database, pair: Pair, { actor, now, reason }: DistinctMark) => {
  const [a, b] = sortPair(pair)
  return prepare(db)`UPDATE distinct_pairs
    SET ended_at = max(at, ${new Date(now).toISOString()}), ended_by = ${actor}, end_reason = ${reason}
    WHERE a = ${a} AND b = ${b} AND ended_at IS NULL RETURNING k`
}

export interface DistinctRecord {
  /** Of the other record. */
  readonly id: string
  readonly at: string
  readonly actor: string
  readonly reason: string
}

/** What stands of one record: of which others an editor said that they are not the same; at most 100. */
export const listActive = (db: D1Database, rowKey: number): Promise<DistinctRecord[]> =>
  selectAll<DistinctRecord>(db)`SELECT i.id, p.at, p.actor, p.reason FROM (
      SELECT b AS row_key, at, actor, reason FROM distinct_pairs INDEXED BY distinct_pairs_active
      WHERE a = ${rowKey} AND ended_at IS NULL
      UNION ALL
      SELECT a, at, actor, reason FROM distinct_pairs INDEXED BY distinct_pairs_active_reverse
      WHERE b = ${rowKey} AND ended_at IS NULL
    ) AS p CROSS JOIN incidents AS i ON i.row_key = p.row_key ORDER BY p.at LIMIT 100`
