/**
 * What owns staged versions that no file brings, such as those of a bulk edit: a row of imports, which ends with the
 * act. Maintenance deletes that of an interrupted act.
 */
import { prepare } from '../sql.ts'
import * as imports from './imports.ts'

interface Owner {
  readonly id: string
  /** Milliseconds since 1970 UTC. */
  readonly now: number
  readonly actor: string
}

/** Returns the statement that inserts an owner. */
export const insert = (db: D1Database, { id, now, actor }: Owner): D1PreparedStatement =>
  imports.insert(db, {
    ...{ id, at: new Date(now).toISOString(), actor, profile: 'staging', mode: 'all', dry_run: 0 },
    ...{ dataset: null, content_type: 'application/json', mapping: null },
  })

/** Returns the statement that deletes the owners before an id whose staged versions are swept. */
export const sweep = (db: D1Database, before: string): D1PreparedStatement =>
  prepare(db)`DELETE FROM imports INDEXED BY imports_staging WHERE profile = 'staging' AND id < ${before}
    AND NOT EXISTS (SELECT 1 FROM import_chunks WHERE import = imports.id)`

/** Returns the statement that deletes an owner; it has no staged versions any more. */
export const remove = (db: D1Database, id: string): D1PreparedStatement =>
  prepare(db)`DELETE FROM imports WHERE id = ${id}`
