/**
 * Snapshots: the published records as of a commit, page by page, and the texts of any records by their keys.
 *
 * The statements steer the query planner, which does not know how many rows share a value: `NOT INDEXED` reads in
 * order of key, and `+` before a column disables an index that nearly every row would match.
 */
import type { Read } from './batch.ts'
import { maxRowBytes } from './incidents.ts'
import { isStale, type RowTextOptions, rowText } from './row-text.ts'
import { join, prepare, raw, type Sql, selectAll, sql } from './sql.ts'

export interface Snapshot {
  /** The commit's number. */
  readonly seq: number
  /** Whether many versions were superseded since; then history is read in order of key instead of commit. */
  readonly isOld: boolean
}

const maxRecentVersions = 200

/** Returns the read of whether more than 200 versions were superseded since a commit. Reads at most 201 rows. */
export const readManySuperseded = (db: D1Database, seq: Sql): Read<boolean> => ({
  statement: prepare(db)`SELECT count(*) AS superseded FROM (
      SELECT 1 FROM incident_history INDEXED BY incident_history_superseded
      WHERE superseded_by > ${seq} LIMIT ${maxRecentVersions + 1}
    )`,
  parse: ([row]) => (row as { superseded: number }).superseded > maxRecentVersions,
})

const byCommit = raw('incident_history_superseded')
const byKey = raw('sqlite_autoindex_incident_history_1')
const maxKey = raw(String(Number.MAX_SAFE_INTEGER))

/** Returns the source of the superseded published versions of a snapshot with keys in a range. */
const pastVersions = (seq: Sql, index: Sql, range: Sql): Sql =>
  sql`FROM incident_history AS v INDEXED BY ${index}
    WHERE v.superseded_by > ${seq} AND ${range} AND v.commit_seq <= ${seq} AND v.status = 'published'`

/**
 * Returns an expression for the key of the current record `size` records after a key; the greatest key if there is
 * none.
 */
const keyBehind = (after: number, size: number): Sql =>
  sql`coalesce((SELECT row_key FROM incidents WHERE row_key > ${after} ORDER BY row_key LIMIT 1 OFFSET ${size - 1}), ${maxKey})`

/** The keys of published records among some records, and the last key that was read. */
export interface KeyPage {
  /** Ascending. */
  readonly keys: readonly number[]
  /** The number of current records read; fewer than requested at the end. */
  readonly read: number
  readonly last: number
}

const parseKeys = (json: string): number[] => JSON.parse(json)

/**
 * Returns the read of the published records of a snapshot among the next `size` records after a key. The size is
 * bounded because writers wait for the statement.
 */
export const readKeys = (
  db: D1Database,
  { after, size }: { readonly after: number; readonly size: number },
  seq: Sql,
): Read<KeyPage> => ({
  statement: prepare(db)`WITH page AS MATERIALIZED (
      SELECT row_key, status = 'published' AND commit_seq <= ${seq} AS hit
      FROM incidents NOT INDEXED WHERE row_key > ${after} ORDER BY row_key LIMIT ${size}
    )
    SELECT count(*) AS read, max(row_key) AS last, json_group_array(row_key) FILTER (WHERE hit) AS keys,
      (SELECT json_group_array(v.row_key) ${pastVersions(
        seq,
        byKey,
        sql`v.row_key > ${after}
        AND v.row_key <= iif((SELECT count(*) FROM page) < ${size}, ${maxKey}, (SELECT max(row_key) FROM page))`,
      )}) AS past
    FROM page`,
  parse: ([row]) => {
    const { read, last, keys, past } = row as {
      read: number
      last: number | null
      keys: string
      past: string
    }
    const all = [...parseKeys(keys), ...parseKeys(past)].sort((one, other) => one - other)
    return { keys: all, read, last: last ?? after }
  },
})

/** A page: the finished text of `rows` records up to key `last`; empty if no record is left in the range. */
export interface TextPage {
  readonly text: string
  /** The size of the text in the database, in bytes. */
  readonly bytes: number
  readonly rows: number
  readonly last: number
  /** The number of rows that another schema derived. */
  readonly stale: number
}

/** The records of pages: the published ones after a key, or those of a list of keys, in its order. */
export type KeyRange = { readonly after: number } | { readonly keys: Keys }
export type Keys = readonly number[] | Float64Array

/** Returns the published versions with keys in a range, lazily merged in order of key. */
const versionsIn = ({ seq }: Snapshot, rendering: RowTextOptions, index: Sql, range: Sql): Sql => sql`
  SELECT v.row_key AS row_key, ${raw(rowText('v', 'b', rendering))} AS text, ${raw(isStale('b'))} AS stale
  FROM incidents AS v NOT INDEXED CROSS JOIN incident_body AS b ON b.row_key = v.row_key
  WHERE ${range} AND v.commit_seq <= ${seq} AND +v.status = 'published'
  UNION ALL
  SELECT v.row_key, ${raw(rowText('v', 'v', rendering))}, ${raw(isStale('v'))} ${pastVersions(sql`${seq}`, index, range)} ORDER BY 1`

