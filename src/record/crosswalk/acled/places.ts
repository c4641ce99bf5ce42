/** ACLED's places. */
import { placePrecision } from '../../../../schemas/crosswalk/acled.ts'
import { countryOf, isoNumbers, nameOfCountry } from '../../../../schemas/crosswalk/countries.ts'
import { codeIn, coordinatesIn, type Part, place, textIn } from '../layout.ts'

export const country: Part = {
  columns: ['iso', 'country'],
  at: [['/location', 'country']],
  read: ([number = '', name = ''], draft) => {
    const found = countryOf(name.trim(), number.trim()) ?? name.trim()
    if (found !== '') place(draft).country = found as 'IQ'
  },
  write: ({ location }, lose) => {
    const code = location?.country
    if (code === undefined) return []
    const number = Object.hasOwn(isoNumbers, code) ? isoNumbers[code] : undefined
    if (number === undefined) lose('crosswalk.unknown', 'iso', `${code} has no number in ISO 3166-1.`)
    return [number, nameOfCountry(code)]
  },
}

export const precision: Part = {
  columns: ['geo_precision'],
  at: [['/location/precision', 'geo_precision']],
  read: ([cell = ''], draft, note) => {
    const code = codeIn(cell, placePrecision.ours, note)
    if (code !== undefined) place(draft).precision = code
    if (code === 'area') note('acled.region')
  },
  write: ({ location }, lose) => {
    const given = location?.precision
    const code = placePrecision.theirs.get(given ?? '')
    if (code === undefined)
      lose('crosswalk.unknown', 'geo_precision', 'How closely the place is known is not said.')
    else if (placePrecision.ours.get(code) !== given)
      lose('acled.place_precision', 'geo_precision', `The precision is ${given}.`)
    return [code === undefined ? undefined : Number(code)]
  },
}

const rounded = (degrees: number): number => Math.round(degrees * 1e4) / 1e4

export const coordinates: Part = {
  columns: ['latitude', 'longitude'],
  ...coordinatesIn,
  write: ({ location }, lose) => {
    const { latitude, longitude } = location ?? {}
    if (latitude === undefined || longitude === undefined) {
      lose('crosswalk.unknown', 'latitude', 'The coordinates are not known.')
      return []
    }
    const cells = [rounded(latitude), rounded(longitude)]
    if (cells[0] !== latitude || cells[1] !== longitude)
      lose('acled.coordinates', 'latitude', `They are ${latitude}, ${longitude}.`)
    return cells
  },
}

export const name: Part = {
  columns: ['location'],
  at: [['/location/place', 'location']],
  read: ([cell = ''], draft, note) => {
    const text = textIn(cell, 200, note)
    if (text !== '') place(draft).place = text
  },
  write: ({ location: { place: named, admin3, admin2, admin1 } = {} }) => [
    named ?? admin3 ?? admin2 ?? admin1,
  ],
}
