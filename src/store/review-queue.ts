/** What waits for an editor: records for review, and suggested corrections. */
import { join, jsonList, raw, type Sql, selectAll, sql } from './sql.ts'

/** Something that waits. */
export interface QueueEntry {
  readonly rowKey: number
  readonly id: string
  readonly kind: 'incident' | 'suggestion'
  /** Whether it fulfils the filters. */
  readonly fits: 0 | 1
}

export interface QueueFilter {
  readonly dataset?: readonly string[] | undefined
  readonly country?: readonly string[] | undefined
  readonly event_type?: readonly string[] | undefined
  /** Whether there are warnings of it. */
  readonly warnings?: boolean | undefined
}

export interface QueueRange {
  /** Behind this key, or before it. */
  readonly key: number
  readonly backwards: boolean
  /** How many are looked at. */
  readonly limit: number
}

/** What lies behind the key, or before it. */
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

/** What waits, in order from a key on; no more than the limit is looked at, whatever the filters. */
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
