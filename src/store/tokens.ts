/** Tokens, their roles and their secrets. The database has only the digests of the secrets. */
import type { TokenLimits, TokenRole } from '../../schemas/token.ts'
import type { Read } from './batch.ts'
import { digestOf, digestsOf, setDigests } from './row-digests.ts'
import { jsonList, prepare, type Sql, selectAll, selectFirst, sql } from './sql.ts'

export interface Token extends TokenLimits {
  readonly id: string
  readonly name: string
  readonly role: TokenRole
  readonly created_at: string
  /** The actor who granted it. */
  readonly created_by: string
  readonly revoked_at: string | null
  readonly revoked_by: string | null
  /** Rounded down to the minute; to the hour for uses before migration 0026. */
  readonly last_used_at: string | null
}

/** A token with the secrets that it had before. */
export interface ListedToken extends Token {
  /** When the last secret before the current one ends; null if none is valid. */
  readonly former_secret_until: string | null
}

/** A token as a secret finds it. */
export interface FoundToken extends Token {
  /** When the secret ends that a newer one replaced; null for the current one. */
  readonly secret_until: string | null
  /** Whether this use ends the secrets before the current one. */
  readonly ends_former: boolean
}

type Row<T extends Token> = Omit<T, 'datasets' | 'ends_former'> & {
  readonly datasets: string | null
  readonly ends_former?: 0 | 1
}

const parseDatasets = (json: string | null): readonly string[] | null => json && JSON.parse(json)

const toToken = <T extends Token>(row: Row<T>): T =>
  ({
    ...row,
    datasets: parseDatasets(row.datasets),
    ...('ends_former' in row && { ends_former: row.ends_former === 1 }),
  }) as unknown as T

const columns = sql`t.id, t.name, t.role, t.datasets, t.created_at, t.created_by, t.expires_at, t.revoked_at, t.revoked_by,
  coalesce(t.used_at, t.last_used_at) AS last_used_at`

/** Returns the token with the digest of a secret, in any state; null if there is none. Reads one row of a current secret. */
export const find = async (db: D1Database, digest: string): Promise<FoundToken | null> => {
  const row = await selectFirst<Row<FoundToken>>(db)`
    SELECT ${columns}, t.ends_former, NULL AS secret_until FROM tokens AS t WHERE t.digest = ${digest}
    UNION ALL
    SELECT ${columns}, 0, f.valid_until FROM former_secrets AS f CROSS JOIN tokens AS t ON t.id = f.token
    WHERE f.digest = ${digest}`
  return row && toToken<FoundToken>(row)
}

/** Returns the columns of a listed token; `now` is RFC 3339, UTC. */
const listedColumns = (now: string): Sql => sql`${columns}, (
    SELECT max(f.valid_until) FROM former_secrets AS f WHERE f.token = t.id AND f.valid_until > ${now}
  ) AS former_secret_until`

/** Returns the read of a token by its id; null if there is none. `now` is RFC 3339, UTC. */
export const readById = (db: D1Database, id: string, now: string): Read<ListedToken | null> => ({
  statement: prepare(db)`SELECT ${listedColumns(now)} FROM tokens AS t WHERE t.id = ${id}`,
  parse: ([row]) => (row === undefined ? null : toToken<ListedToken>(row as Row<ListedToken>)),
})

/** Returns all tokens, newest first. */
export const list = async (db: D1Database, now: string): Promise<ListedToken[]> => {
  const rows = await selectAll<Row<ListedToken>>(db)`
    SELECT ${listedColumns(now)} FROM tokens AS t ORDER BY t.created_at DESC, t.id DESC`
  return rows.map(toToken<ListedToken>)
}

/** Returns the names of tokens by their ids, those of revoked ones too. */
export const findNames = async (
  db: D1Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map()
  const found = await selectAll<Pick<Token, 'id' | 'name'>>(db)`
    SELECT id, name FROM tokens WHERE id IN ${jsonList(ids)}`
  return new Map(found.map(({ id, name }) => [id, name]))
}

