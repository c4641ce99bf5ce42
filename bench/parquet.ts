/** `node bench/parquet.ts`: a Parquet file of generated records, beside DuckDB, which makes one of the finished rows. */
import { closeSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import type { ColumnType } from '../schemas/field.ts'
import type { StoredIncident } from '../schemas/incident.ts'
import { flatColumns } from '../src/derive/columns.ts'
import { csvRow, flatHeader } from '../src/export/csv.ts'
import { parquet } from '../src/export/parquet.ts'
import { generated } from './records.ts'
import { inTurn, type Row, show } from './table.ts'

const types: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  list: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  date: 'DATE',
  datetime: 'TIMESTAMPTZ',
}
const columns = flatColumns.map(({ name, type }) => `'${name}': '${types[type]}'`).join()

/** DuckDB on so many threads; `write` makes a Parquet file of `/incidents.csv` and gives the seconds that it takes. */
export const openDuckDb = async (threads: number) => {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) })
  const connection = await instance.connect()
  return {
    write: async (csv: string, file: string): Promise<number> => {
      const begun = performance.now()
      await connection.run(
        `COPY (FROM read_csv('${csv}', header = true, columns = {${columns}})) TO '${file}' (FORMAT parquet)`,
      )
      return (performance.now() - begun) / 1000
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

const storedAt = (i: number): StoredIncident => {
  const at = new Date(Date.UTC(2024, 0, 1) + i * 1000).toISOString()
  const id = `0197f3a0-1c2b-7d4e-8f60-${String(i).padStart(12, '0')}`
  const stamps = { id, status: 'published', warnings: [], revision: 1, commit: 1 }
  return { ...generated(i), ...stamps, created_at: at, updated_at: at } as StoredIncident
}

const pageSize = 1500

/** The finished rows as the database has them, page by page; and as a CSV file. */
const filled = (rows: number, csv: string): Buffer[] => {
  const pages: Buffer[] = []
  const file = openSync(csv, 'w')
  writeSync(file, flatHeader)
  for (let from = 0; from < rows; from += pageSize) {
    const records = Array.from({ length: Math.min(pageSize, rows - from) }, (_, i) => storedAt(from + i))
    const lines = records.map((record) => `${csvRow(flatColumns.map(({ get }) => get(record)))}\r\n`)
    const page = Buffer.from(lines.join(''))
    writeSync(file, page)
    pages.push(page)
  }
  closeSync(file)
  return pages
}

const written = async (pages: readonly Buffer[], rows: number, path: string): Promise<number> => {
  const begun = performance.now()
  const file = openSync(path, 'w')
  const each = async function* () {
    yield* pages
  }
  for await (const part of parquet(each(), { commit: 1, rows })) writeSync(file, part)
  closeSync(file)
  return (performance.now() - begun) / 1000
}

const megabytes = (file: string): string => `${(statSync(file).size / 1e6).toFixed(1)} MB`

/** The writer by itself, from the finished rows to a file, against DuckDB on one thread and on all. */
export const parquetRows = async (rows: number, runs: number, folder: string): Promise<Row[]> => {
  mkdirSync(folder, { recursive: true })
  const csv = join(folder, 'flat.csv')
  const ours = join(folder, 'ours.parquet')
  const theirs = join(folder, 'theirs.parquet')
  const pages = filled(rows, csv)
  const measured: Row[] = []
  for (const threads of [1, 2]) {
    const duckdb = await openDuckDb(threads)
    const { a, b, ratio, least, most } = await inTurn(
      runs,
      () => duckdb.write(csv, theirs),
      () => written(pages, rows, ours),
    )
    duckdb.close()
    measured.push({
      what: `Parquet of ${rows} records, ${megabytes(ours)} (DuckDB: ${megabytes(theirs)}), speed of DuckDB on ${threads}`,
      ours: `${b.toFixed(2)} s`,
      limit: `${a.toFixed(2)} s`,
      ratio: `${ratio.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`,
    })
  }
  return measured
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../.wrangler/bench/parquet', import.meta.url))
  const rows = Number(process.env.BENCH_RECORDS ?? 100_000)
  console.log(show(await parquetRows(rows, Number(process.env.BENCH_RUNS ?? 5), folder)))
  rmSync(folder, { recursive: true })
}
