/** A database that says what went through it, and what must not. */
import { Buffer } from 'node:buffer'
import type { Dump } from './support.ts'

/** D1's limits in bytes: of one string, blob or row, of the text of one statement, and of the rows of one answer. */
export const maxRowBytes = 2_000_000
const longestStatement = 100_000
const maxAnswerBytes = 50_000_000
/** How many statements a request takes, parameters a statement, and arguments a function. */
export const statementsOfD1 = 1000
const maxParameters = 100
const maxArguments = 32

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

/** How long a call takes in milliseconds where trips are counted: longer than the work between two trips. */
const callDuration = 10

/** Counts trips to a database: calls that wait for one another. Calls that overlap are one trip. */
class Trips {
  /** The trips so far. */
  count = 0
  /** The statements so far, those of refused batches included. */
  statements = 0
  readonly #duration: number
  #ended = 0

  constructor(duration: number) {
    this.#duration = duration
  }

  async run<T>(statements: number, call: () => Promise<T>): Promise<T> {
    const trip = this.#ended + 1
    this.count = Math.max(this.count, trip)
    this.statements += statements
    try {
      return await call()
    } finally {
      if (this.#duration > 0) await scheduler.wait(this.#duration)
      this.#ended = Math.max(this.#ended, trip)
    }
  }
}

interface Measured {
  readonly log: Measure[]
  readonly trips: Trips
}

class Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
  readonly inner: D1PreparedStatement
  readonly measured: Measured

  constructor(
    sql: string,
    inner: D1PreparedStatement,
    measured: Measured,
    parameters: readonly unknown[] = [],
  ) {
    this.sql = sql
    this.inner = inner
    this.measured = measured
    this.parameters = parameters
  }

  bind(...parameters: unknown[]): Statement {
    return new Statement(this.sql, this.inner.bind(...parameters), this.measured, parameters)
  }

  async all(): Promise<D1Result<Record<string, unknown>>> {
    const { log, trips } = this.measured
    const result = await trips.run(1, () => this.inner.all<Record<string, unknown>>())
    log.push(measure(this.sql, this.parameters, result))
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

/**
 * Wraps a database; `log` grows by one entry for each statement that was not refused. Every call takes at least
 * `duration` milliseconds.
 */
const wrap = (db: D1Database, duration: number) => {
  const measured = { log: [] as Measure[], trips: new Trips(duration) }
  const { log, trips } = measured
  const over = (inner: Pick<D1Database, 'prepare' | 'batch'>) => ({
    prepare: (sql: string) => new Statement(sql, inner.prepare(sql), measured),
    batch: async (statements: Statement[]) => {
      const inners = statements.map((each) => each.inner)
      const results = await trips.run(inners.length, () => inner.batch<Record<string, unknown>>(inners))
      for (const [i, result] of results.entries()) {
        const { sql = '', parameters = [] } = statements[i] ?? {}
        log.push(measure(sql, parameters, result))
      }
      return results
    },
  })
  const withSession = (start: string) => {
    const session = db.withSession(start)
    return { ...over(session), getBookmark: () => session.getBookmark() }
  }
  return { db: { ...over(db), withSession } as unknown as D1Database, ...measured }
}

/** Wraps a database; `log` grows by one entry for each statement that was not refused. */
export const measureDatabase = (db: D1Database): { readonly db: D1Database; readonly log: Measure[] } =>
  wrap(db, 0)

/** The same, with the trips so far and their statements. */
export const countTrips = (db: D1Database) => wrap(db, callDuration)

/** The most arguments of a function in a statement: a name and a parenthesis without a space begin a call. */
const mostArguments = (sql: string): number => {
  const open: number[] = []
  let largest = 0
  for (const [token] of sql.replaceAll(/'[^']*'/g, "''").matchAll(/\w?\(|\)|,/g)) {
    if (token === ')') largest = Math.max(largest, open.pop() ?? 0)
    else if (token === ',') open.push((open.pop() ?? Number.NEGATIVE_INFINITY) + 1)
    else open.push(token === '(' ? Number.NEGATIVE_INFINITY : 1)
  }
  return largest
}

/**
 * The statements that D1 would not take, or whose results it would not give. Compound terms, patterns and columns are
 * not looked at: the local runtime refuses what is beyond.
 */
export const oversizedStatements = (log: readonly Measure[]): Measure[] =>
  log.filter(
    ({ sql, sqlBytes, parameters, largestParameter, largestCell, largestRow, answerBytes }) =>
      sqlBytes > longestStatement ||
      Math.max(largestParameter, largestCell, largestRow) > maxRowBytes ||
      answerBytes > maxAnswerBytes ||
      parameters.length > maxParameters ||
      mostArguments(sql) > maxArguments,
  )

/** The bytes of the widest row of all tables. */
export const widestRow = (dump: Dump): number =>
  most(
    Object.values(dump)
      .flat()
      .map((row) => sum(Object.values(row).map(bytesOf))),
  )
