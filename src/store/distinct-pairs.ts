/** Pairs of records that an editor marked as distinct events. */
import { digestOf, digestsOf, mergeDigests } from './row-digests.ts'
import { insertRow, prepare, raw, selectAll, sql, toChunks } from './sql.ts'

export interface DistinctMark {
  readonly actor: string
  /** Milliseconds since 1970 UTC. */
  readonly now: number
  readonly reason: string
}

/** The reason of a mark, and the reason for its removal. */
export interface PairReasons {
  readonly k: number
  readonly a: number
  readonly b: number
  readonly reason: string
  readonly end_reason: string | null
}

/** Returns all marks of a record, including removed ones. Reads every pair. */
export const listReasons = (db: D1Database, rowKey: number): Promise<PairReasons[]> =>
  selectAll<PairReasons>(
    db,
  )`SELECT k, a, b, reason, end_reason FROM distinct_pairs WHERE a = ${rowKey} OR b = ${rowKey}`

/** Returns the statements that replace the reasons of marks, for a record whose history is open. */
export const updateReasons = (db: D1Database, reasons: readonly PairReasons[]): D1PreparedStatement[] =>
  toChunks(
    reasons.map((each) => {
      const acts = each.end_reason === null ? (['reason'] as const) : (['reason', 'end_reason'] as const)
      return [each.k, each.reason, each.end_reason, digestsOf('distinct_pairs', acts, { ...each })]
    }),
  ).map(
    (chunk) => prepare(db)`UPDATE distinct_pairs
      SET reason = r.value ->> 1, end_reason = r.value ->> 2, ${mergeDigests(raw('r.value ->> 3'))}
      FROM json_each(${chunk}) AS r WHERE k = r.value ->> 0`,
  )

/** Two record keys in any order. */
export type Pair = readonly [number, number]

const sortPair = ([one, other]: Pair): Pair => (one < other ? [one, other] : [other, one])

/** Returns the statement that marks two records as distinct. It fails with `pair_taken` if they already are. */
export const insert = (db: D1Database, pair: Pair, { actor, now, reason }: DistinctMark) => {
  const [a, b] = sortPair(pair)
  const row = { a, b, at: new Date(now).toISOString(), actor, reason }
  return insertRow(db, 'distinct_pairs', {
    ...row,
    digests: digestsOf('distinct_pairs', ['row', 'reason'], row),
  })
}

/** Returns the statement that removes the mark; it does nothing if there is none. */
export const revoke = (db: D1Database, pair: Pair, { actor, now, reason }: DistinctMark) => {
  const [a, b] = sortPair(pair)
  const time = new Date(now).toISOString()
  const end = { a, b, ended_at: time, ended_by: actor, end_reason: reason }
  const [digest, digestOfLater] = [time, null].map((ended_at) =>
    digestOf('distinct_pairs', 'end', { ...end, ended_at }),
  )
  const digests = sql`json_object('end', iif(at > ${time}, ${digestOfLater}, ${digest}),
    'end_reason', ${digestOf('distinct_pairs', 'end_reason', end)})`
  return prepare(db)`UPDATE distinct_pairs
    SET ended_at = max(at, ${time}), ended_by = ${actor}, end_reason = ${reason}, ${mergeDigests(digests)}
    WHERE a = ${a} AND b = ${b} AND ended_at IS NULL RETURNING k`
}

export interface DistinctRecord {
  /** The id of the other record. */
  readonly id: string
  readonly at: string
  readonly actor: string
  /** The name of the actor's token; null if there is none. */
  readonly name: string | null
  readonly reason: string
}

/** Returns the records marked as distinct from a record, oldest mark first; at most 100. */
export const listActive = (db: D1Database, rowKey: number): Promise<DistinctRecord[]> =>
  selectAll<DistinctRecord>(db)`SELECT i.id, p.at, p.actor, t.name, p.reason FROM (
      SELECT b AS row_key, at, actor, reason FROM distinct_pairs INDEXED BY distinct_pairs_active
      WHERE a = ${rowKey} AND ended_at IS NULL
      UNION ALL
      SELECT a, at, actor, reason FROM distinct_pairs INDEXED BY distinct_pairs_active_reverse
      WHERE b = ${rowKey} AND ended_at IS NULL
    ) AS p CROSS JOIN incidents AS i ON i.row_key = p.row_key
    LEFT JOIN tokens AS t ON t.id = p.actor ORDER BY p.at LIMIT 100`
