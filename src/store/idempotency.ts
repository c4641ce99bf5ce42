/** The first responses to requests with an Idempotency-Key. */
import { insertRow, selectFirst } from './sql.ts'

export interface StoredReplay {
  /** The digest of sender, method, URL and key. */
  readonly key: string
  /** The digest of the body. */
  readonly request: string
  readonly salt: string
  readonly status: number
  readonly rowKey: number
  readonly revision: number
}

export const find = (db: D1Database, key: string): Promise<StoredReplay | null> =>
  selectFirst<StoredReplay>(db)`
    SELECT key, request, salt, status, row_key AS "rowKey", revision FROM idempotency WHERE key = ${key}`

export const insert = (db: D1Database, { rowKey, ...replay }: StoredReplay, now: number) =>
  insertRow(db, 'idempotency', { ...replay, row_key: rowKey, at: new Date(now).toISOString() })
