/** What waits for an editor: records for review, and suggested corrections. */

/** Something that waits. */
export interface QueueEntry {
  readonly n: number
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

const entriesSql = (backwards: boolean): string => {
  const keyCondition = backwards ? 'n < ?1' : 'n > ?1'
  return `
    SELECT n, id, 'incident' AS kind FROM incidents INDEXED BY incidents_waiting
    WHERE status = 'submitted' AND ${keyCondition}
    UNION ALL
    SELECT n, id, 'suggestion' FROM suggestions INDEXED BY suggestions_waiting
    WHERE status = 'waiting' AND ${keyCondition}
    ORDER BY n ${backwards ? 'DESC' : 'ASC'} LIMIT ?2`
}

const columns = ['dataset', 'country', 'event_type'] as const

/** What waits, in order from a key on; no more than the limit is looked at, whatever the filters. */
export const list = async (
  db: D1Database,
  { key, backwards, limit }: QueueRange,
  filter: QueueFilter,
): Promise<QueueEntry[]> => {
  const filterColumns = columns.filter((name) => filter[name] !== undefined)
  const { warnings } = filter
  const conditions = filterColumns.map((name, i) => `i.${name} IN (SELECT value FROM json_each(?${i + 3}))`)
  if (warnings !== undefined)
    conditions.push(`iif(w.kind = 'suggestion', s.warnings > 0, b.warnings <> '[]') = ${warnings ? 1 : 0}`)
  const sql =
    conditions.length === 0
      ? `SELECT n, id, kind, 1 AS fits FROM (${entriesSql(backwards)})`
      : `SELECT w.n, w.id, w.kind, ${conditions.join(' AND ')} AS fits
         FROM (${entriesSql(backwards)}) AS w
         LEFT JOIN suggestions AS s ON w.kind = 'suggestion' AND s.n = w.n
         CROSS JOIN incidents AS i ON i.n = coalesce(s.incident, w.n)
         ${warnings === undefined ? '' : 'CROSS JOIN incident_body AS b ON b.n = i.n'}`
  const { results } = await db
    .prepare(sql)
    .bind(key, limit, ...filterColumns.map((name) => JSON.stringify(filter[name])))
    .all<QueueEntry>()
  return results.sort((a, b) => (backwards ? b.n - a.n : a.n - b.n))
}
