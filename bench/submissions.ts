/** Single submissions against a bare handler with the same inserts, 16 connections each, in turn. */
import { execFileSync } from 'node:child_process'
import { bodyOf, compared, fresh, runs } from './environment.ts'
import { fill } from './load-records.ts'
import { inTurn, type Row } from './results.ts'
import { type Server, serveBare, serveSitrep } from './servers.ts'

const each = 1000

/** What Sitrep makes of the records. */
const rows = (from: number, to: number): string[] =>
  execFileSync('node', ['bench/bare/rows.ts', String(from), String(to)], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  }).split('\n')

const records = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => bodyOf(from + i))

const limits = [
  ['bare handler of the same records', '/incidents', records],
  ['bare handler of finished rows', '/rows', rows],
] as const

export async function* submissions(): AsyncGenerator<Row> {
  const server = await serveSitrep(fresh('posts'))
  const bare = await serveBare(fresh('bare'))
  let next = 0
  const run = (door: Server, path: string, make: (from: number, to: number) => string[]) => async () => {
    const from = next
    next += each
    const bodies = make(from, next)
    return each / (await fill(door, path, (i) => bodies[i - from] ?? '', from, next))
  }
  try {
    const ours = run(server, '/incidents?publish=true', records)
    for (const [what, path, make] of limits) {
      const pairs = await inTurn(runs, ours, run(bare, path, make))
      yield compared(`POST /incidents a second over 16 connections, ${what}`, pairs, (rate) =>
        rate.toFixed(0),
      )
    }
  } finally {
    await Promise.all([bare.stop(), server.stop()])
  }
}
