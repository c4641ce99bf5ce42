/** Likely pairs over the whole register, and how far the register has been compared. */
import { jsonList, prepare, raw, type Sql, selectAll, sql } from './sql.ts'

/** Two records, `a` with the smaller key, and the odds that both describe one event. */
export interface PairOdds {
  readonly a: number
  readonly b: number
  readonly aDataset: string
  readonly bDataset: string
  /** Whether the dataset of a record distinguishes events. */
  readonly aCollected: boolean
  readonly bCollected: boolean
  readonly odds: number
}

/** How far the register has been compared: up to a version, in the order of commit and key. */
export interface Comparison {
  /** The number of times that it moved. */
  readonly run: number
  readonly commit: number
  readonly rowKey: number
}

/** A version that has not been compared; without its text if it is not published or submitted. */
export interface PendingVersion {
  readonly commit: number
  readonly rowKey: number
  readonly id: string
  readonly publicJson: string | null
  /** The number of versions that were found before they were cut by their bytes. */
  readonly found: number
}

/** Returns the position after which versions are pending: the beginning if other rules compared them. */
const position = (column: 'commit_seq' | 'row_key', rules: string): Sql =>
  sql`(SELECT iif(rules = ${rules}, ${raw(column)}, 0) FROM pair_comparison)`

/** Returns the keys of pending versions in order, each part with its own limit, so that no other row is read. */
const pendingVersions = (columns: Sql, rules: string, limit: number): Sql => sql`
  SELECT * FROM (
    SELECT ${columns} FROM incidents AS i INDEXED BY incidents_commit
    WHERE commit_seq = ${position('commit_seq', rules)} AND row_key > ${position('row_key', rules)} ORDER BY row_key LIMIT ${limit}
  )
  UNION ALL SELECT * FROM (
    SELECT ${columns} FROM incidents AS i INDEXED BY incidents_commit
    WHERE commit_seq > ${position('commit_seq', rules)} ORDER BY commit_seq, row_key LIMIT ${limit}
  ) LIMIT ${limit}`

const isActive = raw("status IN ('published', 'submitted')")

/**
 * Returns how far the register has been compared by these rules, and the next pending versions: at most `limit`, and
 * about `maxBytes` of texts.
 */
export const listPending = async (
  db: D1Database,
  { rules, limit, maxBytes }: { readonly rules: string; readonly limit: number; readonly maxBytes: number },
): Promise<{ readonly comparison: Comparison; readonly versions: PendingVersion[] }> => {
  const columns = sql`commit_seq, row_key, id, status`
  const [state, pending] = await db.batch([
    prepare(db)`SELECT run, commit_seq AS "commit", row_key AS "rowKey" FROM pair_comparison`,
    prepare(db)`WITH pending AS MATERIALIZED (${pendingVersions(columns, rules, limit)}),
      sized AS MATERIALIZED (
        SELECT p.*, sum(octet_length(b.public_json)) OVER (ORDER BY p.commit_seq, p.row_key) - octet_length(b.public_json) AS before
        FROM pending AS p CROSS JOIN incident_body AS b ON b.row_key = p.row_key
      )
      SELECT s.commit_seq AS "commit", s.row_key AS "rowKey", s.id, iif(${isActive}, b.public_json, NULL) AS "publicJson",
        (SELECT count(*) FROM pending) AS found
      FROM sized AS s CROSS JOIN incident_body AS b ON b.row_key = s.row_key
      WHERE before <= ${maxBytes} ORDER BY s.commit_seq, s.row_key`,
  ])
  return {
    comparison: state?.results[0] as Comparison,
    versions: (pending?.results ?? []) as PendingVersion[],
  }
}

/** Returns the number of pending versions, counted up to a limit. */
export const countPending = async (db: D1Database, rules: string, limit: number): Promise<number> => {
  const rows = await selectAll<{ pending: number }>(db)`
    SELECT count(*) AS pending FROM (${pendingVersions(sql`1`, rules, limit)})`
  return rows[0]?.pending ?? 0
}

