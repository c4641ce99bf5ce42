/** A database that limits the statements of one task. */

/** D1 allows 1,000 statements in one request; twenty are reserved for the work before and after the task. */
const statementsOfD1 = 980

interface Bounds {
  readonly maxStatements?: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Returns the database for one task. Preparing a statement throws the reason of the signal if it is aborted, and
 * `excess` after `maxStatements` statements.
 */
export const limited = (
  db: D1Database,
  excess: () => Error,
  { maxStatements = statementsOfD1, signal }: Bounds,
): D1Database => {
  let left = maxStatements
  const prepare = (sql: string) => {
    signal?.throwIfAborted()
    if (left-- === 0) throw excess()
    return db.prepare(sql)
  }
  return { prepare, batch: (statements: D1PreparedStatement[]) => db.batch(statements) } as D1Database
}
