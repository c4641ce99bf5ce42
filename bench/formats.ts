/** Formats of other tools compared with DuckDB writing the same, and cached files with static ones, alternately. */
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { download } from './download.ts'
import { openDuckDb } from './duckdb.ts'
import { fillStore, folder, megabytes, runs, seconds, store, toRow } from './environment.ts'
import { measureAlternately, type Row } from './results.ts'
import { newCommit, type Server, serveSitrep } from './servers.ts'

const csv = join(folder, 'flat.csv')

/** Starts a server of one file in a process of its own. */
const serveFile = async (file: string) => {
  const program = `require('http').createServer((_, r) => require('fs').createReadStream(process.argv[1]).pipe(r))
    .listen(0, '127.0.0.1', function () { console.log(this.address().port) })`
  const child = spawn('node', ['-e', program, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [port] = (await child.stdout.take(1).toArray()) as Buffer[]
  return { url: `http://127.0.0.1:${String(port).trim()}`, stop: () => child.kill() }
}

async function* compareDuckDb(server: Server): AsyncGenerator<Row> {
  const duckdb = await openDuckDb(1)
  try {
    for (const format of ['geojson', 'parquet'] as const) {
      let bytes = 0
      const theirs = () => duckdb.write(csv, join(folder, `theirs.${format}`), format)
      const ours = async () => {
        await newCommit(server)
        const got = await download(server, `/incidents.${format}`)
        bytes = got.bytes
        return got.seconds
      }
      const { a, b, ...rest } = await measureAlternately(runs, theirs, ours)
      const what = `/incidents.${format}, ${megabytes(bytes)}, speed of DuckDB on one thread`
      yield toRow(what, { ...rest, a: b, b: a }, seconds)
    }
  } finally {
    duckdb.close()
  }
}

async function* compareStatic(server: Server): AsyncGenerator<Row> {
  const pin = (await fetch(`${server.url}/incidents.csv`)).headers.get('Content-Location') ?? ''
  for (let i = 0; i < 2; i++) await download(server, pin)
  const { url, stop } = await serveFile(csv)
  try {
    const cached = async () => (await download(server, pin)).seconds
    const plain = async () => (await download({ url }, '/')).seconds
    const { a, b, ...rest } = await measureAlternately(runs, plain, cached)
    yield toRow('a kept CSV, speed of a static file', { ...rest, a: b, b: a }, seconds)
  } finally {
    stop()
  }
}

export async function* formats(): AsyncGenerator<Row> {
  const server = await serveSitrep(store)
  try {
    await fillStore(server)
    const response = await fetch(`${server.url}/incidents.csv`)
    await pipeline(Readable.fromWeb(response.body as never), createWriteStream(csv))
    yield* compareDuckDb(server)
    yield* compareStatic(server)
  } finally {
    await server.stop()
  }
}
