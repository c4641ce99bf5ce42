/** Which country a point lies in, without asking anybody. */
import { feature, isIn } from '@rapideditor/country-coder'

/**
 * Returns whether a point is in a country (ISO 3166-1 alpha-2 or XK; XZ is in none); undefined if the polygons lack
 * the country.
 */
export const isInCountry = (country: string, longitude: number, latitude: number): boolean | undefined => {
  const point: [number, number] = [longitude, latitude]
  if (country === 'XZ') return feature(point) === null
  const inside = isIn(point, country)
  return inside === null ? (feature(country) === null ? undefined : false) : inside
}
