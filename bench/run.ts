/** `npm run bench`: fills a store through the real door, measures it against named limits, prints one table. */
import { execFileSync } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { fill, send } from './fill.ts'
import { copyOf, download, importCsv, printed } from './reading.ts'
import { generated } from './records.ts'
import { databaseFile, peakMemory, type Server, serveBare, serveSitrep } from './serve.ts'
import { inTurn, median, type Row, show } from './table.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, '.wrangler/bench')
const store = join(folder, 'store')
const wanted = Number(process.env.BENCH_RECORDS ?? 100_000)
const runs = Number(process.env.BENCH_RUNS ?? 5)
const measured: Row[] = []
const rows = {
  push: (row: Row) => {
    measured.push(row)
    console.error(`${row.what}: ${row.ours} / ${row.limit}  ${row.ratio}`)
  },
}
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`
const seconds = (value: number): string => `${value.toFixed(2)} s`
const bodyOf = (i: number): string => JSON.stringify(generated(i))

const state = join(folder, 'filled')

/** Fills the store where an earlier run has not; the records of the same number are the same. */
const filled = async (server: Server): Promise<void> => {
  const have = existsSync(state) ? Number(readFileSync(state, 'utf8')) : 0
  await sendAll(server, have, wanted)
}

const sendAll = async (server: Server, begin: number, end: number): Promise<void> => {
  const step = 20_000
  for (let from = begin; from < end; from += step) {
    const to = Math.min(end, from + step)
    const took = await send(server, bodyOf, from, to)
    if (end === wanted) writeFileSync(state, String(to))
    console.error(`imported ${to} of ${end}, ${((to - from) / took).toFixed(0)} records/s`)
  }
}

/** Exports against the database's own program, each in turn, on the same records. */
const exports = async (server: Server): Promise<void> => {
  const copy = join(folder, 'copy.sqlite')
  const csv = join(folder, 'flat.csv')
  const response = await fetch(`${server.url}/incidents.csv`)
  await pipeline(Readable.fromWeb(response.body as never), createWriteStream(csv))
  copyOf(databaseFile(store), copy)
  importCsv(copy, csv, 'flat')
  const json = `'{"id":"' || v.id || '","status":"' || v.status || '","revision":' || v.revision || ',"commit":' || v.commit_seq
    || ',"created_at":"' || b.created_at || '","updated_at":"' || b.updated_at || '","warnings":' || b.warnings || ',' || substr(b.doc, 2)`
  const from = 'FROM incidents AS v CROSS JOIN incident_body AS b ON b.n = v.n ORDER BY v.n'
  const cases = [
    { path: '/incidents.csv', mode: '-csv', sql: 'SELECT * FROM flat ORDER BY rowid' },
    { path: '/incidents.ndjson', mode: '-list', sql: `SELECT ${json} ${from}` },
    { path: '/incidents.json', mode: '-list', sql: `SELECT ${json} || ',' ${from}` },
  ]
  for (const { path, mode, sql } of cases) {
    const first: number[] = []
    let bytes = 0
    const theirs = () => printed(copy, mode, sql)
    const ours = async () => {
      const got = await download(server, path)
      first.push(got.firstByte)
      bytes = got.bytes
      return got.seconds
    }
    const { a, b, ratio, least, most } = await inTurn(runs, theirs, ours)
    rows.push({
      what: `${path}, ${megabytes(bytes)}, speed of sqlite3 ${mode}`,
      ours: seconds(b),
      limit: seconds(a),
      ratio: `${ratio.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`,
    })
    rows.push({
      what: `${path}, first byte`,
      ours: `${(median(first) * 1000).toFixed(0)} ms`,
      limit: '50 ms',
      ratio: '',
    })
  }
}

/** Single submissions against a bare handler with the same inserts, 16 connections each, in turn. */
const submissions = async (): Promise<void> => {
  const fresh = (name: string): string => {
    rmSync(join(folder, name), { recursive: true, force: true })
    return join(folder, name)
  }
  const server = await serveSitrep(fresh('posts'))
  const bare = await serveBare(fresh('bare'))
  const each = 1000
  let next = 0
  const run = (door: Server, path: string) => async () => {
    const from = next
    next += each
    return each / (await fill(door, path, bodyOf, from, from + each))
  }
  const { a, b, ratio, least, most } = await inTurn(
    runs,
    run(server, '/incidents?publish=true'),
    run(bare, '/incidents'),
  ).finally(() => Promise.all([bare.stop(), server.stop()]))
  rows.push({
    what: 'POST /incidents, records/s over 16 connections, bare handler',
    ours: a.toFixed(0),
    limit: b.toFixed(0),
    ratio: `${ratio.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`,
  })
}

/** The runtime's largest memory after exports of a store as it is and one three times as large. */
const memory = async (): Promise<void> => {
  const large = join(folder, 'large')
  rmSync(large, { recursive: true, force: true })
  mkdirSync(large, { recursive: true })
  execFileSync('cp', ['-r', `${store}/.`, large])
  const peak = async (where: string): Promise<number> => {
    const server = await serveSitrep(where)
    for (const path of ['/incidents.csv', '/incidents.ndjson', '/incidents.json'])
      await download(server, path)
    const most = peakMemory(server)
    await server.stop()
    return most
  }
  const small = await peak(store)
  const server = await serveSitrep(large)
  await sendAll(server, wanted, wanted * 3)
  await server.stop()
  const threefold = await peak(large)
  rows.push({
    what: `peak memory of the runtime, exports of ${wanted * 3} against ${wanted} records`,
    ours: megabytes(threefold),
    limit: megabytes(small),
    ratio: (threefold / small).toFixed(2),
  })
  rmSync(large, { recursive: true, force: true })
}

const version = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8' }).trim().split('\n')[0] ?? ''

mkdirSync(folder, { recursive: true })
console.error(
  `${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; node ${process.version}, ` +
    `wrangler ${version('npx', 'wrangler', '--version')}, sqlite3 ${version('sqlite3', '--version').split(' ')[0]}`,
)
const server = await serveSitrep(store)
try {
  await filled(server)
  await exports(server)
} finally {
  await server.stop()
}
await submissions()
await memory()
console.log(show(measured))
