/** What the database refuses, by name. The triggers' names arrive inside D1's message. */

const names = [
  'stale_revision',
  'reference_taken',
  'id_taken',
  'dataset_taken',
  'commit_order',
  'commit_fixed',
  'not_newest_commit',
  'not_first_revision',
  'identity_changed',
  'torn_version',
  'history_fixed',
  'no_delete',
  'not_publishable',
  'published_there',
  'redaction_fixed',
  'merge_fixed',
  'merged_nowhere',
  'pair_taken',
  'pair_fixed',
  'token_taken',
  'token_revoked',
  'read_fixed',
  'suggestion_decided',
  'record_full',
  'public_full',
  'network_full',
] as const

/**
 * `key_taken`: an Idempotency-Key is there already. `row_taken`: another import has made the record of a row.
 * `dataset_unknown`: a record names a dataset that is not there.
 */
export type RefusalName = (typeof names)[number] | 'key_taken' | 'row_taken' | 'dataset_unknown'

/** The database refused a statement, and with it the whole batch: nothing was written. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly refusal: RefusalName

  constructor(refusal: RefusalName, cause: unknown) {
    super(refusal, { cause })
    this.refusal = refusal
  }
}

const refusalOf = (message: string): RefusalName | undefined => {
  const named = /sitrep:([a-z_]+)/.exec(message)?.[1]
  const known = names.find((name) => name === named)
  if (known) return known
  if (message.includes('UNIQUE constraint failed: idempotency.key')) return 'key_taken'
  if (message.includes('UNIQUE constraint failed: import_rows.')) return 'row_taken'
  if (message.includes('NOT NULL constraint failed: incidents.')) return 'torn_version'
  if (message.includes('FOREIGN KEY constraint failed')) return 'dataset_unknown'
  return undefined
}

/** Runs statements as one batch; a refusal by a guard is thrown as a `Refusal`, anything else as it came. */
export const write = async (db: D1Database, statements: D1PreparedStatement[]): Promise<D1Result[]> => {
  try {
    return await db.batch(statements)
  } catch (error) {
    const refusal = error instanceof Error ? refusalOf(error.message) : undefined
    throw refusal ? new Refusal(refusal, error) : error
  }
}
