/** Filters on segments: each keeps the entries that match. */
import type { Box, Circle, EqualityFilter, FacetName } from '../../../schemas/query.ts'
import type { Positions } from '../../text/number-list.ts'
import { dayNumber, encodeCode, type NumberColumn, type Term, type TermColumn, termOf } from './columns.ts'
import type { Segment } from './segment.ts'

/** The entries of a segment that match: 1 at their positions, else 0. */
export type Mask = Uint8Array

export interface Filter {
  /** The terms and the columns of numbers that it reads. */
  readonly terms: readonly Term[]
  readonly numbers: readonly NumberColumn[]
  /** Sets the mask to 0 where an entry does not match. */
  readonly apply: (segment: Segment, mask: Mask) => void
}

/** Sets a mask to 1 at positions. */
export const mark = (mask: Mask, positions: Positions): Mask => {
  if (positions === 'all') return mask.fill(1)
  for (const position of positions) mask[position] = 1
  return mask
}

/** Keeps entries with one of these terms. */
export const hasAny = (terms: readonly Term[]): Filter => ({
  terms,
  numbers: [],
  apply: (segment, mask) => {
    const found = new Uint8Array(segment.size)
    for (const term of terms) {
      const positions = segment.positions(term)
      if (positions === 'all') return
      mark(found, positions)
    }
    for (let i = 0; i < mask.length; i++) mask[i] = (mask[i] as number) & (found[i] as number)
  },
})

const codeTerms = (column: TermColumn, values: readonly string[]): Term[] =>
  values.map((value) => ({ column, value: encodeCode(value) }))

/** Keeps versions whose column has one of these values. */
export const equalsAny = (column: EqualityFilter, values: readonly string[]): Filter =>
  hasAny(codeTerms(column, values))

/** Whose unpublished versions are visible. */
export interface VisibleTo {
  /** The actor whose own are; undefined if none is by its author. */
  readonly filer: string | undefined
  /** The datasets all of whose versions are. */
  readonly datasets: readonly string[]
}

/** Keeps versions of these statuses, if they are published, filed by this actor or of one of these datasets. */
export const isVisible = (statuses: readonly string[], { filer, datasets }: VisibleTo): Filter => {
  const status = equalsAny('status', statuses)
  const known = hasAny([
    ...codeTerms('status', ['published']),
    ...codeTerms('filer', filer === undefined ? [] : [filer]),
    ...codeTerms('dataset', datasets),
  ])
  return {
    terms: [...status.terms, ...known.terms],
    numbers: [],
    apply: (segment, mask) => {
      status.apply(segment, mask)
      known.apply(segment, mask)
    },
  }
}

/** Keeps versions of records that this actor filed. */
export const isFiledBy = (filer: string): Filter => hasAny(codeTerms('filer', [filer]))

/** Keeps versions with one of these facets, given as tokens of `facetToken`. */
export const hasFacet = (tokens: readonly string[]): Filter => hasAny(tokens.map(termOf))

/** Keeps versions with all of these words, given as tokens of `wordToken`. */
export const hasWords = (tokens: readonly string[]): Filter => {
  const filters = tokens.map((token) => hasAny([termOf(token)]))
  return {
    terms: filters.flatMap(({ terms }) => terms),
    numbers: [],
    apply: (segment, mask) => {
      for (const { apply } of filters) apply(segment, mask)
    },
  }
}

type Columns<Names extends readonly NumberColumn[]> = { [K in keyof Names]: Float64Array }

/** Keeps entries whose numbers pass a test, which gets the position in the columns; an unknown number is NaN. */
const where = <const Names extends readonly NumberColumn[]>(
  numbers: Names,
  test: (at: number, ...columns: Columns<Names>) => boolean,
): Filter => ({
  terms: [],
  numbers,
  apply: (segment, mask) => {
    const columns = numbers.map((name) => segment.numbers(name)) as unknown as Columns<Names>
    for (let i = 0; i < mask.length; i++) if (mask[i] === 1 && !test(i, ...columns)) mask[i] = 0
  },
})

