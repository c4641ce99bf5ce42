/** The body of a request, within a limit. */
import { Buffer } from 'node:buffer'
import { problems } from '../../problems.ts'
import type { AppContext } from '../context.ts'

const kib = 1024
const maxBytes = { public: 32 * kib, authenticated: 256 * kib } as const

/** How many bytes the sender may send. */
export const maxBodyBytes = (c: AppContext): number =>
  c.get('actor').role === 'public' ? maxBytes.public : maxBytes.authenticated

export const throwBodyUnreadable = (error: unknown): never => {
  throw problems.bodyUnreadable(
    `The body broke off: ${error instanceof Error ? error.message : String(error)}`,
  )
}

/** The bytes of the body; refused as soon as they are more than the limit. */
export const readBody = async (c: AppContext, limit = maxBodyBytes(c)): Promise<Uint8Array<ArrayBuffer>> => {
  const contentLength = c.req.header('Content-Length')
  if (Number(contentLength ?? 0) > limit) throw problems.tooLarge(limit)
  if (contentLength !== undefined)
    return new Uint8Array(await c.req.raw.arrayBuffer().catch(throwBodyUnreadable))
  const { body } = c.req.raw
  if (!body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch(throwBodyUnreadable)
    if (done) return new Uint8Array(Buffer.concat(chunks))
    size += value.byteLength
    if (size > limit) {
      await reader.cancel()
      throw problems.tooLarge(limit)
    }
    chunks.push(value)
  }
}

/** The media type of the body without its parameters, in small letters. */
export const mediaType = (c: AppContext): string =>
  (c.req.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** The bytes of a body of one of these media types. */
export const readBodyOfType = (c: AppContext, ...types: string[]): Promise<Uint8Array<ArrayBuffer>> => {
  const type = mediaType(c)
  if (!types.includes(type)) throw problems.unsupportedType(type, types)
  return readBody(c)
}

/** Refuses a browser's form that another site sends. Who is no browser sends no Origin. */
export const assertSameOrigin = (c: AppContext): void => {
  const origin = c.req.header('Origin')
  if (origin !== undefined && origin !== new URL(c.req.url).origin) throw problems.crossOrigin(origin)
}