/** The pairs that contain one of some records, read by index from either side. */
const pairsOf = (columns: Sql, keys: Sql): Sql => sql`
  SELECT ${columns} FROM likely_pairs WHERE a IN ${keys}
  UNION SELECT ${columns} FROM likely_pairs INDEXED BY likely_pairs_reverse WHERE b IN ${keys}`

/** Returns the statement that reads the keys of the pairs of records; its rows are `{a, b}`. */
export const pairsQuery = (db: D1Database, keys: readonly number[]): D1PreparedStatement =>
  prepare(db)`${pairsOf(sql`a, b`, jsonList(keys))}`

/** A record that is published or submitted. */
export interface ActiveRecord {
  readonly rowKey: number
  readonly id: string
  readonly status: string
  readonly publicJson: string
}

/** Returns those of some records that are published or submitted. */
export const listActive = (db: D1Database, keys: readonly number[]): Promise<ActiveRecord[]> =>
  selectAll<ActiveRecord>(db)`
    SELECT i.row_key AS "rowKey", i.id, i.status, b.public_json AS "publicJson"
    FROM json_each(${JSON.stringify(keys)}) AS k CROSS JOIN incidents AS i ON i.row_key = k.value AND ${isActive}
    CROSS JOIN incident_body AS b ON b.row_key = i.row_key`

const marked = sql`EXISTS (
  SELECT 1 FROM distinct_pairs AS d INDEXED BY distinct_pairs_active
  WHERE d.a = likely_pairs.a AND d.b = likely_pairs.b AND d.ended_at IS NULL)`

/** The sides of a pair: the column of a record, that of the other one, and the index that finds a record by it. */
const sides = [
  { own: 'a', other: 'b' },
  { own: 'b', other: 'a' },
] as const

/**
 * Returns the statements that share the likelihood of some records among their pairs: those with several records of
 * one dataset that distinguishes events.
 */
const shareStatements = (db: D1Database, keys: readonly number[]): D1PreparedStatement[] =>
  sides.map(({ own, other }) => {
    const [list, mine, rivals, others] = [
      jsonList(keys),
      raw(own),
      raw(`${own}_rivals`),
      raw(`${other}_rivals`),
    ]
    return prepare(db)`
      WITH ends (key, dataset, odds) AS (
        SELECT a, b_dataset, odds FROM likely_pairs WHERE a IN ${list} AND b_collected AND NOT is_distinct
        UNION ALL SELECT b, a_dataset, odds FROM likely_pairs INDEXED BY likely_pairs_reverse
        WHERE b IN ${list} AND a_collected AND NOT is_distinct
      ), sums AS MATERIALIZED (SELECT key, dataset, sum(odds) AS total FROM ends GROUP BY key, dataset),
      shared AS MATERIALIZED (
        SELECT p.a, p.b, iif(p.${raw(`${other}_collected`)}, coalesce(s.total, p.odds), p.odds) AS rivals
        FROM likely_pairs AS p LEFT JOIN sums AS s ON s.key = p.${mine} AND s.dataset = p.${raw(`${other}_dataset`)}
        WHERE p.${mine} IN ${list}
      )
      UPDATE likely_pairs SET ${rivals} = s.rivals,
        score = iif(is_distinct, 0, round(1000000 * odds / (1 + max(s.rivals, ${others}))))
      FROM shared AS s WHERE likely_pairs.a = s.a AND likely_pairs.b = s.b`
  })

export interface ComparedPairs {
  readonly comparison: Comparison
  readonly rules: string
  /** The last version that was compared. */
  readonly last: Pick<PendingVersion, 'commit' | 'rowKey'>
  /** The compared records that were in a pair. */
  readonly replaced: readonly number[]
  readonly pairs: readonly PairOdds[]
  /** All records of pairs before and after. */
  readonly touched: readonly number[]
}

/**
 * Returns the statements that replace the pairs of compared records, in one batch. They fail with `comparison_taken`
 * if another comparison was written since `comparison`.
 */
