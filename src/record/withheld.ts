/** What the public is shown of a record, and what stays where somebody states one from that. */

import type { Incident } from '../../schemas/incident.ts'
import { geoPrecision, withheld as levels } from '../../schemas/vocabularies.ts'
import { statedFields } from './shape.ts'

type Group = Readonly<Record<string, unknown>>
type Place = Incident['location'] | NonNullable<Incident['launched_from']>

const places = ['location', 'launched_from'] as const
const coordinates: ReadonlySet<string> = new Set(['latitude', 'longitude', 'coordinates_from'])
const internal = [...statedFields.values()].filter(({ notes }) => notes.internal).map(({ name }) => name)

const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const finestFirst = Object.keys(geoPrecision)
const coarser = (a: string, b: string): string => (finestFirst.indexOf(a) > finestFirst.indexOf(b) ? a : b)

/** The closest precision that what is left of a place can have. */
const closest = ({ place, admin3, admin2, admin1, country }: Place): string | undefined => {
  if (place !== undefined) return 'near'
  if (admin3 !== undefined || admin2 !== undefined) return 'admin2'
  if (admin1 !== undefined) return 'admin1'
  if (country === undefined) return undefined
  return country === 'XZ' ? 'international' : 'country'
}

const fieldsOf = (code: NonNullable<Place['withheld']>): readonly string[] =>
  (Object.hasOwn(levels, code) ? levels[code] : levels.place).fields

/** A place as the public is shown it: without what is withheld, and no closer than what is left. */
export const shownPlace = <P extends Place>(place: P): P => {
  const { withheld, precision, ...rest } = place
  if (withheld === undefined) return place
  const hidden = fieldsOf(withheld)
  const left = Object.fromEntries(Object.entries(rest).filter(([name]) => !hidden.includes(name))) as Place
  const finest = closest(left)
  const shown = finest && (precision === undefined ? finest : coarser(precision, finest))
  return { ...left, ...(shown === undefined ? {} : { precision: shown }), withheld } as P
}

/**
 * A record as the public is shown it; the record itself where nothing is kept back. With a place, the columns of
 * another layout are: they may name it.
 */
export const publicOf = (record: Incident): Incident => {
  const own = internal.filter((name) => Object.hasOwn(record, name))
  const held = places.filter((name) => record[name]?.withheld !== undefined)
  if (own.length + held.length === 0) return record
  const shown: Record<string, unknown> = { ...record }
  for (const name of own) delete shown[name]
  for (const name of held) shown[name] = shownPlace(record[name] as Place)
  if (held.length > 0 && record.external) {
    const { fields: _, ...rest } = record.external
    shown.external = rest
  }
  return shown as Incident
}

/** What a place says of what is withheld. A layout may just repeat the area as the place's name. */
const newsIn = (given: Group, hidden: readonly string[]): ReadonlySet<string> => {
  const said = hidden.filter((name) => Object.hasOwn(given, name))
  return new Set(said.every((name) => given[name] !== null && given[name] === given.admin1) ? [] : said)
}

/** Whether a precision may just be the one that is shown, or a layout's for it. */
const isAsShown = (precision: unknown, shown: string | undefined, news: ReadonlySet<string>): boolean =>
  precision === shown ||
  (news.size === 0 && shown !== undefined && coarser(String(precision), shown) === precision)

/**
 * What a place states, with what is withheld of the stored one where it says nothing of that. The same stated over the
 * outcome gives the outcome.
 */
const completedPlace = (given: Group, stored: Place): Group => {
  const place: Record<string, unknown> = { withheld: stored.withheld, ...given }
  if (!place.withheld) return given
  const hidden = fieldsOf(place.withheld as NonNullable<Place['withheld']>)
  const news = newsIn(given, hidden)
  const moved = news.has('latitude') || news.has('longitude')
  const restore = (name: string): void => {
    delete place[name]
    const value = stored[name as keyof Place]
    if (value !== undefined) place[name] = value
  }
  for (const name of hidden) if (!news.has(name) && !(moved && coordinates.has(name))) restore(name)
  // Whoever says all that is withheld has seen it.
  const saw = news.size > 0 && hidden.every((name) => news.has(name) || !Object.hasOwn(place, name))
  restore('precision')
  const shown = shownPlace(place as Place).precision
  if (given.precision !== undefined && (saw || !isAsShown(given.precision, shown, news)))
    place.precision = given.precision
  return place
}

const completedColumns = (given: unknown, { external }: Incident): unknown => {
  if (!isGroup(given) || !external?.fields || given.scheme !== external.scheme) return given
  if (Object.hasOwn(given, 'fields') && !isGroup(given.fields)) return given
  return { ...given, fields: { ...external.fields, ...(given.fields as Group | undefined) } }
}

/**
 * What somebody states in place of a stored record, perhaps from what the public is shown of it: what is withheld,
 * and that it is, stays where nothing is said of it. Null takes it out.
 */
export const stillWithheld = (candidate: unknown, stored: Incident): unknown => {
  const held = places.filter((name) => stored[name]?.withheld !== undefined)
  if (held.length === 0 || !isGroup(candidate)) return candidate
  const record: Record<string, unknown> = { ...candidate }
  for (const name of held) {
    const given = record[name]
    if (isGroup(given)) record[name] = completedPlace(given, stored[name] as Place)
    else if (given === undefined && name === 'launched_from') record[name] = stored[name]
  }
  const still = held.some((name) => isGroup(record[name]) && record[name].withheld)
  if (still && isGroup(record.external)) record.external = completedColumns(record.external, stored)
  return record
}

const leastFirst = Object.keys(levels)

/** What an old version stated, with no less withheld than of the stored record. */
export const withheldAsIn = (old: Incident, stored: Incident): Incident => {
  const record: Record<string, unknown> = { ...old }
  for (const name of places) {
    const [place, withheld] = [old[name], stored[name]?.withheld]
    if (!place || withheld === undefined) continue
    const more = leastFirst.indexOf(place.withheld ?? '') > leastFirst.indexOf(withheld)
    record[name] = { ...place, withheld: more ? place.withheld : withheld }
  }
  return record as Incident
}
