/** The first answers to requests that carried an Idempotency-Key. */

export interface StoredReplay {
  /** A digest of sender, method, address and key. */
  readonly key: string
  /** A digest of the body. */
  readonly request: string
  readonly salt: string
  readonly status: number
  readonly n: number
  readonly revision: number
}

export const find = (db: D1Database, key: string): Promise<StoredReplay | null> =>
  db
    .prepare('SELECT key, request, salt, status, n, revision FROM idempotency WHERE key = ?1')
    .bind(key)
    .first<StoredReplay>()

export const insert = (
  db: D1Database,
  { key, request, salt, status, n, revision }: StoredReplay,
  now: number,
) =>
  db
    .prepare(
      'INSERT INTO idempotency (key, request, salt, status, n, revision, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)',
    )
    .bind(key, request, salt, status, n, revision, new Date(now).toISOString())
