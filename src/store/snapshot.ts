/**
 * Snapshots: the filtered records as of a commit, with their keys, their number and pages of their texts.
 *
 * The statements steer the query planner, which does not know how many rows share a value: `NOT INDEXED` reads in
 * order of key, and `+` before a column disables an index that nearly every row would match.
 */
import type { Condition } from './conditions.ts'
import { maxRowBytes } from './incidents.ts'
import { isStale, type RowTextOptions, rowText } from './row-text.ts'
import { join, raw, type Sql, selectAll, selectFirst, sql } from './sql.ts'

export interface Snapshot {
  /** The commit's number. */
  readonly seq: number
  readonly where: readonly Condition[]
  /** Whether many versions were superseded since; then history is read in order of key instead of commit. */
  readonly isOld: boolean
}

const maxRecentVersions = 200

/** Returns whether more than 200 versions were superseded since a commit. Reads at most 201 rows. */
export const hasManySuperseded = async (db: D1Database, seq: number): Promise<boolean> => {
  const row = await selectFirst<{ superseded: number }>(db)`SELECT count(*) AS superseded FROM (
      SELECT 1 FROM incident_history INDEXED BY incident_history_superseded
      WHERE superseded_by > ${seq} LIMIT ${maxRecentVersions + 1}
    )`
  return (row?.superseded ?? 0) > maxRecentVersions
}

const [v, b] = [raw('v'), raw('b')]
const byCommit = raw('incident_history_superseded')
const byKey = raw('sqlite_autoindex_incident_history_1')
const maxKey = raw(String(Number.MAX_SAFE_INTEGER))

const filterSql = (where: readonly Condition[], body: Sql): Sql =>
  join(
    where.map((each) => sql` AND ${each.sql(v, body)}`),
    '',
  )

/** Returns the source of the superseded versions of a snapshot with keys in a range. */
const pastVersions = ({ seq, where }: Snapshot, index: Sql, range: Sql): Sql =>
  sql`FROM incident_history AS v INDEXED BY ${index}
    WHERE v.superseded_by > ${seq} AND ${range} AND v.commit_seq <= ${seq}${filterSql(where, v)}`

const bodyJoin = (where: readonly Condition[]): Sql =>
  raw(where.some(({ usesBody }) => usesBody) ? 'JOIN incident_body AS b ON b.row_key = v.row_key' : '')

/**
 * Returns a query of at most `limit` + 1 records that an index finds for a condition, one part for each alternative.
 */
const viaIndex = ({ seq, where }: Snapshot, each: Condition, after: number, limit: number): Sql => {
  const parts: readonly (Condition & { readonly index?: string })[] = each.alternatives ?? [each]
  return join(
    parts.map(
      (part) => sql`SELECT * FROM (
          SELECT v.row_key AS row_key, v.row_key > ${after} AND +v.commit_seq <= ${seq}${filterSql(where, b)} AS hit
          FROM incidents AS v ${raw(part.index ? `INDEXED BY ${part.index}` : '')} ${bodyJoin(where)}
          WHERE ${part.sql(v, b)} LIMIT ${limit + 1}
        )`,
    ),
    ' UNION ALL ',
  )
}

/**
 * Returns the keys of a snapshot after a key, ascending, by the first index that finds at most `limit` current
 * records; reads only those. Undefined if no index does. Keys are sorted here, because a sort in the database counts
 * as reading them again.
 */
export const listKeys = async (
  db: D1Database,
  snapshot: Snapshot,
  after: number,
  limit: number,
): Promise<number[] | undefined> => {
  const indexed = snapshot.isOld ? [] : snapshot.where.filter((each) => each.isIndexed)
  for (const each of indexed.sort(
    (one, other) => Number(!!one.alternatives) - Number(!!other.alternatives),
  )) {
    const row = await selectFirst<{ read: number; keys: string; past: string }>(db)`
      SELECT count(*) AS read, json_group_array(row_key) FILTER (WHERE hit) AS keys, (
        SELECT json_group_array(v.row_key) ${pastVersions(snapshot, byCommit, sql`v.row_key > ${after}`)}
      ) AS past FROM (${viaIndex(snapshot, each, after, limit)})`
    if (row && row.read <= limit) return inOrder(parseKeys(row.keys), parseKeys(row.past))
  }
  return undefined
}

const parseKeys = (json: string): number[] => JSON.parse(json)
const inOrder = (current: readonly number[], past: readonly number[]): number[] =>
  [...current, ...past].sort((one, other) => one - other)

