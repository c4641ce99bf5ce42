/** Filters as conditions on a version: `v` is its row of filter columns, `b` its body. */
import type { Box, Circle, ScalarFilter } from '../../schemas/query.ts'
import { join, jsonList, raw, type Sql, sql } from './sql.ts'

/** A condition on a version, given the names of its row and its body in the statement. */
export interface Condition {
  readonly sql: (v: Sql, b: Sql) => Sql
  /** Whether an index finds the matching records. */
  readonly isIndexed?: boolean
  /** Disjoint alternatives, each answered by its own index. */
  readonly alternatives?: readonly (Condition & { readonly index: string })[]
  /** Whether it reads the body. */
  readonly usesBody?: true
}

const indexedColumns: readonly string[] = ['dataset', 'country']

/**
 * Matches versions whose column has one of these values. The index of the status is never used: most records share
 * one.
 */
export const equalsAny = (column: ScalarFilter | 'status', values: readonly string[]): Condition => {
  const isIndexed = indexedColumns.includes(column)
  const test = values.length === 1 ? sql`= ${values[0]}` : sql`IN ${jsonList(values)}`
  return { sql: (v) => sql`${raw(isIndexed ? '' : '+')}${v}.${raw(column)} ${test}`, isIndexed }
}

/** Matches versions with one of these statuses, if they are published or filed by this actor. */
export const isPublishedOrFiledBy = (filer: string, statuses: readonly string[]): Condition => {
  const status = equalsAny('status', statuses)
  return {
    sql: (v, b) => sql`(${status.sql(v, b)} AND (+${v}.status = 'published' OR ${v}.filer = ${filer}))`,
  }
}

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

/** A span known to the month covers at most 31 days, so it begins at most 30 days before it ends. */
const maxMonthDays = 30

/**
 * Matches events whose days overlap these, both included. Dates known to the month or better are found by their first
 * day; the few vaguer ones have their own index by last day.
 */
export const overlapsDays = (from = '0000-01-01', to = '9999-12-31'): Condition => {
  const earliest = from < '0000-02-01' ? from : daysBefore(from, maxMonthDays)
  const isVague = sql`IN ('year', 'longer')`
  const precise = (v: Sql) =>
    sql`(${v}.date_start BETWEEN ${earliest} AND ${to} AND ${v}.date_end >= ${from} AND ${v}.date_precision NOT ${isVague})`
  const vague = (v: Sql) =>
    sql`(${v}.date_precision ${isVague} AND ${v}.date_end >= ${from} AND ${v}.date_start <= ${to})`
  return {
    sql: (v) => sql`(${precise(v)} OR ${vague(v)})`,
    isIndexed: true,
    alternatives: [
      { sql: precise, index: 'incidents_date' },
      { sql: vague, index: 'incidents_vague_date' },
    ],
  }
}

/** Matches records whose best number of deaths is known and within these bounds, both included. */
export const deathsBetween = (min = 0, max = Number.MAX_SAFE_INTEGER): Condition => ({
  sql: (v) => sql`${v}.deaths_best BETWEEN ${min} AND ${max}`,
})

/** Returns whether a box covers half of the latitudes, so that an index would not help. */
const isWide = ({ south, north }: Box): boolean => north - south >= 90

/** Matches points in a box in degrees, edges included; west > east crosses the antimeridian. */
export const inBox = ({ west, south, east, north }: Box): Condition => ({
  sql: (v) => {
    const inLongitudes =
      west <= east
        ? sql`${v}.longitude BETWEEN ${west} AND ${east}`
        : sql`(${v}.longitude >= ${west} OR ${v}.longitude <= ${east})`
    return sql`(${v}.latitude BETWEEN ${south} AND ${north} AND ${inLongitudes})`
  },
  isIndexed: !isWide({ west, south, east, north }),
})

/** Mean radius of the Earth in km, and the length of a degree of latitude on a sphere of that radius. */
const earthRadius = 6371.0088
const kilometresPerDegree = (Math.PI * earthRadius) / 180
const halfwayRound = 180 * kilometresPerDegree

const boxAround = ({ latitude, longitude, kilometres }: Circle): Box => {
  const high = kilometres / kilometresPerDegree + 1e-6
  const [south, north] = [Math.max(-90, latitude - high), Math.min(90, latitude + high)]
  const narrowest = Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180)
  const wide = narrowest < 1e-6 ? 180 : Math.min(180, kilometres / (kilometresPerDegree * narrowest) + 1e-6)
  if (wide >= 180) return { south, north, west: -180, east: 180 }
  const wrap = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180
  return { south, north, west: wrap(longitude - wide), east: wrap(longitude + wide) }
}

/** Matches points within the circle's radius along the great circle (haversine formula). */
export const near = (circle: Circle): Condition => {
  const box = inBox(boxAround(circle))
  const { latitude, longitude, kilometres } = circle
  if (kilometres >= halfwayRound) return box
  return {
    ...box,
    sql: (v, b) => sql`${box.sql(v, b)} AND 2 * ${raw(String(earthRadius))} * asin(min(1, sqrt(
        pow(sin(radians(${v}.latitude - ${latitude}) / 2), 2)
        + cos(radians(${latitude})) * cos(radians(${v}.latitude)) * pow(sin(radians(${v}.longitude - ${longitude}) / 2), 2)
      ))) <= ${kilometres}`,
  }
}

/** Matches columns that contain all of these texts, or any. They are one parameter, which the database parses once. */
const includes = (column: Sql, texts: readonly string[], operator: 'AND' | 'OR'): Sql => {
  const list = JSON.stringify(texts)
  const tests = texts.map((_, i) => sql`instr(${column}, ${list} ->> ${raw(String(i))}) > 0`)
  return sql`(${join(tests, ` ${operator} `)})`
}

/** Matches records with one of these facet tokens (stored form). */
export const hasFacet = (facets: readonly string[]): Condition => ({
  sql: (v) => includes(sql`${v}.facets`, facets, 'OR'),
})

/** Matches records with all of these word tokens (stored form). */
export const hasWords = (words: readonly string[]): Condition => ({
  sql: (_, b) => includes(sql`${b}.search_words`, words, 'AND'),
  usesBody: true,
})
