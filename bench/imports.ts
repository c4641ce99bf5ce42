/** An import with full validation compared with `sqlite3` filling a bare table, alternately. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyStore, folder, megabytes, runs, seconds, toRow } from './environment.ts'
import { timeBareImport, timeImport, writeRows } from './import-files.ts'
import { measureAlternately, type Row } from './results.ts'
import { serveSitrep } from './servers.ts'

/** The number of rows of UCDP's file on Syria. */
const rows = 16_566

export async function* imports(): AsyncGenerator<Row> {
  const server = await serveSitrep(emptyStore('imports'))
  const file = join(folder, 'rows.csv')
  const bytes = writeRows(file, rows)
  const body = readFileSync(file)
  let round = 0
  const ours = () => timeImport(server, body, `round-${round++}`, rows)
  const theirs = async () => timeBareImport(file, join(folder, 'bare.sqlite'))
  try {
    const pairs = await measureAlternately(runs, ours, theirs)
    yield toRow(`import of ${rows} rows, ${megabytes(bytes)}, time of sqlite3 .import`, pairs, seconds)
  } finally {
    await server.stop()
  }
}
