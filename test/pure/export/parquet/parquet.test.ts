import { Buffer } from 'node:buffer'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { IncompleteFile } from '../../../../src/export/byte-stream.ts'
import { parquet } from '../../../../src/export/parquet/parquet.ts'
import { flatColumns, getColumn } from '../../../../src/record/flat-columns.ts'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import {
  edgeCases,
  inPages,
  sampleRecords,
  storedRecord,
  toFlatRow,
  writeParquet,
} from './parquet-records.ts'

/** A value in the form that it has in JSON; one of another type than its column's is shown as such. */
const asJson = (name: string, value: unknown): unknown => {
  if (value === null) return null
  const { type } = getColumn(name)
  if (type === 'integer') return typeof value === 'bigint' ? Number(value) : { wrong: typeof value }
  if (type !== 'date' && type !== 'datetime') return value
  if (!(value instanceof Date)) return { wrong: typeof value }
  const time = value.toISOString()
  return type === 'datetime' ? time : time.replace(/T00:00:00\.000Z$/, '')
}

const placeOf = ({ location: { longitude, latitude } }: StoredIncident) =>
  longitude === undefined || latitude === undefined
    ? null
    : { type: 'Point', coordinates: [longitude, latitude] }

const rowsIn = async (bytes: Uint8Array<ArrayBuffer>): Promise<Record<string, unknown>[]> => {
  const read = await parquetReadObjects({ file: bytes.buffer })
  return read.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, name === 'geometry' ? value : asJson(name, value)]),
    ),
  )
}

const keysOf = (bytes: Uint8Array<ArrayBuffer>): Record<string, string | undefined> =>
  Object.fromEntries(
    (parquetMetadata(bytes.buffer).key_value_metadata ?? []).map(({ key, value }) => [key, value]),
  )

const geoOf = (bytes: Uint8Array<ArrayBuffer>) => JSON.parse(keysOf(bytes).geo ?? '')

const groupsOf = (bytes: Uint8Array<ArrayBuffer>): number[] =>
  parquetMetadata(bytes.buffer).row_groups.map(({ num_rows }) => Number(num_rows))

