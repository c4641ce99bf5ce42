/** Importing a UCDP file in its layout, compared with `sqlite3` importing the same file, alternately. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { emptyStore, folder, megabytes, runs, seconds, toRow } from './environment.ts'
import { timeBareImport, timeImport } from './import-files.ts'
import { measureAlternately, type Row } from './results.ts'
import { serveSitrep } from './servers.ts'

/** UCDP's events in Syria (CC BY 4.0), which are not part of the repository. */
const file = fileURLToPath(new URL('../../shared/data/ucdp-syria/ucdp_syria_df.csv', import.meta.url))
const rows = 16_566

export async function* crosswalks(): AsyncGenerator<Row> {
  if (!existsSync(file)) throw new Error(`There is no ${file}.`)
  const body = readFileSync(file)
  const server = await serveSitrep(emptyStore('crosswalks'))
  let round = 0
  const ours = () => timeImport(server, body, `round-${round++}`, rows, 'ucdp')
  const theirs = async () => timeBareImport(file, join(folder, 'bare-ucdp.sqlite'))
  try {
    const pairs = await measureAlternately(runs, ours, theirs)
    const what = `UCDP's file on Syria, ${rows} rows, ${megabytes(body.length)}, time of sqlite3 .import`
    yield toRow(what, pairs, seconds)
  } finally {
    await server.stop()
  }
}
