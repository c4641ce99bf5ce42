// Boxes and polygons of degrees.
import type { Position } from '../../schemas/area-outlines.ts'
import type { Box } from '../../src/record/places/place.ts'
import type { Polygon } from './sources.ts'

/** Returns the smallest box of positions. */
export const boxOfPositions = (positions: Iterable<Position>): Box => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of positions) {
    west = Math.min(west, x)
    south = Math.min(south, y)
    east = Math.max(east, x)
    north = Math.max(north, y)
  }
  return [west, south, east, north]
}

export const boxOf = (polygon: Polygon): Box => boxOfPositions(polygon[0] ?? [])

/** Returns the smallest box of boxes. */
export const joinBoxes = (boxes: readonly Box[]): Box =>
  boxOfPositions(
    boxes.flatMap(([west, south, east, north]): Position[] => [
      [west, south],
      [east, north],
    ]),
  )

export const overlaps = (a: Box, b: Box): boolean =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]

/** Returns a box that is larger on each side by a share of its size, at least by some degrees. */
export const widenBox = ([west, south, east, north]: Box, share: number, least = 0): Box => {
  const [x, y] = [Math.max(least, (east - west) * share), Math.max(least, (north - south) * share)]
  return [west - x, Math.max(-85, south - y), east + x, Math.min(85, north + y)]
}

/** Returns the area in square degrees and the length of its edge of a ring. */
export const measureRing = (ring: readonly Position[]): { readonly area: number; readonly edge: number } => {
  let [area, edge] = [0, 0]
  let [lastX, lastY] = ring.at(-1) ?? [0, 0]
  for (const [x, y] of ring) {
    area += lastX * y - x * lastY
    edge += Math.hypot(x - lastX, y - lastY)
    ;[lastX, lastY] = [x, y]
  }
  return { area: Math.abs(area) / 2, edge }
}

type Side = readonly [axis: 0 | 1, limit: number, keepsLess: boolean]

/** Returns the part of a ring on one side of a line (Sutherland and Hodgman). */
const clipSide = (ring: readonly Position[], [axis, limit, keepsLess]: Side): Position[] => {
  const isInside = (position: Position): boolean =>
    keepsLess ? position[axis] <= limit : position[axis] >= limit
  const across = axis === 0 ? 1 : 0
  const clipped: Position[] = []
  let last = ring.at(-1)
  for (const position of ring) {
    if (last && isInside(last) !== isInside(position)) {
      const share = (limit - last[axis]) / (position[axis] - last[axis])
      const other = last[across] + share * (position[across] - last[across])
      clipped.push(axis === 0 ? [limit, other] : [other, limit])
    }
    if (isInside(position)) clipped.push(position)
    last = position
  }
  return clipped
}

/** Returns the parts of polygons in a box, with edges along it. */
export const clipToBox = (polygons: readonly Polygon[], box: Box): Polygon[] => {
  const [west, south, east, north] = box
  const sides: Side[] = [
    [0, west, false],
    [0, east, true],
    [1, south, false],
    [1, north, true],
  ]
  return polygons
    .filter((polygon) => overlaps(boxOf(polygon), box))
    .map((polygon) =>
      polygon
        .map((ring) => sides.reduce<Position[]>(clipSide, ring.slice(0, -1)))
        .filter((ring) => ring.length > 2)
        .map((ring) => [...ring, ...ring.slice(0, 1)]),
    )
    .filter((polygon) => polygon.length > 0)
}

/** Returns polygons at another turn of the Earth. */
export const turn = (polygons: readonly Polygon[], degrees: number): Polygon[] =>
  degrees === 0
    ? [...polygons]
    : polygons.map((polygon) => polygon.map((ring) => ring.map(([x, y]): Position => [x + degrees, y])))
