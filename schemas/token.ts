/** A token: who may do what, until when. */

/** The roles that a token can have, from the least to the most. */
export const tokenRoles = ['contributor', 'editor', 'admin'] as const
export type TokenRole = (typeof tokenRoles)[number]

/** What is said of a new token. */
export interface NewToken {
  readonly name: string
  readonly role: TokenRole
  /** RFC 3339, UTC, milliseconds; null where it does not end by itself. */
  readonly expires_at: string | null
}

export const maxNameLength = 100

/** What it begins with, so that a secret that leaked is known as one. */
export const tokenPrefix = 'sitrep_'

/** The prefix and 32 bytes in base64url without padding; the last of 43 letters holds four bits. */
export const tokenPattern = /^sitrep_[\w-]{42}[AEIMQUYcgkosw048]$/
