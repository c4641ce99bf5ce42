/** The latest events, by the index of countries and days. */
import { currentVersions, type Version } from './incidents.ts'
import { selectAll, sql } from './sql.ts'

interface LatestQuery {
  /** The day by which the events began (YYYY-MM-DD). */
  readonly until: string
  readonly limit: number
}

/**
 * Returns the published records of the latest events, latest first. No index is in order of days alone: of each country
 * the latest day is read, and of the countries with the latest ones their latest records.
 */
export const listLatestPublished = (db: D1Database, { until, limit }: LatestQuery): Promise<Version[]> => {
  const events = sql`FROM incidents INDEXED BY incidents_country
    WHERE country = c.country AND date_start <= ${until} AND status = 'published' ORDER BY date_start DESC`
  return selectAll<Version>(db)`WITH RECURSIVE countries (country) AS (
      SELECT min(country) FROM incidents
      UNION ALL
      SELECT (SELECT min(country) FROM incidents WHERE country > c.country)
      FROM countries AS c WHERE c.country IS NOT NULL
    ), latest AS MATERIALIZED (
      SELECT country, (SELECT date_start ${events} LIMIT 1) AS day FROM countries AS c
      WHERE day IS NOT NULL ORDER BY day DESC LIMIT ${limit}
    ), keys AS MATERIALIZED (
      SELECT k.value AS key
      FROM latest AS c CROSS JOIN json_each((
        SELECT json_group_array(row_key) FROM (SELECT row_key ${events} LIMIT ${limit})
      )) AS k
    )
    ${currentVersions} WHERE i.row_key IN (
      SELECT row_key FROM keys CROSS JOIN incidents ON row_key = key
      ORDER BY date_start DESC, date_end DESC, row_key DESC LIMIT ${limit}
    )
    ORDER BY i.date_start DESC, i.date_end DESC, i.row_key DESC`
}
