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

export const isActive = raw("status IN ('published', 'submitted')")

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

/** The most pairs of a record on each of its sides, smaller and larger keys, that are read. */
const maxPartners = 100

/**
 * Returns the statement that reads the pairs of records, those with the newest records if one has very many; its rows
 * are `StoredPair`s.
 */
export const pairsQuery = (db: D1Database, keys: readonly number[]): D1PreparedStatement => {
  const list = JSON.stringify(keys)
  const columns = raw(`p.a, p.b, a_dataset AS "aDataset", b_dataset AS "bDataset",
    a_collected AS "aCollected", b_collected AS "bCollected"`)
  return prepare(db)`
    SELECT ${columns} FROM json_each(${list}) AS k CROSS JOIN likely_pairs AS p ON p.a = k.value AND p.b IN (
      SELECT b FROM likely_pairs WHERE a = k.value ORDER BY b DESC LIMIT ${raw(String(maxPartners))})
    UNION SELECT ${columns} FROM json_each(${list}) AS k CROSS JOIN likely_pairs AS p ON p.b = k.value AND p.a IN (
      SELECT a FROM likely_pairs INDEXED BY likely_pairs_reverse WHERE b = k.value ORDER BY a DESC LIMIT ${raw(String(maxPartners))})`
}

/** A pair as it is stored; `aCollected` and `bCollected` are 0 or 1. */
export type StoredPair = Pick<PairOdds, 'a' | 'b' | 'aDataset' | 'bDataset'> &
  Readonly<Record<'aCollected' | 'bCollected', number>>

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

/** The score of a pair, in millionths. */
const score = raw(
  'iif(is_distinct, 0, CAST(round(1000000 * odds / (1 + max(a_rivals, b_rivals))) AS INTEGER))',
)

/** A record and a dataset that distinguishes events: the pairs of both share the likelihood of one. */
export type PairGroup = readonly [rowKey: number, dataset: string]

/** The most pairs of a group that count on each side: no further one can be as likely as the threshold. */
const maxShared = raw('20')

/** A pair whose likelihood has not been shared is unlikely. */
const unshared = raw('1e18')

/** The likeliest pairs of each group of `g`, from both sides. */
const groupPairs = sql`
  SELECT g.key, g.dataset, p.a, p.b, p.odds FROM g CROSS JOIN likely_pairs AS p ON p.a = g.key AND p.b IN (
    SELECT b FROM likely_pairs INDEXED BY likely_pairs_a_group
    WHERE a = g.key AND b_dataset = g.dataset AND b_collected = 1 AND is_distinct = 0 ORDER BY odds DESC LIMIT ${maxShared})
  UNION ALL
  SELECT g.key, g.dataset, p.a, p.b, p.odds FROM g CROSS JOIN likely_pairs AS p ON p.b = g.key AND p.a IN (
    SELECT a FROM likely_pairs INDEXED BY likely_pairs_b_group
    WHERE b = g.key AND a_dataset = g.dataset AND a_collected = 1 AND is_distinct = 0 ORDER BY odds DESC LIMIT ${maxShared})`

/** Returns the statements that share the likelihood of groups among their pairs; `groups` has the columns key, dataset. */
const shareStatements = (db: D1Database, groups: Sql): D1PreparedStatement[] => [
  ...(['a', 'b'] as const).map((own) => {
    const rivals = raw(`${own}_rivals`)
    return prepare(db)`
      WITH g AS MATERIALIZED (${groups}), members AS MATERIALIZED (${groupPairs}),
      sums AS MATERIALIZED (SELECT key, dataset, sum(odds) AS total FROM members GROUP BY key, dataset)
      UPDATE likely_pairs SET ${rivals} = s.total
      FROM members AS m JOIN sums AS s ON s.key = m.key AND s.dataset = m.dataset
      WHERE m.key = m.${raw(own)} AND likely_pairs.a = m.a AND likely_pairs.b = m.b AND ${rivals} <> s.total`
  }),
  prepare(db)`
    WITH g AS MATERIALIZED (${groups}), members AS MATERIALIZED (${groupPairs})
    UPDATE likely_pairs SET score = ${score}
    FROM (SELECT DISTINCT a, b FROM members) AS m
    WHERE likely_pairs.a = m.a AND likely_pairs.b = m.b AND score <> ${score}`,
]

