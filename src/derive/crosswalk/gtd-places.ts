/** GTD's places. */
import { countryOf, nameOfCountry } from '../../../schemas/crosswalk/countries.ts'
import { unknown } from '../../../schemas/crosswalk/gtd.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { coordinatesIn, type Draft, type Part, place, textIn } from './layout.ts'

export const country: Part = {
  columns: ['country_txt'],
  at: [['/location', 'country_txt']],
  read: ([cell = ''], draft) => {
    const name = cell.trim()
    const found = countryOf(name) ?? (name === 'International' ? 'XZ' : name)
    if (name !== '') place(draft).country = found as 'IQ'
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
    if (given === undefined) {
      lose('crosswalk.unknown', 'specificity', 'How closely the place is known is not said.')
      return [undefined, unknown.yesNo]
    }
    const [specificity, vicinity] = specificityOf[given]
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
