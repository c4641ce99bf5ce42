/** The projection of the maps: Mercator's, in which shapes keep their angles. One unit is a degree of longitude. */

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
