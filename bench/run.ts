// `npm run bench [-- part …]`: fills a store through the API, measures against named limits, prints one table.
// BENCH_RECORDS and BENCH_RUNS set the number of records and runs. `--save` writes the rows of each part to
// bench/results.json, which the README quotes.
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { crosswalks } from './crosswalks.ts'
import { csv } from './csv.ts'
import { duplicates } from './duplicates.ts'
import { folder, recordCount, runs } from './environment.ts'
import { exports } from './exports.ts'
import { form } from './form.ts'
import { formats } from './formats.ts'
import { imports } from './imports.ts'
import { map } from './map.ts'
import { memory } from './memory.ts'
import { pages } from './pages.ts'
import { preview } from './preview.ts'
import { readersBeside as readers } from './readers.ts'
import { redactions } from './redactions.ts'
import { rejections } from './rejections.ts'
import { rerenders } from './rerender.ts'
import { formatTable, type Row, saveResults } from './results.ts'
import { search } from './search.ts'
import { submissions } from './submissions.ts'
import { texts } from './texts.ts'
import { verifications } from './verify.ts'

const parts = {
  exports,
  formats,
  submissions,
  imports,
  crosswalks,
  csv,
  memory,
  redactions,
  rejections,
  rerenders,
  duplicates,
  readers,
  search,
  texts,
  form,
  pages,
  map,
  preview,
  verifications,
} satisfies Record<string, () => AsyncGenerator<Row>>
const args = process.argv.slice(2)
const selectedParts = args.filter((arg) => arg !== '--save')
const unknown = selectedParts.filter((name) => !Object.hasOwn(parts, name))
if (unknown.length > 0) throw new Error(`There is no part ${unknown}; there are ${Object.keys(parts)}.`)

const version = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8' }).trim().split('\n')[0] ?? ''

const machine =
  `${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; node ${process.version}, ` +
  `wrangler ${version('npx', 'wrangler', '--version')}, sqlite3 ${version('sqlite3', '--version').split(' ')[0]}`
console.error(machine)
mkdirSync(folder, { recursive: true })
const results: Row[] = []
for (const [name, part] of Object.entries(parts)) {
  if (selectedParts.length > 0 && !selectedParts.includes(name)) continue
  const rows: Row[] = []
  for await (const row of part()) {
    rows.push(row)
    console.error(`${row.what}: ${row.ours} / ${row.limit}  ${row.ratio}`)
  }
  results.push(...rows)
  if (args.includes('--save'))
    saveResults(name, {
      date: new Date().toISOString().slice(0, 10),
      commit: version('git', 'rev-parse', '--short', 'HEAD'),
      machine,
      records: recordCount,
      runs,
      rows,
    })
}
console.log(formatTable(results))
