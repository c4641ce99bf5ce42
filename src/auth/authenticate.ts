/** From what a request carries to who sends it. */
import { prefix, type TokenRole, tokenPattern } from '../../schemas/token.ts'
import { problems } from '../problems.ts'
import { digest, randomSecret, sameDigest } from './hash.ts'
import type { Actor } from './permissions.ts'

export const anyone: Actor = { role: 'public', id: 'public' }

/** The actor of the secret that is bound to the Worker. */
const firstAdmin: Actor = { role: 'admin', id: 'admin', name: 'first admin' }

/** What is known of a token. Times are RFC 3339, UTC, milliseconds. */
export interface Known {
  readonly id: string
  readonly name: string
  readonly role: TokenRole
  readonly expires_at: string | null
  readonly revoked_at: string | null
}

/** The way to what is known of a token, by the digest of its secret. */
export type LookUp = (digest: string) => Promise<Known | null>

export interface Keys {
  /** The secret bound to the Worker; where it is empty there is no first admin. */
  readonly adminToken: string | undefined
  readonly lookUp: LookUp
  /** Milliseconds since 1970 UTC. */
  readonly now: number
}

export const newToken = (): string => prefix + randomSecret()

/** What is kept of a token. */
export const tokenDigest = (secret: string): Promise<string> => digest(secret)

let bound: { readonly secret: string; readonly digest: string } | undefined

/** The digest of the secret that is bound to the Worker, worked out once. */
const boundDigest = async (secret: string): Promise<string> => {
  if (bound?.secret !== secret) bound = { secret, digest: await tokenDigest(secret) }
  return bound.digest
}

/** Whether a token has ended by a time, by itself or by being revoked. */
export const hasEnded = ({ expires_at, revoked_at }: Known, now: number): boolean =>
  revoked_at !== null || (expires_at !== null && Date.parse(expires_at) <= now)

/**
 * Whose secret it is; undefined where it is unknown, expired, revoked or no token by its form, which is seen before the
 * database is asked. A token is found by the SHA-256 of 32 random bytes: how long the index takes tells something
 * about digests, and from a digest nobody finds the secret, so this comparison need not take constant time.
 */
export const holderOf = async (
  secret: string,
  { adminToken, lookUp, now }: Keys,
): Promise<Actor | undefined> => {
  const given = await tokenDigest(secret)
  if (adminToken && sameDigest(given, await boundDigest(adminToken))) return firstAdmin
  if (!tokenPattern.test(secret)) return undefined
  const known = await lookUp(given)
  if (!known || hasEnded(known, now)) return undefined
  const { id, name, role } = known
  return { role, id, name }
}

/** The sender of a request. A token that is given and not valid is refused, also where the public may go. */
export const identify = async (authorization: string | undefined, keys: Keys): Promise<Actor> => {
  if (authorization === undefined) return anyone
  const [, secret] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
  const actor = secret === undefined ? undefined : await holderOf(secret, keys)
  if (!actor) throw problems.tokenInvalid()
  return actor
}
