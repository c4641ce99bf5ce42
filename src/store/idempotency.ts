/** The first responses to requests with an Idempotency-Key. */
import { insertRow, jsonList, prepare, selectAll, selectFirst } from './sql.ts'

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

/** Returns the first responses to requests with these keys. */
export const findAll = (db: D1Database, keys: readonly string[]): Promise<StoredReplay[]> =>
  selectAll<StoredReplay>(db)`
    SELECT key, request, salt, status, row_key AS "rowKey", revision FROM idempotency WHERE key IN ${jsonList(keys)}`

export const insertAll = (
  db: D1Database,
  replays: readonly StoredReplay[],
  now: number,
): D1PreparedStatement =>
  prepare(db)`INSERT INTO idempotency (key, request, salt, status, row_key, revision, at)
    SELECT r.value ->> 'key', r.value ->> 'request', r.value ->> 'salt', r.value ->> 'status', r.value ->> 'rowKey',
      r.value ->> 'revision', ${new Date(now).toISOString()}
    FROM json_each(${JSON.stringify(replays)}) AS r`

export const insert = (db: D1Database, { rowKey, ...replay }: StoredReplay, now: number) =>
  insertRow(db, 'idempotency', { ...replay, row_key: rowKey, at: new Date(now).toISOString() })
