/** ACLED's places. */
import { precisionCodes } from '../../../../schemas/crosswalk/acled.ts'
import { countryName, findCountry, isoNumbers } from '../../../../schemas/crosswalk/countries.ts'
import { coordinateReader, ensureLocation, type Part, parseCode, parseText } from '../layout.ts'

export const country: Part = {
  columns: ['iso', 'country'],
  pointerColumns: [['/location', 'country']],
  read: ([number = '', name = ''], draft) => {
    const found = findCountry(name.trim(), number.trim()) ?? name.trim()
    if (found !== '') ensureLocation(draft).country = found as 'IQ'
  },
  write: ({ location }, reportLoss) => {
    const code = location?.country
    if (code === undefined) return []
    const number = Object.hasOwn(isoNumbers, code) ? isoNumbers[code] : undefined
    if (number === undefined) reportLoss('crosswalk.unknown', 'iso', `${code} has no number in ISO 3166-1.`)
    return [number, countryName(code)]
  },
}

export const precision: Part = {
  columns: ['geo_precision'],
  pointerColumns: [['/location/precision', 'geo_precision']],
  read: ([cell = ''], draft, note) => {
    const code = parseCode(cell, precisionCodes.toRecord, note)
    if (code !== undefined) ensureLocation(draft).precision = code
    if (code === 'area') note('acled.region')
  },
  write: ({ location }, reportLoss) => {
    const value = location?.precision
    const code = precisionCodes.toLayout.get(value ?? '')
    if (code === undefined)
      reportLoss('crosswalk.unknown', 'geo_precision', 'How closely the place is known is not said.')
    else if (precisionCodes.toRecord.get(code) !== value)
      reportLoss('acled.place_precision', 'geo_precision', `The precision is ${value}.`)
    return [code === undefined ? undefined : Number(code)]
  },
}

const roundDegrees = (degrees: number): number => Math.round(degrees * 1e4) / 1e4

export const coordinates: Part = {
  columns: ['latitude', 'longitude'],
  ...coordinateReader,
  write: ({ location }, reportLoss) => {
    const { latitude, longitude } = location ?? {}
    if (latitude === undefined || longitude === undefined) {
      reportLoss('crosswalk.unknown', 'latitude', 'The coordinates are not known.')
      return []
    }
    const cells = [roundDegrees(latitude), roundDegrees(longitude)]
    if (cells[0] !== latitude || cells[1] !== longitude)
      reportLoss('acled.coordinates', 'latitude', `They are ${latitude}, ${longitude}.`)
    return cells
  },
}

export const name: Part = {
  columns: ['location'],
  pointerColumns: [['/location/place', 'location']],
  read: ([cell = ''], draft, note) => {
    const text = parseText(cell, 200, note)
    if (text !== '') ensureLocation(draft).place = text
  },
  write: ({ location: { place: named, admin3, admin2, admin1 } = {} }) => [
    named ?? admin3 ?? admin2 ?? admin1,
  ],
}
