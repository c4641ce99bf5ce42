/** Digests and secrets. */
import { Buffer } from 'node:buffer'

const utf8 = new TextEncoder()

const bytesOf = (data: string | Uint8Array): Uint8Array =>
  typeof data === 'string' ? utf8.encode(data) : data

/** SHA-256 of the parts, each behind its length so that no two lists of parts run together; hexadecimal. */
export const digest = async (...parts: readonly (string | Uint8Array)[]): Promise<string> => {
  const chunks = parts.map(bytesOf).flatMap((part) => [utf8.encode(`${part.byteLength}:`), part])
  return Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.concat(chunks))).toString('hex')
}

/** 32 random bytes, base64url. */
export const randomSecret = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')

/** A secret that only who knows every part can make again; 32 bytes, base64url. */
export const derivedSecret = async (...parts: readonly (string | Uint8Array)[]): Promise<string> =>
  Buffer.from(await digest('secret', ...parts), 'hex').toString('base64url')

/** Whether two texts are equal, in a time that does not tell where they differ. */
export const sameSecret = async (a: string, b: string): Promise<boolean> => {
  const [left, right] = await Promise.all([digest(a), digest(b)])
  return crypto.subtle.timingSafeEqual(Buffer.from(left), Buffer.from(right))
}
