/** Copies of imported records for the part `search`: other days and countries, and words of known frequency. */
import { msPerDay } from '../schemas/edtf-date.ts'
import { fields, type Incident } from '../schemas/incident.ts'

/** Words that no imported record has: in 20 records, in 1 %, and two in 20 % each that 30 records share. */
export const plantedWords = { rare: 'quinces', middling: 'ferryboat', common: 'orchard', other: 'granary' }
const rareCount = 20
const sharedCount = 30

/** The weapon of one record in a thousand; the imported records have none. */
export const plantedWeapon = 'incendiary'
const commonWeapon = 'mortar'

const countries = 'SY IQ YE AF UA ET SD SO NG ML CD MM PK LY CO MX BF NE TR LB'.split(' ')
const daysBetweenCopies = 211

/** Returns a number from 0 to 1 that depends on both arguments only. */
const chanceOf = (i: number, use: number): number => {
  let bits = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(use + 1, 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d)
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39)
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32
}

/** Returns whether a position is one of `count` evenly spaced ones of the copies. */
const isOneOf = (position: number, copies: number, count: number, offset: number): boolean =>
  position % Math.max(1, Math.floor(copies / count)) === offset &&
  position < count * Math.floor(copies / count)

export interface Place {
  /** The number of the record, from 0. */
  readonly i: number
  /** The number of imported records, which come first. */
  readonly imported: number
  /** The number of records in all. */
  readonly total: number
}

/** Returns the planted words of a copy. */
export const wordsOf = ({ i, imported, total }: Place): string[] => {
  const [position, copies] = [i - imported, total - imported]
  const { rare, middling, common, other } = plantedWords
  const isShared = isOneOf(position, copies, sharedCount, 3)
  const half = chanceOf(i, 1)
  return [
    ...(isOneOf(position, copies, rareCount, 1) ? [rare] : []),
    ...(chanceOf(i, 0) < 0.01 ? [middling] : []),
    ...(isShared || half < 0.2 ? [common] : []),
    ...(isShared || half > 0.8 ? [other] : []),
  ]
}

const weaponsOf = (i: number): Pick<Incident, 'weapons'> => {
  const chance = chanceOf(i, 2)
  if (chance > 0.05) return {}
  return { weapons: [{ type: chance < 0.001 ? plantedWeapon : commonWeapon }] }
}

const shiftDays = (date: string, days: number): string =>
  date.replace(/\d{4}-\d{2}-\d{2}/g, (day) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + days * msPerDay).toISOString().slice(0, 10),
  )

const order = Object.keys(fields)

/** Returns a record with its fields in published order. */
const inOrder = (record: Incident): Incident =>
  Object.fromEntries(
    Object.entries(record).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)),
  ) as unknown as Incident

/** Returns the copy with a number of one of the imported records. */
export const copyOf = (record: Incident, place: Place): Incident => {
  const { i, imported } = place
  const round = Math.floor(i / imported)
  const words = wordsOf(place)
  return inOrder({
    ...record,
    reference: `${record.reference}-${i}`,
    date: shiftDays(record.date, -round * daysBetweenCopies),
    location: { ...record.location, country: countries[round % countries.length] as 'SY' },
    ...weaponsOf(i),
    ...(words.length > 0 && { title: `Reported near the ${words.join(' and ')}` }),
  })
}
