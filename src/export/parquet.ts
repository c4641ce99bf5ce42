/** Parquet: the flat row in typed columns with the place as a point, made one row group at a time. */
import { Buffer } from 'node:buffer'
import { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer'
import type { StoredIncident } from '../../schemas/incident.ts'
import { schemaVersion } from '../../schemas/query.ts'
import type { FileFacts } from './formats.ts'
import { parquetColumns, parquetSchema, type Value } from './parquet-columns.ts'
import { Extent, geoMetadata } from './parquet-geo.ts'
import { snappy } from './parquet-snappy.ts'
import { counted } from './stream.ts'

/** When a row group is full: so much of the file is in memory. The bytes of a file hang on both numbers. */
const fullGroup = { rows: 10_000, characters: 8_000_000 }

/** The next rows, column by column. */
class RowGroup {
  rows = 0
  /** Of all texts together. */
  characters = 0
  readonly #data = parquetColumns.map((): Value[] => [])

  add(record: StoredIncident): void {
    this.rows++
    for (const [i, { get }] of parquetColumns.entries()) {
      const value = get(record)
      if (typeof value === 'string') this.characters += value.length
      this.#data[i]?.push(value)
    }
  }

  get columnData(): ColumnSource[] {
    return parquetColumns.map(({ source }, i) => ({ ...source, data: this.#data[i] ?? [] }))
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
  pages: AsyncIterable<readonly StoredIncident[]>,
  facts: FileFacts,
  full = fullGroup,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter()
  const file = new ParquetWriter({ writer, schema: parquetSchema, compressors: { SNAPPY: snappy } })
  const extent = new Extent()
  let group = new RowGroup()
  const written = (): Uint8Array => {
    file.write({ columnData: group.columnData, rowGroupSize: group.rows })
    group = new RowGroup()
    return taken(writer)
  }
  yield taken(writer)
  for await (const page of counted(pages, facts))
    for (const record of page) {
      group.add(record)
      extent.add(record)
      if (group.rows >= full.rows || group.characters >= full.characters) yield written()
    }
  if (group.rows > 0) yield written()
  file.kvMetadata = [
    { key: 'geo', value: geoMetadata(extent) },
    { key: 'sitrep.commit', value: String(facts.commit) },
    { key: 'sitrep.schema', value: String(schemaVersion) },
  ]
  file.finish()
  yield facts.rows === 0 ? mended(taken(writer)) : taken(writer)
}
