/** The body of a request, within a limit. */
import { Buffer } from 'node:buffer'
import { problems } from '../../problems.ts'
import type { AppContext } from '../context.ts'

const kib = 1024
const maxBytes = { public: 32 * kib, authenticated: 256 * kib } as const

/** How many bytes the sender may send. */
export const maxBodyBytes = (c: AppContext): number =>
  c.get('actor').role === 'public' ? maxBytes.public : maxBytes.authenticated

const throwBodyUnreadable = (error: unknown): never => {
  const message = error instanceof Error ? error.message : String(error)
  throw problems.bodyUnreadable((details) => details.brokeOff(message))
}

/**
 * The body as it arrives; where it breaks off, that is a Problem. Reading begins at once: an answer that reports
 * progress begins before the body has been read, and whoever finds a body unread then may throw it away.
 */
export const readBytes = (c: AppContext): AsyncGenerator<Uint8Array> => {
  const reader = c.req.raw.body?.getReader()
  let next = reader?.read()
  next?.catch(() => undefined)
  return (async function* () {
    try {
      for (;;) {
        const { done = true, value } = (await next?.catch(throwBodyUnreadable)) ?? {}
        if (done || !value) return
        yield value
        next = reader?.read()
      }
    } finally {
      await reader?.cancel().catch(() => undefined)
    }
  })()
}

/** The bytes of the body; refused as soon as they are more than the limit. */
export const readBody = async (c: AppContext, limit = maxBodyBytes(c)): Promise<Uint8Array<ArrayBuffer>> => {
  if (Number(c.req.header('Content-Length') ?? 0) > limit) throw problems.tooLarge(limit)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of readBytes(c)) {
    size += chunk.byteLength
    if (size > limit) throw problems.tooLarge(limit)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

export const jsonType = 'application/json'

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
