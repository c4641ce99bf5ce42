/** The projection of the maps: Mercator's, in which shapes keep their angles. One unit is a degree of longitude. */

import type { Box } from '../places/place.ts'

/** A position on the map: x to the east, y to the south. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Latitudes beyond are not on the map. */
export const maxLatitude = 85

const radians = Math.PI / 180

/** Returns the position of degrees on the map. */
export const project = (longitude: number, latitude: number): Point => {
  const limited = Math.max(-maxLatitude, Math.min(maxLatitude, latitude))
  return { x: longitude, y: -Math.asinh(Math.tan(limited * radians)) / radians }
}

/** Returns the longitude, between -180 and 180, and the latitude of a position on the map. */
export const unproject = ({ x, y }: Point): { readonly longitude: number; readonly latitude: number } => ({
  longitude: ((((x + 180) % 360) + 360) % 360) - 180,
  latitude: -Math.atan(Math.sinh(y * radians)) / radians,
})

/** Returns the metres of a unit at a position. */
export const metresPerUnit = (y: number): number => 111_320 / Math.cosh(y * radians)

/** The edges of a box on the map. */
export interface Edges {
  readonly west: number
  readonly east: number
  readonly top: number
  readonly bottom: number
}

/** Returns the edges of a box of degrees on the map. */
export const edgesOf = ([west, south, east, north]: Box): Edges => ({
  ...{ west, east, top: project(west, north).y, bottom: project(west, south).y },
})

/** Returns a longitude on the turn of the Earth that a box has. */
export const turnTo = (longitude: number, [west, , east]: Box): number =>
  longitude + 360 * Math.round(((west + east) / 2 - longitude) / 360)
