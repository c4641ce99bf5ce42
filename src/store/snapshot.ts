/**
 * The set of records as it was at a commit, filtered: its keys, its number, and its pages.
 *
 * The planner is told how: it knows nothing of how many rows share a value. `NOT INDEXED` keeps to the order of keys;
 * a `+` before a column keeps from an index that nearly every row would pass.
 */
import type { Condition } from './conditions.ts'
import { maxRowBytes } from './incidents.ts'
import { type RowTextOptions, rowText } from './row-text.ts'

export interface Snapshot {
  /** The commit's number. */
  readonly seq: number
  readonly where: readonly Condition[]
  /** Whether many versions have been superseded since: then history is read along the keys, not along the commits. */
  readonly isOld: boolean
}

const maxRecentVersions = 200

/** Whether more than a few versions have been superseded since a commit. Reads at most 201 rows. */
export const hasManySuperseded = async (db: D1Database, seq: number): Promise<boolean> => {
  const row = await db
    .prepare(
      `SELECT count(*) AS superseded FROM (
         SELECT 1 FROM incident_history INDEXED BY incident_history_superseded WHERE superseded_by > ?1 LIMIT ?2
       )`,
    )
    .bind(seq, maxRecentVersions + 1)
    .first<{ superseded: number }>()
  return (row?.superseded ?? 0) > maxRecentVersions
}

const history = 'incident_history AS v INDEXED BY'
const byCommit = `${history} incident_history_superseded`
const byKey = `${history} sqlite_autoindex_incident_history_1`

/** `?` stands for each parameter, in order. */
interface SqlPart {
  readonly sql: string
  readonly params: readonly (string | number)[]
}

/** A part as a statement with each value once: a condition comes several times in it, and D1 takes 100 parameters. */
const statement = (db: D1Database, { sql, params }: SqlPart): D1PreparedStatement => {
  const values = [...new Set(params)]
  let i = 0
  return db.prepare(sql.replaceAll('?', () => `?${values.indexOf(params[i++] ?? '') + 1}`)).bind(...values)
}

const filterSql = (where: readonly Condition[], v: string, b: string): SqlPart => ({
  sql: where.map(({ sql }) => ` AND ${sql(v, b)}`).join(''),
  params: where.flatMap(({ params }) => params),
})

const bodyJoinSql = (where: readonly Condition[]): string =>
  where.some(({ usesBody }) => usesBody) ? 'JOIN incident_body AS b ON b.n = v.n' : ''

/** All that an index finds for a condition, in its parts where it has some. */
const viaIndex = ({ seq, where }: Snapshot, each: Condition, after: number, most: number): SqlPart => {
  const { sql, params } = filterSql(where, 'v', 'b')
  const parts: readonly (Condition & { readonly index?: string })[] = each.alternatives ?? [each]
  return {
    sql: parts
      .map(
        (part) => `SELECT * FROM (
          SELECT v.n AS n, v.n > ? AND +v.commit_seq <= ?${sql} AS hit
          FROM incidents AS v ${part.index ? `INDEXED BY ${part.index}` : ''} ${bodyJoinSql(where)}
          WHERE ${part.sql('v', 'b')} LIMIT ?
        )`,
      )
      .join(' UNION ALL '),
    params: parts.flatMap((part) => [after, seq, ...params, ...part.params, most + 1]),
  }
}

/**
 * The keys of a snapshot behind a key, ascending, by the first index that reads at most `most` current records, which
 * are all that are read; undefined where none does. Keys are put in order here: a sort in the database counts as
 * reading them again.
 */
