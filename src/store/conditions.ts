/** Filters as conditions on a version: `v` has its filter columns, `b` its body. */
import type { Box, Circle, ScalarFilter } from '../../schemas/query.ts'

/** A condition in SQL; `?` stands for each parameter, in order. */
export interface Condition {
  readonly sql: (v: string, b: string) => string
  readonly params: readonly (string | number)[]
  /** An index finds what fulfils it. */
  readonly isIndexed?: true
  /** Its parts, none of which holds for a record that another holds for, each with an index that finds it. */
  readonly alternatives?: readonly (Condition & { readonly index: string })[]
  /** It looks into the body. */
  readonly usesBody?: true
}

const indexedColumns: readonly string[] = ['dataset', 'country']

/** The column has one of these values. The status is never looked up by its index: most records share one. */
export const equalsAny = (column: ScalarFilter | 'status', values: readonly string[]): Condition => {
  const indexed = indexedColumns.includes(column)
  const name = (v: string) => `${indexed ? '' : '+'}${v}.${column}`
  return {
    ...(values.length === 1
      ? { sql: (v) => `${name(v)} = ?`, params: values }
      : { sql: (v) => `${name(v)} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(values)] }),
    ...(indexed ? { isIndexed: true } : {}),
  }
}

/** The status is one of these, and whatever is not published was filed by this actor. */
export const isPublishedOrFiledBy = (filer: string, statuses: readonly string[]): Condition => {
  const { sql, params } = equalsAny('status', statuses)
  return {
    sql: (v, b) => `(${sql(v, b)} AND (+${v}.status = 'published' OR ${v}.filer = ?))`,
    params: [...params, filer],
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
  const preciseDates = {
    sql: (v: string) =>
      `(${v}.date_start BETWEEN ? AND ? AND ${v}.date_end >= ? AND ${v}.date_precision NOT IN ('year', 'longer'))`,
    params: [earliest, to, from],
    index: 'incidents_date',
  }
  const vagueDates = {
    sql: (v: string) =>
      `(${v}.date_precision IN ('year', 'longer') AND ${v}.date_end >= ? AND ${v}.date_start <= ?)`,
    params: [from, to],
    index: 'incidents_vague_date',
  }
  return {
    sql: (v) => `(${preciseDates.sql(v)} OR ${vagueDates.sql(v)})`,
    params: [...preciseDates.params, ...vagueDates.params],
    isIndexed: true,
    alternatives: [preciseDates, vagueDates],
  }
}

/** The best number of deaths is known and within these bounds, both included. */
export const deathsBetween = (min: number | undefined, max: number | undefined): Condition => ({
  sql: (v) => `${v}.deaths_best BETWEEN ? AND ?`,
  params: [min ?? 0, max ?? Number.MAX_SAFE_INTEGER],
})

/** Whether a box is too much of the Earth for its index to be of use: half of the latitudes. */
const isWide = ({ south, north }: Box): boolean => north - south >= 90

/** The point lies in a box of degrees, its edges included; west > east crosses the antimeridian. */
export const inBox = ({ west, south, east, north }: Box): Condition => ({
  sql: (v) =>
    west <= east
      ? `(${v}.latitude BETWEEN ? AND ? AND ${v}.longitude BETWEEN ? AND ?)`
      : `(${v}.latitude BETWEEN ? AND ? AND (${v}.longitude >= ? OR ${v}.longitude <= ?))`,
  params: [south, north, west, east],
  ...(isWide({ west, south, east, north }) ? {} : { isIndexed: true }),
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
    sql: (v, b) => `${box.sql(v, b)} AND 2 * ${earthRadius} * asin(min(1, sqrt(
        pow(sin(radians(${v}.latitude - ?) / 2), 2)
        + cos(radians(?)) * cos(radians(${v}.latitude)) * pow(sin(radians(${v}.longitude - ?) / 2), 2)
      ))) <= ?`,
    params: [...box.params, latitude, latitude, longitude, kilometres],
  }
}

/** `of` has each of these texts in turn; they are one parameter, which the database takes apart once. */
const hasEach = (marks: readonly string[], of: (v: string, b: string) => string, joint: 'AND' | 'OR') => ({
  sql: (v: string, b: string) =>
    `(${marks.map((_, i) => `instr(${of(v, b)}, ? ->> ${i}) > 0`).join(` ${joint} `)})`,
  params: marks.map(() => JSON.stringify(marks)),
})

/** It has one of these facets, each as it is kept. */
export const hasFacet = (facets: readonly string[]): Condition => hasEach(facets, (v) => `${v}.facets`, 'OR')

/** It has all these words, each as it is kept. */
export const hasWords = (words: readonly string[]): Condition => ({
  ...hasEach(words, (_, b) => `${b}.words`, 'AND'),
  usesBody: true,
})
