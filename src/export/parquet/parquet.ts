/** Parquet: the flat row in typed columns with the place as a point, made one row group at a time. */
import { Buffer } from 'node:buffer'
import { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer'
import { schemaVersion } from '../../../schemas/query.ts'
import { IncompleteFile } from '../byte-stream.ts'
import { eachLine, type Line } from '../csv/scan-rows.ts'
import type { FileFacts } from '../registry.ts'
import { flat, geometry, parquetSchema, type Value } from './columns.ts'
import { Extent, geoMetadata, type Place, pointOf } from './geoparquet.ts'
import { snappy } from './snappy.ts'

/** When a row group is full: so much of the file is in memory. The bytes of a file hang on both numbers. */
const fullGroup = { rows: 10_000, characters: 8_000_000 }

const indexOf = (name: string): number => flat.findIndex(({ source }) => source.name === name)
const longitude = indexOf('longitude')
const latitude = indexOf('latitude')

/** The next rows, column by column. */
class RowGroup {
  rows = 0
  /** Of all texts together. */
  characters = 0
  readonly #data = flat.map((): Value[] => [])
  readonly #points: Value[] = []

  /** Returns where it is. */
  add(line: Line): Place | undefined {
    this.rows++
    for (const [i, { get }] of flat.entries()) {
      const value = get(line)
      if (typeof value === 'string') this.characters += value.length
      this.#data[i]?.push(value)
    }
    const east = this.#data[longitude]?.at(-1)
    const north = this.#data[latitude]?.at(-1)
    const place: Place | undefined =
      typeof east === 'number' && typeof north === 'number' ? [east, north] : undefined
    this.#points.push(place && pointOf(place))
    return place
  }

  get columnData(): ColumnSource[] {
    const columns = flat.map(({ source }, i) => ({ ...source, data: this.#data[i] ?? [] }))
    return [...columns, { ...geometry.source, data: this.#points }]
  }
}

/** What was written since the last time. */
const taken = (writer: ByteWriter): Uint8Array => {
  const bytes = writer.getBytes().slice()
  writer.index = 0
  return bytes
}

/** The number of rows and the list of row groups in a footer of none: the library does not say of what the list is. */
const untypedList = Buffer.from([0x16, 0, 0x19, 0])
const ofStructures = 0x0c

/** The footer with the list as it has to be: readers in Rust refuse the other. */
const mended = (footer: Uint8Array): Uint8Array => {
  const at = Buffer.from(footer.buffer).indexOf(untypedList)
  if (at >= 0) footer[at + untypedList.length - 1] = ofStructures
  return footer
}

/**
 * The bytes of a Parquet file, made as they are taken: the same ones for the same records, however these come in
 * pages. Throws IncompleteFile instead of an end where the records are not as many as `facts` says.
 */
export async function* parquet(
  pages: AsyncIterable<Buffer>,
  facts: FileFacts,
  full = fullGroup,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter()
  const file = new ParquetWriter({ writer, schema: parquetSchema, compressors: { SNAPPY: snappy } })
  const extent = new Extent()
  let group = new RowGroup()
  let rows = 0
  const write = (): void => {
    file.write({ columnData: group.columnData, rowGroupSize: group.rows })
    rows += group.rows
    group = new RowGroup()
  }
  yield taken(writer)
  for await (const page of pages) {
    eachLine(page, flat.length, (line) => {
      const place = group.add(line)
      if (place) extent.add(place)
      if (group.rows >= full.rows || group.characters >= full.characters) write()
    })
    if (writer.index > 0) yield taken(writer)
  }
  if (group.rows > 0) write()
  if (rows !== facts.rows) throw new IncompleteFile(`${rows} records were read of ${facts.rows}.`)
  file.kvMetadata = [
    { key: 'geo', value: geoMetadata(extent) },
    { key: 'sitrep.commit', value: String(facts.commit) },
    { key: 'sitrep.schema', value: String(schemaVersion) },
  ]
  file.finish()
  const footer = taken(writer)
  yield rows === 0 ? mended(footer) : footer
}
