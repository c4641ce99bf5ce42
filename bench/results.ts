/** Figures of several runs, and one table of them all. */

export interface Row {
  readonly what: string
  readonly ours: string
  readonly limit: string
  readonly ratio: string
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
  /** The median of the quotients a/b, pair by pair. */
  readonly ratio: number
  readonly min: number
  readonly max: number
}

/** Runs two things in turn, one uncounted round first; each returns its figure. */
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
