/**
 * GeoJSON (RFC 7946): one Feature per record and line, with the columns of the flat row as properties. It is made
 * from the bytes of the finished rows: with cells as strings, a whole export takes 62 % longer (`csv` in bench/). The
 * commit and the number of records are foreign members (section 6.1) of the collection.
 */
import { Buffer } from 'node:buffer'
import { flatColumns, getColumn } from '../record/flat-columns.ts'
import { ByteBuilder, type RowView, scanRows } from './csv/scan-rows.ts'
import type { TextFormat } from './format.ts'

const columnIndexes = new Map(flatColumns.map(({ name }, i) => [name, i]))
const columnIndex = (name: string): number => columnIndexes.get(name) ?? Number.NaN
const idIndex = columnIndex('id')
const latitudeIndex = columnIndex('latitude')
const longitudeIndex = columnIndex('longitude')

const ascii = (text: string): Buffer => Buffer.from(text, 'ascii')
const featureStart = ascii('{"type":"Feature","id":')
const nullGeometry = ascii(',"geometry":null')
const pointStart = ascii(',"geometry":{"type":"Point","coordinates":[')
const comma = ascii(',')
const pointEnd = ascii(']}')
const propertiesStart = ascii(',"properties":{')
const featureEnd = ascii('}}')
const nullValue = ascii('null')
const featureSeparator = ascii(',\n')

interface Property {
  readonly index: number
  readonly isNumber: boolean
  /** The name as JSON, with the text before it. */
  readonly name: Buffer
}

const toProperty = (name: string, i: number): Property => {
  const { type } = getColumn(name)
  return {
    index: columnIndex(name),
    isNumber: type === 'integer' || type === 'number',
    name: ascii(`${i > 0 ? ',' : ''}${JSON.stringify(name)}:`),
  }
}

const appendValue = (
  out: ByteBuilder,
  { bytes, starts, ends }: RowView,
  { index, isNumber }: Property,
): void => {
  const [first = 0, last = 0] = [starts[index], ends[index]]
  if (first === last) out.append(nullValue)
  else if (isNumber) out.append(bytes, first, last)
  else out.appendJson(bytes, first, last)
}

/** Appends the point: longitude, then latitude (section 3.1.1). */
const appendGeometry = (out: ByteBuilder, { bytes, starts, ends }: RowView): void => {
  if (starts[latitudeIndex] === ends[latitudeIndex] || starts[longitudeIndex] === ends[longitudeIndex]) {
    out.append(nullGeometry)
    return
  }
  out.append(pointStart)
  out.append(bytes, starts[longitudeIndex], ends[longitudeIndex])
  out.append(comma)
  out.append(bytes, starts[latitudeIndex], ends[latitudeIndex])
  out.append(pointEnd)
}

/** The usual ratio of the size of a Feature to that of its row. */
const sizeRatio = 2.5

const encodeFeatures = (page: Buffer, properties: readonly Property[]): Buffer => {
  const out = new ByteBuilder(Math.ceil(page.length * sizeRatio))
  let isFirst = true
  scanRows(page, flatColumns.length, (row) => {
    if (!isFirst) out.append(featureSeparator)
    isFirst = false
    out.append(featureStart)
    out.appendJson(row.bytes, row.starts[idIndex] as number, row.ends[idIndex] as number)
    appendGeometry(out, row)
    out.append(propertiesStart)
    for (const property of properties) {
      out.append(property.name)
      appendValue(out, row, property)
    }
    out.append(featureEnd)
  })
  return out.bytes()
}

/** Returns the format with these properties, in this order; all columns by default. */
export const geojson = (
  fields: readonly string[] = flatColumns.map(({ name }) => name),
): Omit<TextFormat, 'source' | 'separator'> => {
  const properties = fields.map(toProperty)
  return {
    header: ({ commit, rows }) =>
      `{"type":"FeatureCollection","commit":${commit},"rows":${rows},"features":[\n`,
    rewrite: (page) => encodeFeatures(page, properties),
    pageSeparator: ',\n',
    trailer: '\n',
    footer: ']}\n',
  }
}
