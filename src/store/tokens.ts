/** Tokens: who may do what with which secret. Only the digest of a secret comes here. */
import type { TokenRole } from '../../schemas/token.ts'
import { prepare, selectAll, selectFirst, sql } from './sql.ts'

export interface Token {
  readonly id: string
  readonly name: string
  readonly role: TokenRole
  readonly created_at: string
  /** The actor who made it. */
  readonly created_by: string
  readonly expires_at: string | null
  readonly revoked_at: string | null
  readonly revoked_by: string | null
  /** To the hour. */
  readonly last_used_at: string | null
}

const columns = sql`id, name, role, created_at, created_by, expires_at, revoked_at, revoked_by, last_used_at`

/** The token of a secret's digest, whatever its state; reads one row. */
export const find = (db: D1Database, digest: string): Promise<Token | null> =>
  selectFirst<Token>(db)`SELECT ${columns} FROM tokens WHERE digest = ${digest}`

export const findById = (db: D1Database, id: string): Promise<Token | null> =>
  selectFirst<Token>(db)`SELECT ${columns} FROM tokens WHERE id = ${id}`

/** Every token, those that came last first. */
export const list = (db: D1Database): Promise<Token[]> =>
  selectAll<Token>(db)`SELECT ${columns} FROM tokens ORDER BY created_at DESC, id DESC`

/** Adds a token at the time of the newest commit, which is its own. */
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

/** Ends a token at the time of the newest commit, which is its own. The guards refuse one that is revoked already. */
export const revoke = (db: D1Database, id: string, actor: string): D1PreparedStatement =>
  prepare(db)`UPDATE tokens SET revoked_at = c.at, revoked_by = ${actor}
    FROM (SELECT at FROM commits ORDER BY seq DESC LIMIT 1) AS c WHERE id = ${id}`

/** Notes the hour in which a token was used; where a later one is noted already, that stays. */
export const touch = (db: D1Database, digest: string, hour: string): Promise<D1Result> =>
  prepare(db)`UPDATE tokens SET last_used_at = ${hour}
    WHERE digest = ${digest} AND (last_used_at IS NULL OR last_used_at < ${hour})`.run()
