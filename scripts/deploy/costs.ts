/** What a deployment costs a month on the paid plan, from its use. */

/** Prices in US dollars, and what the paid plan includes in a month. docs/operating.md says from when and where. */
const prices = {
  plan: 5,
  requests: { included: 10e6, perMillion: 0.3 },
  cpuMs: { included: 30e6, perMillion: 0.02 },
  rowsRead: { included: 25e9, perMillion: 0.001 },
  rowsWritten: { included: 50e6, perMillion: 1 },
  databaseBytes: { included: 5e9, perMillion: 0.75 / 1000 },
  fileBytes: { included: 10e9, perMillion: 0.015 / 1000 },
  fileReads: { included: 10e6, perMillion: 0.36 },
  fileWrites: { included: 1e6, perMillion: 4.5 },
} as const

type Resource = Exclude<keyof typeof prices, 'plan'>
export type MonthlyUse = Readonly<Record<Resource, number>>

/** The use of a register in a month. */
export interface Register {
  readonly records: number
  readonly filed: number
  readonly edited: number
  readonly pageViews: number
  readonly downloads: number
}

/** Measured: bytes of a record in the database with its indexes; docs/operating.md says how. */
const bytesPerRecord = 3200
/** Versions of a record, on average. */
const versions = 1.5
/** Rows, as docs/operating.md states them and test/worker/store/costs counts them. */
const rows = { filed: 20, edited: 14, readPerFiling: 600, unsegmented: 2000, perSegment: 5, parts: 4 }
const recordsPerSegment = 16_384
/** Processor time in milliseconds: of a page with a list, and of 1,000 records of a file (bench/results.json). */
const cpu = { page: 14, perThousand: 11.6 }
/** One download in ten is not in the cache; the files that it holds at a time, and bytes of a record in one. */
const cache = { misses: 10, files: 10, bytesPerRecord: 820 }

/** Returns what a register uses in a month, at most. */
export const useOf = ({ records, filed, edited, pageViews, downloads }: Register): MonthlyUse => {
  const uncached = downloads / cache.misses
  const readPerPage = rows.unsegmented + rows.perSegment * rows.parts * Math.ceil(records / recordsPerSegment)
  return {
    requests: pageViews + downloads + filed + edited,
    cpuMs: cpu.page * (pageViews + filed + edited) + (uncached * records * cpu.perThousand) / 1000,
    rowsRead: pageViews * readPerPage + uncached * 2 * records + filed * rows.readPerFiling,
    rowsWritten: filed * rows.filed + edited * rows.edited,
    databaseBytes: records * versions * bytesPerRecord,
    fileBytes: records * cache.bytesPerRecord * cache.files,
    fileReads: downloads,
    fileWrites: uncached,
  }
}

/** Returns the price of a month in US dollars. */
export const priceOf = (use: MonthlyUse): number => {
  let price: number = prices.plan
  for (const resource of Object.keys(use) as Resource[]) {
    const { included, perMillion } = prices[resource]
    price += (Math.max(0, use[resource] - included) / 1e6) * perMillion
  }
  return price
}

/** Three registers, for comparison. */
export const registers: readonly Register[] = [
  { records: 1000, filed: 100, edited: 100, pageViews: 30_000, downloads: 300 },
  { records: 100_000, filed: 3000, edited: 3000, pageViews: 600_000, downloads: 6000 },
  { records: 1_000_000, filed: 30_000, edited: 30_000, pageViews: 6_000_000, downloads: 60_000 },
]

const count = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 2 })
const whole = new Intl.NumberFormat('en')

/** Returns the rows of the table in docs/operating.md. */
export const costTable = (): string[] =>
  registers.map((register) => {
    const use = useOf(register)
    const { records, filed, edited, pageViews, downloads } = register
    return `| ${[
      whole.format(records),
      `${whole.format(filed + edited)}, ${whole.format(pageViews)}, ${whole.format(downloads)}`,
      count.format(use.rowsRead),
      count.format(use.rowsWritten),
      `${count.format(use.cpuMs / 1000)} s`,
      `${(use.databaseBytes / 1e9).toFixed(2)} GB`,
      `$${Math.ceil(priceOf(use))}`,
    ].join(' | ')} |`
  })