export interface ComparedPairs {
  readonly comparison: Comparison
  readonly rules: string
  /** The last version that was compared. */
  readonly last: Pick<PendingVersion, 'commit' | 'rowKey'>
  /** The compared records that were in a pair. */
  readonly replaced: readonly number[]
  readonly pairs: readonly PairOdds[]
  /** The groups of the pairs before and after. */
  readonly groups: readonly PairGroup[]
}

/**
 * Returns the statements that replace the pairs of compared records, in one batch. They fail with `comparison_taken`
 * if another comparison was written since `comparison`. A store that was restored from a backup meanwhile stays as it is.
 */
export const save = (
  db: D1Database,
  { comparison, rules, last, replaced, pairs, groups }: ComparedPairs,
): D1PreparedStatement[] => [
  prepare(db)`UPDATE pair_comparison
    SET run = ${comparison.run + 1}, commit_seq = ${last.commit}, row_key = ${last.rowKey}, rules = ${rules}
    WHERE k = 1 AND EXISTS (SELECT 1 FROM incidents WHERE row_key = ${last.rowKey})`,
  ...(replaced.length === 0
    ? []
    : [
        prepare(db)`DELETE FROM likely_pairs WHERE a IN ${jsonList(replaced)}`,
        prepare(db)`DELETE FROM likely_pairs WHERE b IN ${jsonList(replaced)}`,
      ]),
  ...(pairs.length === 0 ? [] : [insertStatement(db, pairs)]),
  ...(groups.length === 0
    ? []
    : shareStatements(
        db,
        sql`SELECT value ->> 0 AS key, value ->> 1 AS dataset FROM json_each(${JSON.stringify(groups)})`,
      )),
]

/** Returns the statement that inserts pairs; the likelihood of those in a group is shared afterwards. */
const insertStatement = (db: D1Database, pairs: readonly PairOdds[]): D1PreparedStatement =>
  prepare(db)`
    INSERT INTO likely_pairs
      (a, b, a_dataset, b_dataset, a_collected, b_collected, odds, a_rivals, b_rivals, is_distinct, score)
    SELECT *, ${score} FROM (
      SELECT value ->> 0 AS a, value ->> 1 AS b, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6 AS odds,
        iif(value ->> 5, ${unshared}, value ->> 6) AS a_rivals, iif(value ->> 4, ${unshared}, value ->> 6) AS b_rivals,
        EXISTS (SELECT 1 FROM distinct_pairs AS d INDEXED BY distinct_pairs_active
          WHERE d.a = value ->> 0 AND d.b = value ->> 1 AND d.ended_at IS NULL) AS is_distinct
      FROM json_each(${JSON.stringify(pairs.map(toRow))})
    )`

const toRow = ({ a, b, aDataset, bDataset, aCollected, bCollected, odds }: PairOdds) => [
  ...[a, b, aDataset, bDataset, Number(aCollected), Number(bCollected), odds],
]

/** Returns the statements that bring a pair up to date after it was marked as distinct, or the mark was removed. */
export const updateMark = (
  db: D1Database,
  [one, other]: readonly [number, number],
): D1PreparedStatement[] => {
  const [a, b] = [Math.min(one, other), Math.max(one, other)]
  const pair = sql`FROM likely_pairs WHERE a = ${a} AND b = ${b}`
  return [
    prepare(db)`UPDATE likely_pairs SET is_distinct = ${marked} WHERE a = ${a} AND b = ${b}`,
    prepare(db)`UPDATE likely_pairs SET score = ${score} WHERE a = ${a} AND b = ${b}`,
    ...shareStatements(
      db,
      sql`SELECT a AS key, b_dataset AS dataset ${pair} UNION ALL SELECT b, a_dataset ${pair}`,
    ),
  ]
}

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
