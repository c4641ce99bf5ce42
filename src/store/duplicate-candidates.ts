/**
 * The stored records among which twins of others are looked for. Of each record no more than some rows are read,
 * whatever the size of the set: on the days around it those of about its latitude, those nearest in time, and those
 * whose date is its month.
 */
import { selectAll } from './sql.ts'

export interface CandidateQuery {
  readonly country: string
  /** Days, `YYYY-MM-DD`: first and last, the first one that counts, the last one that counts. */
  readonly start: string
  readonly end: string
  readonly low: string
  readonly high: string
  /** What is not to the day began this early and may still overlap. */
  readonly before: string
  /** The days that count, nearest first. */
  readonly days: readonly string[]
  /** The first days of its months. */
  readonly months: readonly string[]
  /** Of its point, if it has one; and how many degrees off another may be. */
  readonly latitude: number | null
  readonly longitude: number | null
  readonly band: number
  /** How many degrees off one event may be told of, for this record and for one whose point is the centre of an area. */
  readonly off: number
  readonly wide: number
  /** Degrees of longitude as parts of a degree of latitude. */
  readonly narrow: number
  /** The key of the record itself, where it is stored: with it go those of which it stands that they are not the same. */
  readonly except: number | null
}

/** How many rows are looked at of each kind, and how many of these are returned, the nearest. */
interface CandidateLimits {
  readonly near: number
  readonly after: number
  readonly before: number
  readonly month: number
  readonly best: number
}

/** Who sees what: everything that stands or waits, or what is published and what waits of this filer. */
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
  'start',
  'end',
  'low',
  'high',
  'before',
  'days',
  'months',
  'latitude',
  'longitude',
  'band',
  'off',
  'wide',
  'narrow',
  'except',
] as const satisfies readonly (keyof CandidateQuery)[]

const queryColumn = (name: keyof CandidateQuery): string => `q.${name}_`

const fieldColumns = queryFields.map((name) => `r.value ->> '$.${name}' AS ${name}_`)

/** What is asked: of some records from JSON, of one from the parameters behind the first three. */
const queryRows = {
  some: `SELECT r.key AS query_index, ${fieldColumns.join(', ')} FROM json_each(?1) AS r`,
  one: `SELECT ?1 AS query_index, ${queryFields.map((name, i) => `?${i + 4} AS ${name}_`).join(', ')}`,
}

const incidentsByCountry = 'incidents AS c INDEXED BY incidents_country'
const sameCountry = `c.country = ${queryColumn('country')}`
const candidateColumns = 'c.row_key, c.latitude, c.longitude, c.geo_precision'

/** Each part is bounded by itself; all of them are read from the index alone. A record may be in several. */
const nearbySql = ({ near, after, before, month }: CandidateLimits): string => `
  SELECT * FROM (
    SELECT ${candidateColumns} FROM json_each(${queryColumn('days')}) AS d CROSS JOIN ${incidentsByCountry} ON ${sameCountry} AND c.date_start = d.value
      AND c.latitude BETWEEN ${queryColumn('latitude')} - ${queryColumn('band')} AND ${queryColumn('latitude')} + ${queryColumn('band')} LIMIT ${near}
  )
  UNION ALL SELECT * FROM (
    SELECT ${candidateColumns} FROM ${incidentsByCountry} WHERE ${sameCountry} AND c.date_start BETWEEN ${queryColumn('start')} AND ${queryColumn('high')}
    ORDER BY c.date_start LIMIT ${after}
  )
  UNION ALL SELECT * FROM (
    SELECT ${candidateColumns} FROM ${incidentsByCountry} WHERE ${sameCountry} AND c.date_start < ${queryColumn('start')} AND c.date_start >= ${queryColumn('before')}
    ORDER BY c.date_start DESC LIMIT ${before}
  )
  UNION ALL SELECT * FROM (
    SELECT ${candidateColumns} FROM json_each(${queryColumn('months')}) AS d CROSS JOIN ${incidentsByCountry} ON ${sameCountry} AND c.date_start = d.value
    LIMIT ${month}
  )`

/** Whether it stands that two are not the same event. */
const isMarkedDistinct = `EXISTS (
      SELECT 1 FROM distinct_pairs AS p INDEXED BY distinct_pairs_active
      WHERE p.a = min(j.row_key, ${queryColumn('except')}) AND p.b = max(j.row_key, ${queryColumn('except')}) AND p.ended_at IS NULL
    )`

/** Days between, and degrees between, of which one counts as two days; of a place without a point half as much. */
const distanceRank = `
  max(0, julianday(j.date_start) - julianday(${queryColumn('end')}), julianday(${queryColumn('start')}) - julianday(j.date_end))
  + coalesce(min(3, 2 * abs(j.latitude - ${queryColumn('latitude')}) + 2 * abs(j.longitude - ${queryColumn('longitude')})), 0.5)`

