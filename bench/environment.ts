/** Shared by all measurements: the location of their stores, the number of records, the format of figures. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importRecords } from './load-records.ts'
import { generateRecord } from './records.ts'
import type { PairedResult, Row } from './results.ts'
import type { Server } from './servers.ts'

export const folder = fileURLToPath(new URL('../.wrangler/bench', import.meta.url))
export const recordCount = Number(process.env.BENCH_RECORDS ?? 100_000)
export const runs = Number(process.env.BENCH_RUNS ?? 5)

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`
export const seconds = (value: number): string => `${value.toFixed(2)} s`
export const bodyOf = (i: number): string => JSON.stringify(generateRecord(i))

export const toRow = (
  what: string,
  { a, b, ratio, min, max }: PairedResult,
  unit: (value: number) => string,
): Row => ({
  what,
  ours: unit(a),
  limit: unit(b),
  ratio: `${ratio.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`,
})

/** The store of records for export measurements. */
export const store = join(folder, 'store')

/** Creates an empty store. */
export const emptyStore = (name: string): string => {
  rmSync(join(folder, name), { recursive: true, force: true })
  mkdirSync(join(folder, name), { recursive: true })
  return join(folder, name)
}

/** Imports the records with these numbers, 20,000 per file. */
export const importAll = async (server: Server, begin: number, end: number, done = (_: number) => {}) => {
  const step = 20_000
  for (let from = begin; from < end; from += step) {
    const to = Math.min(end, from + step)
    const took = await importRecords(server, bodyOf, from, to)
    done(to)
    console.error(`imported ${to} of ${end}, ${((to - from) / took).toFixed(0)} records/s`)
  }
}

/** Fills the store unless an earlier run did; records with the same number are identical. */
export const fillStore = async (server: Server): Promise<void> => {
  const state = join(folder, 'filled')
  const existing = existsSync(state) ? Number(readFileSync(state, 'utf8')) : 0
  await importAll(server, existing, recordCount, (to) => writeFileSync(state, String(to)))
}