export const listKeys = async (
  db: D1Database,
  snapshot: Snapshot,
  after: number,
  limit: number,
): Promise<number[] | undefined> => {
  const { seq, where } = snapshot
  const indexed = snapshot.isOld ? [] : where.filter((each) => each.isIndexed)
  const then = filterSql(where, 'v', 'v')
  for (const each of indexed.sort(
    (a, b) => Number(a.alternatives !== undefined) - Number(b.alternatives !== undefined),
  )) {
    const now = viaIndex(snapshot, each, after, limit)
    const row = await statement(db, {
      sql: `SELECT count(*) AS read, json_group_array(n) FILTER (WHERE hit) AS keys, (
          SELECT json_group_array(v.n) FROM ${byCommit}
          WHERE v.superseded_by > ? AND v.n > ? AND v.commit_seq <= ?${then.sql}
        ) AS past FROM (${now.sql})`,
      params: [seq, after, seq, ...then.params, ...now.params],
    }).first<{ read: number; keys: string; past: string }>()
    if (row && row.read <= limit) return inOrder(row.keys, row.past)
  }
  return undefined
}

const listOf = (json: string): number[] => JSON.parse(json)
const inOrder = (now: string, past: string): number[] =>
  [...listOf(now), ...listOf(past)].sort((a, b) => a - b)

/** What one statement found: how many records, the keys of some of them, and the last key that it read. */
export interface Scanned {
  readonly found: number
  /** Ascending. */
  readonly keys: readonly number[]
  /** How many current records were read: fewer than were asked for at the end. */
  readonly read: number
  readonly last: number
}

/**
 * Reads the next `size` records behind a key, in order, and counts those of the snapshot. Keys are returned from
 * `listed` on. One statement of bounded size keeps a writer waiting no longer than this takes.
 */
export const scan = async (
  db: D1Database,
  { seq, where, isOld }: Snapshot,
  { after, size, listed }: { readonly after: number; readonly size: number; readonly listed: number },
): Promise<Scanned> => {
  const now = filterSql(where, 'v', 'b')
  const then = filterSql(where, 'v', 'v')
  const end = isOld
    ? `AND v.n <= coalesce((SELECT n FROM incidents WHERE n > ? ORDER BY n LIMIT 1 OFFSET ?), ${Number.MAX_SAFE_INTEGER})`
    : ''
  const row = await statement(db, {
    sql: `SELECT count(*) AS read, max(n) AS last, json_group_array(n) FILTER (WHERE hit AND n > ?) AS keys,
         count(*) FILTER (WHERE hit) AS found, (
           SELECT json_group_array(v.n) FROM ${isOld ? byKey : byCommit}
           WHERE v.n > ? ${end} AND v.superseded_by > ? AND v.commit_seq <= ?${then.sql}
         ) AS past
       FROM (
         SELECT v.n AS n, v.commit_seq <= ?${now.sql} AS hit
         FROM incidents AS v NOT INDEXED ${bodyJoinSql(where)} WHERE v.n > ? ORDER BY v.n LIMIT ?
       )`,
    params: [
      ...[listed, after, ...(isOld ? [after, size - 1] : []), seq, seq, ...then.params],
      ...[seq, ...now.params, after, size],
    ],
  }).first<{ read: number; last: number | null; keys: string; found: number; past: string }>()
  if (!row) throw new Error('A count has no row.')
  const { read, found, keys } = row
  const last = row.last ?? after
  const past = listOf(row.past).filter((n) => n <= last)
  const shown = past.filter((n) => n > listed)
  return { read, last, found: found + past.length, keys: inOrder(keys, JSON.stringify(shown)) }
}

/** One page: finished text of `rows` records up to key `last`; text is empty where none is left of its stretch. */
export interface TextPage {
  readonly text: string
  /** How many bytes the database counts for the text. */
  readonly bytes: number
  readonly rows: number
  readonly last: number
}

/** Where pages come from: the records behind a key, or those of a list of keys. */
export type KeyRange = { readonly after: number } | { readonly keys: readonly number[] }

const unionVersions = (rendering: RowTextOptions, current: SqlPart, past: SqlPart, order = ''): SqlPart => ({
  sql: `SELECT v.n AS n, ${rowText('v', 'b', rendering)} AS text ${current.sql}
    UNION ALL
    SELECT v.n, ${rowText('v', 'v', rendering)} ${past.sql} ${order}`,
  params: [...current.params, ...past.params],
})

