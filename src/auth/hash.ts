/** Digests and secrets. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'

/** SHA-256 of the parts, each behind its length so that no two lists of parts run together; hexadecimal. */
export const digest = async (...parts: readonly (string | Uint8Array)[]): Promise<string> => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part)
  return hash.digest('hex')
}

/** 32 random bytes, base64url. */
export const createSecret = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')

/** A secret that only who knows every part can make again; 32 bytes, base64url. */
export const deriveSecret = async (...parts: readonly (string | Uint8Array)[]): Promise<string> =>
  Buffer.from(await digest('secret', ...parts), 'hex').toString('base64url')

/** Whether two digests are equal, in a time that does not tell where they differ. */
export const isSameDigest = (a: string, b: string): boolean =>
  crypto.subtle.timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** Whether two texts are equal, in a time that does not tell where they differ. */
export const isSameSecret = async (a: string, b: string): Promise<boolean> => {
  const [left, right] = await Promise.all([digest(a), digest(b)])
  return isSameDigest(left, right)
}
