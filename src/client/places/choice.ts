/** What the choice of a place says of a location. */
import type { Messages } from '../../messages/messages.ts'
import type { Place } from '../../record/places/place.ts'

/** The texts of the suggestions and the map. */
export type PlaceMessages = Messages['places']

/** The fields of a location that a choice sets; an empty text clears a field. */
export const choiceFields = [
  'place',
  'admin1',
  'latitude',
  'longitude',
  'coordinates_from',
  'precision',
] as const
export type ChoiceField = (typeof choiceFields)[number]
export type ChoiceValues = Readonly<Record<ChoiceField, string>>

const noValues: ChoiceValues = {
  ...{ place: '', admin1: '', latitude: '', longitude: '', coordinates_from: '', precision: '' },
}

/**
 * Returns the values of the fields for a chosen place. A province has no point: only the area is known. Of a town or a
 * place of records it is known that the event was there or near it.
 */
export const toChoiceValues = ({ kind, name, admin1 = '', latitude, longitude }: Place): ChoiceValues => {
  if (kind === 'province') return { ...noValues, admin1: name, precision: 'admin1' }
  if (latitude === undefined || longitude === undefined) return { ...noValues, place: name, admin1 }
  return {
    place: name,
    admin1,
    latitude: String(latitude),
    longitude: String(longitude),
    coordinates_from: 'gazetteer',
    precision: 'near',
  }
}

/** The fields of a location that a point on the map sets. */
export const pointFields = ['latitude', 'longitude', 'coordinates_from', 'precision'] as const

/** The decimals of a point on the map: ten metres, which is half a pixel of the nearest view. */
const pointDigits = 4

/** Returns the values for a point on the map: the name that was written stays. */
export const toPointValues = (latitude: number, longitude: number, precision: 'near' | 'area') => ({
  latitude: latitude.toFixed(pointDigits),
  longitude: longitude.toFixed(pointDigits),
  coordinates_from: 'map',
  precision,
})

/** Returns the names of a place, first that of the page's script. */
export const namesOf = ({ name, arabic }: Place, isArabic: boolean): readonly string[] =>
  [...new Set(isArabic ? [arabic, name] : [name, arabic])].filter((each): each is string => Boolean(each))

/** Returns the name of a place's province in the page's script; empty if it is unknown. */
export const provinceOf = ({ admin1 = '', admin1Arabic }: Place, isArabic: boolean): string =>
  (isArabic && admin1Arabic) || admin1