/** How many degrees off a record may be by its precision; one of a country may be anywhere. */
const toleranceSql = `CASE
      WHEN k.geo_precision IN ('country', 'international') THEN 360
      WHEN k.geo_precision IN ('admin2', 'admin1', 'area') THEN ${queryColumn('wide')} ELSE 0 END`

/** Whether both places are known and too far from one another for one event. */
const isTooFar = `max(
      abs(k.latitude - ${queryColumn('latitude')}),
      min(abs(k.longitude - ${queryColumn('longitude')}), 360 - abs(k.longitude - ${queryColumn('longitude')})) * ${queryColumn('narrow')}
    ) > max(${queryColumn('off')}, ${toleranceSql})`

/** The text goes to the database with each look: without its indents it is a fifth shorter. */
const collapseSpaces = (sql: string): string => sql.replace(/\s+/g, ' ').trim()

/**
 * The bounds are written into the text: with a bound LIMIT, SQLite plans a statement anew each time that it runs, which
 * takes four times as long as running it.
 */
const candidatesSql = (which: keyof typeof queryRows, bounds: CandidateLimits): string =>
  collapseSpaces(`
  WITH q AS MATERIALIZED (${queryRows[which]})
  SELECT q.query_index AS "queryIndex", i.row_key AS "rowKey", i.id, i.status, b.public_json AS "publicJson" FROM q
  CROSS JOIN incidents AS i ON i.row_key IN (
    SELECT j.row_key FROM (${nearbySql(bounds)}) AS k CROSS JOIN incidents AS j ON j.row_key = k.row_key
    WHERE (${isTooFar}) IS NOT 1
      AND (j.status = 'published' OR (j.status = 'submitted' AND (?2 OR j.filer = ?3)))
      AND j.date_end >= ${queryColumn('low')} AND j.date_start <= ${queryColumn('high')} AND j.row_key IS NOT ${queryColumn('except')}
      AND NOT ${isMarkedDistinct}
    GROUP BY j.row_key ORDER BY ${distanceRank}, j.row_key LIMIT ${bounds.best}
  )
  CROSS JOIN incident_body AS b ON b.row_key = i.row_key`)

const singleSql = candidatesSql('one', { near: 80, after: 60, before: 40, month: 20, best: 30 })
const batchSql = candidatesSql('some', { near: 20, after: 20, before: 15, month: 5, best: 8 })

const visibilityParams = ({ all, filer }: CandidateVisibility) => [all ? 1 : 0, filer] as const

/** Reads the records among which twins of one may be; the statement's rows are `Candidate`s. */
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

/** As `look`, for each of some records, with fewer rows read for each. */
export const candidatesBatchQuery = (
  db: D1Database,
  queries: readonly CandidateQuery[],
  visibility: CandidateVisibility,
): D1PreparedStatement => db.prepare(batchSql).bind(JSON.stringify(queries), ...visibilityParams(visibility))

/** A record whose twins are looked for. */
export interface ListedRecord {
  readonly rowKey: number
  readonly id: string
  readonly status: string
  readonly publicJson: string
}

export interface RecordRange {
  /** Before this key. */
  readonly before: number
  readonly dataset: string | null
  /** How many records are looked at, and how many of them are taken. */
  readonly maxScanned: number
  readonly limit: number
}

/**
 * Records that stand or wait, the newest first; and the last key that was looked at, null where there is none behind.
 * No more than `looked` are, whatever the filter.
 */
export const listRecords = async (
  db: D1Database,
  { before, dataset, maxScanned, limit }: RecordRange,
): Promise<{ readonly records: ListedRecord[]; readonly last: number | null }> => {
  const scanned = await selectAll<{ rowKey: number; status: string; dataset: string }>(db)`
    SELECT row_key AS "rowKey", status, dataset FROM incidents NOT INDEXED WHERE row_key < ${before} ORDER BY row_key DESC LIMIT ${maxScanned}`
  const matches = scanned.filter(
    (row) => ['published', 'submitted'].includes(row.status) && (dataset === null || row.dataset === dataset),
  )
  const page = matches.slice(0, limit)
  const isCut = matches.length > limit
  const end = isCut ? page.at(-1) : scanned.at(-1)
  const last = isCut || scanned.length === maxScanned ? (end?.rowKey ?? null) : null
  if (page.length === 0) return { records: [], last }
  const keys = JSON.stringify(page.map(({ rowKey }) => rowKey))
  const records = await selectAll<ListedRecord>(db)`
    SELECT i.row_key AS "rowKey", i.id, i.status, b.public_json AS "publicJson"
    FROM json_each(${keys}) AS k CROSS JOIN incidents AS i ON i.row_key = k.value
    CROSS JOIN incident_body AS b ON b.row_key = i.row_key`
  return { records, last }
}
