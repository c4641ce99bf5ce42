/** Points of a map in the cells of a grid. */
import { toPixels, type View } from '../outlines/map-view.ts'
import { turnTo } from '../outlines/mercator.ts'
import type { Box } from '../places/place.ts'
import type { MapPoints } from './map-points.ts'

/** The size of a cell in pixels. */
export const cellSize = 24

/** The points of a cell. */
export interface Bin {
  /** The pixel in the middle of its points. */
  readonly x: number
  readonly y: number
  readonly count: number
  /** Whether all of them state their precision. */
  readonly isStated: boolean
  /** The smallest box of its points, in degrees; west > east across the antimeridian. */
  readonly box: Box
}

export interface Bins {
  /** The cells that have points, those of the most points first. */
  readonly bins: readonly Bin[]
  /** The number of points that are not in the view. */
  readonly outside: number
}

interface Tally {
  count: number
  x: number
  y: number
  isStated: boolean
  /** The box in degrees, and its longitudes on the turn of the Earth that the map has. */
  readonly turned: [west: number, east: number]
  readonly longitudes: [west: number, east: number]
  readonly latitudes: [south: number, north: number]
}

const emptyTally = (): Tally => ({
  ...{ count: 0, x: 0, y: 0, isStated: true, turned: [Infinity, -Infinity] },
  ...{ longitudes: [Infinity, -Infinity], latitudes: [Infinity, -Infinity] },
})

const widen = (tally: Tally, longitude: number, latitude: number, turned: number): void => {
  const { longitudes, latitudes } = tally
  if (turned < tally.turned[0] || (turned === tally.turned[0] && longitude < longitudes[0]))
    [tally.turned[0], longitudes[0]] = [turned, longitude]
  if (turned > tally.turned[1] || (turned === tally.turned[1] && longitude > longitudes[1]))
    [tally.turned[1], longitudes[1]] = [turned, longitude]
  latitudes[0] = Math.min(latitudes[0], latitude)
  latitudes[1] = Math.max(latitudes[1], latitude)
}

/** The points of a map. */
export type Points = Pick<MapPoints, 'longitudes' | 'latitudes' | 'isStated'>

/** Returns the points in a view of a frame, in cells. */
export const binPoints = ({ longitudes, latitudes, isStated }: Points, view: View, frame: Box): Bins => {
  const tallies = new Map<number, Tally>()
  const columns = Math.ceil(view.width / cellSize)
  let outside = 0
  for (let i = 0; i < longitudes.length; i++) {
    const [longitude, latitude] = [longitudes[i] as number, latitudes[i] as number]
    const { x, y } = toPixels(view, { longitude, latitude }, frame)
    if (x < 0 || y < 0 || x >= view.width || y >= view.height) {
      outside++
      continue
    }
    const cell = Math.floor(y / cellSize) * columns + Math.floor(x / cellSize)
    const tally = tallies.get(cell) ?? emptyTally()
    tallies.set(cell, tally)
    widen(tally, longitude, latitude, turnTo(longitude, frame))
    tally.count++
    tally.x += x
    tally.y += y
    tally.isStated &&= isStated[i] === true
  }
  const bins = [...tallies.values()].map(
    ({ count, x, y, isStated: areStated, longitudes: [west, east], latitudes: [south, north] }): Bin => ({
      ...{ x: x / count, y: y / count, count, isStated: areStated },
      box: [west, south, east, north],
    }),
  )
  return { bins: bins.sort((a, b) => b.count - a.count), outside }
}
