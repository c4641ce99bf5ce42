/** The review queue: submitted records and suggested corrections. */
import { currentVersions, documentBytes, maxPageBytes, type Version } from './incidents.ts'
import { join, jsonList, raw, type Sql, selectAll, sql } from './sql.ts'

/** An entry of the queue. */
export interface QueueEntry {
  readonly rowKey: number
  readonly id: string
  readonly kind: 'incident' | 'suggestion'
  /** Whether it matches the filters. */
  readonly fits: 0 | 1
  /** What the order compares before the key; the same for all if entries are in order of key. */
  readonly rank: string | number
}

/** Who has an entry in hand: the reader, another editor, or nobody. */
export const assigneeFilters = ['me', 'others', 'none'] as const

export interface QueueFilter {
  readonly dataset?: readonly string[] | undefined
  readonly country?: readonly string[] | undefined
  readonly event_type?: readonly string[] | undefined
  /** Entries whose event overlaps these days (`YYYY-MM-DD`). */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly kind?: QueueEntry['kind'] | undefined
  /** Whether it has warnings. */
  readonly warnings?: boolean | undefined
  readonly assignee?: readonly (typeof assigneeFilters)[number][] | undefined
  /** Whether it came without a token or with one. */
  readonly filer?: 'public' | 'token' | undefined
  /** The tokens of words that the record has. */
  readonly q?: readonly string[] | undefined
}

export interface QueueRange {
  /** Entries after this key, or before it if `backwards`. */
  readonly key: number
  readonly backwards: boolean
  /** The most entries read. */
  readonly limit: number
}

/** Whose queue it is, and when (RFC 3339, UTC). */
export interface QueueReader {
  readonly actor: string
  readonly now: string
}

/** What orders compare before the key. */
export type QueueRank = 'date' | 'duplicates'

interface QueueQuery {
  readonly filter: QueueFilter
  readonly reader: QueueReader
  /** Undefined for the order of keys. */
  readonly rank?: QueueRank | undefined
  /** The key of an entry that is read as well, without matching, even if it awaits no review. */
  readonly including?: number | undefined
}

/** Returns the entries after the key, or before it. */
const entriesSql = ({ key, backwards, limit }: QueueRange, { filter, including }: QueueQuery): Sql => {
  const [comparison, order] = backwards ? [raw('<'), raw('DESC')] : [raw('>'), raw('ASC')]
  const waiting = (kind: QueueEntry['kind']): Sql => {
    const [table, status] = kind === 'incident' ? ['incidents', 'submitted'] : ['suggestions', 'waiting']
    return sql`SELECT row_key, id, ${kind} AS kind, 1 AS waits FROM ${raw(table)} INDEXED BY ${raw(`${table}_waiting`)}
      WHERE status = ${raw(`'${status}'`)} AND row_key ${comparison} ${key}`
  }
  const kinds = filter.kind === undefined ? (['incident', 'suggestion'] as const) : [filter.kind]
  const entries = sql`${join(kinds.map(waiting), ' UNION ALL ')} ORDER BY row_key ${order} LIMIT ${limit}`
  if (including === undefined) return entries
  return sql`SELECT * FROM (${entries})
    UNION ALL SELECT row_key, id, 'incident', 0 FROM incidents WHERE row_key = ${including}
    UNION ALL SELECT row_key, id, 'suggestion', 0 FROM suggestions WHERE row_key = ${including}`
}

const columns = ['dataset', 'country', 'event_type'] as const

/** The conditions of a filter on entries `w`, their corrections `s`, records `i`, bodies `b` and assignees `a`. */
const conditionsOf = ({ filter, reader }: QueueQuery): Sql[] => {
  const { from, to, warnings, assignee, filer, q = [] } = filter
  return [
    ...columns.flatMap((name) => {
      const values = filter[name]
      return values === undefined ? [] : [sql`i.${raw(name)} IN ${jsonList(values)}`]
    }),
    ...(from === undefined ? [] : [sql`i.date_end >= ${from}`]),
    ...(to === undefined ? [] : [sql`i.date_start <= ${to}`]),
    ...(warnings === undefined
      ? []
      : [sql`iif(w.kind = 'suggestion', s.warnings > 0, b.warnings <> '[]') = ${warnings}`]),
    ...(assignee === undefined
      ? []
      : [
          sql`iif(a.actor IS NULL, 'none', iif(a.actor = ${reader.actor}, 'me', 'others')) IN ${jsonList(assignee)}`,
        ]),
    ...(filer === undefined
      ? []
      : [sql`(iif(w.kind = 'suggestion', s.actor, i.filer) = 'public') = ${filer === 'public'}`]),
    ...q.map((word) => sql`instr(b.search_words, ${word}) > 0`),
  ]
}

