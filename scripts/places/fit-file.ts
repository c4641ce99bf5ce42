// The text of a file of places.
import { gzipSync } from 'node:zlib'
import type { PlaceFile } from '../../src/record/places/place.ts'

/** The most bytes of a file after gzip. */
export const maxGzipBytes = 30_000

const rows = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(',\n')

/** Returns the JSON of a country's places, a line for each. */
export const formatPlaces = ({ country, provinces, towns }: PlaceFile): string =>
  `{"country":"${country}","provinces":[\n${rows(provinces)}\n],"towns":[\n${rows(towns)}\n]}\n`

const isSmallEnough = (text: string): boolean => gzipSync(text, { level: 9 }).length <= maxGzipBytes

/** Returns the text of a file with as many of its first towns as fit, and the number of those left out. */
export const fitFile = (places: PlaceFile): { readonly text: string; readonly left: number } => {
  const whole = formatPlaces(places)
  if (isSmallEnough(whole)) return { text: whole, left: 0 }
  let [fits, tooMany] = [0, places.towns.length]
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1
    if (isSmallEnough(formatPlaces({ ...places, towns: places.towns.slice(0, middle) }))) fits = middle
    else tooMany = middle
  }
  const text = formatPlaces({ ...places, towns: places.towns.slice(0, fits) })
  return { text, left: places.towns.length - fits }
}
