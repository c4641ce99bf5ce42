/** Tokens: names, roles and expiry. */

/** The roles of tokens, the least privileged first. */
export const tokenRoles = ['contributor', 'editor', 'admin'] as const
export type TokenRole = (typeof tokenRoles)[number]

/** The content of a new token. */
export interface NewToken {
  readonly name: string
  readonly role: TokenRole
  /** RFC 3339, UTC, milliseconds; null if the token does not expire. */
  readonly expires_at: string | null
}

export const maxNameLength = 100

/** The prefix of every token, so that secret scanners recognise one that leaked. */
export const tokenPrefix = 'sitrep_'

/** The prefix and 32 bytes in base64url without padding; the last of the 43 characters has only four bits. */
export const tokenPattern = /^sitrep_[\w-]{42}[AEIMQUYcgkosw048]$/

/** The fewest characters of an admin's secret, and the fewest different ones. */
const [minAdminLength, minAdminCharacters] = [32, 12]

/** Returns whether a secret may make its holder an admin: it is long, and does not repeat a few characters. */
export const isAdminSecret = (secret: string): boolean =>
  secret.length >= minAdminLength && new Set(secret).size >= minAdminCharacters