const toJson = (datasets: readonly string[] | null): string | null => datasets && JSON.stringify(datasets)

/** Returns the statement that inserts a token with the time of the newest commit, which must be its own. */
export const insert = (
  db: D1Database,
  digest: string,
  token: Pick<Token, 'id' | 'name' | 'role' | 'created_by' | 'expires_at' | 'datasets'>,
): D1PreparedStatement => {
  const { id, name, role, created_by, expires_at } = token
  const datasets = toJson(token.datasets)
  const digests = digestsOf('tokens', ['row', 'secret', 'limits'], { ...token, digest, datasets })
  return prepare(
    db,
  )`INSERT INTO tokens (digest, id, name, role, created_at, created_by, expires_at, datasets, digests)
    SELECT ${digest}, ${id}, ${name}, ${role}, at, ${created_by}, ${expires_at}, ${datasets}, ${digests}
    FROM commits ORDER BY seq DESC LIMIT 1`
}

/**
 * Returns the statement that revokes a token at the time of the newest commit, which must be its own. The triggers
 * reject a second revocation.
 */
export const revoke = (db: D1Database, id: string, actor: string): D1PreparedStatement =>
  prepare(db)`UPDATE tokens SET revoked_at = c.at, revoked_by = ${actor}
    FROM (SELECT at FROM commits ORDER BY seq DESC LIMIT 1) AS c WHERE id = ${id}`

/** Returns the statement that changes the limits of a token; the newest commit must be its own. */
export const limit = (
  db: D1Database,
  id: string,
  { expires_at, datasets }: TokenLimits,
): D1PreparedStatement =>
  prepare(db)`UPDATE tokens SET expires_at = ${expires_at}, datasets = ${toJson(datasets)},
    ${setDigests('tokens', ['limits'], { id, expires_at, datasets: toJson(datasets) })} WHERE id = ${id}`

/** A new secret in the place of the current one. */
export interface NewSecret {
  readonly digest: string
  /** When the current secret ends. RFC 3339, UTC. */
  readonly formerUntil: string
  /** Whether the first use of the new secret ends it before. */
  readonly endsFormer: boolean
}

/** Returns the statements that give a token another secret; they follow the commit's statement in its batch. */
export const rotate = (
  db: D1Database,
  id: string,
  { digest, formerUntil, endsFormer }: NewSecret,
): D1PreparedStatement[] => [
  prepare(db)`INSERT INTO former_secrets (digest, token, replaced_by, valid_until, digests)
    SELECT digest, id, (SELECT max(seq) FROM commits), ${formerUntil}, json_object('secret', digests ->> '$.secret',
      'end', ${digestOf('former_secrets', 'end', { token: id, valid_until: formerUntil })}) FROM tokens WHERE id = ${id}`,
  prepare(db)`UPDATE tokens SET digest = ${digest}, ends_former = ${endsFormer},
    ${setDigests('tokens', ['secret', 'grace'], { id, digest, ends_former: endsFormer })} WHERE id = ${id}`,
]

/** Ends the secrets that a token had before. `now` is RFC 3339, UTC. */
export const endFormer = (db: D1Database, id: string, now: string): Promise<D1Result[]> =>
  db.batch([
    prepare(db)`UPDATE former_secrets SET valid_until = ${now},
      ${setDigests('former_secrets', ['end'], { token: id, valid_until: now })} WHERE token = ${id} AND valid_until > ${now}`,
    prepare(
      db,
    )`UPDATE tokens SET ends_former = 0, ${setDigests('tokens', ['grace'], { id, ends_former: 0 })} WHERE id = ${id}`,
  ])

/** Records the minute in which a token was used, unless a later one is recorded. */
export const touch = (db: D1Database, id: string, minute: string): Promise<D1Result> =>
  prepare(db)`UPDATE tokens SET used_at = ${minute}, ${setDigests('tokens', ['use'], { id, used_at: minute })}
    WHERE id = ${id} AND (used_at IS NULL OR used_at < ${minute})`.run()
