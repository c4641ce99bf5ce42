/** Authentication: from the token of a request to its actor. */
import { isAdminSecret, type TokenRole, tokenPattern, tokenPrefix } from '../../schemas/token.ts'
import { problems } from '../problems.ts'
import { createSecret, digest, isSameDigest } from './hash.ts'
import type { Actor } from './permissions.ts'

export const publicActor: Actor = { role: 'public', id: 'public' }

/** The actor of the secret that is bound to the Worker (ADMIN_TOKEN). */
export const firstAdmin: Actor = { role: 'admin', id: 'admin', name: 'first admin' }

/** The stored record of a token. Times are RFC 3339, UTC, milliseconds. */
export interface TokenRecord {
  readonly id: string
  readonly name: string
  readonly role: TokenRole
  readonly expires_at: string | null
  readonly revoked_at: string | null
  /** The only datasets that it is for; null if it is for all. */
  readonly datasets: readonly string[] | null
  /** When its secret ends, which a newer one replaced; null or left out for the current one. */
  readonly secret_until?: string | null
}

/** Finds the record of a token by the digest of its secret. */
export type FindToken = (digest: string) => Promise<TokenRecord | null>

export interface AuthContext {
  /** The secret that is bound to the Worker; if it is empty or guessable, there is no first admin. */
  readonly adminToken: string | undefined
  readonly findToken: FindToken
  /** Milliseconds since 1970 UTC. */
  readonly now: number
}

/** Returns a new token: the prefix and 32 random bytes. */
export const createToken = (): string => tokenPrefix + createSecret()

/** Returns the stored form of a token: the SHA-256 of its secret, hexadecimal. */
export const tokenDigest = (secret: string): Promise<string> => digest(secret)

let cachedAdminDigest: { readonly secret: string; readonly digest: string | undefined } | undefined

/** Returns the digest of the secret that is bound to the Worker, computed once; undefined if it is guessable. */
const adminDigest = async (secret: string): Promise<string | undefined> => {
  if (cachedAdminDigest?.secret !== secret)
    cachedAdminDigest = { secret, digest: isAdminSecret(secret) ? await tokenDigest(secret) : undefined }
  return cachedAdminDigest.digest
}

const isOver = (time: string | null, now: number): boolean => time !== null && Date.parse(time) <= now

/** Returns whether a token is expired or revoked, or its secret replaced, at a time (milliseconds since 1970 UTC). */
export const isInactive = (
  { expires_at, revoked_at, secret_until = null }: TokenRecord,
  now: number,
): boolean => revoked_at !== null || isOver(expires_at, now) || isOver(secret_until, now)

/** Returns the actor of a token. */
export const toActor = ({ id, name, role, datasets }: TokenRecord): Actor => ({
  role,
  id,
  name,
  ...(datasets && { datasets }),
})

/**
 * Returns the actor of a secret; undefined if it is unknown, expired, revoked, or malformed (which is checked before
 * the database). Tokens are looked up by the SHA-256 of 32 random bytes: the timing of the index reveals something
 * about digests only, from which nobody can derive the secret, so the lookup need not take constant time.
 */
export const findActor = async (
  secret: string,
  { adminToken, findToken, now }: AuthContext,
): Promise<Actor | undefined> => {
  const secretDigest = await tokenDigest(secret)
  const admin = adminToken && (await adminDigest(adminToken))
  if (admin && isSameDigest(secretDigest, admin)) return firstAdmin
  if (!tokenPattern.test(secret)) return undefined
  const record = await findToken(secretDigest)
  return record && !isInactive(record, now) ? toActor(record) : undefined
}

/**
 * Returns the sender of a request. Throws token-invalid (401) if a token is sent that is not valid, even where the
 * public may go.
 */
export const authenticate = async (
  authorization: string | undefined,
  context: AuthContext,
): Promise<Actor> => {
  if (authorization === undefined) return publicActor
  const [, secret] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
  const actor = secret === undefined ? undefined : await findActor(secret, context)
  if (!actor) throw problems.tokenInvalid()
  return actor
}
