/** Evidence from time and place that two records describe one event. */

import { msPerDay, startOfDay } from '../../../schemas/edtf-date.ts'
import { bestPair } from '../../text/name-similarity.ts'
import { type Say, sentence } from '../../text/sentence.ts'
import type { Features } from './features.ts'

/**
 * Points are the logarithm of how many times likelier the evidence is if both describe one event; the reason is in
 * words.
 */
export interface Evidence {
  readonly points: number
  readonly reason: Say
}

export type Comparator = (a: Features, b: Features) => Evidence | undefined

const daysBetween = (from: string, to: string): number => (startOfDay(to) - startOfDay(from)) / msPerDay
const durationInDays = ({ days: { start, end } }: Features): number => daysBetween(start, end) + 1

/** Returns the days between two dates, 0 if they overlap. */
const gapInDays = ({ days: a }: Features, { days: b }: Features): number =>
  Math.max(0, daysBetween(a.end, b.start), daysBetween(b.end, a.start))

const overlapEvidence: readonly (readonly [atMost: number, Evidence])[] = [
  [1, { points: 2.2, reason: sentence`on the same day` }],
  [7, { points: 1.8, reason: sentence`the days of one overlap those of the other` }],
  [31, { points: 1.0, reason: sentence`the month of one has the days of the other` }],
  [Number.POSITIVE_INFINITY, { points: 0, reason: sentence`the dates overlap` }],
]

/** Points by the number of days between the dates of two reports. */
const gapPoints = [0, 0.4, -1.6, -3.5]
const minGapPoints = -6
/** Maximum number of days between reports of one event; no other evidence makes up for more. */
const maxGapDays = 10
const otherEventPoints = -20
/** Maximum number of days by which vague dates differ without losing points. */
const vagueDays = 3

export const time: Comparator = (a, b) => {
  const gap = gapInDays(a, b)
  const maxDuration = Math.max(durationInDays(a), durationInDays(b))
  if (gap === 0) return overlapEvidence.find(([atMost]) => maxDuration <= atMost)?.[1]
  const effectiveGap = a.isVague || b.isVague ? Math.max(1, gap - vagueDays) : gap
  const reason = gap === 1 ? sentence`a day apart` : sentence`${gap} days apart`
  if (effectiveGap > maxGapDays) return { points: otherEventPoints, reason }
  return { points: (gapPoints[effectiveGap] ?? minGapPoints) - (maxDuration > 7 ? 0.8 : 0), reason }
}

const msPerHour = 3_600_000
/** Hours further apart than this are different hours. */
const maxHoursApart = 6

export const hours: Comparator = ({ days: a }, { days: b }) => {
  if (a.precision !== 'time' || b.precision !== 'time') return undefined
  const off = Math.abs(a.earliest - b.earliest) / msPerHour
  if (off <= 1) return { points: 0.8, reason: sentence`at the same hour` }
  return off > maxHoursApart ? { points: -1.5, reason: sentence`${Math.round(off)} hours apart` } : undefined
}

type Point = NonNullable<Features['point']>
const earthRadiusKm = 6371

const distanceInKm = (a: Point, b: Point): number => {
  const rad = Math.PI / 180
  const lat = Math.sin(((b.latitude - a.latitude) * rad) / 2)
  const lon = Math.sin(((b.longitude - a.longitude) * rad) / 2)
  const h = lat * lat + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * lon * lon
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** The typical distance of two events on one day in a country, in kilometres. */
const typicalDistanceKm = 60
const excessPenalty = 2
const nearWeight = 1.2
const minPoints = -20

/**
 * Returns the distance in kilometres within which points count as equal. Areas get more, because their centres say
 * little.
 */
const uncertaintyOf = (reach: number): number => 0.5 + reach / 3 + reach ** 2 / 50

/** Equal points are no evidence if they represent a whole area, because they are its centre. */
export const distance: Comparator = (a, b) => {
  if (!a.point || !b.point) return undefined
  const km = distanceInKm(a.point, b.point)
  const uncertaintyKm = Math.hypot(a.uncertaintyKm, b.uncertaintyKm)
  const nearPoints =
    nearWeight * Math.max(0, Math.log(typicalDistanceKm / (km + uncertaintyOf(uncertaintyKm))))
  const excess = Math.max(0, km / uncertaintyKm - 1)
  const points = Math.max(minPoints, nearPoints - excessPenalty * excess)
  const reason =
    km < 0.05 ? sentence`at the same point` : sentence`${km < 10 ? km.toFixed(1) : Math.round(km)} km apart`
  return {
    points,
    reason: uncertaintyKm > 30 ? sentence`${reason}, of places that are known roughly` : reason,
  }
}

const sameNameThreshold = 0.8
const differentNameThreshold = 0.5

const sameNameReason = (a: string, b: string): Say =>
  a === b ? sentence`both at “${a}”` : sentence`“${a}” and “${b}” are one name`

export const placeNames: Comparator = (a, b) => {
  const best = bestPair(a.places, b.places)
  if (!best) return undefined
  if (best.likeness >= sameNameThreshold)
    return { points: 2.3, reason: sameNameReason(best.a.original, best.b.original) }
  if (best.likeness >= differentNameThreshold) return undefined
  // Administrative names: a town and its district are different names of one place.
  const [first, second] = [a.places[0]?.original, b.places[0]?.original]
  return { points: -1.3, reason: sentence`“${first ?? ''}” and “${second ?? ''}” are different names` }
}

export const areas: Comparator = (a, b) => {
  const best = bestPair(a.areas, b.areas)
  if (!best) return undefined
  if (best.likeness >= sameNameThreshold)
    return { points: 0.3, reason: sameNameReason(best.a.original, best.b.original) }
  return best.likeness < differentNameThreshold
    ? { points: -1.2, reason: sentence`in different areas: “${best.a.original}” and “${best.b.original}”` }
    : undefined
}
