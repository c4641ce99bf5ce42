/** Tokens: names, roles and expiry. */

/** The roles of tokens, the least privileged first. */
export const tokenRoles = ['contributor', 'editor', 'admin'] as const
export type TokenRole = (typeof tokenRoles)[number]

/** What an admin can change of a token. */
export interface TokenLimits {
  /** RFC 3339, UTC, milliseconds; null if the token does not expire. */
  readonly expires_at: string | null
  /** The only datasets that the token is for, sorted; null if it is for all. Admins' tokens are for all. */
  readonly datasets: readonly string[] | null
}

/** The content of a new token. */
export interface NewToken extends TokenLimits {
  readonly name: string
  readonly role: TokenRole
}

export const maxNameLength = 100

/** The most datasets to which a token is limited. */
export const maxTokenDatasets = 50

/** The longest time for which the secret before a rotation stays valid, in hours. */
export const maxGraceHours = 168

/** When the secret before a rotation ends. */
export interface TokenRotation {
  /** For how long it stays valid, in whole hours; 0 ends it at once. */
  readonly grace_hours: number
  /** Whether the first use of the new secret ends it before. */
  readonly until_first_use: boolean
}

/** The prefix of every token, so that secret scanners recognise one that leaked. */
export const tokenPrefix = 'sitrep_'

/** The prefix and 32 bytes in base64url without padding; the last of the 43 characters has only four bits. */
export const tokenPattern = /^sitrep_[\w-]{42}[AEIMQUYcgkosw048]$/

/** The fewest characters of an admin's secret, and the fewest different ones. */
const [minAdminLength, minAdminCharacters] = [32, 12]

/** Returns whether a secret may make its holder an admin: it is long, and does not repeat a few characters. */
export const isAdminSecret = (secret: string): boolean =>
  secret.length >= minAdminLength && new Set(secret).size >= minAdminCharacters
