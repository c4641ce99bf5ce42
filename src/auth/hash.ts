/** Digests and secrets. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'

/**
 * Returns the SHA-256 of the parts, hexadecimal. Each part is prefixed with its length, so different lists never
 * collide.
 */
export const digest = async (...parts: readonly (string | Uint8Array)[]): Promise<string> => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part)
  return hash.digest('hex')
}

/** Returns 32 random bytes, base64url. */
export const createSecret = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')

/** Returns a secret that can be derived only from all of the parts; 32 bytes, base64url. */
export const deriveSecret = async (...parts: readonly (string | Uint8Array)[]): Promise<string> =>
  Buffer.from(await digest('secret', ...parts), 'hex').toString('base64url')

/** Returns whether two digests are equal, in constant time. */
export const isSameDigest = (a: string, b: string): boolean =>
  crypto.subtle.timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** Returns whether two texts are equal, in constant time. */
export const isSameSecret = async (a: string, b: string): Promise<boolean> => {
  const [left, right] = await Promise.all([digest(a), digest(b)])
  return isSameDigest(left, right)
}
