/** Filters as conditions on a version: `v` has its filter columns, `b` its body. */
import type { Box, Circle, ScalarFilter } from '../../schemas/query.ts'
import { join, jsonList, raw, type Sql, sql } from './sql.ts'

/** A condition on a version with the names that a statement gives to its filter columns and to its body. */
export interface Condition {
  readonly sql: (v: Sql, b: Sql) => Sql
  /** An index finds what fulfils it. */
  readonly isIndexed?: boolean
  /** Its parts, none of which holds for a record that another holds for, each with an index that finds it. */
  readonly alternatives?: readonly (Condition & { readonly index: string })[]
  /** It looks into the body. */
  readonly usesBody?: true
}

const indexedColumns: readonly string[] = ['dataset', 'country']

/** The column has one of these values. The status is never looked up by its index: most records share one. */
export const equalsAny = (column: ScalarFilter | 'status', values: readonly string[]): Condition => {
  const isIndexed = indexedColumns.includes(column)
  const test = values.length === 1 ? sql`= ${values[0]}` : sql`IN ${jsonList(values)}`
  return { sql: (v) => sql`${raw(isIndexed ? '' : '+')}${v}.${raw(column)} ${test}`, isIndexed }
}

/** The status is one of these, and whatever is not published was filed by this actor. */
export const isPublishedOrFiledBy = (filer: string, statuses: readonly string[]): Condition => {
  const status = equalsAny('status', statuses)
  return {
    sql: (v, b) => sql`(${status.sql(v, b)} AND (+${v}.status = 'published' OR ${v}.filer = ${filer}))`,
  }
}

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

/** What is known to a month begins at most 30 days before it ends. */
const maxMonthDays = 30

/**
 * The event's days overlap these, both included. What is known to a month or closer is found by its first day; the
 * few that are vaguer have an index of their own, by their last day.
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

/** The best number of deaths is known and within these bounds, both included. */
export const deathsBetween = (min = 0, max = Number.MAX_SAFE_INTEGER): Condition => ({
  sql: (v) => sql`${v}.deaths_best BETWEEN ${min} AND ${max}`,
})

/** Whether a box is too much of the Earth for its index to be of use: half of the latitudes. */
const isWide = ({ south, north }: Box): boolean => north - south >= 90

/** The point lies in a box of degrees, its edges included; west > east crosses the antimeridian. */
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

/** Kilometres in a degree of latitude on a sphere of the mean radius of the Earth, 6371.0088 km. */
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

/** The point lies within so many kilometres of another, along the great circle (haversine formula). */
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

/** A column has each of these texts, or one of them; they are one parameter, which the database takes apart once. */
const includes = (column: Sql, texts: readonly string[], operator: 'AND' | 'OR'): Sql => {
  const list = JSON.stringify(texts)
  const tests = texts.map((_, i) => sql`instr(${column}, ${list} ->> ${raw(String(i))}) > 0`)
  return sql`(${join(tests, ` ${operator} `)})`
}

/** It has one of these facets, each as it is kept. */
export const hasFacet = (facets: readonly string[]): Condition => ({
  sql: (v) => includes(sql`${v}.facets`, facets, 'OR'),
})

/** It has all these words, each as it is kept. */
export const hasWords = (words: readonly string[]): Condition => ({
  sql: (_, b) => includes(sql`${b}.search_words`, words, 'AND'),
  usesBody: true,
})