/** The versions behind a key, lazily merged in order of their keys, as far as the limit. */
const versionsAfter = (
  { seq, where }: Snapshot,
  rendering: RowTextOptions,
  after: SqlPart,
  limit: number,
): SqlPart => {
  const currentFilter = filterSql(where, 'v', 'b')
  const pastFilter = filterSql(where, 'v', 'v')
  const current = {
    sql: `FROM incidents AS v NOT INDEXED CROSS JOIN incident_body AS b ON b.n = v.n
      WHERE v.n > ${after.sql} AND v.commit_seq <= ?${currentFilter.sql}`,
    params: [...after.params, seq, ...currentFilter.params],
  }
  const past = {
    sql: `FROM ${byCommit} WHERE v.superseded_by > ? AND v.n > ${after.sql} AND v.commit_seq <= ?${pastFilter.sql}`,
    params: [seq, ...after.params, seq, ...pastFilter.params],
  }
  const { sql, params } = unionVersions(rendering, current, past, 'ORDER BY 1 LIMIT ?')
  return { sql, params: [...params, limit] }
}

/** The versions in a stretch of keys, which `bound` ends. */
const versionsInRange = ({ seq, where }: Snapshot, rendering: RowTextOptions, after: number): SqlPart => {
  const currentFilter = filterSql(where, 'v', 'b')
  const pastFilter = filterSql(where, 'v', 'v')
  const current = {
    sql: `FROM incidents AS v NOT INDEXED CROSS JOIN incident_body AS b ON b.n = v.n
      WHERE v.n > ? AND v.n <= (SELECT upper FROM bound) AND v.commit_seq <= ?${currentFilter.sql}`,
    params: [after, seq, ...currentFilter.params],
  }
  const past = {
    sql: `FROM ${byKey} WHERE v.n > ? AND v.n <= (SELECT upper FROM bound) AND v.superseded_by > ? AND v.commit_seq <= ?${pastFilter.sql}`,
    params: [after, seq, seq, ...pastFilter.params],
  }
  return unionVersions(rendering, current, past, 'ORDER BY 1')
}

/** The versions of a list of keys, which have been filtered already, in the order of the list. */
const versionsByKeys = ({ seq }: Snapshot, rendering: RowTextOptions, list: readonly number[]): SqlPart => ({
  sql: `SELECT key.value AS n, CASE WHEN v.n IS NOT NULL THEN ${rowText('v', 'b', rendering)} ELSE (
      SELECT ${rowText('h', 'h', rendering)} FROM incident_history AS h
      WHERE h.n = key.value AND +h.superseded_by > ? AND h.commit_seq <= ?
    ) END AS text
    FROM json_each(?) AS key
    LEFT JOIN incidents AS v ON v.n = key.value AND v.commit_seq <= ?
    LEFT JOIN incident_body AS b ON b.n = v.n`,
  params: [seq, seq, JSON.stringify(list), seq],
})

const isTooBig = (error: unknown): boolean =>
  error instanceof Error && /SQLITE_TOOBIG|too big/i.test(error.message)

interface PageRow {
  readonly text: string | null
  readonly bytes: number | null
  readonly rows: number
  readonly last: number | null
}

/** A stretch ends at the key of the current record that is so many behind its beginning, or at the last of all. */
const upperBound = `WITH bound (upper) AS MATERIALIZED (
  SELECT coalesce((SELECT n FROM incidents WHERE n > ? ORDER BY n LIMIT 1 OFFSET ?), ${Number.MAX_SAFE_INTEGER})
)`

/** A part as one text, null where it would be more than 2,000,000 bytes. */
const aggregatePage = (part: SqlPart, between: string, last: string): SqlPart => ({
  sql: `SELECT CASE WHEN sum(octet_length(text)) + count(text) * ? <= ${maxRowBytes} THEN group_concat(text, ?) END AS text,
      sum(octet_length(text)) AS bytes, ${last} AS last, count(text) AS rows
    FROM (${part.sql})`,
  params: [between.length, between, ...part.params],
})

