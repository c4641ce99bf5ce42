/** A filer's way back to a record, by the digest of a secret. */
import { insertRow, selectFirst } from './sql.ts'

export const insert = (db: D1Database, digest: string, n: number) => insertRow(db, 'receipts', { digest, n })

/** The key of the record that a receipt belongs to. */
export const find = async (db: D1Database, digest: string): Promise<number | undefined> =>
  (await selectFirst<{ n: number }>(db)`SELECT n FROM receipts WHERE digest = ${digest}`)?.n
