/**
 * Batches of statements, and the constraints that reject them. D1 reports the name that a trigger raises in its
 * message.
 */

const constraintNames = [
  'stale_revision',
  'reference_taken',
  'id_taken',
  'dataset_taken',
  'commit_order',
  'commit_immutable',
  'checkpoint_immutable',
  'not_newest_commit',
  'not_first_revision',
  'identity_changed',
  'incomplete_version',
  'history_immutable',
  'no_delete',
  'not_publishable',
  'has_published_records',
  'redaction_immutable',
  'merge_immutable',
  'merge_without_survivor',
  'pair_taken',
  'pair_immutable',
  'comparison_taken',
  'token_taken',
  'token_revoked',
  'secret_immutable',
  'read_immutable',
  'suggestion_decided',
  'approval_taken',
  'record_full',
  'public_full',
  'network_full',
  'segment_conflict',
  'restoring',
] as const

/**
 * `key_taken`: the Idempotency-Key exists already. `row_taken`: another import has created the record of a row.
 * `dataset_unknown`: a record names a dataset that does not exist. `queue_full`: too many reports of the public would wait.
 * `restore_moved`: another request has restored the rows.
 */
export type ConstraintName =
  | (typeof constraintNames)[number]
  | 'key_taken'
  | 'row_taken'
  | 'dataset_unknown'
  | 'queue_full'
  | 'restore_moved'

/** The database rejected a statement, and with it the whole batch: nothing was written. */
export class ConstraintError extends Error {
  override readonly name = 'ConstraintError'
  readonly constraint: ConstraintName

  constructor(constraint: ConstraintName, cause: unknown) {
    super(constraint, { cause })
    this.constraint = constraint
  }
}

const constraintOf = (message: string): ConstraintName | undefined => {
  const code = /sitrep:([a-z_]+)/.exec(message)?.[1]
  const guard = constraintNames.find((name) => name === code)
  if (guard) return guard
  if (message.includes('UNIQUE constraint failed: idempotency.key')) return 'key_taken'
  if (message.includes('UNIQUE constraint failed: import_rows.')) return 'row_taken'
  if (message.includes('UNIQUE constraint failed: waiting_reports.')) return 'queue_full'
  if (message.includes('NOT NULL constraint failed: restore_state.')) return 'restore_moved'
  if (message.includes('NOT NULL constraint failed: incidents.')) return 'incomplete_version'
  if (message.includes('FOREIGN KEY constraint failed')) return 'dataset_unknown'
  return undefined
}

/** The error to throw for each constraint; undefined if there is none, because the row exists already. */
export type ConstraintHandlers = Partial<Record<ConstraintName, () => unknown>>

/**
 * Runs statements as one batch and returns their results. If a constraint rejects the batch, throws the error that
 * its handler returns, or a `ConstraintError` without a handler; returns no results if the handler returns nothing.
 * Rethrows other errors.
 */
export const runBatch = async (
  db: D1Database,
  statements: D1PreparedStatement[],
  handlers: ConstraintHandlers = {},
): Promise<D1Result[]> => {
  try {
    return await db.batch(statements)
  } catch (error) {
    const constraint = error instanceof Error ? constraintOf(error.message) : undefined
    if (!constraint) throw error
    const handler = handlers[constraint] ?? (() => new ConstraintError(constraint, error))
    const problem = await handler()
    if (problem) throw problem
    return []
  }
}

/** A statement of a batch that only reads, and what its rows mean. */
export interface Read<T> {
  readonly statement: D1PreparedStatement
  readonly parse: (rows: readonly unknown[]) => T
}

/** Runs reads as one batch, so that they see one state of the database. Returns their results by name. */
export const readTogether = async <Results extends object>(
  db: D1Database,
  reads: { readonly [Name in keyof Results]: Read<Results[Name]> },
): Promise<Results> => {
  const entries = Object.entries<Read<unknown>>(reads)
  const results = await db.batch(entries.map(([, { statement }]) => statement))
  return Object.fromEntries(
    entries.map(([name, { parse }], i) => [name, parse(results[i]?.results ?? [])]),
  ) as Results
}

/** Returns the database with a function that is called before a statement is prepared. */
const beforePreparing = (db: D1Database, act: () => void): D1Database =>
  ({
    prepare: (sql: string) => {
      act()
      return db.prepare(sql)
    },
    batch: (statements: D1PreparedStatement[]) => db.batch(statements),
  }) as D1Database

/** Returns a database that counts the statements prepared with it. */
export const counted = (db: D1Database): { readonly db: D1Database; readonly used: () => number } => {
  let used = 0
  return { db: beforePreparing(db, () => used++), used: () => used }
}

/** D1 allows 1,000 statements in one request; twenty are reserved for the work before and after the task. */
export const statementsOfD1 = 980

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
  return beforePreparing(db, () => {
    signal?.throwIfAborted()
    if (left-- === 0) throw excess()
  })
}
