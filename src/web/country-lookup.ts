/** Which country a point lies in, without asking anybody. */
import { feature, isIn } from '@rapideditor/country-coder'

/**
 * Returns whether a point is in a country (ISO 3166-1 alpha-2 or XK; XZ is in none); undefined if the polygons do not
 * say: they lack some countries, and include coastal waters, which projects count as sea.
 */
export const isInCountry = (country: string, longitude: number, latitude: number): boolean | undefined => {
  const point: [number, number] = [longitude, latitude]
  if (country === 'XZ') return feature(point) === null || undefined
  const inside = isIn(point, country)
  return inside === null ? (feature(country) === null ? undefined : false) : inside
}