describe('a Parquet file', () => {
  it('has every value of every record as the flat row has it', async () => {
    const records = [...edgeCases, ...sampleRecords(400)]
    const rows = await rowsIn(await writeParquet(records, { rows: 150 }))
    expect(rows).toHaveLength(records.length)
    for (const [i, record] of records.entries())
      expect(rows[i]).toEqual({ ...toFlatRow(record), geometry: placeOf(record) })
  })

  it('has the columns of the flat row in their order, each of its type, and the geometry', async () => {
    const types = {
      text: ['BYTE_ARRAY', { type: 'STRING' }],
      list: ['BYTE_ARRAY', { type: 'STRING' }],
      integer: ['INT64', undefined],
      number: ['DOUBLE', undefined],
      date: ['INT32', { type: 'DATE' }],
      datetime: ['INT64', { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' }],
    }
    const [, ...columns] = parquetMetadata((await writeParquet(edgeCases)).buffer, {
      geoparquet: false,
    }).schema
    expect(columns.map(({ name, type, logical_type }) => [name, type, logical_type])).toEqual([
      ...flatColumns.map(({ name, type }) => [name, ...types[type]]),
      ['geometry', 'BYTE_ARRAY', undefined],
    ])
  })

  it('has null for what is unknown, and zero for what is none', async () => {
    const [unknown, none] = await rowsIn(
      await writeParquet([
        storedRecord(),
        storedRecord({ casualties: { reported: 'none', deaths: { best: 0 } } }),
      ]),
    )
    expect([unknown?.deaths_best, unknown?.deaths_low, unknown?.perpetrators, unknown?.latitude]).toEqual([
      null,
      null,
      null,
      null,
    ])
    expect([none?.deaths_best, none?.deaths_low, none?.casualties_reported]).toEqual([0, null, 'none'])
  })

  it('says where its records lie, and of which commit and schema they are', async () => {
    const file = await writeParquet(edgeCases)
    expect(keysOf(file)).toMatchObject({ 'sitrep.commit': '42', 'sitrep.schema': schemaVersion })
    expect(geoOf(file)).toEqual({
      version: '1.1.0',
      primary_column: 'geometry',
      columns: {
        geometry: { encoding: 'WKB', geometry_types: ['Point'], bbox: [0, -90, 180, 33.00000000000001] },
      },
    })
  })

  it('has no bounds where nothing is located', async () => {
    expect(geoOf(await writeParquet([storedRecord()])).columns.geometry).not.toHaveProperty('bbox')
  })

  it('is whole without records', async () => {
    const file = await writeParquet([])
    expect(await rowsIn(file)).toEqual([])
    // FileMetaData in Thrift's compact protocol: 0 rows as a 64-bit integer, then a list of 0 structures.
    expect(Buffer.from(file).indexOf(Buffer.from([0x16, 0, 0x19, 0x0c]))).toBeGreaterThan(0)
    expect(parquetMetadata(file.buffer, { geoparquet: false }).schema).toHaveLength(flatColumns.length + 2)
  })
})

describe('the row groups of a Parquet file', () => {
  const records = Array.from({ length: 25 }, (_, i) => storedRecord({ summary: 'x'.repeat(1000) }, i))

  it('end at so many rows, or where their texts are long', async () => {
    expect(groupsOf(await writeParquet(records, { rows: 10 }))).toEqual([10, 10, 5])
    expect(groupsOf(await writeParquet(records, { rows: 5 }))).toEqual([5, 5, 5, 5, 5])
    expect(groupsOf(await writeParquet(records, { characters: 4100 }))).toEqual([4, 4, 4, 4, 4, 4, 1])
  })

  it('do not hang on the pages that the records come in', async () => {
    const once = await writeParquet(records, { rows: 10 })
    for (const page of [1, 7, 10]) expect(await writeParquet(records, { rows: 10, page })).toEqual(once)
  })

  it('are made as they are taken', async () => {
    let asked = 0
    const pages = async function* () {
      for await (const page of inPages(records, 5)) {
        asked++
        yield page
      }
    }
    const asks: number[] = []
    for await (const _ of parquet(pages(), { commit: 42, rows: 25 }, { rows: 10, characters: 1e9 }))
      asks.push(asked)
    expect(asks).toEqual([0, 2, 4, 5])
  })

  it('are not made when nobody wants the rest', async () => {
    let ended = false
    const pages = async function* () {
      try {
        yield* inPages(records, 5)
      } finally {
        ended = true
      }
    }
    const file = parquet(pages(), { commit: 42, rows: 25 }, { rows: 10, characters: 1e9 })
    await file.next()
    await file.next()
    await file.return(undefined)
    expect(ended).toBe(true)
  })
})

/** What came of a file before it broke, and how it broke. */
const broken = async (pages: AsyncIterable<Buffer>, rows: number) => {
  const parts: Uint8Array[] = []
  try {
    for await (const part of parquet(pages, { commit: 42, rows }, { rows: 10, characters: 1e9 }))
      parts.push(part)
  } catch (error) {
    return { bytes: Buffer.concat(parts), error }
  }
  throw new Error('The file did not break.')
}

describe('a Parquet file that cannot be whole', () => {
  const records = sampleRecords(30)

  it.each([29, 31])('breaks off where %i records were to come and 30 came', async (rows) => {
    const { bytes, error } = await broken(inPages(records, 15), rows)
    expect(error).toBeInstanceOf(IncompleteFile)
    expect(bytes.length).toBeGreaterThan(1000)
    expect(() => parquetMetadata(new Uint8Array(bytes).buffer)).toThrow('invalid')
  })

  it('breaks where its records break', async () => {
    const pages = async function* () {
      yield* inPages(records)
      throw new Error('The database is gone.')
    }
    expect((await broken(pages(), 30)).error).toEqual(new Error('The database is gone.'))
  })

  it('breaks at a value that its column cannot hold', async () => {
    const record = { ...storedRecord(), revision: 1.5 }
    expect((await broken(inPages([record]), 1)).error).toBeInstanceOf(SyntaxError)
  })
})
