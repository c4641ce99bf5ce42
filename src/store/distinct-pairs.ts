/** Pairs of records of which an editor said that they are not the same event. */
import { toChunks } from './redactions.ts'

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
export const listReasons = async (db: D1Database, n: number): Promise<PairReasons[]> => {
  const { results } = await db
    .prepare('SELECT k, reason, end_reason FROM distinct_pairs WHERE a = ?1 OR b = ?1')
    .bind(n)
    .all<PairReasons>()
  return results
}

/** The statements that give other reasons to pairs of a record whose history is open. */
export const updateReasons = (db: D1Database, reasons: readonly PairReasons[]): D1PreparedStatement[] =>
  toChunks(reasons.map(({ k, reason, end_reason }) => JSON.stringify([k, reason, end_reason]))).map((chunk) =>
    db
      .prepare(
        `UPDATE distinct_pairs SET reason = r.value ->> 1, end_reason = r.value ->> 2 FROM json_each(?1) AS r
         WHERE k = r.value ->> 0`,
      )
      .bind(chunk),
  )

/** Two records by their keys, in any order. */
export type Pair = readonly [number, number]

const sortPair = ([one, other]: Pair): Pair => (one < other ? [one, other] : [other, one])

/** Says that two records are not the same; refused where that stands already. */
export const insert = (
  db: D1Database,
  pair: Pair,
  { actor, now, reason }: DistinctMark,
): D1PreparedStatement =>
  db
    .prepare('INSERT INTO distinct_pairs (a, b, at, actor, reason) VALUES (?1, ?2, ?3, ?4, ?5)')
    .bind(...sortPair(pair), new Date(now).toISOString(), actor, reason)

/** Takes it back; nothing happens where it does not stand. */
export const revoke = (
  db: D1Database,
  pair: Pair,
  { actor, now, reason }: DistinctMark,
): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE distinct_pairs SET ended_at = max(at, ?3), ended_by = ?4, end_reason = ?5
       WHERE a = ?1 AND b = ?2 AND ended_at IS NULL RETURNING k`,
    )
    .bind(...sortPair(pair), new Date(now).toISOString(), actor, reason)

export interface DistinctRecord {
  /** Of the other record. */
  readonly id: string
  readonly at: string
  readonly actor: string
  readonly reason: string
}

/** What stands of one record: of which others an editor said that they are not the same; at most 100. */
export const listActive = async (db: D1Database, n: number): Promise<DistinctRecord[]> => {
  const { results } = await db
    .prepare(
      `SELECT i.id, p.at, p.actor, p.reason FROM (
         SELECT b AS n, at, actor, reason FROM distinct_pairs INDEXED BY distinct_pairs_standing
         WHERE a = ?1 AND ended_at IS NULL
         UNION ALL
         SELECT a, at, actor, reason FROM distinct_pairs INDEXED BY distinct_pairs_other
         WHERE b = ?1 AND ended_at IS NULL
       ) AS p CROSS JOIN incidents AS i ON i.n = p.n ORDER BY p.at LIMIT 100`,
    )
    .bind(n)
    .all<DistinctRecord>()
  return results
}

/**
 * The records of which it stands that they are not the same as one: of these others, or of all. An index has them on
 * both sides, so that what is read is what is found.
 */
export const findDistinct = async (
  db: D1Database,
  n: number,
  others?: readonly number[],
): Promise<Set<number>> => {
  const among = others ? 'AND n IN (SELECT value FROM json_each(?2))' : ''
  const statement = db.prepare(
    `SELECT n FROM (
       SELECT b AS n FROM distinct_pairs INDEXED BY distinct_pairs_standing WHERE a = ?1 AND ended_at IS NULL
       UNION ALL
       SELECT a AS n FROM distinct_pairs INDEXED BY distinct_pairs_other WHERE b = ?1 AND ended_at IS NULL
     ) WHERE true ${among}`,
  )
  const { results } = await (others ? statement.bind(n, JSON.stringify(others)) : statement.bind(n)).all<{
    n: number
  }>()
  return new Set(results.map((row) => row.n))
}
