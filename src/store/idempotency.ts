/** The first responses to requests with an Idempotency-Key. */
import { digestsOf } from './row-digests.ts'
import { insertRow, join, jsonList, prepare, raw, selectAll, selectFirst, sql } from './sql.ts'

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

/** Returns the columns of a response. `now` is in milliseconds since 1970 UTC. */
const toRow = ({ rowKey, ...replay }: StoredReplay, now: number) => {
  const row = { ...replay, row_key: rowKey, at: new Date(now).toISOString() }
  return { ...row, digests: digestsOf('idempotency', ['row'], row) }
}

const columns = ['key', 'request', 'salt', 'status', 'row_key', 'revision', 'at', 'digests'] as const

export const insertAll = (
  db: D1Database,
  replays: readonly StoredReplay[],
  now: number,
): D1PreparedStatement =>
  prepare(db)`INSERT INTO idempotency (${raw(columns.join(', '))})
    SELECT ${raw(columns.map((name) => `r.value ->> '${name}'`).join(', '))}
    FROM json_each(${JSON.stringify(replays.map((each) => toRow(each, now)))}) AS r`

export const insert = (db: D1Database, replay: StoredReplay, now: number) =>
  insertRow(db, 'idempotency', toRow(replay, now))

/** Returns the statement that saves a response unless its version is no longer the current one of its record. */
export const insertIfCurrent = (db: D1Database, replay: StoredReplay, now: number): D1PreparedStatement => {
  const row = toRow(replay, now)
  return prepare(db)`INSERT INTO idempotency (${raw(columns.join(', '))})
    SELECT ${join(columns.map((name) => sql`${row[name]}`))} FROM incidents
    WHERE row_key = ${replay.rowKey} AND revision = ${replay.revision}`
}
