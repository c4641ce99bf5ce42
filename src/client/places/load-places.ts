/** The places of a country, from the files of the site and from its records. */
import type { PlaceFile, RecordPlace } from '../../record/places/place.ts'
import { createPlaceIndex, type PlaceIndex } from '../../record/places/place-index.ts'

/** Returns the JSON at an address of the site; undefined if there is none, or no network. */
export const fetchJson = async <Value>(path: string): Promise<Value | undefined> => {
  try {
    const response = await fetch(path)
    return response.ok ? ((await response.json()) as Value) : undefined
  } catch {
    // Without a network there are no suggestions; the place can be written all the same.
    return undefined
  }
}

const noPlaces: Pick<PlaceFile, 'provinces' | 'towns'> = { provinces: [], towns: [] }

/** The places of each country that was chosen; a country that could not be read is asked for again. */
const loaded = new Map<string, Promise<PlaceIndex>>()

const read = async (country: string): Promise<PlaceIndex> => {
  const [file, records] = await Promise.all([
    fetchJson<PlaceFile>(`/places/${country}.json`),
    fetchJson<{ readonly places: readonly RecordPlace[] }>(`/places.json?country=${country}`),
  ])
  if (!file || !records) loaded.delete(country)
  return createPlaceIndex({ ...noPlaces, country: country as PlaceFile['country'], ...file }, records?.places)
}

/** Returns the index of the places of a country; empty if there is no network. */
export const loadPlaces = (country: string): Promise<PlaceIndex> => {
  const known = loaded.get(country) ?? read(country)
  loaded.set(country, known)
  return known
}
