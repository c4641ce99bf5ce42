/** The bar that shows how long some kilometres are on a map, and the size of its circles. */
import type { View } from '../outlines/map-view.ts'
import { metresPerUnit } from '../outlines/mercator.ts'

/** The most pixels of a bar. */
const maxLength = 120
/** A bar is right for the whole map only if the map is not wider, in degrees. */
const maxWidth = 30

/** Returns the greatest of 1, 2, 5, 10 and so on that is not over a limit. */
const roundDown = (limit: number): number => {
  const power = 10 ** Math.floor(Math.log10(limit))
  return power * ([5, 2].find((each) => each * power <= limit) ?? 1)
}

/** Returns the kilometres of a bar and its length in pixels; undefined if the map shows too much of the Earth. */
export const scaleBar = ({ centre, scale, width }: View) => {
  if (width / scale > maxWidth) return undefined
  const kilometresPerPixel = metresPerUnit(centre.y) / scale / 1000
  const kilometres = roundDown(maxLength * kilometresPerPixel)
  return { kilometres, length: kilometres / kilometresPerPixel }
}

/** The radius of one record, of the most records in a cell, and of the smallest circle that can be seen. */
const [radiusOfOne, maxRadius, minRadius] = [5, 14, 2.5]

/** Returns the radius of a circle in pixels, whose area is as large as its number of records. */
export const circleRadius = (count: number, most: number): number =>
  Math.max(minRadius, Math.min(radiusOfOne, maxRadius / Math.sqrt(most)) * Math.sqrt(count))
