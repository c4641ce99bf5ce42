// `npm run bench [-- part …]`: fills a store through the real door, measures against named limits, prints one table.
// BENCH_RECORDS and BENCH_RUNS change the numbers of records and of runs.
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { crosswalks } from './crosswalks.ts'
import { csv } from './csv.ts'
import { duplicates } from './duplicates.ts'
import { folder } from './environment.ts'
import { exports } from './exports.ts'
import { formats } from './formats.ts'
import { imports } from './imports.ts'
import { memory } from './memory.ts'
import { readersBeside as readers } from './readers.ts'
import { redactions } from './redactions.ts'
import { formatTable, type Row } from './results.ts'
import { submissions } from './submissions.ts'
import { texts } from './texts.ts'

const parts = {
  exports,
  formats,
  submissions,
  imports,
  crosswalks,
  csv,
  memory,
  redactions,
  duplicates,
  readers,
  texts,
} satisfies Record<string, () => AsyncGenerator<Row>>
const selectedParts = process.argv.slice(2)
const unknown = selectedParts.filter((name) => !Object.hasOwn(parts, name))
if (unknown.length > 0) throw new Error(`There is no part ${unknown}; there are ${Object.keys(parts)}.`)

const version = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8' }).trim().split('\n')[0] ?? ''

console.error(
  `${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; node ${process.version}, ` +
    `wrangler ${version('npx', 'wrangler', '--version')}, sqlite3 ${version('sqlite3', '--version').split(' ')[0]}`,
)
mkdirSync(folder, { recursive: true })
const results: Row[] = []
for (const [name, part] of Object.entries(parts)) {
  if (selectedParts.length > 0 && !selectedParts.includes(name)) continue
  for await (const row of part()) {
    results.push(row)
    console.error(`${row.what}: ${row.ours} / ${row.limit}  ${row.ratio}`)
  }
}
console.log(formatTable(results))
