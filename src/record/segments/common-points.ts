/** The points at which most of the matching records are. */
import type { Matches } from './select-keys.ts'

/** A point and the records there. */
export interface CommonPoint {
  readonly latitude: number
  readonly longitude: number
  /** The number of records. */
  readonly count: number
  /** The key of the newest of them. */
  readonly key: number
}

/** How often each record was added at a point, without how often it was removed there. */
type Records = Map<number, number>

const addMatches = (points: Map<string, Records>, { segment, mask, removals }: Matches): void => {
  const [keys, latitudes, longitudes] = (['key', 'latitude', 'longitude'] as const).map((name) =>
    segment.numbers(name),
  ) as [Float64Array, Float64Array, Float64Array]
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] !== 1 || Number.isNaN(latitudes[i]) || Number.isNaN(longitudes[i])) continue
    const point = `${latitudes[i]} ${longitudes[i]}`
    const records: Records = points.get(point) ?? new Map()
    const key = keys[i] as number
    const times = (records.get(key) ?? 0) + (removals?.[i] === 1 ? -1 : 1)
    if (times === 0) records.delete(key)
    else records.set(key, times)
    points.set(point, records)
  }
}

/**
 * Returns the points of matching records, those of the most records first, at most `limit`. The columns `key`,
 * `latitude` and `longitude` of the segments must have been read.
 */
export const commonPoints = (matches: readonly Matches[], limit: number): CommonPoint[] => {
  const points = new Map<string, Records>()
  for (const each of matches) addMatches(points, each)
  return [...points]
    .filter(([, records]) => records.size > 0)
    .map(([point, records]) => {
      const [latitude = Number.NaN, longitude = Number.NaN] = point.split(' ').map(Number)
      return { latitude, longitude, count: records.size, key: Math.max(...records.keys()) }
    })
    .sort((a, b) => b.count - a.count || b.key - a.key)
    .slice(0, limit)
}
