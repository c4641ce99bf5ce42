/** GTD's places. */
import { isIn } from '@rapideditor/country-coder'
import { findRepublic } from '../../../../schemas/borders.ts'
import { type CountryCode, countryName, formerStates } from '../../../../schemas/crosswalk/countries.ts'
import { unknownCodes } from '../../../../schemas/crosswalk/gtd.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import { sentence } from '../../../text/sentence.ts'
import { parseText } from '../cells.ts'
import { readCountry } from '../country.ts'
import { type Draft, ensureLocation, type Note, type Part, type ReportIssue } from '../layout.ts'
import { countryPart } from '../parts.ts'

/** Returns the present country of a place in a former state; undefined if its point does not decide it. */
const findSuccessor = (
  countries: readonly CountryCode[],
  latitude: number | undefined,
  longitude: number | undefined,
): CountryCode | undefined => {
  if (countries.length === 1) return countries[0]
  if (latitude === undefined || longitude === undefined) return undefined
  const republic = findRepublic([longitude, latitude])
  if (republic !== undefined && countries.includes(republic)) return republic
  return countries.find((code) => isIn([longitude, latitude], code))
}

const parseFormerState = (
  name: string,
  north: string,
  east: string,
  note: Note,
  reportIssue: ReportIssue,
): CountryCode | undefined => {
  const countries = formerStates[name] as readonly CountryCode[]
  const point = [north, east].map((cell) => (cell.trim() === '' ? undefined : Number(cell)))
  const found = findSuccessor(countries, point[0], point[1])
  if (found) {
    note('gtd.former_state', 0)
    return found
  }
  const names = countries.map((code) => countryName(code)).join(', ')
  reportIssue(
    ['location', 'country'],
    'code.unknown',
    point.includes(undefined)
      ? sentence`${name} is no country of today, and the row has no coordinates that would tell which of these it is: ${names}. Write its name.`
      : sentence`${name} is no country of today, and the coordinates lie in none that would tell which of these it is: ${names}. Write its name.`,
    name,
  )
  return undefined
}

/**
 * The coordinates decide which successor of a former state the place belongs to; of the cells, only the country is
 * read.
 */
export const country = countryPart('country_txt', (name, point, note, reportIssue) => {
  if (name === 'International') return 'XZ'
  return Object.hasOwn(formerStates, name)
    ? parseFormerState(name, point[0] ?? '', point[1] ?? '', note, reportIssue)
    : readCountry({ name, at: 0, point }, note, reportIssue)
})

type Precision = NonNullable<Incident['location']['precision']>

const specificityByPrecision: Readonly<Record<Precision, readonly [number, number]>> = {
  exact: [1, 0],
  near: [1, 1],
  admin2: [3, unknownCodes.yesNo],
  admin1: [4, unknownCodes.yesNo],
  area: [3, unknownCodes.yesNo],
  country: [5, unknownCodes.yesNo],
  international: [5, unknownCodes.yesNo],
}

const precisionBySpecificity: ReadonlyMap<string, Precision> = new Map([
  ['1', 'exact'],
  ['2', 'exact'],
  ['3', 'admin2'],
  ['4', 'admin1'],
  ['5', 'country'],
])

/**
 * An area whose province is unknown has no region whose centre could be given; neither has a stored code that is
 * unknown.
 */
const toSpecificity = (given: Precision, { admin1, admin2, latitude }: NonNullable<Draft['location']>) =>
  !Object.hasOwn(specificityByPrecision, given) ||
  (given === 'area' && admin1 === undefined && admin2 === undefined && latitude === undefined)
    ? specificityByPrecision.country
    : specificityByPrecision[given]

const parsePrecision = (specificity: string, vicinity: string): Precision | undefined =>
  vicinity === '1' ? 'near' : precisionBySpecificity.get(specificity)

export const precision: Part = {
  columns: ['specificity', 'vicinity'],
  pointerColumns: [['/location/precision', 'specificity']],
  read: ([cell = '', vicinityCell = ''], draft, note) => {
    const found = parsePrecision(cell.trim(), vicinityCell.trim())
    if (found === undefined) {
      if (cell.trim() !== '') note('crosswalk.code', 0)
      return
    }
    ensureLocation(draft).precision = found
    note('gtd.specificity_read')
  },
  write: ({ location }, reportLoss) => {
    const value = location?.precision
    if (!location || value === undefined) {
      reportLoss('crosswalk.unknown', 'specificity', 'How closely the place is known is not said.')
      return [undefined, unknownCodes.yesNo]
    }
    const [specificity, vicinity] = toSpecificity(value, location)
    if (parsePrecision(String(specificity), String(vicinity)) !== value)
      reportLoss('gtd.specificity', 'specificity', `The precision is ${value}.`)
    return [specificity, vicinity]
  },
}

/** Returns whether the place is a town and belongs in the city column; other names go to the text about the place. */
const isTown = ({ location: { precision: value } = {} }: Draft): boolean =>
  value === undefined || value === 'exact' || value === 'near'

export const names: Part = {
  columns: ['city', 'location'],
  pointerColumns: [
    ['/location/place', 'city'],
    ['/location/note', 'location'],
  ],
  read: ([city = '', words = ''], draft, note) => {
    const [name, more] = [parseText(city, 200, note), parseText(words, 1000, note, 1)]
    if (name !== '') ensureLocation(draft).place = name
    if (more !== '') ensureLocation(draft).note = more
  },
  write: (draft) => {
    const { place: named, note } = draft.location ?? {}
    const words = [isTown(draft) ? undefined : named, note].filter((each) => each !== undefined)
    return [isTown(draft) ? named : undefined, words.join('. ') || undefined]
  },
}
