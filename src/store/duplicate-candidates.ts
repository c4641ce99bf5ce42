/**
 * Stored records that may be duplicates of others. The search reads a bounded number of rows for each record, however
 * many are stored: records at a similar latitude on the surrounding days, those closest in time, and those dated to
 * the month only.
 */

export interface CandidateQuery {
  readonly country: string
  /** The first and last day of the event, `YYYY-MM-DD`. */
  readonly firstDay: string
  readonly lastDay: string
  /** The days of the search: candidates end on or after the first and start on or before the last. */
  readonly minDay: string
  readonly maxDay: string
  /** The earliest day on which a candidate starts, if its date is not known to the day. */
  readonly minStartDay: string
  /** The days of the search, nearest first. */
  readonly days: readonly string[]
  /** The first days of the months of the event. */
  readonly months: readonly string[]
  /** The coordinates of the event, if known. */
  readonly latitude: number | null
  readonly longitude: number | null
  /** Maximum difference in degrees of latitude of the candidates that are read by place. */
  readonly latitudeBand: number
  /**
   * Maximum distance in degrees of latitude between two reports of one event: for this record, and for a candidate
   * placed at the centre of an area.
   */
  readonly maxDegrees: number
  readonly maxAreaDegrees: number
  /** The length of a degree of longitude, in degrees of latitude. */
  readonly longitudeScale: number
  /** The key of the record itself, if it is stored; records marked as distinct from it are excluded too. */
  readonly excludedKey: number | null
}

/** Maximum number of rows read in each part of the search, and of nearest candidates returned (`best`). */
interface CandidateLimits {
  readonly near: number
  readonly after: number
  readonly before: number
  readonly month: number
  readonly best: number
}

/** Which records the actor sees: published and submitted ones, or published ones and the submitted ones of `filer`. */
export interface CandidateVisibility {
  readonly all: boolean
  readonly filer: string | null
}

export interface Candidate {
  /** The position of its query in the list of queries. */
  readonly queryIndex: number
  readonly rowKey: number
  readonly id: string
  readonly status: string
  readonly publicJson: string
}

const queryFields = [
  'country',
  'firstDay',
  'lastDay',
  'minDay',
  'maxDay',
  'minStartDay',
  'days',
  'months',
  'latitude',
  'longitude',
  'latitudeBand',
  'maxDegrees',
  'maxAreaDegrees',
  'longitudeScale',
  'excludedKey',
] as const satisfies readonly (keyof CandidateQuery)[]

const queryColumn = (name: keyof CandidateQuery): string => `q.${name}_`

const fieldColumns = queryFields.map((name) => `r.value ->> '$.${name}' AS ${name}_`)

/** The queries: several from one JSON parameter, or a single one from the parameters after the first three. */
const queryRows = {
  some: `SELECT r.key AS query_index, ${fieldColumns.join(', ')} FROM json_each(?1) AS r`,
  one: `SELECT ?1 AS query_index, ${queryFields.map((name, i) => `?${i + 4} AS ${name}_`).join(', ')}`,
}

const incidentsByCountry = 'incidents AS c INDEXED BY incidents_country'
const sameCountry = `c.country = ${queryColumn('country')}`
const candidateColumns = 'c.row_key, c.latitude, c.longitude, c.geo_precision'

/** Each part has its own limit and is read from the index alone. A record may be in several parts. */
const nearbySql = ({ near, after, before, month }: CandidateLimits): string => `
  SELECT * FROM (
    SELECT ${candidateColumns} FROM json_each(${queryColumn('days')}) AS d CROSS JOIN ${incidentsByCountry} ON ${sameCountry} AND c.date_start = d.value
      AND c.latitude BETWEEN ${queryColumn('latitude')} - ${queryColumn('latitudeBand')} AND ${queryColumn('latitude')} + ${queryColumn('latitudeBand')} LIMIT ${near}
  )
  UNION ALL SELECT * FROM (
    SELECT ${candidateColumns} FROM ${incidentsByCountry} WHERE ${sameCountry} AND c.date_start BETWEEN ${queryColumn('firstDay')} AND ${queryColumn('maxDay')}
    ORDER BY c.date_start LIMIT ${after}
  )
  UNION ALL SELECT * FROM (
    SELECT ${candidateColumns} FROM ${incidentsByCountry} WHERE ${sameCountry} AND c.date_start < ${queryColumn('firstDay')} AND c.date_start >= ${queryColumn('minStartDay')}
    ORDER BY c.date_start DESC LIMIT ${before}
  )
  UNION ALL SELECT * FROM (
    SELECT ${candidateColumns} FROM json_each(${queryColumn('months')}) AS d CROSS JOIN ${incidentsByCountry} ON ${sameCountry} AND c.date_start = d.value
    LIMIT ${month}
  )`

