/** A filer's way back to a record, by the digest of a secret. */

export const insert = (db: D1Database, digest: string, n: number) =>
  db.prepare('INSERT INTO receipts (digest, n) VALUES (?1, ?2)').bind(digest, n)

/** The key of the record that a receipt belongs to. */
export const find = async (db: D1Database, digest: string): Promise<number | undefined> => {
  const row = await db.prepare('SELECT n FROM receipts WHERE digest = ?1').bind(digest).first<{ n: number }>()
  return row?.n
}
