/**
 * The stored records among which twins of others are looked for. Of each record no more than some rows are read,
 * whatever the size of the set: on the days around it those of about its latitude, those nearest in time, and those
 * whose date is its month.
 */

export interface Wanted {
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
interface Bounds {
  readonly near: number
  readonly after: number
  readonly before: number
  readonly month: number
  readonly best: number
}

/** Who sees what: everything that stands or waits, or what is published and what waits of this filer. */
export interface Sight {
  readonly all: boolean
  readonly filer: string | null
}

export interface Candidate {
  /** The place in the list of what was asked. */
  readonly asked: number
  readonly n: number
  readonly id: string
  readonly status: string
  readonly doc: string
}

const names = [
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
] as const satisfies readonly (keyof Wanted)[]

const of = (name: keyof Wanted): string => `q.${name}_`

const columns = names.map((name) => `r.value ->> '$.${name}' AS ${name}_`)

/** What is asked: of some records from JSON, of one from the parameters behind the first three. */
const asked = {
  some: `SELECT r.key AS asked, ${columns.join(', ')} FROM json_each(?1) AS r`,
  one: `SELECT ?1 AS asked, ${names.map((name, i) => `?${i + 4} AS ${name}_`).join(', ')}`,
}

const byDay = 'incidents AS c INDEXED BY incidents_country'
const inCountry = `c.country = ${of('country')}`
const place = 'c.n, c.latitude, c.longitude, c.geo_precision'

/** Each part is bounded by itself; all of them are read from the index alone. A record may be in several. */
const nearby = ({ near, after, before, month }: Bounds): string => `
  SELECT * FROM (
    SELECT ${place} FROM json_each(${of('days')}) AS d CROSS JOIN ${byDay} ON ${inCountry} AND c.date_start = d.value
      AND c.latitude BETWEEN ${of('latitude')} - ${of('band')} AND ${of('latitude')} + ${of('band')} LIMIT ${near}
  )
  UNION ALL SELECT * FROM (
    SELECT ${place} FROM ${byDay} WHERE ${inCountry} AND c.date_start BETWEEN ${of('start')} AND ${of('high')}
    ORDER BY c.date_start LIMIT ${after}
  )
  UNION ALL SELECT * FROM (
    SELECT ${place} FROM ${byDay} WHERE ${inCountry} AND c.date_start < ${of('start')} AND c.date_start >= ${of('before')}
    ORDER BY c.date_start DESC LIMIT ${before}
  )
  UNION ALL SELECT * FROM (
    SELECT ${place} FROM json_each(${of('months')}) AS d CROSS JOIN ${byDay} ON ${inCountry} AND c.date_start = d.value
    LIMIT ${month}
  )`

/** Whether it stands that two are not the same event. */
const toldApart = `EXISTS (
      SELECT 1 FROM distinct_pairs AS p INDEXED BY distinct_pairs_standing
      WHERE p.a = min(j.n, ${of('except')}) AND p.b = max(j.n, ${of('except')}) AND p.ended_at IS NULL
    )`

/** Days between, and degrees between, of which one counts as two days; of a place without a point half as much. */
const rank = `
  max(0, julianday(j.date_start) - julianday(${of('end')}), julianday(${of('start')}) - julianday(j.date_end))
  + coalesce(min(3, 2 * abs(j.latitude - ${of('latitude')}) + 2 * abs(j.longitude - ${of('longitude')})), 0.5)`

/** How many degrees off a record may be by its precision; one of a country may be anywhere. */
const offBy = `CASE
      WHEN k.geo_precision IN ('country', 'international') THEN 360
      WHEN k.geo_precision IN ('admin2', 'admin1', 'area') THEN ${of('wide')} ELSE 0 END`

/** Whether both places are known and too far from one another for one event. */
const farOff = `max(
      abs(k.latitude - ${of('latitude')}),
      min(abs(k.longitude - ${of('longitude')}), 360 - abs(k.longitude - ${of('longitude')})) * ${of('narrow')}
    ) > max(${of('off')}, ${offBy})`

/** The text goes to the database with each look: without its indents it is a fifth shorter. */
const oneLine = (sql: string): string => sql.replace(/\s+/g, ' ').trim()

/**
 * The bounds are written into the text: with a bound LIMIT, SQLite plans a statement anew each time that it runs, which
 * takes four times as long as running it.
 */
const sqlOf = (which: keyof typeof asked, bounds: Bounds): string =>
  oneLine(`
  WITH q AS MATERIALIZED (${asked[which]})
  SELECT q.asked, i.n, i.id, i.status, b.doc FROM q
  CROSS JOIN incidents AS i ON i.n IN (
    SELECT j.n FROM (${nearby(bounds)}) AS k CROSS JOIN incidents AS j ON j.n = k.n
    WHERE (${farOff}) IS NOT 1
      AND (j.status = 'published' OR (j.status = 'submitted' AND (?2 OR j.filer = ?3)))
      AND j.date_end >= ${of('low')} AND j.date_start <= ${of('high')} AND j.n IS NOT ${of('except')}
      AND NOT ${toldApart}
    GROUP BY j.n ORDER BY ${rank}, j.n LIMIT ${bounds.best}
  )
  CROSS JOIN incident_body AS b ON b.n = i.n`)

const ofOne = sqlOf('one', { near: 80, after: 60, before: 40, month: 20, best: 30 })
const ofSome = sqlOf('some', { near: 20, after: 20, before: 15, month: 5, best: 8 })

const seen = ({ all, filer }: Sight) => [all ? 1 : 0, filer] as const

/** Reads the records among which twins of one may be; the statement's rows are `Candidate`s. */
export const look = (db: D1Database, wanted: Wanted, sight: Sight): D1PreparedStatement =>
  db.prepare(ofOne).bind(
    0,
    ...seen(sight),
    ...names.map((name) => {
      const value = wanted[name]
      return typeof value === 'object' ? value && JSON.stringify(value) : value
    }),
  )

/** As `look`, for each of some records, with fewer rows read for each. */
export const lookForSome = (db: D1Database, wanted: readonly Wanted[], sight: Sight): D1PreparedStatement =>
  db.prepare(ofSome).bind(JSON.stringify(wanted), ...seen(sight))

/** A record whose twins are looked for. */
export interface Walked {
  readonly n: number
  readonly id: string
  readonly status: string
  readonly doc: string
}

export interface Stretch {
  /** Before this key. */
  readonly before: number
  readonly dataset: string | null
  /** How many records are looked at, and how many of them are taken. */
  readonly looked: number
  readonly limit: number
}

/**
 * Records that stand or wait, the newest first; and the last key that was looked at, null where there is none behind.
 * No more than `looked` are, whatever the filter.
 */
export const walk = async (
  db: D1Database,
  { before, dataset, looked, limit }: Stretch,
): Promise<{ readonly records: Walked[]; readonly last: number | null }> => {
  const { results } = await db
    .prepare(`SELECT n, status, dataset FROM incidents NOT INDEXED WHERE n < ?1 ORDER BY n DESC LIMIT ?2`)
    .bind(before, looked)
    .all<{ n: number; status: string; dataset: string }>()
  const fits = results.filter(
    (row) => ['published', 'submitted'].includes(row.status) && (dataset === null || row.dataset === dataset),
  )
  const taken = fits.slice(0, limit)
  const more = fits.length > limit || results.length === looked
  const last = fits.length > limit ? taken.at(-1)?.n : results.at(-1)?.n
  if (taken.length === 0) return { records: [], last: more ? (last ?? null) : null }
  const { results: bodies } = await db
    .prepare(
      `SELECT i.n, i.id, i.status, b.doc FROM json_each(?1) AS k CROSS JOIN incidents AS i ON i.n = k.value
       CROSS JOIN incident_body AS b ON b.n = i.n`,
    )
    .bind(JSON.stringify(taken.map(({ n }) => n)))
    .all<Walked>()
  return { records: bodies, last: more ? (last ?? null) : null }
}
