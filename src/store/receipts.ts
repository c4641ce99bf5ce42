/** Receipts: the digest of a filer's secret, with the key of the record. */
import { insertRow, selectFirst } from './sql.ts'

export const insert = (db: D1Database, digest: string, rowKey: number) =>
  insertRow(db, 'receipts', { digest, row_key: rowKey })

/** Returns the key of the record of a receipt; undefined if there is none. */
export const find = async (db: D1Database, digest: string): Promise<number | undefined> =>
  (
    await selectFirst<{ rowKey: number }>(
      db,
    )`SELECT row_key AS "rowKey" FROM receipts WHERE digest = ${digest}`
  )?.rowKey
