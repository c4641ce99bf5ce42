// Which first-level area a town belongs to.
import type { Area, City } from './sources.ts'

type Point = readonly [longitude: number, latitude: number]
type Box = [west: number, south: number, east: number, north: number]

/** Returns the extent of an area in degrees. */
export const boxOf = ({ polygons }: Pick<Area, 'polygons'>): Box => {
  const box: Box = [180, 90, -180, -90]
  for (const [ring = []] of polygons)
    for (const [x, y] of ring) {
      box[0] = Math.min(box[0], x)
      box[1] = Math.min(box[1], y)
      box[2] = Math.max(box[2], x)
      box[3] = Math.max(box[3], y)
    }
  return box
}

/** Returns whether a point is in a polygon with holes, by the number of edges east of it. */
const isInPolygon = (rings: Area['polygons'][number], [x, y]: Point): boolean => {
  let isInside = false
  for (const ring of rings) {
    let [previousX, previousY] = ring.at(-1) ?? [0, 0]
    for (const [nextX, nextY] of ring) {
      if (
        nextY > y !== previousY > y &&
        x < ((previousX - nextX) * (y - nextY)) / (previousY - nextY) + nextX
      )
        isInside = !isInside
      ;[previousX, previousY] = [nextX, nextY]
    }
  }
  return isInside
}

/** Returns a function that finds the position of the area that a point is in; -1 if it is in none. */
export const areaFinder = (areas: readonly Area[]): ((point: Point) => number) => {
  const boxes = areas.map(boxOf)
  return (point) =>
    areas.findIndex(({ polygons }, i) => {
      const [west, south, east, north] = boxes[i] ?? [0, 0, 0, 0]
      const isInBox = point[0] >= west && point[0] <= east && point[1] >= south && point[1] <= north
      return isInBox && polygons.some((polygon) => isInPolygon(polygon, point))
    })
}

/** The share of a code's towns in one area from which the code is taken for it. */
const minShare = 0.6
/** The same if the area's code of FIPS 10-4 ends with GeoNames' code. */
const minFipsShare = 0.3

const countVotes = (cities: readonly City[], found: readonly number[]): Map<string, Map<number, number>> => {
  const votes = new Map<string, Map<number, number>>()
  for (const [i, { adminCode }] of cities.entries()) {
    const area = found[i] ?? -1
    if (area < 0) continue
    const counts = votes.get(adminCode) ?? new Map<number, number>()
    counts.set(area, (counts.get(area) ?? 0) + 1)
    votes.set(adminCode, counts)
  }
  return votes
}

/** Returns the area of each of GeoNames' codes: the one with most of its towns, or of the same code in FIPS 10-4. */
const linkCodes = (areas: readonly Area[], votes: Map<string, Map<number, number>>): Map<string, number> => {
  const links = new Map<string, number>()
  for (const [code, counts] of votes) {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const ordered = [...counts].sort(([, a], [, b]) => b - a)
    const sameCode = ordered.find(
      ([area, count]) => areas[area]?.fips.slice(2) === code && count >= total * minFipsShare,
    )
    const most = ordered.find(([, count]) => count >= total * minShare)
    const link = sameCode ?? most
    if (link) links.set(code, link[0])
  }
  return links
}

export interface Assignment {
  /** The position of each town's area; -1 if it is unknown. */
  readonly areaOfCity: readonly number[]
  /** The position of the area of GeoNames' codes. */
  readonly areaOfCode: ReadonlyMap<string, number>
}

/**
 * Returns the areas of towns, those of a country first. Of its own towns, GeoNames' code decides if most of its towns are
 * in one area; the areas of some countries are smaller than those of GeoNames, and then each town's point does, as it
 * does for towns that GeoNames has in another country.
 */
export const assignAreas = (
  areas: readonly Area[],
  own: readonly City[],
  others: readonly City[] = [],
): Assignment => {
  const findArea = areaFinder(areas)
  const [found, foundOfOthers] = [own, others].map((cities) =>
    cities.map(({ loc }) => findArea(loc.coordinates)),
  )
  const areaOfCode = linkCodes(areas, countVotes(own, found ?? []))
  const ofOwn = own.map(({ adminCode }, i) => areaOfCode.get(adminCode) ?? found?.[i] ?? -1)
  return { areaOfCity: [...ofOwn, ...(foundOfOthers ?? [])], areaOfCode }
}
