/** The points of matching records, and those of them that a map cannot show as points. */
import { geoPrecision } from '../../../schemas/vocabularies.ts'
import { decodeStoredText } from '../../text/storage-encoding.ts'
import type { Segment } from '../segments/segment.ts'
import type { Matches } from '../segments/select-keys.ts'
import { encodePoint, writePoints } from './point-file.ts'

/** The columns that are read of all matches. */
export const mapColumns = ['key', 'latitude', 'longitude', 'geo_precision'] as const

/** The precisions of points that merely represent a larger place, from the finest. */
export const coarsePrecisions = ['admin2', 'admin1', 'area', 'country', 'international'] as const
export type CoarsePrecision = (typeof coarsePrecisions)[number]

/** Returns whether a place of a precision is larger than a point on a map. */
export const isCoarse = (precision: string | undefined): precision is CoarsePrecision =>
  (coarsePrecisions as readonly (string | undefined)[]).includes(precision)

/** The records of a map: each is a point, or coarse, or without a point. */
export interface MapPoints {
  readonly longitudes: readonly number[]
  readonly latitudes: readonly number[]
  /** Whether the record of each point states its precision. */
  readonly isStated: readonly boolean[]
  /** The number of records of each coarse precision, whether they have a point or not. */
  readonly coarse: ReadonlyMap<CoarsePrecision, number>
  /** The number of the other records without a point. */
  readonly withoutPoint: number
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

/** A record: the number of its precision, and its point, NaN if it has none. */
type Visit = (precision: number, longitude: number, latitude: number, key: number) => void

const visitEntries = (matches: readonly Matches[], isRemoval: boolean, visit: Visit): void => {
  for (const { segment, mask, removals } of matches) {
    if (isRemoval && !removals) continue
    const [keys, longitudes, latitudes] = (['key', 'longitude', 'latitude'] as const).map((name) =>
      segment.numbers(name),
    ) as [Float64Array, Float64Array, Float64Array]
    const precisions = readPrecisions(segment)
    for (let i = 0; i < mask.length; i++)
      if (mask[i] === 1 && (removals?.[i] === 1) === isRemoval)
        visit(precisions[i] as number, longitudes[i] as number, latitudes[i] as number, keys[i] as number)
  }
}

/** Visits matching records that were not removed. The columns of `mapColumns` must have been read. */
export const visitRecords = (matches: readonly Matches[], visit: Visit): void => {
  const removed = new Map<string, number>()
  visitEntries(matches, true, (...entry) => {
    const text = entry.join(' ')
    removed.set(text, (removed.get(text) ?? 0) + 1)
  })
  visitEntries(matches, false, (...entry) => {
    const text = removed.size > 0 ? entry.join(' ') : ''
    const times = removed.get(text) ?? 0
    if (times > 0) removed.set(text, times - 1)
    else visit(...entry)
  })
}

/** Returns the points of matching records that were not removed. The columns of `mapColumns` must have been read. */
export const collectPoints = (matches: readonly Matches[]): MapPoints => {
  const [longitudes, latitudes, isStated]: [number[], number[], boolean[]] = [[], [], []]
  const coarse = new Map<CoarsePrecision, number>()
  let withoutPoint = 0
  visitRecords(matches, (precision, longitude, latitude) => {
    const code = precisionCodes[precision - 1]
    if (isCoarse(code)) coarse.set(code, (coarse.get(code) ?? 0) + 1)
    else if (Number.isNaN(longitude) || Number.isNaN(latitude)) withoutPoint++
    else {
      longitudes.push(longitude)
      latitudes.push(latitude)
      isStated.push(code !== undefined)
    }
  })
  return { longitudes, latitudes, isStated, coarse, withoutPoint }
}

/**
 * Returns the file of the points of matching records; records without a point have none. The columns of `mapColumns` must
 * have been read.
 */
export const encodePoints = (matches: readonly Matches[]): Uint8Array<ArrayBuffer> => {
  const numbers: number[] = []
  visitRecords(matches, (precision, longitude, latitude) => {
    if (!Number.isNaN(longitude) && !Number.isNaN(latitude))
      numbers.push(encodePoint(longitude, latitude, precision))
  })
  return writePoints(numbers)
}
