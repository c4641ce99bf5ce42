/** The points of matching records, and those of them that a map cannot show as points. */
import { decodeStoredText } from '../../text/storage-encoding.ts'
import type { Segment } from '../segments/segment.ts'
import type { Matches } from '../segments/select-keys.ts'

/** The columns that are read of all matches. */
export const mapColumns = ['key', 'latitude', 'longitude', 'geo_precision'] as const

/** Precisions of which a point merely represents a larger place, from the finest. */
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

/** The number of a precision that is not coarse. */
const fine = coarsePrecisions.length + 1

/** Returns a number for each entry: from 1 those of coarse precisions in their order, 0 for none that is stated. */
const readPrecisions = (segment: Segment): Uint8Array => {
  const found = new Uint8Array(segment.size)
  for (const [value, positions] of segment.values('geo_precision')) {
    const number = coarsePrecisions.indexOf(decodeStoredText(value) as CoarsePrecision) + 1 || fine
    if (positions === 'all') found.fill(number)
    else for (const position of positions) found[position] = number
  }
  return found
}

/** An entry: its precision as a number, and its point. */
type Visit = (precision: number, longitude: number, latitude: number, key: number) => void

const visitMatches = (matches: readonly Matches[], isRemoval: boolean, visit: Visit): void => {
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

/** Returns the points of matching records that were not removed. The columns of `mapColumns` must have been read. */
export const collectPoints = (matches: readonly Matches[]): MapPoints => {
  const removed = new Map<string, number>()
  const textOf = (...entry: Parameters<Visit>): string => entry.join(' ')
  visitMatches(matches, true, (...entry) => {
    removed.set(textOf(...entry), (removed.get(textOf(...entry)) ?? 0) + 1)
  })
  const isRemoved = (...entry: Parameters<Visit>): boolean => {
    const times = removed.size > 0 ? (removed.get(textOf(...entry)) ?? 0) : 0
    if (times > 0) removed.set(textOf(...entry), times - 1)
    return times > 0
  }
  const [longitudes, latitudes, isStated]: [number[], number[], boolean[]] = [[], [], []]
  const coarse = new Map<CoarsePrecision, number>()
  let withoutPoint = 0
  visitMatches(matches, false, (...entry) => {
    if (isRemoved(...entry)) return
    const [precision, longitude, latitude] = entry
    const name = coarsePrecisions[precision - 1]
    if (name) coarse.set(name, (coarse.get(name) ?? 0) + 1)
    else if (Number.isNaN(longitude) || Number.isNaN(latitude)) withoutPoint++
    else {
      longitudes.push(longitude)
      latitudes.push(latitude)
      isStated.push(precision === fine)
    }
  })
  return { longitudes, latitudes, isStated, coarse, withoutPoint }
}
