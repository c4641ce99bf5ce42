/** A database that says what went through it, and what must not. */
import { Buffer } from 'node:buffer'
import type { Dump } from './support.ts'

/** D1's limits in bytes: of one string, blob or row, and of the text of one statement. */
export const maxRowBytes = 2_000_000
const longestStatement = 100_000

/** What a submission may have, in bytes. */
export const maxSubmissionBytes = 262_144

export const times = <T>(howMany: number, make: (i: number) => T): T[] =>
  Array.from({ length: howMany }, (_, i) => make(i))

/** One statement that was run: sizes in bytes of UTF-8. */
export interface Measure {
  readonly sql: string
  readonly parameters: readonly unknown[]
  readonly rowsRead: number
  readonly rowsWritten: number
  /** The statement's own text. */
  readonly sqlBytes: number
  readonly largestParameter: number
  readonly largestCell: number
  readonly largestRow: number
  /** All rows of the answer together. */
  readonly answerBytes: number
}

export const bytesOf = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value, 'utf8')
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength
  return value === null || value === undefined ? 0 : 8
}

const most = (numbers: readonly number[]): number => numbers.reduce((max, each) => Math.max(max, each), 0)
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

const measure = (
  sql: string,
  parameters: readonly unknown[],
  { results, meta }: D1Result<Record<string, unknown>>,
): Measure => {
  const rows = results.map((row) => Object.values(row).map(bytesOf))
  return {
    sql,
    parameters,
    rowsRead: meta.rows_read,
    rowsWritten: meta.rows_written,
    sqlBytes: bytesOf(sql),
    largestParameter: most(parameters.map(bytesOf)),
    largestCell: most(rows.map(most)),
    largestRow: most(rows.map(sum)),
    answerBytes: sum(rows.map(sum)),
  }
}

class Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
  readonly inner: D1PreparedStatement
  readonly log: Measure[]

  constructor(sql: string, inner: D1PreparedStatement, log: Measure[], parameters: readonly unknown[] = []) {
    this.sql = sql
    this.inner = inner
    this.log = log
    this.parameters = parameters
  }

  bind(...parameters: unknown[]): Statement {
    return new Statement(this.sql, this.inner.bind(...parameters), this.log, parameters)
  }

  async all(): Promise<D1Result<Record<string, unknown>>> {
    const result = await this.inner.all<Record<string, unknown>>()
    this.log.push(measure(this.sql, this.parameters, result))
    return result
  }

  run() {
    return this.all()
  }

  async raw() {
    return (await this.all()).results.map((row) => Object.values(row))
  }

  async first() {
    return (await this.all()).results[0] ?? null
  }
}

/** Wraps a database; `log` grows by one entry for each statement that was not refused. */
export const measureDatabase = (db: D1Database): { readonly db: D1Database; readonly log: Measure[] } => {
  const log: Measure[] = []
  const wrapped = {
    prepare: (sql: string) => new Statement(sql, db.prepare(sql), log),
    batch: async (statements: Statement[]) => {
      const results = await db.batch<Record<string, unknown>>(statements.map(({ inner }) => inner))
      for (const [i, result] of results.entries()) {
        const { sql = '', parameters = [] } = statements[i] ?? {}
        log.push(measure(sql, parameters, result))
      }
      return results
    },
  }
  return { db: wrapped as unknown as D1Database, log }
}

/** The statements that D1 would not take, or whose results it would not give. */
export const oversizedStatements = (log: readonly Measure[]): Measure[] =>
  log.filter(
    ({ sqlBytes, largestParameter, largestCell, largestRow }) =>
      sqlBytes > longestStatement || Math.max(largestParameter, largestCell, largestRow) > maxRowBytes,
  )

/** The bytes of the widest row of all tables. */
export const widestRow = (dump: Dump): number =>
  most(
    Object.values(dump)
      .flat()
      .map((row) => sum(Object.values(row).map(bytesOf))),
  )
