/** Tokens: who may do what with which secret. Only the digest of a secret comes here. */
import type { TokenRole } from '../../schemas/token.ts'

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

const columns = 'id, name, role, created_at, created_by, expires_at, revoked_at, revoked_by, last_used_at'

/** The token of a secret's digest, whatever its state; reads one row. */
export const find = (db: D1Database, digest: string): Promise<Token | null> =>
  db.prepare(`SELECT ${columns} FROM tokens WHERE digest = ?1`).bind(digest).first<Token>()

export const findById = (db: D1Database, id: string): Promise<Token | null> =>
  db.prepare(`SELECT ${columns} FROM tokens WHERE id = ?1`).bind(id).first<Token>()

/** Every token, those that came last first. */
export const list = async (db: D1Database): Promise<Token[]> => {
  const { results } = await db
    .prepare(`SELECT ${columns} FROM tokens ORDER BY created_at DESC, id DESC`)
    .all<Token>()
  return results
}

/** Adds a token at the time of the newest commit, which is its own. */
export const insert = (
  db: D1Database,
  digest: string,
  token: Pick<Token, 'id' | 'name' | 'role' | 'created_by' | 'expires_at'>,
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO tokens (digest, id, name, role, created_at, created_by, expires_at)
       SELECT ?1, ?2, ?3, ?4, at, ?5, ?6 FROM commits ORDER BY seq DESC LIMIT 1 RETURNING ${columns}`,
    )
    .bind(digest, token.id, token.name, token.role, token.created_by, token.expires_at)

/** Ends a token at the time of the newest commit, which is its own. The guards refuse one that is revoked already. */
export const revoke = (db: D1Database, id: string, actor: string): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE tokens SET revoked_at = c.at, revoked_by = ?2
       FROM (SELECT at FROM commits ORDER BY seq DESC LIMIT 1) AS c WHERE id = ?1`,
    )
    .bind(id, actor)

/** Notes the hour in which a token was used; where a later one is noted already, that stays. */
export const touch = (db: D1Database, digest: string, hour: string): Promise<D1Result> =>
  db
    .prepare(
      `UPDATE tokens SET last_used_at = ?2
       WHERE digest = ?1 AND (last_used_at IS NULL OR last_used_at < ?2)`,
    )
    .bind(digest, hour)
    .run()
