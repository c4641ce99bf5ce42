/**
 * GeoJSON (RFC 7946): a Feature of each record, one a line, its properties the columns of the flat row. It is made of
 * the finished rows, since that takes a quarter of the time that it takes of records. The commit and the number of records are foreign members (section 6.1) of the collection.
 */
import { Buffer } from 'node:buffer'
import { columnNamed, flatColumns } from '../record/flat-columns.ts'
import { eachLine, type Line, Sink } from './csv/scan-rows.ts'
import type { FinishedText } from './registry.ts'

const placeOf = new Map(flatColumns.map(({ name }, i) => [name, i]))
const place = (name: string): number => placeOf.get(name) ?? Number.NaN
const id = place('id')
const latitude = place('latitude')
const longitude = place('longitude')

const ascii = (text: string): Buffer => Buffer.from(text, 'ascii')
const begin = ascii('{"type":"Feature","id":')
const nowhere = ascii(',"geometry":null')
const point = ascii(',"geometry":{"type":"Point","coordinates":[')
const comma = ascii(',')
const pointEnd = ascii(']}')
const properties = ascii(',"properties":{')
const end = ascii('}}')
const unknown = ascii('null')
const between = ascii(',\n')

interface Property {
  readonly place: number
  readonly isNumber: boolean
  /** The name, with what stands before it. */
  readonly name: Buffer
}

const propertyOf = (name: string, i: number): Property => {
  const { type } = columnNamed(name)
  return {
    place: place(name),
    isNumber: type === 'integer' || type === 'number',
    name: ascii(`${i > 0 ? ',' : ''}${JSON.stringify(name)}:`),
  }
}

const putValue = (out: Sink, { bytes, from, to }: Line, { place, isNumber }: Property): void => {
  const [first = 0, last = 0] = [from[place], to[place]]
  if (first === last) out.put(unknown)
  else if (isNumber) out.put(bytes, first, last)
  else out.putJson(bytes, first, last)
}

/** Longitude, then latitude (section 3.1.1). */
const putGeometry = (out: Sink, { bytes, from, to }: Line): void => {
  if (from[latitude] === to[latitude] || from[longitude] === to[longitude]) {
    out.put(nowhere)
    return
  }
  out.put(point)
  out.put(bytes, from[longitude], to[longitude])
  out.put(comma)
  out.put(bytes, from[latitude], to[latitude])
  out.put(pointEnd)
}

/** The usual size of a Feature over that of its row. */
const growth = 2.5

const featuresOf = (page: Buffer, shown: readonly Property[]): Buffer => {
  const out = new Sink(Math.ceil(page.length * growth))
  let first = true
  eachLine(page, flatColumns.length, (line) => {
    if (!first) out.put(between)
    first = false
    out.put(begin)
    out.putJson(line.bytes, line.from[id] as number, line.to[id] as number)
    putGeometry(out, line)
    out.put(properties)
    for (const property of shown) {
      out.put(property.name)
      putValue(out, line, property)
    }
    out.put(end)
  })
  return out.bytes()
}

/** Features with these properties, in this order; with all columns where none are named. */
export const geojson = (
  fields: readonly string[] = flatColumns.map(({ name }) => name),
): Omit<FinishedText, 'as' | 'between'> => {
  const shown = fields.map(propertyOf)
  return {
    begin: ({ commit, rows }) =>
      `{"type":"FeatureCollection","commit":${commit},"rows":${rows},"features":[\n`,
    rewrite: (page) => featuresOf(page, shown),
    joint: ',\n',
    end: '\n',
    finish: ']}\n',
  }
}
