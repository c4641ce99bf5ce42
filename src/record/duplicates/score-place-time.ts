/** What time and place say on whether two records tell of one event. */

import { remembering } from '../../text/memoize.ts'
import { likest } from '../../text/name-similarity.ts'
import type { Traits } from './features.ts'

/** Points are the logarithm of how many times likelier it is if both tell of one event; the reason is in words. */
export interface Weight {
  readonly points: number
  readonly reason: string
}

export type Weigh = (a: Traits, b: Traits) => Weight | undefined

const dayLength = 86_400_000
const beginOf = remembering(1000, (day) => Date.parse(day))
const between = (from: string, to: string): number => (beginOf(to) - beginOf(from)) / dayLength
const lengthOf = ({ days: { start, end } }: Traits): number => between(start, end) + 1

/** How many days lie between the two, 0 where they overlap. */
const gapOf = ({ days: a }: Traits, { days: b }: Traits): number =>
  Math.max(0, between(a.end, b.start), between(b.end, a.start))

const overlapping: readonly (readonly [atMost: number, Weight])[] = [
  [1, { points: 2.2, reason: 'on the same day' }],
  [7, { points: 1.8, reason: 'the days of one overlap those of the other' }],
  [31, { points: 1.0, reason: 'the month of one has the days of the other' }],
  [Number.POSITIVE_INFINITY, { points: 0, reason: 'the dates overlap' }],
]

/** So far apart are the days of two papers that report one event. */
const apart = [0, 0.4, -1.6, -3.5]
const farApart = -6
/** A vague date may be as many days off and weigh the same. */
const slack = 3

export const time: Weigh = (a, b) => {
  const gap = gapOf(a, b)
  const longest = Math.max(lengthOf(a), lengthOf(b))
  if (gap === 0) return overlapping.find(([atMost]) => longest <= atMost)?.[1]
  const off = a.vague || b.vague ? Math.max(1, gap - slack) : gap
  const reason = gap === 1 ? 'a day apart' : `${gap} days apart`
  return { points: (apart[off] ?? farApart) - (longest > 7 ? 0.8 : 0), reason }
}

const hour = 3_600_000
/** Both hours are stated, and so far apart they are different ones. */
const farHours = 6

export const hours: Weigh = ({ days: a }, { days: b }) => {
  if (a.precision !== 'time' || b.precision !== 'time') return undefined
  const off = Math.abs(a.earliest - b.earliest) / hour
  if (off <= 1) return { points: 0.8, reason: 'at the same hour' }
  return off > farHours ? { points: -1.5, reason: `${Math.round(off)} hours apart` } : undefined
}

type Point = NonNullable<Traits['point']>
const radius = 6371

const kilometres = (a: Point, b: Point): number => {
  const rad = Math.PI / 180
  const lat = Math.sin(((b.latitude - a.latitude) * rad) / 2)
  const lon = Math.sin(((b.longitude - a.longitude) * rad) / 2)
  const h = lat * lat + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * lon * lon
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Events of one day in a country lie about so far apart. */
const scatter = 60
const steep = 1.4
const nearness = 0.8
const leastPoints = -6

/** Up to so many kilometres apart all is as near as can be told; of areas that is more than their centres say. */
const spread = (reach: number): number => 0.5 + reach / 3 + reach ** 2 / 50

/** Points that stand for a whole area say nothing by being the same: it is its centre. */
export const distance: Weigh = (a, b) => {
  if (!a.point || !b.point) return undefined
  const far = kilometres(a.point, b.point)
  const reach = Math.hypot(a.reach, b.reach)
  const nearby = nearness * Math.max(0, Math.log(scatter / (far + spread(reach))))
  const beyond = Math.max(0, far / reach - 1)
  const points = Math.max(leastPoints, nearby - steep * beyond)
  const how = far < 0.05 ? 'at the same point' : `${far < 10 ? far.toFixed(1) : Math.round(far)} km apart`
  const vague = reach > 30 ? ', of places that are known roughly' : ''
  return { points, reason: how + vague }
}

const one = 0.8
const other = 0.5

const oneName = (a: string, b: string): string =>
  a === b ? `both at “${a}”` : `“${a}” and “${b}” are one name`

export const placeNames: Weigh = (a, b) => {
  const best = likest(a.places, b.places)
  if (!best) return undefined
  if (best.likeness >= one) return { points: 1.6, reason: oneName(best.a.written, best.b.written) }
  if (best.likeness >= other) return undefined
  // Names of rank and file: a town and its district are different names of one place.
  const [first, second] = [a.places[0]?.written, b.places[0]?.written]
  return { points: -0.9, reason: `“${first}” and “${second}” are different names` }
}

export const areas: Weigh = (a, b) => {
  const best = likest(a.areas, b.areas)
  if (!best) return undefined
  if (best.likeness >= one) return { points: 0.3, reason: oneName(best.a.written, best.b.written) }
  return best.likeness < other
    ? { points: -1.2, reason: `in different areas: “${best.a.written}” and “${best.b.written}”` }
    : undefined
}
