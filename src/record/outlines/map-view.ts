/** What part of the Earth a map shows, and where. All lengths on the page are in CSS pixels. */

import type { Box } from '../places/place.ts'
import { edgesOf, metresPerUnit, type Point, project, turnTo, unproject } from './mercator.ts'

export interface View {
  /** The position on the map at the middle of the view. */
  readonly centre: Point
  /** The pixels of a unit. */
  readonly scale: number
  readonly width: number
  readonly height: number
}

/** A place in degrees. */
export interface Degrees {
  readonly longitude: number
  readonly latitude: number
}

/** Returns the view of a size that shows all of a box. */
export const fitBox = (box: Box, width: number, height: number): View => {
  const { west, east, top, bottom } = edgesOf(box)
  return {
    centre: { x: (west + east) / 2, y: (top + bottom) / 2 },
    scale: Math.min(width / (east - west), height / (bottom - top)),
    ...{ width, height },
  }
}

/** Returns the pixel of a point on the map. */
export const toPixels = (view: View, { longitude, latitude }: Degrees, box: Box): Point => {
  const { x, y } = project(turnTo(longitude, box), latitude)
  const { centre, scale, width, height } = view
  return { x: (x - centre.x) * scale + width / 2, y: (y - centre.y) * scale + height / 2 }
}

const toMap = ({ centre, scale, width, height }: View, { x, y }: Point): Point => ({
  x: centre.x + (x - width / 2) / scale,
  y: centre.y + (y - height / 2) / scale,
})

/** Returns the place at a pixel of a view, rounded to 4 decimals. */
export const toDegrees = (view: View, pixel: Point): Degrees => {
  const { longitude, latitude } = unproject(toMap(view, pixel))
  return { longitude: Number(longitude.toFixed(4)), latitude: Number(latitude.toFixed(4)) }
}

/** A pixel of the nearest view is this many metres: the outlines say nothing of smaller lengths. */
const minMetresPerPixel = 20

const between = (least: number, value: number, most: number): number =>
  least > most ? (least + most) / 2 : Math.max(least, Math.min(most, value))

/** Returns the nearest view that stays in the box and is neither too near nor too far. */
export const limitView = (view: View, box: Box): View => {
  const { west, east, top, bottom } = edgesOf(box)
  const { width, height, centre } = view
  const least = Math.max(width / (east - west), height / (bottom - top))
  const most = metresPerUnit(between(top, centre.y, bottom)) / minMetresPerPixel
  const scale = between(least, view.scale, most)
  const [halfX, halfY] = [width / scale / 2, height / scale / 2]
  return {
    ...view,
    scale,
    centre: {
      x: between(west + halfX, centre.x, east - halfX),
      y: between(top + halfY, centre.y, bottom - halfY),
    },
  }
}

/** Returns the view after its content has moved by pixels. */
export const moveView = (view: View, x: number, y: number): View => ({
  ...view,
  centre: { x: view.centre.x - x / view.scale, y: view.centre.y - y / view.scale },
})

/** Returns the view after its content has grown by a factor around a pixel, which keeps its place. */
export const zoomView = (view: View, factor: number, pixel: Point): View => {
  const { x, y } = toMap(view, pixel)
  const share = 1 - 1 / factor
  const { centre, scale } = view
  return {
    ...view,
    scale: scale * factor,
    centre: { x: centre.x + (x - centre.x) * share, y: centre.y + (y - centre.y) * share },
  }
}

/** Returns the view at the same scale with a place in the middle. */
export const centreView = (view: View, { longitude, latitude }: Degrees, box: Box): View => ({
  ...view,
  centre: project(turnTo(longitude, box), latitude),
})

/** How far from what was meant most taps are, in pixels. */
const tapError = 6
/** "Near" in the codebook, in metres. */
const maxNear = 25_000

/**
 * Returns the precision of a point that was set in a view: `near` if a tap is within 25 km of what was meant, otherwise
 * `area`. No view is so near that it is `exact`: the map has no streets and no buildings, so it cannot show that the place
 * itself was found, and its outlines and towns are kilometres off.
 */
export const precisionOf = ({ centre, scale }: View): 'near' | 'area' =>
  (metresPerUnit(centre.y) / scale) * tapError <= maxNear ? 'near' : 'area'
