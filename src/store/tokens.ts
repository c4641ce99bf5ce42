/** Tokens and their roles. The database has only the digests of the secrets. */
import type { TokenRole } from '../../schemas/token.ts'
import { prepare, selectAll, selectFirst, sql } from './sql.ts'

export interface Token {
  readonly id: string
  readonly name: string
  readonly role: TokenRole
  readonly created_at: string
  /** The actor who granted it. */
  readonly created_by: string
  readonly expires_at: string | null
  readonly revoked_at: string | null
  readonly revoked_by: string | null
  /** Rounded down to the hour. */
  readonly last_used_at: string | null
}

const columns = sql`id, name, role, created_at, created_by, expires_at, revoked_at, revoked_by, last_used_at`

/** Returns the token with the digest of a secret, in any state; null if there is none. Reads one row. */
export const find = (db: D1Database, digest: string): Promise<Token | null> =>
  selectFirst<Token>(db)`SELECT ${columns} FROM tokens WHERE digest = ${digest}`

export const findById = (db: D1Database, id: string): Promise<Token | null> =>
  selectFirst<Token>(db)`SELECT ${columns} FROM tokens WHERE id = ${id}`

/** Returns all tokens, newest first. */
export const list = (db: D1Database): Promise<Token[]> =>
  selectAll<Token>(db)`SELECT ${columns} FROM tokens ORDER BY created_at DESC, id DESC`

/** Returns the statement that inserts a token with the time of the newest commit, which must be its own. */
export const insert = (
  db: D1Database,
  digest: string,
  {
    id,
    name,
    role,
    created_by,
    expires_at,
  }: Pick<Token, 'id' | 'name' | 'role' | 'created_by' | 'expires_at'>,
): D1PreparedStatement =>
  prepare(db)`INSERT INTO tokens (digest, id, name, role, created_at, created_by, expires_at)
    SELECT ${digest}, ${id}, ${name}, ${role}, at, ${created_by}, ${expires_at}
    FROM commits ORDER BY seq DESC LIMIT 1 RETURNING ${columns}`

/**
 * Returns the statement that revokes a token at the time of the newest commit, which must be its own. The triggers
 * reject a second revocation.
 */
export const revoke = (db: D1Database, id: string, actor: string): D1PreparedStatement =>
  prepare(db)`UPDATE tokens SET revoked_at = c.at, revoked_by = ${actor}
    FROM (SELECT at FROM commits ORDER BY seq DESC LIMIT 1) AS c WHERE id = ${id}`

/** Records the hour in which a token was used, unless a later one is recorded. */
export const touch = (db: D1Database, digest: string, hour: string): Promise<D1Result> =>
  prepare(db)`UPDATE tokens SET last_used_at = ${hour}
    WHERE digest = ${digest} AND (last_used_at IS NULL OR last_used_at < ${hour})`.run()
