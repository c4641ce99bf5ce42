/** The Parquet file, read by DuckDB. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, type Json } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flatColumns, getColumn } from '../../../src/record/flat-columns.ts'
import {
  edgeCases,
  sampleRecords,
  toFlatRow,
  writeParquet,
} from '../../pure/export/parquet/parquet-records.ts'

const records = [...edgeCases, ...sampleRecords(600)]
const rows = records.map(toFlatRow)
const folder = mkdtempSync(join(tmpdir(), 'sitrep-parquet-'))
const file = join(folder, 'incidents.parquet')

const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
const duckdb = await instance.connect()
afterAll(() => {
  duckdb.closeSync()
  instance.closeSync()
  rmSync(folder, { recursive: true })
})

const query = async (sql: string): Promise<Record<string, Json>[]> =>
  (await duckdb.runAndReadAll(sql)).getRowObjectsJson()

/** A column as a text or a number, in the forms of JSON. */
const asJson = (name: string): string => {
  switch (getColumn(name).type) {
    case 'date':
      return `strftime(${name}, '%Y-%m-%d') AS ${name}`
    case 'datetime':
      return `strftime(${name} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%gZ') AS ${name}`
    case 'integer':
      return `${name}::DOUBLE AS ${name}`
    default:
      return name
  }
}

const names = flatColumns.map(({ name }) => name)

describe('DuckDB', () => {
  beforeAll(async () => {
    writeFileSync(file, await writeParquet(records, { rows: 100 }))
  })

  it('reads every value of every record as the flat row has it', async () => {
    const read = await query(`SELECT ${names.map(asJson).join()} FROM '${file}'`)
    expect(read).toHaveLength(rows.length)
    for (const [i, row] of rows.entries()) expect(read[i]).toEqual(row)
  })

  it('reads each column in its type', async () => {
    const types = {
      text: 'VARCHAR',
      list: 'VARCHAR',
      integer: 'BIGINT',
      number: 'DOUBLE',
      date: 'DATE',
      datetime: 'TIMESTAMP WITH TIME ZONE',
    }
    const described = await query(`DESCRIBE FROM '${file}'`)
    expect(described.map(({ column_name, column_type }) => [column_name, column_type])).toEqual([
      ...flatColumns.map(({ name, type }) => [name, types[type]]),
      ['geometry', "GEOMETRY('OGC:CRS84')"],
    ])
  })

  it('reads the places as points', async () => {
    const read = await query(`SELECT hex(ST_AsWKB(geometry)) AS wkb FROM '${file}'`)
    const wkb = ({ longitude, latitude }: Record<string, unknown>): string | null => {
      if (typeof longitude !== 'number' || typeof latitude !== 'number') return null
      const ordinates = Buffer.alloc(16)
      ordinates.writeDoubleLE(longitude, 0)
      ordinates.writeDoubleLE(latitude, 8)
      return `0101000000${ordinates.toString('hex')}`.toUpperCase()
    }
    expect(read.map((row) => row.wkb)).toEqual(rows.map(wkb))
  })

  it('finds the records of a value, whichever row groups it passes over', async () => {
    const searched = flatColumns.filter(({ type }) => type !== 'text' && type !== 'list')
    for (const { name } of searched) {
      const said = rows.map((row) => row[name]).filter((value) => value !== null)
      for (const value of [said[0], said.at(-1), said[said.length >> 1]]) {
        const as = typeof value === 'string' ? `'${value}'` : `${value}::DOUBLE`
        const [found] = await query(`SELECT count(*)::INT AS n FROM '${file}' WHERE ${name} = ${as}`)
        expect(found?.n, `${name} = ${value}`).toBe(said.filter((each) => each === value).length)
      }
    }
  })

  it('knows the first and the last day without reading them', async () => {
    const days = rows.map(({ date_start }) => String(date_start)).sort()
    const [found] = await query(
      `SELECT strftime(min(stats_min_value::DATE), '%Y-%m-%d') AS first, strftime(max(stats_max_value::DATE), '%Y-%m-%d') AS last
      FROM parquet_metadata('${file}') WHERE path_in_schema = 'date_start'`,
    )
    expect(found).toEqual({ first: days[0], last: days.at(-1) })
  })

  it('reads what the file says of itself', async () => {
    const keys = await query(
      `SELECT key::VARCHAR AS key, value::VARCHAR AS value FROM parquet_kv_metadata('${file}')`,
    )
    expect(keys.map(({ key }) => key)).toEqual(['geo', 'sitrep.commit', 'sitrep.schema'])
  })

  it('reads a file without records', async () => {
    const empty = join(folder, 'empty.parquet')
    writeFileSync(empty, await writeParquet([]))
    expect(
      await query(`SELECT count(*)::INT AS n, any_value(deaths_best) AS deaths FROM '${empty}'`),
    ).toEqual([{ n: 0, deaths: null }])
  })
})