/** So many pages are asked for at once. */
const maxPagesPerQuery = 3

/** The pages behind a key, each behind the last of the one before; they are read in this order, once. */
const chainPages = (pages: readonly ((after: SqlPart) => SqlPart)[], after: number): SqlPart => {
  const parts = pages.map((page, i) =>
    page(i === 0 ? { sql: '?', params: [after] } : { sql: `(SELECT last FROM p${i - 1})`, params: [] }),
  )
  return {
    sql: `WITH ${parts.map(({ sql }, i) => `p${i} AS MATERIALIZED (${sql})`).join(', ')}
      ${parts.map((_, i) => `SELECT * FROM p${i}`).join(' UNION ALL ')}`,
    params: parts.flatMap(({ params }) => params),
  }
}

/** So many pages of so many records from the beginning of a stretch. */
const pagesSql = (
  snapshot: Snapshot,
  rendering: RowTextOptions,
  range: KeyRange,
  size: number,
  pageCount: number,
) => {
  const { separator } = rendering
  const numbers = Array.from({ length: pageCount }, (_, i) => i)
  if ('keys' in range) {
    const lists = numbers
      .map((i) => range.keys.slice(i * size, (i + 1) * size))
      .filter((list) => list.length > 0)
    const page = (list: readonly number[]) => () =>
      aggregatePage(versionsByKeys(snapshot, rendering, list), separator, String(list.at(-1)))
    return chainPages(lists.map(page), 0)
  }
  const { after } = range
  if (!snapshot.isOld) {
    const page = (start: SqlPart) =>
      aggregatePage(versionsAfter(snapshot, rendering, start, size), separator, 'max(n)')
    return chainPages(
      numbers.map(() => page),
      after,
    )
  }
  const { sql, params } = aggregatePage(
    versionsInRange(snapshot, rendering, after),
    separator,
    '(SELECT upper FROM bound)',
  )
  return { sql: `${upperBound} ${sql}`, params: [after, size - 1, ...params] }
}

const queryPages = async (db: D1Database, part: SqlPart): Promise<PageRow[]> => {
  try {
    const { results } = await statement(db, part).all<PageRow>()
    return results
  } catch (error) {
    if (isTooBig(error)) return []
    throw error
  }
}

/** The pages up to the first that is too large to be handed over; `done` where nothing is left of the stretch. */
const takePages = (
  pageRows: readonly PageRow[],
): { readonly pages: TextPage[]; readonly isDone: boolean } => {
  const pages: TextPage[] = []
  for (const { text, bytes, rows, last } of pageRows) {
    if (last === null || (rows === 0 && last === Number.MAX_SAFE_INTEGER)) return { pages, isDone: true }
    if (rows > 0 && text === null) break
    pages.push({ text: text ?? '', bytes: bytes ?? 0, rows, last })
  }
  return { pages, isDone: false }
}

/**
 * Some pages of finished text from the beginning of a stretch, of at most `size` records each and at most `howMany`
 * of them; none behind the last record. No value that the database hands over has more than 2,000,000 bytes: where so
 * many records do not fit, pages have fewer.
 */
export const listPages = async (
  db: D1Database,
  snapshot: Snapshot,
  rendering: RowTextOptions,
  range: KeyRange,
  { size, howMany }: { readonly size: number; readonly howMany: number },
): Promise<TextPage[]> => {
  if ('keys' in range && range.keys.length === 0) return []
  let attemptCount = Math.max(1, Math.min(howMany, maxPagesPerQuery))
  for (let attemptSize = size; attemptSize >= 1; attemptSize = Math.floor(attemptSize / 2)) {
    const part = pagesSql(snapshot, rendering, range, attemptSize, attemptCount)
    attemptCount = 1
    const { pages, isDone } = takePages(await queryPages(db, part))
    if (pages.length > 0 || isDone) return pages
  }
  throw new Error('A record does not fit into a result of the database.')
}