/** The ranks of entries. That of a likely duplicate is higher than that of an entry without one, which is 0. */
const ranks: Readonly<Record<QueueRank, Sql>> = {
  date: sql`i.date_start`,
  duplicates: sql`-coalesce((SELECT max(score) FROM (
      SELECT p.score, p.b AS other FROM likely_pairs AS p WHERE w.kind = 'incident' AND p.a = w.row_key
      UNION ALL
      SELECT p.score, p.a FROM likely_pairs AS p INDEXED BY likely_pairs_reverse WHERE w.kind = 'incident' AND p.b = w.row_key
    ) AS pair CROSS JOIN incidents AS o ON o.row_key = pair.other WHERE o.status IN ('submitted', 'published')), 0)`,
}

/**
 * Returns entries in order of their ranks and keys. Reads at most `limit` of them, in order of key, whatever the
 * filters.
 */
export const list = async (db: D1Database, range: QueueRange, query: QueueQuery): Promise<QueueEntry[]> => {
  const conditions = conditionsOf(query)
  const { filter, reader, rank } = query
  const hasBody = filter.warnings !== undefined || filter.q !== undefined
  const entries =
    conditions.length === 0 && rank === undefined
      ? await selectAll<QueueEntry>(db)`SELECT row_key AS "rowKey", id, kind, waits AS fits, 0 AS rank
          FROM (${entriesSql(range, query)})`
      : await selectAll<QueueEntry>(
          db,
        )`SELECT w.row_key AS "rowKey", w.id, w.kind, ${join([sql`w.waits`, ...conditions], ' AND ')} AS fits,
          ${rank === undefined ? sql`0` : ranks[rank]} AS rank
        FROM (${entriesSql(range, query)}) AS w
        LEFT JOIN suggestions AS s ON w.kind = 'suggestion' AND s.row_key = w.row_key
        CROSS JOIN incidents AS i ON i.row_key = coalesce(s.incident, w.row_key)
        ${hasBody ? sql`CROSS JOIN incident_body AS b ON b.row_key = i.row_key` : sql``}
        ${filter.assignee === undefined ? sql`` : sql`LEFT JOIN assignees AS a ON a.row_key = w.row_key AND a.until > ${reader.now}`}`
  const sign = range.backwards ? -1 : 1
  return entries.sort((a, b) => sign * compareEntries(a, b))
}

/** Compares two entries by rank and key. */
export const compareEntries = (
  a: Pick<QueueEntry, 'rank' | 'rowKey'>,
  b: Pick<QueueEntry, 'rank' | 'rowKey'>,
): number => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.rowKey - b.rowKey)

/**
 * Returns the current versions of the records of entries, by the keys of the entries: from the first entry on, or from
 * the last one if `backwards`, as far as they have about 8 MB.
 */
export const listRecords = (
  db: D1Database,
  keys: readonly number[],
  { backwards }: Pick<QueueRange, 'backwards'>,
): Promise<Version[]> =>
  selectAll<Version>(db)`${currentVersions} WHERE i.row_key IN (
      SELECT incident FROM (
        SELECT e.incident, sum(${documentBytes}) OVER (ORDER BY e.at ${raw(backwards ? 'DESC' : 'ASC')}) - (${documentBytes}) AS before
        FROM (
          SELECT key.key AS at, coalesce(s.incident, key.value) AS incident
          FROM json_each(${JSON.stringify(keys)}) AS key LEFT JOIN suggestions AS s ON s.row_key = key.value
        ) AS e CROSS JOIN incident_body ON incident_body.row_key = e.incident
      ) WHERE before < ${maxPageBytes}
    )`
