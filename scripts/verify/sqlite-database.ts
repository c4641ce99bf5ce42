/** A SQLite database of Node with the interface of D1, as far as the services of backups and verification use it. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

/** Statements are prepared once: the services repeat few. */
const maxPrepared = 200

class Statement {
  readonly #database: SqliteDatabase
  readonly #sql: string
  readonly #values: readonly SQLInputValue[]

  constructor(database: SqliteDatabase, sql: string, values: readonly SQLInputValue[] = []) {
    this.#database = database
    this.#sql = sql
    this.#values = values
  }

  /** Whole numbers are bound as such: Node would bind them as REAL, which LIMIT refuses. */
  bind(...values: SQLInputValue[]): Statement {
    const bound = values.map((value) => (Number.isSafeInteger(value) ? BigInt(value as number) : value))
    return new Statement(this.#database, this.#sql, bound)
  }

  /** Several statements in one text have no results and no parameters. */
  #isScript(): boolean {
    return this.#values.length === 0 && /;\s*(?:--|\S)/.test(this.#sql)
  }

  execute(): object[] {
    if (this.#isScript()) {
      this.#database.run(this.#sql)
      return []
    }
    return this.#database.prepare(this.#sql).all(...this.#values) as object[]
  }

  all = async () => ({ results: this.execute(), success: true, meta: {} })
  run = this.all

  async first(column?: string): Promise<unknown> {
    const row = (this.execute()[0] ?? null) as Record<string, unknown> | null
    return column === undefined ? row : (row?.[column] ?? null)
  }

  async raw(): Promise<unknown[][]> {
    const statement = this.#database.prepare(this.#sql)
    statement.setReturnArrays(true)
    try {
      return statement.all(...this.#values) as unknown as unknown[][]
    } finally {
      statement.setReturnArrays(false)
    }
  }
}

export class SqliteDatabase {
  readonly #db: DatabaseSync
  readonly #prepared = new Map<string, StatementSync>()

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  /** Returns the database as the type of D1. */
  static open(db: DatabaseSync): D1Database {
    const database = new SqliteDatabase(db)
    return {
      prepare: (sql: string) => new Statement(database, sql),
      batch: async (statements: Statement[]) => database.batch(statements),
    } as unknown as D1Database
  }

  prepare(sql: string): StatementSync {
    const found = this.#prepared.get(sql) ?? this.#db.prepare(sql)
    if (this.#prepared.size >= maxPrepared) this.#prepared.clear()
    this.#prepared.set(sql, found)
    return found
  }

  run(sql: string): void {
    this.#db.exec(sql)
  }

  /** Runs statements in one transaction. */
  batch(statements: readonly Statement[]): { readonly results: object[] }[] {
    if (this.#db.isTransaction) return statements.map((each) => ({ results: each.execute() }))
    this.#db.exec('BEGIN')
    try {
      const results = statements.map((each) => ({ results: each.execute() }))
      this.#db.exec('COMMIT')
      return results
    } catch (error) {
      this.#db.exec('ROLLBACK')
      throw error
    }
  }
}
