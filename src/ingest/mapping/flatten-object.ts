/** Objects of JSON and features of GeoJSON as columns with dotted names. */
import type { JsonObject } from '../../text/json.ts'
import { isFeature } from '../rows/features.ts'
import type { ObjectColumns } from '../rows/object-columns.ts'
import type { Cell } from './cells.ts'

/** The most levels of an object. */
const maxDepth = 32

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** Returns the named coordinates of a GeoJSON Point (RFC 7946, section 3.1.2), in its place; else the object. */
const namePoint = (object: JsonObject): JsonObject => {
  const { type, coordinates, ...rest } = object
  if (type !== 'Point' || !isList(coordinates)) return object
  const [longitude, latitude, altitude] = coordinates
  return { longitude, latitude, altitude, ...rest }
}

/** Returns a GeoJSON Feature without its type; else the object. */
const unwrapFeature = (object: JsonObject): JsonObject => {
  const { type: _, ...rest } = object
  return isFeature(object) ? rest : object
}

class Columns {
  readonly names: string[] = []
  readonly cells: Cell[] = []

  #add(name: string, cell: Cell): void {
    this.names.push(name)
    this.cells.push(cell)
  }

  addValue(name: string, value: unknown, depth: number): void {
    if (value === null || value === undefined) return
    if (typeof value !== 'object') this.#add(name, String(value))
    else if (depth >= maxDepth) throw new RangeError(`The record has more than ${maxDepth} levels.`)
    else if (!isList(value)) this.addFields(namePoint(value as JsonObject), `${name}.`, depth)
    else if (value.some((item) => typeof item === 'object' && item !== null))
      for (const [i, item] of value.entries()) this.addValue(`${name}.${i}`, item, depth + 1)
    else if (value.length > 0)
      this.#add(
        name,
        value.map((item) => (item === null ? '' : String(item))),
      )
  }

  addFields(object: JsonObject, prefix: string, depth: number): void {
    for (const [name, value] of Object.entries(object)) this.addValue(prefix + name, value, depth + 1)
  }
}

/**
 * Returns the columns of an object. The fields of an inner object have dotted names, as have the entries of a list of
 * objects (`victims.0.name`); a list of scalars is one cell. A GeoJSON Point `p` has the columns `p.longitude`,
 * `p.latitude` and, if stated, `p.altitude`. Null, an empty list and an empty object are no columns. Throws a RangeError
 * if the object is nested too deeply.
 */
export const flattenObject = (object: JsonObject): ObjectColumns<Cell> => {
  const columns = new Columns()
  columns.addFields(unwrapFeature(object), '', 0)
  return columns
}
