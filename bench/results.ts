/** Measured rows, their table, and the file of the newest results. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

export interface Row {
  readonly what: string
  readonly ours: string
  readonly limit: string
  readonly ratio: string
}

/** The newest rows of one part, and the environment they were measured in. */
export interface SavedPart {
  readonly date: string
  readonly commit: string
  readonly machine: string
  readonly records: number
  readonly runs: number
  readonly rows: readonly Row[]
}

const file = new URL('results.json', import.meta.url)

/** Returns the saved rows by part; empty if nothing was saved. */
export const readResults = (): Record<string, SavedPart> =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, SavedPart>) : {}

/** Replaces the saved rows of one part. */
export const saveResults = (name: string, part: SavedPart): void => {
  const parts = { ...readResults(), [name]: part }
  const sorted = Object.fromEntries(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`)
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

export interface PairedResult {
  readonly a: number
  readonly b: number
  /** The median of the ratios a/b of all pairs. */
  readonly ratio: number
  readonly min: number
  readonly max: number
}

/** Runs two functions alternately, after one uncounted round; each returns its figure. */
export const measureAlternately = async (
  runs: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<PairedResult> => {
  await a()
  await b()
  const pairs: [number, number][] = []
  for (let i = 0; i < runs; i++) pairs.push([await a(), await b()])
  const ratios = pairs.map(([x, y]) => x / y)
  return {
    a: median(pairs.map(([x]) => x)),
    b: median(pairs.map(([, y]) => y)),
    ratio: median(ratios),
    min: Math.min(...ratios),
    max: Math.max(...ratios),
  }
}

export const formatTable = (rows: readonly Row[]): string => {
  const head: Row = { what: 'measured', ours: 'Sitrep', limit: 'limit', ratio: 'ratio' }
  const all = [head, ...rows]
  const width = (key: keyof Row) => Math.max(...all.map((row) => row[key].length))
  const line = (row: Row) =>
    `${row.what.padEnd(width('what'))}  ${row.ours.padStart(width('ours'))}  ${row.limit.padStart(width('limit'))}  ${row.ratio}`
  return all.map(line).join('\n')
}
