/** Withheld places: the public view of a record, and restoring what an editor of that view could not see. */

import type { Incident } from '../../schemas/incident.ts'
import { geoPrecision, withheldLevel as levels } from '../../schemas/vocabularies.ts'
import { isObject, type JsonObject } from '../text/json.ts'
import { allFields, type Field, recordShape, type Shape } from './shape.ts'

type Location = Incident['location'] | NonNullable<Incident['launched_from']>

const placeFields = ['location', 'launched_from'] as const
const coordinateFields: ReadonlySet<string> = new Set(['latitude', 'longitude', 'coordinates_from'])

/** Returns what of an object or a list is public; undefined if nothing is. If everything is, it is returned itself. */
type Reduction = (value: unknown) => unknown

const isContainer = (value: unknown): boolean => typeof value === 'object' && value !== null

const createGroupReduction = (fields: ReadonlyMap<string, Field>): Reduction => {
  const inner = new Map(
    [...fields.values()].flatMap(({ name, metadata, shape }) =>
      metadata.editorsOnly ? [] : [[name, createReduction(shape)] as const],
    ),
  )
  return (value) => {
    if (!isObject(value)) return undefined
    let result: Record<string, unknown> | undefined
    for (const name in value) {
      const reduce = inner.get(name)
      const before = value[name]
      if (reduce && !isContainer(before)) continue
      const reduced = reduce?.(before)
      if (reduced === before) continue
      result ??= { ...value }
      if (reduced === undefined || (isObject(reduced) && Object.keys(reduced).length === 0))
        delete result[name]
      else result[name] = reduced
    }
    return result ?? value
  }
}

const createListReduction =
  (reduceItem: Reduction): Reduction =>
  (value) => {
    if (!Array.isArray(value)) return undefined
    const reduce = (item: unknown) => (isContainer(item) ? reduceItem(item) : item)
    if (value.every((item) => reduce(item) === item)) return value
    return value.map(reduce).filter((item) => item !== undefined)
  }

const createReduction = (shape: Shape): Reduction => {
  if (shape.kind === 'group') return createGroupReduction(shape.fields)
  if (shape.kind === 'list') return createListReduction(createReduction(shape.item))
  if (shape.kind === 'map') return (value) => value
  return () => undefined
}

/** Leaves out fields for editors only, and those that the schema does not know, because a later one may hide them. */
const withoutEditorsFields = createGroupReduction(allFields)

/** Returns the dotted names of the fields for editors only. */
const editorsPaths = (shape: Shape, name: string): string[] => {
  if (shape.kind === 'list') return editorsPaths(shape.item, `${name}.*`)
  if (shape.kind !== 'group') return []
  return [...shape.fields.values()].flatMap((field) => {
    const path = `${name}.${field.name}`
    return field.metadata.editorsOnly ? [path] : editorsPaths(field.shape, path)
  })
}

const precisionOrder = Object.keys(geoPrecision)
const coarserPrecision = (a: string, b: string): string =>
  precisionOrder.indexOf(a) > precisionOrder.indexOf(b) ? a : b

/** The declarations that `toPublic` reads. */
export const withholding = {
  editorsOnly: editorsPaths(recordShape, ''),
  levels: Object.entries(levels).map(([code, { fields }]) => [code, fields] as const),
  precisions: precisionOrder,
}

/** Returns the finest precision that the remaining fields of a place can have. */
const finestPrecision = ({ place, admin3, admin2, admin1, country }: Location): string | undefined => {
  if (place !== undefined) return 'near'
  if (admin3 !== undefined || admin2 !== undefined) return 'admin2'
  if (admin1 !== undefined) return 'admin1'
  if (country === undefined) return undefined
  return country === 'XZ' ? 'international' : 'country'
}

const withheldFields = (code: NonNullable<Location['withheld']>): readonly string[] =>
  (Object.hasOwn(levels, code) ? levels[code] : levels.place).fields

/** Returns the public view of a place: without the withheld fields, and no more precise than the remaining ones. */
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
 * Returns the public view of a record by the current schema; the record itself if nothing is withheld. The columns of
 * another layout are withheld with a place, because they may name it.
 */