const valueAt = (column: Float64Array, at: number): number => column[at] as number

/** Keeps events whose days overlap these, both included. */
export const overlapsDays = (from = '0000-01-01', to = '9999-12-31'): Filter => {
  const [first, last] = [dayNumber(from), dayNumber(to)]
  return where(
    ['from', 'to'],
    (at, starts, ends) => valueAt(ends, at) >= first && valueAt(starts, at) <= last,
  )
}

/** Keeps records whose best number of deaths is known and within these bounds, both included. */
export const deathsBetween = (min = 0, max = Number.MAX_SAFE_INTEGER): Filter =>
  where(['deaths_best'], (at, deaths) => valueAt(deaths, at) >= min && valueAt(deaths, at) <= max)

/** Keeps points that pass a test. */
const atPoint = (test: (latitude: number, longitude: number) => boolean): Filter =>
  where(['latitude', 'longitude'], (at, latitudes, longitudes) =>
    test(valueAt(latitudes, at), valueAt(longitudes, at)),
  )

/**
 * Keeps points in a box in degrees, edges included; west > east crosses the antimeridian, which is one line whether
 * written as 180 or -180.
 */
export const inBox = ({ west, south, east, north }: Box): Filter => {
  const isBetween = (longitude: number): boolean =>
    west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east
  return atPoint(
    (latitude, longitude) =>
      latitude >= south &&
      latitude <= north &&
      (isBetween(longitude) || (Math.abs(longitude) === 180 && isBetween(-longitude))),
  )
}

/** Mean radius of the Earth in km. */
const earthRadius = 6371.0088
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Returns the distance of two points in km along the great circle (haversine formula). */
const distance = ({ latitude, longitude }: Circle, otherLatitude: number, otherLongitude: number): number => {
  const byLatitude = Math.sin(radians(otherLatitude - latitude) / 2) ** 2
  const byLongitude = Math.sin(radians(otherLongitude - longitude) / 2) ** 2
  const scale = Math.cos(radians(latitude)) * Math.cos(radians(otherLatitude))
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(byLatitude + scale * byLongitude)))
}

/** Keeps points within the circle's radius. */
export const near = (circle: Circle): Filter =>
  atPoint((latitude, longitude) => distance(circle, latitude, longitude) <= circle.kilometres)

/** The filters of a query by their names there. */
export interface FilterValues {
  /** The accepted values of each column. */
  readonly equals: Readonly<Partial<Record<EqualityFilter, readonly string[]>>>
  /** The facet tokens (stored form), one of which a record must have. */
  readonly facets: Readonly<Partial<Record<FacetName, readonly string[]>>>
  /** Days, `YYYY-MM-DD`, which the event's days overlap. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly minDeaths?: number | undefined
  readonly maxDeaths?: number | undefined
  readonly bbox?: Box | undefined
  readonly near?: Circle | undefined
  /** The word tokens of a search (stored form). */
  readonly words?: readonly string[] | undefined
}

/** Returns the filters of a query, except its status: those on terms first, because they leave little to the others. */
export const toFilters = (query: FilterValues): Filter[] => {
  const { equals, facets, from, to, minDeaths, maxDeaths, bbox, words } = query
  return [
    ...(words ? [hasWords(words)] : []),
    ...Object.values(facets).map(hasFacet),
    ...(Object.entries(equals) as [EqualityFilter, readonly string[]][])
      .filter(([name]) => name !== 'status')
      .map(([name, values]) => equalsAny(name, values)),
    ...(from === undefined && to === undefined ? [] : [overlapsDays(from, to)]),
    ...(minDeaths === undefined && maxDeaths === undefined ? [] : [deathsBetween(minDeaths, maxDeaths)]),
    ...(bbox ? [inBox(bbox)] : []),
    ...(query.near ? [near(query.near)] : []),
  ]
}
