/** What the public is shown of a record, and what stays where somebody states one from that. */

import type { Incident } from '../../schemas/incident.ts'
import { geoPrecision, withheldLevel as levels } from '../../schemas/vocabularies.ts'
import { isObject, type JsonObject } from '../text/json.ts'
import { writableFields } from './shape.ts'

type Location = Incident['location'] | NonNullable<Incident['launched_from']>

const placeFields = ['location', 'launched_from'] as const
const coordinateFields: ReadonlySet<string> = new Set(['latitude', 'longitude', 'coordinates_from'])
const editorsOnlyFields = [...writableFields.values()]
  .filter(({ metadata }) => metadata.editorsOnly)
  .map(({ name }) => name)

const precisionOrder = Object.keys(geoPrecision)
const coarserPrecision = (a: string, b: string): string =>
  precisionOrder.indexOf(a) > precisionOrder.indexOf(b) ? a : b

/** The closest precision that what is left of a place can have. */
const finestPrecision = ({ place, admin3, admin2, admin1, country }: Location): string | undefined => {
  if (place !== undefined) return 'near'
  if (admin3 !== undefined || admin2 !== undefined) return 'admin2'
  if (admin1 !== undefined) return 'admin1'
  if (country === undefined) return undefined
  return country === 'XZ' ? 'international' : 'country'
}

const withheldFields = (code: NonNullable<Location['withheld']>): readonly string[] =>
  (Object.hasOwn(levels, code) ? levels[code] : levels.place).fields

/** A place as the public is shown it: without what is withheld, and no closer than what is left. */
export const publicPlace = <P extends Location>(place: P): P => {
  const { withheld, precision, ...rest } = place
  if (withheld === undefined) return place
  const hidden = withheldFields(withheld)
  const visible = Object.fromEntries(
    Object.entries(rest).filter(([name]) => !hidden.includes(name)),
  ) as Location
  const finest = finestPrecision(visible)
  const shown = finest && (precision === undefined ? finest : coarserPrecision(precision, finest))
  return { ...visible, ...(shown === undefined ? {} : { precision: shown }), withheld } as P
}

/**
 * A record as the public is shown it; the record itself where nothing is kept back. With a place, the columns of
 * another layout are: they may name it.
 */
export const toPublic = (record: Incident): Incident => {
  const privateFields = editorsOnlyFields.filter((name) => Object.hasOwn(record, name))
  const withheldPlaces = placeFields.filter((name) => record[name]?.withheld !== undefined)
  if (privateFields.length + withheldPlaces.length === 0) return record
  const result: Record<string, unknown> = { ...record }
  for (const name of privateFields) delete result[name]
  for (const name of withheldPlaces) result[name] = publicPlace(record[name] as Location)
  if (withheldPlaces.length > 0 && record.external) {
    const { fields: _, ...rest } = record.external
    result.external = rest
  }
  return result as Incident
}

/** What a place says of what is withheld. A layout may just repeat the area as the place's name. */
const newFieldsIn = (input: JsonObject, hidden: readonly string[]): ReadonlySet<string> => {
  const present = hidden.filter((name) => Object.hasOwn(input, name))
  return new Set(present.every((name) => input[name] !== null && input[name] === input.admin1) ? [] : present)
}

/** Whether a precision may just be the one that is shown, or a layout's for it. */
const isPublicPrecision = (
  precision: unknown,
  publicPrecision: string | undefined,
  newFields: ReadonlySet<string>,
): boolean =>
  precision === publicPrecision ||
  (newFields.size === 0 &&
    publicPrecision !== undefined &&
    coarserPrecision(String(precision), publicPrecision) === precision)

/**
 * What a place states, with what is withheld of the stored one where it says nothing of that. The same stated over the
 * outcome gives the outcome.
 */
const restorePlace = (input: JsonObject, stored: Location): JsonObject => {
  const place: Record<string, unknown> = { withheld: stored.withheld, ...input }
  if (!place.withheld) return input
  const hidden = withheldFields(place.withheld as NonNullable<Location['withheld']>)
  const newFields = newFieldsIn(input, hidden)
  const hasNewPoint = newFields.has('latitude') || newFields.has('longitude')
  const restore = (name: string): void => {
    delete place[name]
    const value = stored[name as keyof Location]
    if (value !== undefined) place[name] = value
  }
  for (const name of hidden)
    if (!newFields.has(name) && !(hasNewPoint && coordinateFields.has(name))) restore(name)
  // Whoever says all that is withheld has seen it.
  const hasSeenAll =
    newFields.size > 0 && hidden.every((name) => newFields.has(name) || !Object.hasOwn(place, name))
  restore('precision')
  const publicPrecision = publicPlace(place as Location).precision
  if (
    input.precision !== undefined &&
    (hasSeenAll || !isPublicPrecision(input.precision, publicPrecision, newFields))
  )
    place.precision = input.precision
  return place
}

const restoreColumns = (input: unknown, { external }: Incident): unknown => {
  if (!isObject(input) || !external?.fields || input.scheme !== external.scheme) return input
  if (Object.hasOwn(input, 'fields') && !isObject(input.fields)) return input
  return { ...input, fields: { ...external.fields, ...(input.fields as JsonObject | undefined) } }
}

/**
 * What somebody states in place of a stored record, perhaps from what the public is shown of it: what is withheld,
 * and that it is, stays where nothing is said of it. Null takes it out.
 */
export const restoreWithheld = (candidate: unknown, stored: Incident): unknown => {
  const withheldPlaces = placeFields.filter((name) => stored[name]?.withheld !== undefined)
  if (withheldPlaces.length === 0 || !isObject(candidate)) return candidate
  const record: Record<string, unknown> = { ...candidate }
  for (const name of withheldPlaces) {
    const input = record[name]
    if (isObject(input)) record[name] = restorePlace(input, stored[name] as Location)
    else if (input === undefined && name === 'launched_from') record[name] = stored[name]
  }
  const isWithheld = withheldPlaces.some((name) => isObject(record[name]) && record[name].withheld)
  if (isWithheld && isObject(record.external)) record.external = restoreColumns(record.external, stored)
  return record
}

const levelOrder = Object.keys(levels)

/** What an old version stated, with no less withheld than of the stored record. */
export const applyWithholding = (old: Incident, stored: Incident): Incident => {
  const record: Record<string, unknown> = { ...old }
  for (const name of placeFields) {
    const [place, withheld] = [old[name], stored[name]?.withheld]
    if (!place || withheld === undefined) continue
    const isStricter = levelOrder.indexOf(place.withheld ?? '') > levelOrder.indexOf(withheld)
    record[name] = { ...place, withheld: isStricter ? place.withheld : withheld }
  }
  return record as Incident
}