export const save = (
  db: D1Database,
  { comparison, rules, last, replaced, pairs, touched }: ComparedPairs,
): D1PreparedStatement[] => [
  prepare(db)`UPDATE pair_comparison
    SET run = ${comparison.run + 1}, commit_seq = ${last.commit}, row_key = ${last.rowKey}, rules = ${rules} WHERE k = 1`,
  ...(replaced.length === 0
    ? []
    : [
        prepare(db)`DELETE FROM likely_pairs WHERE a IN ${jsonList(replaced)}`,
        prepare(db)`DELETE FROM likely_pairs WHERE b IN ${jsonList(replaced)}`,
      ]),
  ...(pairs.length === 0
    ? []
    : [
        prepare(db)`INSERT INTO likely_pairs
            (a, b, a_dataset, b_dataset, a_collected, b_collected, odds, a_rivals, b_rivals, is_distinct, score)
          SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, 0, 0,
            EXISTS (SELECT 1 FROM distinct_pairs AS d INDEXED BY distinct_pairs_active
              WHERE d.a = value ->> 0 AND d.b = value ->> 1 AND d.ended_at IS NULL), 0
          FROM json_each(${JSON.stringify(pairs.map(toRow))})`,
      ]),
  ...(touched.length === 0 ? [] : shareStatements(db, touched)),
]

const toRow = ({ a, b, aDataset, bDataset, aCollected, bCollected, odds }: PairOdds) => [
  ...[a, b, aDataset, bDataset, Number(aCollected), Number(bCollected), odds],
]

/** Returns the statements that bring a pair up to date after it was marked as distinct, or the mark was removed. */
export const updateMark = (db: D1Database, [a, b]: readonly [number, number]): D1PreparedStatement[] => [
  prepare(
    db,
  )`UPDATE likely_pairs SET is_distinct = ${marked} WHERE a = ${Math.min(a, b)} AND b = ${Math.max(a, b)}`,
  ...shareStatements(db, [a, b]),
]

/** The position of a pair in the list: the likeliest first, and of equally likely ones the newest. */
export interface PairPosition {
  /** In millionths. */
  readonly score: number
  readonly a: number
  readonly b: number
}

/** A pair; `isActive` if both records are published or submitted now. */
export interface ListedPair extends PairPosition {
  readonly isActive: boolean
}

export interface PairRange {
  readonly after: PairPosition
  /** The lowest score, in millionths. */
  readonly minScore: number
  /** The dataset of one of the two records; null means any. */
  readonly dataset: string | null
  readonly limit: number
}

/** Returns pairs after a position, the likeliest first. Reads each of them and its two records, and nothing else. */
export const list = async (
  db: D1Database,
  { after, minScore, dataset, limit }: PairRange,
): Promise<ListedPair[]> => {
  const order = raw('ORDER BY score DESC, b DESC, a DESC')
  const range = (index: string, condition: Sql) => sql`
    SELECT * FROM (
      SELECT score, a, b FROM likely_pairs INDEXED BY ${raw(index)}
      WHERE ${condition} AND (score, b, a) < (${after.score}, ${after.b}, ${after.a}) AND score >= ${minScore}
      ${order} LIMIT ${limit}
    )`
  const found =
    dataset === null
      ? range('likely_pairs_score', sql`true`)
      : sql`${range('likely_pairs_a_dataset', sql`a_dataset = ${dataset}`)}
        UNION ${range('likely_pairs_b_dataset', sql`b_dataset = ${dataset}`)}`
  const rows = await selectAll<Omit<ListedPair, 'isActive'> & { isActive: number }>(db)`
    WITH found AS MATERIALIZED (SELECT * FROM (${found}) ${order} LIMIT ${limit})
    SELECT f.score, f.a, f.b, i.${isActive} AND j.${isActive} AS "isActive" FROM found AS f
    CROSS JOIN incidents AS i ON i.row_key = f.a CROSS JOIN incidents AS j ON j.row_key = f.b
    ORDER BY f.score DESC, f.b DESC, f.a DESC`
  return rows.map((row) => ({ ...row, isActive: row.isActive === 1 }))
}
