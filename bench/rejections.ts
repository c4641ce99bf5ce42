/** Files in which every row is wrong, compared with the same file without the fault, alternately. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { emptyStore, folder, runs, seconds, toRow } from './environment.ts'
import { timeImport, timeRejected, writeRows } from './import-files.ts'
import { measureAlternately, type Row } from './results.ts'
import { serveSitrep } from './servers.ts'

const rows = 50_000

type Cells = Record<string, string>

/** By kind: how a good row becomes a wrong one. */
const faults = {
  'an unknown code': (cells: Cells) => ({ ...cells, event_type: 'battel' }),
  'a country as a name': (cells: Cells) => ({ ...cells, country: 'République arabe syrienne' }),
  'an unknown place for a country': (cells: Cells, i: number) => ({ ...cells, country: `Land ${i}` }),
  'a date in words': (cells: Cells) => ({ ...cells, date: 'early in May' }),
  'every cell wrong': (cells: Cells) =>
    Object.fromEntries(Object.keys(cells).map((name) => [name, '\u0007?'])),
} satisfies Record<string, (cells: Cells, row: number) => Cells>

const toBody = (table: readonly Cells[]): Buffer => Buffer.from(Papa.unparse([...table], { newline: '\r\n' }))

export async function* rejections(): AsyncGenerator<Row> {
  const file = join(folder, 'rows.csv')
  writeRows(file, rows)
  const body = readFileSync(file)
  const table = Papa.parse<Cells>(body.toString(), { header: true, skipEmptyLines: true }).data
  const server = await serveSitrep(emptyStore('rejections'))
  let round = 0
  try {
    for (const [what, fault] of Object.entries(faults)) {
      const wrong = toBody(table.map(fault))
      const pairs = await measureAlternately(
        runs,
        () => timeRejected(server, wrong, rows),
        () => timeImport(server, body, `round-${round++}`, rows),
      )
      yield toRow(`${rows} rows, each with ${what}, time of the same rows without`, pairs, seconds)
    }
  } finally {
    await server.stop()
  }
}
