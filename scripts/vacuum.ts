/** Vacuuming the file of a local store's database. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { commands } from '../src/messages/en.ts'

export const databaseFile = (store: string): string => {
  const folder = join(store, 'v3/d1/miniflare-D1DatabaseObject')
  const name = readdirSync(folder).find((each) => each.endsWith('.sqlite') && !each.startsWith('metadata'))
  if (!name) throw new Error(commands.server.noDatabase(folder))
  return join(folder, name)
}

/**
 * Rewrites the file if a record was redacted since the last rewrite, which its user_version records. The runtime's
 * SQLite leaves deleted content in free pages and between rows, and a Worker can neither set secure_delete nor run
 * VACUUM.
 */
export const vacuum = (store: string): void => {
  const db = new DatabaseSync(databaseFile(store))
  try {
    const { last } = db.prepare('SELECT max(commit_seq) AS last FROM redactions').get() ?? {}
    const { user_version: done } = db.prepare('PRAGMA user_version').get() ?? {}
    if (Number(last ?? 0) <= Number(done)) return
    db.exec(`PRAGMA secure_delete = ON; VACUUM; PRAGMA user_version = ${Number(last)}`)
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}
