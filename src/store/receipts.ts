/** A filer's way back to a record, by the digest of a secret. */
import { insertRow, selectFirst } from './sql.ts'

export const insert = (db: D1Database, digest: string, rowKey: number) =>
  insertRow(db, 'receipts', { digest, row_key: rowKey })

/** The key of the record that a receipt belongs to. */
export const find = async (db: D1Database, digest: string): Promise<number | undefined> =>
  (
    await selectFirst<{ rowKey: number }>(
      db,
    )`SELECT row_key AS "rowKey" FROM receipts WHERE digest = ${digest}`
  )?.rowKey
