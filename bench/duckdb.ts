/** DuckDB writing files with the same columns. */
import { DuckDBInstance } from '@duckdb/node-api'
import type { ColumnType } from '../schemas/field-types.ts'
import { flatColumns } from '../src/record/flat-columns.ts'

const types: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  list: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  date: 'DATE',
  datetime: 'TIMESTAMPTZ',
}
const columns = flatColumns.map(({ name, type }) => `'${name}': '${types[type]}'`).join()
const properties = flatColumns.map(({ name }) => `"${name}" := "${name}"`).join()

const point = `CASE WHEN latitude IS NOT NULL THEN {'type': 'Point', 'coordinates': [longitude, latitude]} END`

const writers = {
  parquet: (rows: string, file: string) => `COPY (FROM ${rows}) TO '${file}' (FORMAT parquet)`,
  geojson: (rows: string, file: string) =>
    `COPY (SELECT 'Feature' AS type, id, ${point} AS geometry, struct_pack(${properties}) AS properties FROM ${rows})
     TO '${file}' (FORMAT json)`,
} as const

/** Opens DuckDB with this number of threads; `write` converts a file of `/incidents.csv` and returns the seconds. */
export const openDuckDb = async (threads: number) => {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) })
  const connection = await instance.connect()
  return {
    write: async (csv: string, file: string, way: keyof typeof writers): Promise<number> => {
      const start = performance.now()
      await connection.run(writers[way](`read_csv('${csv}', header = true, columns = {${columns}})`, file))
      return (performance.now() - start) / 1000
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
