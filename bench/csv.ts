/** Rows of CSV written by hand, as exports with many records have them, against papaparse writing the same. */
import type { StoredIncident } from '../schemas/incident.ts'
import { toLayout } from '../src/export/crosswalk/to-layout.ts'
import { csvRow, encodeCsv } from '../src/export/csv/write-csv.ts'
import { layouts } from '../src/record/crosswalk/layouts.ts'
import { flatColumns } from '../src/record/flat-columns.ts'
import { runs, toRow } from './environment.ts'
import { generateRecord } from './records.ts'
import { measureAlternately, type Row } from './results.ts'

const recordCount = 5000
const pageSize = 500

const records = Array.from(
  { length: recordCount },
  (_, i) =>
    ({ ...generateRecord(i), id: String(i), status: 'published', warnings: [] }) as unknown as StoredIncident,
)

const tables = {
  'the flat row': records.map((record) => flatColumns.map(({ get }) => get(record))),
  "GTD's layout": records.flatMap((record) => toLayout(layouts.gtd, record).rows),
}

/** Seconds of the processor for all pages. */
const measure = async (rows: readonly (readonly unknown[])[], write: (page: never) => string) => {
  const start = process.cpuUsage()
  for (let at = 0; at < rows.length; at += pageSize) write(rows.slice(at, at + pageSize) as never)
  return process.cpuUsage(start).user / 1e6
}

const microseconds = (seconds: number): string => `${((seconds / recordCount) * 1e6).toFixed(1)} µs a row`

export async function* csv(): AsyncGenerator<Row> {
  for (const [name, rows] of Object.entries(tables)) {
    const byHand = () =>
      measure(rows, (page: typeof rows) => page.map((row) => `${csvRow(row)}\r\n`).join(''))
    const byPapaparse = () => measure(rows, encodeCsv)
    const { a, b, ...rest } = await measureAlternately(runs, byPapaparse, byHand)
    yield toRow(`${name} as CSV by hand, speed of papaparse`, { ...rest, a: b, b: a }, microseconds)
  }
}
