/** Single submissions compared with a bare handler with the same inserts, 16 connections each, alternately. */
import { execFileSync } from 'node:child_process'
import { bodyOf, emptyStore, runs, toRow } from './environment.ts'
import { postRecords } from './load-records.ts'
import { measureAlternately, type Row } from './results.ts'
import { type Server, serveBare, serveSitrep } from './servers.ts'

const batchSize = 1000

/** Returns the rows that Sitrep makes of the records. */
const finishedRows = (from: number, to: number): string[] =>
  execFileSync('node', ['bench/bare/rows.ts', String(from), String(to)], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  }).split('\n')

const records = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => bodyOf(from + i))

const limits = [
  ['bare handler of the same records', '/incidents', records],
  ['bare handler of finished rows', '/rows', finishedRows],
] as const

export async function* submissions(): AsyncGenerator<Row> {
  const server = await serveSitrep(emptyStore('posts'))
  const bare = await serveBare(emptyStore('bare'))
  let next = 0
  const run = (door: Server, path: string, make: (from: number, to: number) => string[]) => async () => {
    const from = next
    next += batchSize
    const bodies = make(from, next)
    return batchSize / (await postRecords(door, path, (i) => bodies[i - from] ?? '', from, next))
  }
  try {
    const ours = run(server, '/incidents?publish=true', records)
    for (const [what, path, make] of limits) {
      const pairs = await measureAlternately(runs, ours, run(bare, path, make))
      yield toRow(`POST /incidents a second over 16 connections, ${what}`, pairs, (rate) => rate.toFixed(0))
    }
  } finally {
    await Promise.all([bare.stop(), server.stop()])
  }
}