/** Whether the two records are marked as distinct. */
const isMarkedDistinct = `EXISTS (
      SELECT 1 FROM distinct_pairs AS p INDEXED BY distinct_pairs_active
      WHERE p.a = min(j.row_key, ${queryColumn('excludedKey')}) AND p.b = max(j.row_key, ${queryColumn('excludedKey')}) AND p.ended_at IS NULL
    )`

/** Distance rank: days apart, plus degrees apart counted as two days each; half a day if a place has no point. */
const distanceRank = `
  max(0, julianday(j.date_start) - julianday(${queryColumn('lastDay')}), julianday(${queryColumn('firstDay')}) - julianday(j.date_end))
  + coalesce(min(3, 2 * abs(j.latitude - ${queryColumn('latitude')}) + 2 * abs(j.longitude - ${queryColumn('longitude')})), 0.5)`

/** Maximum distance in degrees by a record's precision; a record placed at a whole country may be anywhere. */
const toleranceSql = `CASE
      WHEN k.geo_precision IN ('country', 'international') THEN 360
      WHEN k.geo_precision IN ('admin2', 'admin1', 'area') THEN ${queryColumn('maxAreaDegrees')} ELSE 0 END`

/** Whether both places are known and too far apart for one event. */
const isTooFar = `max(
      abs(k.latitude - ${queryColumn('latitude')}),
      min(abs(k.longitude - ${queryColumn('longitude')}), 360 - abs(k.longitude - ${queryColumn('longitude')})) * ${queryColumn('longitudeScale')}
    ) > max(${queryColumn('maxDegrees')}, ${toleranceSql})`

/** Each request sends the statement's text, so indents are removed: it is a fifth shorter. */
const collapseSpaces = (sql: string): string => sql.replace(/\s+/g, ' ').trim()

/**
 * The limits are written into the text: with a bound LIMIT, SQLite plans the statement again on every run, which
 * takes four times as long as running it.
 */
const candidatesSql = (
  which: keyof typeof queryRows,
  bounds: CandidateLimits,
  columns = 'i.row_key AS "rowKey", i.id, i.status, b.public_json AS "publicJson"',
  condition = `AND NOT ${isMarkedDistinct}`,
): string =>
  collapseSpaces(`
  WITH q AS MATERIALIZED (${queryRows[which]})
  SELECT q.query_index AS "queryIndex", ${columns} FROM q
  CROSS JOIN incidents AS i ON i.row_key IN (
    SELECT j.row_key FROM (${nearbySql(bounds)}) AS k CROSS JOIN incidents AS j ON j.row_key = k.row_key
    WHERE (${isTooFar}) IS NOT 1
      AND (j.status = 'published' OR (j.status = 'submitted' AND (?2 OR j.filer = ?3)))
      AND j.date_end >= ${queryColumn('minDay')} AND j.date_start <= ${queryColumn('maxDay')} AND j.row_key IS NOT ${queryColumn('excludedKey')}
      ${condition}
    GROUP BY j.row_key ORDER BY ${distanceRank}, j.row_key LIMIT ${bounds.best}
  )
  CROSS JOIN incident_body AS b ON b.row_key = i.row_key`)

const singleSql = candidatesSql('one', { near: 80, after: 60, before: 40, month: 20, best: 30 })
const batchSql = candidatesSql('some', { near: 20, after: 20, before: 15, month: 5, best: 8 })
/** Without texts, which many records share, and with the records that are marked as distinct. */
const keysSql = candidatesSql(
  'some',
  { near: 40, after: 20, before: 15, month: 10, best: 12 },
  'i.row_key AS "rowKey", octet_length(b.public_json) AS bytes',
  '',
)

const visibilityParams = ({ all, filer }: CandidateVisibility) => [all ? 1 : 0, filer] as const

/** Returns the statement that reads possible duplicates of one record; its rows are `Candidate`s. */
export const candidatesQuery = (
  db: D1Database,
  query: CandidateQuery,
  visibility: CandidateVisibility,
): D1PreparedStatement =>
  db.prepare(singleSql).bind(
    0,
    ...visibilityParams(visibility),
    ...queryFields.map((name) => {
      const value = query[name]
      return typeof value === 'object' ? value && JSON.stringify(value) : value
    }),
  )

/** Like `candidatesQuery`, for several records, reading fewer rows for each. */
export const candidatesBatchQuery = (
  db: D1Database,
  queries: readonly CandidateQuery[],
  visibility: CandidateVisibility,
): D1PreparedStatement => db.prepare(batchSql).bind(JSON.stringify(queries), ...visibilityParams(visibility))

/** The key of a candidate, with the bytes of its text. */
export interface CandidateKey {
  readonly queryIndex: number
  readonly rowKey: number
  readonly bytes: number
}

/** Returns the statement that reads the candidates of several records as editors see them; its rows are `CandidateKey`s. */
export const candidateKeysQuery = (db: D1Database, queries: readonly CandidateQuery[]): D1PreparedStatement =>
  db.prepare(keysSql).bind(JSON.stringify(queries), ...visibilityParams(seesAll))

const seesAll: CandidateVisibility = { all: true, filer: null }