export const toPublic = <R extends Incident>(record: R): R => {
  const shown = withoutEditorsFields(record) as R
  const withheldPlaces = placeFields.filter((name) => record[name]?.withheld !== undefined)
  if (withheldPlaces.length === 0) return shown
  const result: Record<string, unknown> = { ...shown }
  for (const name of withheldPlaces)
    if (shown[name])
      result[name] = publicPlace({ ...shown[name], withheld: record[name]?.withheld } as Location)
  if (shown.external) {
    const { fields: _, ...rest } = shown.external
    result.external = rest
  }
  return result as R
}

/**
 * Returns the withheld fields that the input states. A name of a place that only repeats the area is not counted: a
 * layout may write it.
 */
const newFieldsIn = (input: JsonObject, hidden: readonly string[]): ReadonlySet<string> => {
  const present = hidden.filter((name) => Object.hasOwn(input, name))
  return new Set(present.every((name) => input[name] !== null && input[name] === input.admin1) ? [] : present)
}

/** Returns whether a precision may just repeat the public one, or be a layout's version of it. */
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
 * Returns the stated place, with the stored values of withheld fields that it does not state. Applied to its own
 * result, it returns the same.
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
  // If the input repeats every withheld value, its author has seen them, so the stated precision is used.
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
 * Returns a candidate that replaces a stored record, perhaps made from its public view, with the withheld fields that
 * it does not state. Null removes them.
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
const levelOf = (place: Location | undefined): number => levelOrder.indexOf(place?.withheld ?? '')

/** Returns the content of an old version, withholding at least as much as the stored record does. */
export const applyWithholding = (old: Incident, stored: Incident): Incident => {
  const record: Record<string, unknown> = { ...old }
  for (const name of placeFields) {
    const [place, withheld] = [old[name], stored[name]?.withheld]
    if (!place || withheld === undefined) continue
    const isStricter = levelOf(place) > levelOf(stored[name])
    record[name] = { ...place, withheld: isStricter ? place.withheld : withheld }
  }
  return record as Incident
}

/** Returns whether part of a place in a record is withheld. The record may be validated, or as sent. */
export const hasWithheldPlace = (record: unknown): boolean =>
  isObject(record) &&
  placeFields.some((name) => {
    const place = record[name]
    const level = isObject(place) ? place.withheld : undefined
    return typeof level === 'string' && level.trim() !== ''
  })

/**
 * Returns whether a record withholds less of a place than another does. A place that it does not state shows nothing, but
 * the columns of another layout show what they name once no place is withheld.
 */
export const withholdsLess = (before: Incident, after: Incident): boolean =>
  placeFields.some((name) => after[name] && levelOf(after[name]) < levelOf(before[name])) ||
  (after.external?.fields !== undefined && hasWithheldPlace(before) && !hasWithheldPlace(after))

/** Returns the values of some fields of the places of a record, each with its field; codes say nothing of a place. */
const valuesOf = (record: Incident, fieldsOf: (place: Location) => readonly string[]): ReadonlySet<string> =>
  new Set(
    placeFields.flatMap((name) => {
      const place = record[name]
      if (!place) return []
      const names = fieldsOf(place).filter(
        (field) => field !== 'coordinates_from' && Object.hasOwn(place, field),
      )
      return names.map((field) => JSON.stringify([field, place[field as keyof Location]]))
    }),
  )

/** Returns whether a record shows what another one withholds of a place, and a third one does not show. */
export const showsWithheld = (source: Incident, record: Incident, shown: Incident | undefined): boolean => {
  const publicValues = (each: Incident) => valuesOf(toPublic(each), Object.keys)
  const [now, before] = [publicValues(record), shown ? publicValues(shown) : new Set<string>()]
  const hidden = valuesOf(source, ({ withheld }) => (withheld === undefined ? [] : withheldFields(withheld)))
  return [...hidden].some((value) => now.has(value) && !before.has(value))
}
