/** GTD's places. */
import { isIn } from '@rapideditor/country-coder'
import {
  type CountryCode,
  countryOf,
  formerStates,
  nameOfCountry,
} from '../../../../schemas/crosswalk/countries.ts'
import { unknown } from '../../../../schemas/crosswalk/gtd.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import {
  coordinatesIn,
  type Draft,
  type Note,
  numberIn,
  type Part,
  place,
  type Refuse,
  textIn,
} from '../layout.ts'

/** The country of today on the ground of a state that is no more; undefined where the point does not tell. */
const successorOf = (
  countries: readonly CountryCode[],
  latitude: number | undefined,
  longitude: number | undefined,
): CountryCode | undefined => {
  if (countries.length === 1) return countries[0]
  if (latitude === undefined || longitude === undefined) return undefined
  return countries.find((code) => isIn([longitude, latitude], code))
}

const readFormer = (name: string, north: string, east: string, note: Note, refuse: Refuse) => {
  const countries = formerStates[name] as readonly CountryCode[]
  const point = [numberIn(north, () => undefined), numberIn(east, () => undefined)]
  const found = successorOf(countries, point[0], point[1])
  if (found) {
    note('gtd.former_state')
    return found
  }
  const why = point.includes(undefined) ? 'the row has no coordinates' : 'the coordinates lie in none'
  const names = countries.map((code) => nameOfCountry(code)).join(', ')
  refuse(
    ['location', 'country'],
    'code.unknown',
    `${name} is no country of today, and ${why} that would tell which of these it is: ${names}. Write its name.`,
    name,
  )
  return name
}

/** The coordinates tell on whose ground of today a former state's place is; only the country is read of the cells. */
export const country: Part = {
  columns: ['country_txt'],
  also: ['latitude', 'longitude'],
  at: [['/location', 'country_txt']],
  read: ([cell = '', north = '', east = ''], draft, note, refuse) => {
    const name = cell.trim()
    if (name === '') return
    const found = Object.hasOwn(formerStates, name)
      ? readFormer(name, north, east, note, refuse)
      : (countryOf(name) ?? (name === 'International' ? 'XZ' : name))
    place(draft).country = found as 'IQ'
  },
  write: ({ location }) => [nameOfCountry(location?.country ?? '')],
}

type Precision = NonNullable<Incident['location']['precision']>

const specificityOf: Readonly<Record<Precision, readonly [number, number]>> = {
  exact: [1, 0],
  near: [1, 1],
  admin2: [3, unknown.yesNo],
  admin1: [4, unknown.yesNo],
  area: [3, unknown.yesNo],
  country: [5, unknown.yesNo],
  international: [5, unknown.yesNo],
}

const bySpecificity: ReadonlyMap<string, Precision> = new Map([
  ['1', 'exact'],
  ['2', 'exact'],
  ['3', 'admin2'],
  ['4', 'admin1'],
  ['5', 'country'],
])

/** An area of which not even the province is known has no region whose centre could be given. */
const codesOf = (given: Precision, { admin1, admin2, latitude }: NonNullable<Draft['location']>) =>
  given === 'area' && admin1 === undefined && admin2 === undefined && latitude === undefined
    ? specificityOf.country
    : specificityOf[given]

const precisionOf = (specificity: string, vicinity: string): Precision | undefined =>
  vicinity === '1' ? 'near' : bySpecificity.get(specificity)

export const precision: Part = {
  columns: ['specificity', 'vicinity'],
  at: [['/location/precision', 'specificity']],
  read: ([cell = '', near = ''], draft, note) => {
    const found = precisionOf(cell.trim(), near.trim())
    if (found === undefined) return
    place(draft).precision = found
    note('gtd.specificity_read')
  },
  write: ({ location }, lose) => {
    const given = location?.precision
    if (!location || given === undefined) {
      lose('crosswalk.unknown', 'specificity', 'How closely the place is known is not said.')
      return [undefined, unknown.yesNo]
    }
    const [specificity, vicinity] = codesOf(given, location)
    if (precisionOf(String(specificity), String(vicinity)) !== given)
      lose('gtd.specificity', 'specificity', `The precision is ${given}.`)
    return [specificity, vicinity]
  },
}

/** A place that is a town stands under city; of what is vaguer the name is in the words about the place. */
const isTown = ({ location: { precision: given } = {} }: Draft): boolean =>
  given === undefined || given === 'exact' || given === 'near'

export const names: Part = {
  columns: ['city', 'location'],
  at: [
    ['/location/place', 'city'],
    ['/location/note', 'location'],
  ],
  read: ([city = '', words = ''], draft, note) => {
    const [name, more] = [textIn(city, 200, note), textIn(words, 1000, note)]
    if (name !== '') place(draft).place = name
    if (more !== '') place(draft).note = more
  },
  write: (draft) => {
    const { place: named, note } = draft.location ?? {}
    const words = [isTown(draft) ? undefined : named, note].filter((each) => each !== undefined)
    return [isTown(draft) ? named : undefined, words.join('. ') || undefined]
  },
}

export const coordinates: Part = {
  columns: ['latitude', 'longitude'],
  ...coordinatesIn,
  write: ({ location }, lose) => {
    const { latitude, longitude } = location ?? {}
    if (latitude === undefined) lose('crosswalk.unknown', 'latitude', 'The coordinates are not known.')
    return [latitude, longitude]
  },
}
