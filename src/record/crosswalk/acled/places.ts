/** ACLED's places. */
import { countryName, findCountry, isoNumbers } from '../../../../schemas/crosswalk/countries.ts'
import { coordinatesPart, ensureLocation, type Part } from '../layout.ts'

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

const roundDegrees = (degrees: number): number => Math.round(degrees * 1e4) / 1e4

export const coordinates = coordinatesPart((latitude, longitude, reportLoss) => {
  const cells = [roundDegrees(latitude), roundDegrees(longitude)]
  if (cells[0] !== latitude || cells[1] !== longitude)
    reportLoss('acled.coordinates', 'latitude', `They are ${latitude}, ${longitude}.`)
  return cells
})
