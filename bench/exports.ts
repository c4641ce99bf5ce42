/** Exports compared with `sqlite3`, alternately, on the same records. */
import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { databaseFile } from '../scripts/vacuum.ts'
import { addPlainJson, copyDatabase, download, importCsv, timeQuery } from './download.ts'
import { fillStore, folder, megabytes, runs, seconds, store, toRow } from './environment.ts'
import { measureAlternately, median, type Row } from './results.ts'
import { newCommit, serveSitrep } from './servers.ts'

const names = ['csv', 'ndjson', 'json'] as const
type FormatName = (typeof names)[number]

const json = `'{"id":"' || v.id || '","status":"' || v.status || '","revision":' || v.revision || ',"commit":' || v.commit_seq
  || ',"created_at":"' || v.created_at || '","updated_at":"' || v.updated_at || '","warnings":' || p.warnings || ',' || p.public_json`
const from = `FROM incidents AS v CROSS JOIN incident_body AS b ON b.row_key = v.row_key CROSS JOIN plain AS p ON p.row_key = v.row_key ORDER BY v.row_key`
const cases: readonly { name: FormatName; mode: string; of?: string; sql: string }[] = [
  { name: 'csv', mode: '-csv', sql: 'SELECT * FROM flat ORDER BY rowid' },
  { name: 'ndjson', mode: '-json', sql: 'SELECT * FROM flat ORDER BY rowid' },
  { name: 'json', mode: '-json', sql: 'SELECT * FROM flat ORDER BY rowid' },
  { name: 'ndjson', mode: '-list', of: ' of finished lines', sql: `SELECT ${json} ${from}` },
]

interface Costs {
  readonly statements: number
  readonly rowsRead: number
  readonly rows: number
}

/** The costs are on the last line: the library that opens the database prints too. */
const measureCosts = (name: string): Costs => {
  const output = execFileSync('node', ['bench/export-costs.ts', store, name], { encoding: 'utf8' })
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Costs
}

export async function* exports(): AsyncGenerator<Row> {
  const server = await serveSitrep(store)
  try {
    await fillStore(server)
    const [copy, csv] = [join(folder, 'copy.sqlite'), join(folder, 'flat.csv')]
    const response = await fetch(`${server.url}/incidents.csv`)
    await pipeline(Readable.fromWeb(response.body as never), createWriteStream(csv))
    copyDatabase(databaseFile(store), copy)
    importCsv(copy, csv, 'flat')
    addPlainJson(copy)
    for (const { name, mode, sql, of = '' } of cases) {
      const firstByteTimes: number[] = []
      let bytes = 0
      const theirs = () => timeQuery(copy, mode, sql)
      const ours = async () => {
        await newCommit(server)
        const result = await download(server, `/incidents.${name}`)
        firstByteTimes.push(result.firstByte)
        bytes = result.bytes
        return result.seconds
      }
      const { a, b, ...rest } = await measureAlternately(runs, theirs, ours)
      const what = `/incidents.${name}, ${megabytes(bytes)}, speed of sqlite3 ${mode}${of}`
      yield toRow(what, { ...rest, a: b, b: a }, seconds)
      const ms = `${(median(firstByteTimes) * 1000).toFixed(0)} ms`
      yield { what: `/incidents.${name}, first byte`, ours: ms, limit: '50 ms', ratio: '' }
    }
  } finally {
    await server.stop()
  }
  for (const name of names) {
    const { statements, rowsRead, rows } = measureCosts(name)
    yield { what: `/incidents.${name}, statements`, ours: String(statements), limit: '50', ratio: '' }
    const each = (rowsRead / rows).toFixed(3)
    yield { what: `/incidents.${name}, rows read a row`, ours: each, limit: '2.1', ratio: '' }
  }
}
