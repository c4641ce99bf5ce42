/** What all measurements share: where their stores are, how many records, how figures are written. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { send } from './load-records.ts'
import { generated } from './records.ts'
import type { Paired, Row } from './results.ts'
import type { Server } from './servers.ts'

export const folder = fileURLToPath(new URL('../.wrangler/bench', import.meta.url))
export const wanted = Number(process.env.BENCH_RECORDS ?? 100_000)
export const runs = Number(process.env.BENCH_RUNS ?? 5)

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`
export const seconds = (value: number): string => `${value.toFixed(2)} s`
export const bodyOf = (i: number): string => JSON.stringify(generated(i))

export const compared = (
  what: string,
  { a, b, ratio, least, most }: Paired,
  unit: (value: number) => string,
): Row => ({
  what,
  ours: unit(a),
  limit: unit(b),
  ratio: `${ratio.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`,
})

/** The store of records that exports are measured on. */
export const store = join(folder, 'store')

/** A store of its own, empty. */
export const fresh = (name: string): string => {
  rmSync(join(folder, name), { recursive: true, force: true })
  mkdirSync(join(folder, name), { recursive: true })
  return join(folder, name)
}

/** Imports the records of these numbers, some thousands in a file. */
export const sendAll = async (server: Server, begin: number, end: number, done = (_: number) => {}) => {
  const step = 20_000
  for (let from = begin; from < end; from += step) {
    const to = Math.min(end, from + step)
    const took = await send(server, bodyOf, from, to)
    done(to)
    console.error(`imported ${to} of ${end}, ${((to - from) / took).toFixed(0)} records/s`)
  }
}

/** Fills the store where an earlier run has not; the records of the same number are the same. */
export const fillStore = async (server: Server): Promise<void> => {
  const state = join(folder, 'filled')
  const have = existsSync(state) ? Number(readFileSync(state, 'utf8')) : 0
  await sendAll(server, have, wanted, (to) => writeFileSync(state, String(to)))
}
