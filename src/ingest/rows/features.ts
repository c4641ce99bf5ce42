/** Features of GeoJSON (RFC 7946) as objects of flat columns. */
import { isObject, type JsonObject } from '../../text/json.ts'

/** Returns whether an object is a Feature. */
export const isFeature = (object: JsonObject): boolean => object.type === 'Feature' && 'properties' in object

/**
 * Returns the properties of a feature, with the latitude and longitude of its Point if they lack them. Another geometry
 * stays as `geometry`.
 */
export const featureProperties = ({ properties, geometry }: JsonObject): JsonObject => {
  const own = isObject(properties) ? properties : {}
  if (!isObject(geometry)) return own
  if (geometry.type !== 'Point' || !Array.isArray(geometry.coordinates)) return { ...own, geometry }
  const [longitude, latitude] = geometry.coordinates
  return { latitude, longitude, ...own }
}