/**
 * Returns an expression for the key of the current record `size` records after a key; the greatest key if there is
 * none.
 */
const keyBehind = (after: number, size: number): Sql =>
  sql`coalesce((SELECT row_key FROM incidents WHERE row_key > ${after} ORDER BY row_key LIMIT 1 OFFSET ${size - 1}), ${maxKey})`

/** The result of one statement: the number of matching records, the keys of some of them, and the last key read. */
export interface Scanned {
  readonly found: number
  /** Ascending. */
  readonly keys: readonly number[]
  /** The number of current records read; fewer than requested at the end. */
  readonly read: number
  readonly last: number
}

/**
 * Reads the next `size` records after a key, in order, and counts those of the snapshot. Returns the matching keys
 * after `listed`. The size is bounded because writers wait for the statement.
 */
export const scanBatch = async (
  db: D1Database,
  snapshot: Snapshot,
  { after, size, listed }: { readonly after: number; readonly size: number; readonly listed: number },
): Promise<Scanned> => {
  const { seq, where, isOld } = snapshot
  const range = isOld
    ? sql`v.row_key > ${after} AND v.row_key <= ${keyBehind(after, size)}`
    : sql`v.row_key > ${after}`
  const row = await selectFirst<{
    read: number
    last: number | null
    keys: string
    found: number
    past: string
  }>(db)`
    SELECT count(*) AS read, max(row_key) AS last, json_group_array(row_key) FILTER (WHERE hit AND row_key > ${listed}) AS keys,
      count(*) FILTER (WHERE hit) AS found,
      (SELECT json_group_array(v.row_key) ${pastVersions(snapshot, isOld ? byKey : byCommit, range)}) AS past
    FROM (
      SELECT v.row_key AS row_key, v.commit_seq <= ${seq}${filterSql(where, b)} AS hit
      FROM incidents AS v NOT INDEXED ${bodyJoin(where)} WHERE v.row_key > ${after} ORDER BY v.row_key LIMIT ${size}
    )`
  if (!row) throw new Error('A count has no row.')
  const { read, found, keys } = row
  const last = row.last ?? after
  const past = parseKeys(row.past).filter((rowKey) => rowKey <= last)
  const shown = past.filter((rowKey) => rowKey > listed)
  return { read, last, found: found + past.length, keys: inOrder(parseKeys(keys), shown) }
}

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

/** The records of pages: those after a key, or those of a list of keys. */
export type KeyRange = { readonly after: number } | { readonly keys: readonly number[] }

/** Returns the versions with keys in a range, lazily merged in order of key. */
const versionsIn = (snapshot: Snapshot, rendering: RowTextOptions, index: Sql, range: Sql): Sql => sql`
  SELECT v.row_key AS row_key, ${raw(rowText('v', 'b', rendering))} AS text, ${raw(isStale('b'))} AS stale
  FROM incidents AS v NOT INDEXED CROSS JOIN incident_body AS b ON b.row_key = v.row_key
  WHERE ${range} AND v.commit_seq <= ${snapshot.seq}${filterSql(snapshot.where, b)}
  UNION ALL
  SELECT v.row_key, ${raw(rowText('v', 'v', rendering))}, ${raw(isStale('v'))} ${pastVersions(snapshot, index, range)} ORDER BY 1`

/** Returns the versions of a list of keys, which are filtered already, in the order of the list. */
const versionsByKeys = ({ seq }: Snapshot, rendering: RowTextOptions, list: readonly number[]): Sql =>
  sql`SELECT key.value AS row_key, CASE WHEN v.row_key IS NOT NULL THEN ${raw(rowText('v', 'b', rendering))} ELSE (
      SELECT ${raw(rowText('h', 'h', rendering))} FROM incident_history AS h
      WHERE h.row_key = key.value AND +h.superseded_by > ${seq} AND h.commit_seq <= ${seq}
    ) END AS text, CASE WHEN v.row_key IS NOT NULL THEN ${raw(isStale('b'))} ELSE (
      SELECT ${raw(isStale('h'))} FROM incident_history AS h
      WHERE h.row_key = key.value AND +h.superseded_by > ${seq} AND h.commit_seq <= ${seq}
    ) END AS stale
    FROM json_each(${JSON.stringify(list)}) AS key
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
    const page = (list: readonly number[]) => () =>
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
