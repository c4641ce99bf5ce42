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
}

export interface QueueFilter {
  readonly dataset?: readonly string[] | undefined
  readonly country?: readonly string[] | undefined
  readonly event_type?: readonly string[] | undefined
  /** Whether it has warnings. */
  readonly warnings?: boolean | undefined
}

export interface QueueRange {
  /** Entries after this key, or before it if `backwards`. */
  readonly key: number
  readonly backwards: boolean
  /** The most entries read. */
  readonly limit: number
}

/** Returns the entries after the key, or before it. */
const entriesSql = ({ key, backwards, limit }: QueueRange): Sql => {
  const [comparison, order] = backwards ? [raw('<'), raw('DESC')] : [raw('>'), raw('ASC')]
  return sql`
    SELECT row_key, id, 'incident' AS kind FROM incidents INDEXED BY incidents_waiting
    WHERE status = 'submitted' AND row_key ${comparison} ${key}
    UNION ALL
    SELECT row_key, id, 'suggestion' FROM suggestions INDEXED BY suggestions_waiting
    WHERE status = 'waiting' AND row_key ${comparison} ${key}
    ORDER BY row_key ${order} LIMIT ${limit}`
}

const columns = ['dataset', 'country', 'event_type'] as const

/** Returns entries in order of key. Reads at most `limit`, whatever the filters. */
export const list = async (db: D1Database, range: QueueRange, filter: QueueFilter): Promise<QueueEntry[]> => {
  const { warnings } = filter
  const conditions = columns.flatMap((name) => {
    const values = filter[name]
    return values === undefined ? [] : [sql`i.${raw(name)} IN ${jsonList(values)}`]
  })
  if (warnings !== undefined)
    conditions.push(sql`iif(w.kind = 'suggestion', s.warnings > 0, b.warnings <> '[]') = ${warnings}`)
  const entries = await (conditions.length === 0
    ? selectAll<QueueEntry>(db)`SELECT row_key AS "rowKey", id, kind, 1 AS fits FROM (${entriesSql(range)})`
    : selectAll<QueueEntry>(
        db,
      )`SELECT w.row_key AS "rowKey", w.id, w.kind, ${join(conditions, ' AND ')} AS fits
        FROM (${entriesSql(range)}) AS w
        LEFT JOIN suggestions AS s ON w.kind = 'suggestion' AND s.row_key = w.row_key
        CROSS JOIN incidents AS i ON i.row_key = coalesce(s.incident, w.row_key)
        ${raw(warnings === undefined ? '' : 'CROSS JOIN incident_body AS b ON b.row_key = i.row_key')}`)
  return entries.sort((a, b) => (range.backwards ? b.rowKey - a.rowKey : a.rowKey - b.rowKey))
}

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
        SELECT e.incident, sum(${documentBytes}) OVER (ORDER BY e.key ${raw(backwards ? 'DESC' : 'ASC')}) - (${documentBytes}) AS before
        FROM (
          SELECT key.value AS key, coalesce(s.incident, key.value) AS incident
          FROM json_each(${JSON.stringify(keys)}) AS key LEFT JOIN suggestions AS s ON s.row_key = key.value
        ) AS e CROSS JOIN incident_body ON incident_body.row_key = e.incident
      ) WHERE before < ${maxPageBytes}
    )`