/** Returns the versions of a list of keys, in its order. */
const versionsByKeys = ({ seq }: Snapshot, rendering: RowTextOptions, list: Keys): Sql =>
  sql`SELECT key.value AS row_key, CASE WHEN v.row_key IS NOT NULL THEN ${raw(rowText('v', 'b', rendering))} ELSE (
      SELECT ${raw(rowText('h', 'h', rendering))} FROM incident_history AS h
      WHERE h.row_key = key.value AND +h.superseded_by > ${seq} AND h.commit_seq <= ${seq}
    ) END AS text, CASE WHEN v.row_key IS NOT NULL THEN ${raw(isStale('b'))} ELSE (
      SELECT ${raw(isStale('h'))} FROM incident_history AS h
      WHERE h.row_key = key.value AND +h.superseded_by > ${seq} AND h.commit_seq <= ${seq}
    ) END AS stale
    FROM json_each(${JSON.stringify(Array.from(list))}) AS key
    LEFT JOIN incidents AS v ON v.row_key = key.value AND v.commit_seq <= ${seq}
    LEFT JOIN incident_body AS b ON b.row_key = v.row_key`

const isTooBig = (error: unknown): boolean =>
  error instanceof Error && /SQLITE_TOOBIG|too big/i.test(error.message)

interface PageRow {
  readonly text: string | null
  readonly bytes: number | null
  readonly rows: number
  readonly last: number | null
  readonly stale: number | null
}

/** Returns versions as one text; null if it would exceed 2,000,000 bytes. */
const aggregatePage = (versions: Sql, separator: string, last: Sql): Sql => sql`
  SELECT CASE WHEN sum(octet_length(text)) + count(text) * ${separator.length} <= ${raw(String(maxRowBytes))}
      THEN group_concat(text, ${separator}) END AS text,
    sum(octet_length(text)) AS bytes, ${last} AS last, count(text) AS rows,
    sum(stale) AS stale
  FROM (${versions})`

/** The most pages read by one statement. */
const maxPagesPerQuery = 3

/** Returns a query of pages, each after the last key of the one before; they are read in this order, once. */
const chainPages = (pages: readonly ((after: Sql) => Sql)[], after: number): Sql => {
  const parts = pages.map((page, i) => page(i === 0 ? sql`${after}` : raw(`(SELECT last FROM p${i - 1})`)))
  return sql`WITH ${join(parts.map((part, i) => sql`${raw(`p${i}`)} AS MATERIALIZED (${part})`))}
    ${raw(parts.map((_, i) => `SELECT * FROM p${i}`).join(' UNION ALL '))}`
}

/** Returns a query of `pageCount` pages of `size` records each from the beginning of a range. */
const pagesSql = (
  snapshot: Snapshot,
  rendering: RowTextOptions,
  range: KeyRange,
  size: number,
  pageCount: number,
): Sql => {
  const { separator } = rendering
  if ('keys' in range) {
    const lists = Array.from({ length: pageCount }, (_, i) => range.keys.slice(i * size, (i + 1) * size))
    const page = (list: Keys) => () =>
      aggregatePage(versionsByKeys(snapshot, rendering, list), separator, raw(String(list.at(-1))))
    return chainPages(lists.filter((list) => list.length > 0).map(page), 0)
  }
  if (!snapshot.isOld) {
    const page = (after: Sql) => {
      const versions = versionsIn(snapshot, rendering, byCommit, sql`v.row_key > ${after}`)
      return aggregatePage(sql`${versions} LIMIT ${size}`, separator, raw('max(row_key)'))
    }
    return chainPages(Array<typeof page>(pageCount).fill(page), range.after)
  }
  const upper = raw('(SELECT upper FROM bound)')
  const versions = versionsIn(
    snapshot,
    rendering,
    byKey,
    sql`v.row_key > ${range.after} AND v.row_key <= ${upper}`,
  )
  return sql`WITH bound (upper) AS MATERIALIZED (SELECT ${keyBehind(range.after, size)})
    ${aggregatePage(versions, separator, upper)}`
}

const queryPages = async (db: D1Database, query: Sql): Promise<PageRow[]> => {
  try {
    return await selectAll<PageRow>(db)`${query}`
  } catch (error) {
    if (isTooBig(error)) return []
    throw error
  }
}

/** Returns the pages before the first one that is too large to return; `isDone` if nothing is left in the range. */
const takePages = (
  pageRows: readonly PageRow[],
): { readonly pages: TextPage[]; readonly isDone: boolean } => {
  const pages: TextPage[] = []
  for (const { text, bytes, rows, last, stale } of pageRows) {
    if (last === null || (rows === 0 && last === Number.MAX_SAFE_INTEGER)) return { pages, isDone: true }
    if (rows > 0 && text === null) break
    pages.push({ text: text ?? '', bytes: bytes ?? 0, rows, last, stale: stale ?? 0 })
  }
  return { pages, isDone: false }
}

/**
 * Returns pages of finished text from the beginning of a range: at most `pageCount` pages of at most `pageSize`
 * records each, none after the last record. A value from the database can have at most 2,000,000 bytes, so pages of
 * large records have fewer records.
 */
export const listPages = async (
  db: D1Database,
  snapshot: Snapshot,
  rendering: RowTextOptions,
  range: KeyRange,
  { pageSize, pageCount }: { readonly pageSize: number; readonly pageCount: number },
): Promise<TextPage[]> => {
  if ('keys' in range && range.keys.length === 0) return []
  let attemptCount = Math.max(1, Math.min(pageCount, maxPagesPerQuery))
  for (let attemptSize = pageSize; attemptSize >= 1; attemptSize = Math.floor(attemptSize / 2)) {
    const query = pagesSql(snapshot, rendering, range, attemptSize, attemptCount)
    attemptCount = 1
    const { pages, isDone } = takePages(await queryPages(db, query))
    if (pages.length > 0 || isDone) return pages
  }
  throw new Error('A record does not fit into a result of the database.')
}
