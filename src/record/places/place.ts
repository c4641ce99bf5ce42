/** Places that a report can name: towns and provinces of a gazetteer, and places of published records. */
import type { CountryCode } from '../../../schemas/crosswalk/countries.ts'

/** A box of degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

/** A province in a file of places; empty texts are unknown names. */
export type ProvinceRow = readonly [name: string, arabic: string, box: Box | null, ...otherNames: string[]]

/** A town in a file of places: `province` is an index into the provinces, -1 if it is unknown. */
export type TownRow = readonly [
  name: string,
  arabic: string,
  province: number,
  latitude: number,
  longitude: number,
  ...otherNames: string[],
]

/** The file of a country: towns in the order of their population, and its provinces. */
export interface PlaceFile {
  readonly country: CountryCode
  readonly provinces: readonly ProvinceRow[]
  readonly towns: readonly TownRow[]
}

/** A place of published records; a point that differs between them is that of the most records. */
export interface RecordPlace {
  readonly place: string
  readonly admin1?: string | undefined
  readonly latitude?: number | undefined
  readonly longitude?: number | undefined
  readonly precision?: string | undefined
  /** The number of records. */
  readonly count: number
}

/** The maximum number of places that the records of a country give. Each costs the reading of one record. */
export const maxPlaces = 1500

export type PlaceKind = 'town' | 'province' | 'record'

/** A place that can be chosen. */
export interface Place {
  readonly kind: PlaceKind
  readonly name: string
  readonly arabic?: string | undefined
  /** The province, if its name is known. */
  readonly admin1?: string | undefined
  readonly admin1Arabic?: string | undefined
  readonly latitude?: number | undefined
  readonly longitude?: number | undefined
  /** The precision that records state; towns and provinces have their own. */
  readonly precision?: string | undefined
  /** The extent of a province. */
  readonly box?: Box | undefined
}

const maxLatitude = 90
const metresPerDegree = 111_195

/** Returns the distance between two points in metres, exact enough for neighbours. */
export const distanceBetween = (
  [latitude, longitude]: readonly [number, number],
  [otherLatitude, otherLongitude]: readonly [number, number],
): number => {
  const mean = Math.min(maxLatitude, Math.abs(latitude + otherLatitude) / 2)
  const degreesEast = ((((otherLongitude - longitude) % 360) + 540) % 360) - 180
  return (
    metresPerDegree * Math.hypot(otherLatitude - latitude, degreesEast * Math.cos((mean * Math.PI) / 180))
  )
}
