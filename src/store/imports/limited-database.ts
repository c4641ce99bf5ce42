/** The database for one piece of work. */

/** D1 takes 1,000 statements of one request; twenty are left for what comes before and after the work. */
const statementsOfD1 = 980

interface Bounds {
  readonly maxStatements?: number
  readonly signal?: AbortSignal | undefined
}

/**
 * The database, as long as the work may go on. A statement throws the reason of a signal that was aborted, or
 * `excess` where there were as many before it as are taken.
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
