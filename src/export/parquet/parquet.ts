/** Parquet: the flat row in typed columns with the place as a point, one row group at a time. */
import { Buffer } from 'node:buffer'
import { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer'
import { schemaVersion } from '../../record/schema-version.ts'
import { IncompleteFile } from '../byte-stream.ts'
import { type RowView, scanRows } from '../csv/scan-rows.ts'
import type { ExportFacts } from '../format.ts'
import { type ParquetValue, parquetFlatColumns, parquetSchema, pointColumn } from './columns.ts'
import { BoundingBox, encodePoint, geoMetadata, type Position } from './geoparquet.ts'

/** The size of a row group, which is held in memory. The bytes of a file depend on both numbers. */
const maxGroup = { rows: 10_000, characters: 8_000_000 }

const indexOf = (name: string): number => parquetFlatColumns.findIndex(({ source }) => source.name === name)
const longitudeIndex = indexOf('longitude')
const latitudeIndex = indexOf('latitude')

/** The next rows, column by column. */
class RowGroup {
  rows = 0
  /** The number of characters of all texts. */
  characters = 0
  readonly #data = parquetFlatColumns.map((): ParquetValue[] => [])
  readonly #points: ParquetValue[] = []

  /** Adds a row. Returns its position, if it has one. */
  add(row: RowView): Position | undefined {
    this.rows++
    for (const [i, { get }] of parquetFlatColumns.entries()) {
      const value = get(row)
      if (typeof value === 'string') this.characters += value.length
      this.#data[i]?.push(value)
    }
    const east = this.#data[longitudeIndex]?.at(-1)
    const north = this.#data[latitudeIndex]?.at(-1)
    const place: Position | undefined =
      typeof east === 'number' && typeof north === 'number' ? [east, north] : undefined
    this.#points.push(place && encodePoint(place))
    return place
  }

  get columnData(): ColumnSource[] {
    const columns = parquetFlatColumns.map(({ source }, i) => ({ ...source, data: this.#data[i] ?? [] }))
    return [...columns, { ...pointColumn.source, data: this.#points }]
  }
}

/** Returns the bytes written since the last call. */
const flush = (writer: ByteWriter): Uint8Array => {
  const bytes = writer.getBytes().slice()
  writer.index = 0
  return bytes
}

/**
 * The number of rows and the empty list of row groups at the start of a footer: the library omits the type of the
 * list's elements.
 */
const untypedListBytes = Buffer.from([0x16, 0, 0x19, 0])
const structType = 0x0c

/** Returns the footer with the type of the list's elements, without which readers in Rust reject it. */
const fixFooter = (footer: Uint8Array): Uint8Array => {
  const at = Buffer.from(footer.buffer).indexOf(untypedListBytes)
  if (at >= 0) footer[at + untypedListBytes.length - 1] = structType
  return footer
}

/**
 * Yields the bytes of a Parquet file: the same bytes for the same records, however they are split into pages. Throws
 * IncompleteFile if there are not `facts.rows` rows.
 */
export async function* parquet(
  pages: AsyncIterable<Buffer>,
  facts: ExportFacts,
  limits = maxGroup,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter()
  const file = new ParquetWriter({ writer, schema: parquetSchema })
  const box = new BoundingBox()
  let group = new RowGroup()
  let rows = 0
  const write = (): void => {
    file.write({ columnData: group.columnData, rowGroupSize: group.rows })
    rows += group.rows
    group = new RowGroup()
  }
  yield flush(writer)
  for await (const page of pages) {
    scanRows(page, parquetFlatColumns.length, (line) => {
      const place = group.add(line)
      if (place) box.add(place)
      if (group.rows >= limits.rows || group.characters >= limits.characters) write()
    })
    if (writer.index > 0) yield flush(writer)
  }
  if (group.rows > 0) write()
  if (rows !== facts.rows) throw new IncompleteFile(`${rows} records were read of ${facts.rows}.`)
  file.kvMetadata = [
    { key: 'geo', value: geoMetadata(box) },
    { key: 'sitrep.commit', value: String(facts.commit) },
    { key: 'sitrep.schema', value: schemaVersion },
  ]
  file.finish()
  const footer = flush(writer)
  yield rows === 0 ? fixFooter(footer) : footer
}
