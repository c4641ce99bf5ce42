/** The points of matching records, those of them that a map shows as areas, and those that it cannot show. */
import { geoPrecision } from '../../../schemas/vocabularies.ts'
import { decodeStoredText } from '../../text/storage-encoding.ts'
import type { Segment } from '../segments/segment.ts'
import type { Matches } from '../segments/select-keys.ts'
import { encodePoint, writePoints } from './point-file.ts'

/** The columns that are read of all matches for points alone. */
export const pointColumns = ['key', 'latitude', 'longitude', 'geo_precision'] as const

/** The columns that are read of all matches for a map. */
export const mapColumns = [...pointColumns, 'country', 'admin1'] as const

/** The precisions of points that merely represent a larger place, from the finest. */
export const coarsePrecisions = ['admin2', 'admin1', 'area', 'country', 'international'] as const
export type CoarsePrecision = (typeof coarsePrecisions)[number]

/** Returns whether a place of a precision is larger than a point on a map. */
export const isCoarse = (precision: string | undefined): precision is CoarsePrecision =>
  (coarsePrecisions as readonly (string | undefined)[]).includes(precision)

/** The precisions that do not say that a first-level area contains the place. */
const beyondAreas: readonly (string | undefined)[] = ['area', 'country', 'international']

/** Records without a point of their own in a first-level area, as it is named. */
export interface AreaCount {
  readonly country: string
  readonly admin1: string
  /** The number of records of each coarse precision; undefined is any other. */
  readonly counts: ReadonlyMap<CoarsePrecision | undefined, number>
}

/** The records of a map: each is a point, or coarse, or without a point. Those of an area are among the latter two. */
export interface MapPoints {
  readonly longitudes: readonly number[]
  readonly latitudes: readonly number[]
  /** Whether the record of each point states its precision. */
  readonly isStated: readonly boolean[]
  /** The number of records of each coarse precision, whether they have a point or not. */
  readonly coarse: ReadonlyMap<CoarsePrecision, number>
  /** The number of the other records without a point. */
  readonly withoutPoint: number
  readonly areas: readonly AreaCount[]
}

/** The precisions by their number from 1; 0 is none that is stated. */
export const precisionCodes: readonly string[] = Object.keys(geoPrecision)

/** Returns the number of the precision of each entry. */
const readPrecisions = (segment: Segment): Uint8Array => {
  const found = new Uint8Array(segment.size)
  for (const [value, positions] of segment.values('geo_precision')) {
    const number = precisionCodes.indexOf(decodeStoredText(value)) + 1
    if (positions === 'all') found.fill(number)
    else for (const position of positions) found[position] = number
  }
  return found
}

/** Returns the country and the first-level area of each entry, with a line break between them; empty without an area. */
const readAreas = (segment: Segment): readonly string[] => {
  const found = Array<string>(segment.size).fill('')
  for (const [value, positions] of segment.values('admin1')) {
    const name = decodeStoredText(value)
    if (positions === 'all') found.fill(name)
    else for (const position of positions) found[position] = name
  }
  for (const [country, positions] of segment.values('country')) {
    const code = decodeStoredText(country)
    const add = (position: number): void => {
      if (found[position] !== '') found[position] = `${code}\n${found[position]}`
    }
    if (positions === 'all') for (const position of found.keys()) add(position)
    else positions.forEach(add)
  }
  return found
}

/** A record: the number of its precision, its point, NaN if it has none, its key, and its area if these are read. */
type Visit = (precision: number, longitude: number, latitude: number, key: number, area: string) => void

interface VisitOptions {
  /** Whether areas are read. */
  readonly areas?: boolean
}

const visitEntries = (
  matches: readonly Matches[],
  isRemoval: boolean,
  { areas = false }: VisitOptions,
  visit: Visit,
): void => {
  for (const { segment, mask, removals } of matches) {
    if (isRemoval && !removals) continue
    const [keys, longitudes, latitudes] = (['key', 'longitude', 'latitude'] as const).map((name) =>
      segment.numbers(name),
    ) as [Float64Array, Float64Array, Float64Array]
    const precisions = readPrecisions(segment)
    const areaOf = areas ? readAreas(segment) : []
    for (let i = 0; i < mask.length; i++)
      if (mask[i] === 1 && (removals?.[i] === 1) === isRemoval)
        visit(
          ...([precisions[i], longitudes[i], latitudes[i], keys[i]] as [number, number, number, number]),
          areaOf[i] ?? '',
        )
  }
}

/** Visits matching records that were not removed. */
const visitRecords = (matches: readonly Matches[], options: VisitOptions, visit: Visit): void => {
  const removed = new Map<string, number>()
  visitEntries(matches, true, options, (...entry) => {
    const text = entry.join(' ')
    removed.set(text, (removed.get(text) ?? 0) + 1)
  })
  visitEntries(matches, false, options, (...entry) => {
    const text = removed.size > 0 ? entry.join(' ') : ''
    const times = removed.get(text) ?? 0
    if (times > 0) removed.set(text, times - 1)
    else visit(...entry)
  })
}

type Counts<K> = Map<K, number>

const increment = <K>(counts: Counts<K>, key: K): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

const toAreaCount = ([area, counts]: [string, AreaCount['counts']]): AreaCount => {
  const [country = '', admin1 = ''] = area.split('\n')
  return { country, admin1, counts }
}

/**
 * Returns the points of matching records that were not removed, and the areas of those without one. The columns of
 * `mapColumns` must have been read.
 */
export const collectPoints = (matches: readonly Matches[]): MapPoints => {
  const [longitudes, latitudes, isStated]: [number[], number[], boolean[]] = [[], [], []]
  const coarse: Counts<CoarsePrecision> = new Map()
  const areas = new Map<string, Counts<CoarsePrecision | undefined>>()
  let withoutPoint = 0
  visitRecords(matches, { areas: true }, (precision, longitude, latitude, _, area) => {
    const code = precisionCodes[precision - 1]
    const stated = isCoarse(code) ? code : undefined
    if (stated === undefined && !Number.isNaN(longitude) && !Number.isNaN(latitude)) {
      longitudes.push(longitude)
      latitudes.push(latitude)
      isStated.push(code !== undefined)
      return
    }
    if (stated === undefined) withoutPoint++
    else increment(coarse, stated)
    if (area === '' || beyondAreas.includes(stated)) return
    const counts = areas.get(area) ?? new Map()
    areas.set(area, counts)
    increment(counts, stated)
  })
  return { longitudes, latitudes, isStated, coarse, withoutPoint, areas: [...areas].map(toAreaCount) }
}

/**
 * Returns the file of the points of matching records; records without a point have none. The columns of `pointColumns`
 * must have been read.
 */
export const encodePoints = (matches: readonly Matches[]): Uint8Array<ArrayBuffer> => {
  const numbers: number[] = []
  visitRecords(matches, {}, (precision, longitude, latitude) => {
    if (!Number.isNaN(longitude) && !Number.isNaN(latitude))
      numbers.push(encodePoint(longitude, latitude, precision))
  })
  return writePoints(numbers)
}
