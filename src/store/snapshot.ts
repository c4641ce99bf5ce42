/**
 * The set of records as it was at a commit, filtered, counted, and read page by page.
 *
 * A `+` before a column keeps the planner from its index: pages are read in the order of n, and an index on the
 * commit or the status would have it sort the whole set for each page.
 */
import { maxRow } from './incidents.ts'

/** A condition on the columns of a version; `?` stands for each parameter, in order. */
export interface Condition {
  readonly sql: string
  readonly params: readonly (string | number)[]
}

export interface Snapshot {
  /** The commit's number. */
  readonly seq: number
  readonly where: readonly Condition[]
}

/** One page: finished text of `rows` records, up to and including key `last`. */
export interface Page {
  readonly text: string
  readonly rows: number
  readonly last: number
}

/** How a version is rendered by the database. */
export interface Rendering {
  readonly as: 'csv' | 'json'
  /** Between one record and the next. */
  readonly between: string
  /** Whether JSON has the editors' notes. */
  readonly notes: boolean
}

const json = (v: string, b: string, notes: boolean): string =>
  `'{"id":"' || ${v}.id || '","status":"' || ${v}.status || '","revision":' || ${v}.revision
   || ',"commit":' || ${v}.commit_seq || ',"created_at":"' || ${b}.created_at || '","updated_at":"' || ${b}.updated_at
   || '","warnings":' || ${b}.warnings || ','
   ${notes ? `|| coalesce('"notes":' || json_quote(${b}.notes) || ',', '')` : ''} || substr(${b}.doc, 2)`

const rendered = (v: string, b: string, { as, notes }: Rendering): string =>
  as === 'csv' ? `${b}.line` : json(v, b, notes)

const conditions = (where: readonly Condition[]) => ({
  sql: where.map(({ sql }) => ` AND (${sql})`).join(''),
  params: where.flatMap(({ params }) => params),
})

/** The keys of a snapshot behind a key, without order. */
const keysSql = (sql: string): string =>
  `SELECT v.n AS n FROM incidents AS v WHERE v.n > ? AND +v.commit_seq <= ?${sql}
   UNION ALL
   SELECT v.n FROM incident_history AS v INDEXED BY incident_history_superseded
   WHERE v.superseded_by > ? AND v.n > ? AND +v.commit_seq <= ?${sql}`

const keysParams = ({ seq, where }: Snapshot, after: number) => {
  const { params } = conditions(where)
  return [after, seq, ...params, seq, after, seq, ...params]
}

/** How many records the snapshot has behind a key. Reads each of them once. */
export const count = async (db: D1Database, snapshot: Snapshot, after: number): Promise<number> => {
  const { sql } = conditions(snapshot.where)
  const row = await db
    .prepare(`SELECT count(*) AS records FROM (${keysSql(sql)})`)
    .bind(...keysParams(snapshot, after))
    .first<{ records: number }>()
  return row?.records ?? 0
}

export interface PageEnd {
  readonly rows: number
  /** The key of the last record; null where there is none. */
  readonly last: number | null
  /** Whether there are records behind it. */
  readonly more: boolean
}

/** Where a page of at most `limit` records ends. Reads one record more than the page has. */
export const pageEnd = async (
  db: D1Database,
  snapshot: Snapshot,
  after: number,
  limit: number,
): Promise<PageEnd> => {
  const { sql } = conditions(snapshot.where)
  const row = await db
    .prepare(
      `SELECT count(*) AS found, max(n) FILTER (WHERE place <= ?) AS last
       FROM (SELECT n, row_number() OVER () AS place FROM (${keysSql(sql)} ORDER BY 1 LIMIT ?))`,
    )
    .bind(limit, ...keysParams(snapshot, after), limit + 1)
    .first<{ found: number; last: number | null }>()
  const found = row?.found ?? 0
  return { rows: Math.min(found, limit), last: row?.last ?? null, more: found > limit }
}

const pageSql = (rendering: Rendering, sql: string): string =>
  `SELECT CASE WHEN sum(octet_length(text)) + count(*) * ? <= ${maxRow} THEN group_concat(text, ?) END AS text,
     max(n) AS last, count(*) AS rows
   FROM (
     SELECT v.n AS n, ${rendered('v', 'b', rendering)} AS text
     FROM incidents AS v JOIN incident_body AS b ON b.n = v.n
     WHERE v.n > ? AND +v.commit_seq <= ?${sql}
     UNION ALL
     SELECT v.n, ${rendered('v', 'v', rendering)}
     FROM incident_history AS v INDEXED BY incident_history_superseded
     WHERE v.superseded_by > ? AND v.n > ? AND +v.commit_seq <= ?${sql}
     ORDER BY 1 LIMIT ?
   )`

const tooBig = (error: unknown): boolean =>
  error instanceof Error && /SQLITE_TOOBIG|too big/i.test(error.message)

/**
 * One page of finished text, of at most `limit` records and at most 2,000,000 bytes; null behind the last record.
 * Where so many records do not fit, a page of half as many is given.
 */
export const page = async (
  db: D1Database,
  { seq, where }: Snapshot,
  rendering: Rendering,
  after: number,
  limit: number,
): Promise<Page | null> => {
  const { sql, params } = conditions(where)
  const statement = db.prepare(pageSql(rendering, sql))
  for (let size = limit; size >= 1; size = Math.floor(size / 2)) {
    const bound = [
      rendering.between.length,
      rendering.between,
      after,
      seq,
      ...params,
      seq,
      after,
      seq,
      ...params,
      size,
    ]
    try {
      const row = await statement
        .bind(...bound)
        .first<{ text: string | null; last: number | null; rows: number }>()
      if (!row || row.rows === 0 || row.last === null) return null
      if (row.text !== null) return { text: row.text, rows: row.rows, last: row.last }
    } catch (error) {
      if (!tooBig(error)) throw error
    }
  }
  throw new Error(`A record behind key ${after} does not fit into a result of the database.`)
}
