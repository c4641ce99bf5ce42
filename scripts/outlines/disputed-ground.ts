// Disputed ground is cut from the countries, so that it has the colour of none and no line of the packages crosses it.

import type { Ring } from '../../schemas/area-outlines.ts'
import { type DisputedArea, disputedAreas } from '../../schemas/disputed-areas.ts'
import { boxOf, measureRing, overlaps, widenBox } from './geometry.ts'
import type { Clipper, Polygon, Shapes } from './sources.ts'

export interface Ground {
  readonly area: DisputedArea
  readonly polygons: readonly Polygon[]
}

/** The ground that each country has alone, and what more than one claims. */
export interface Earth {
  readonly countries: Shapes
  readonly disputed: readonly Ground[]
}

/** Areas in dispute today. */
export const presentAreas = disputedAreas.filter(({ until }) => until === undefined)

/** A part this narrow, in degrees, lies between the line of a package and that of our list, which is coarser. */
const maxSliverWidth = 0.09

/** Returns a ring of our list as a polygon. */
export const toPolygon = (ring: Ring): Polygon => [[...ring, ...ring.slice(0, 1)]]

const isSliver = ([ring = []]: Polygon): boolean => {
  const { area, edge } = measureRing(ring)
  return (2 * area) / edge < maxSliverWidth / 2
}

const keyOf = ([ring = []]: Polygon): string => {
  const { area } = measureRing(ring)
  return `${area.toFixed(6)} ${boxOf([ring]).map((each) => each.toFixed(4))}`
}

/** Returns the ground that countries have in an area, and what remains of them. A rest too narrow to be meant goes with it. */
const takeGround = (
  area: DisputedArea,
  countries: Map<string, readonly Polygon[]>,
  clipper: Clipper,
): Ground => {
  const rings = area.rings.map(toPolygon)
  const ground: Polygon[][] = []
  for (const code of area.codes) {
    const own = countries.get(code) ?? []
    const isNear = (polygon: Polygon): boolean =>
      rings.some((ring) => overlaps(boxOf(polygon), widenBox(boxOf(ring), 0, 0.1)))
    const near = own.filter(isNear)
    const before = new Set(near.map(keyOf))
    const rest = near.length > 0 ? clipper.difference(near, rings) : []
    const isLeft = (polygon: Polygon): boolean =>
      isNear(polygon) && !before.has(keyOf(polygon)) && isSliver(polygon)
    const taken = near.length > 0 ? clipper.intersection(near, rings) : []
    ground.push(taken, rest.filter(isLeft))
    countries.set(code, [
      ...own.filter((polygon) => !isNear(polygon)),
      ...rest.filter((each) => !isLeft(each)),
    ])
  }
  const parts = ground.filter((each) => each.length > 0)
  const [first, ...others] = parts
  // Islands that are too small for the packages are shown by the outline of our list.
  return { area, polygons: first ? clipper.union(first, ...others) : rings }
}

/** Returns the world with its disputed ground apart. */
export const separateGround = (shapes: Shapes, clipper: Clipper): Earth => {
  const countries = new Map(shapes)
  const disputed = presentAreas.map((area) => takeGround(area, countries, clipper))
  return { countries, disputed }
}
