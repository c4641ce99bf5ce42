/** Bodies of requests, within a limit. */
import { Buffer } from 'node:buffer'
import { Problem, problems } from '../../problems.ts'
import type { AppContext } from '../context.ts'
import { contentCoding, maxUnpackedBytes, unpack } from './content-coding.ts'
import { RequestBody } from './request-body.ts'

const kib = 1024
const maxBytes = { public: 32 * kib, authenticated: 256 * kib } as const

/** Returns how many bytes the sender may send. */
export const maxBodyBytes = (c: AppContext): number =>
  c.get('actor').role === 'public' ? maxBytes.public : maxBytes.authenticated

/** Returns the body of a request; undefined if it has none. */
export const bodyOf = (c: AppContext): RequestBody | undefined => {
  const stream = c.req.raw.body
  if (!c.get('body') && stream) c.set('body', new RequestBody(stream))
  return c.get('body')
}

async function* rawBytes(body: RequestBody | undefined): AsyncGenerator<Uint8Array> {
  for (;;) {
    const bytes = await body?.read()
    if (!bytes) return
    yield bytes
  }
}

/**
 * Returns the body as it arrives, unpacked. Throws an unsupported-coding Problem; while it is read, a body-unreadable
 * Problem if it breaks off or cannot be unpacked, and a too-large Problem if it is too large after unpacking. Reading
 * begins at once: a response that reports progress begins before the body has been read, and the runtime may discard a
 * body that is unread then.
 */
export const readBytes = (c: AppContext): AsyncGenerator<Uint8Array> => {
  const coding = contentCoding(c)
  const body = bodyOf(c)
  body?.prefetch()
  return (async function* () {
    let size = 0
    try {
      for await (const bytes of unpack(rawBytes(body), coding)) {
        size += bytes.byteLength
        if (coding !== undefined && size > maxUnpackedBytes) throw problems.tooLarge(maxUnpackedBytes)
        yield bytes
      }
    } catch (error) {
      if (error instanceof Problem) throw error
      const message = error instanceof Error ? error.message : String(error)
      throw problems.bodyUnreadable((details) =>
        coding === undefined ? details.brokeOff(message) : details.notUnpacked(coding, message),
      )
    }
  })()
}

/** Returns all bytes of a stream. Throws a too-large Problem as soon as they exceed the limit. */
export const collectBytes = async (
  source: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of source) {
    size += chunk.byteLength
    if (size > limit) throw problems.tooLarge(limit)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** Returns the bytes of the body. Throws a too-large Problem as soon as they exceed the limit. */
export const readBody = async (c: AppContext, limit = maxBodyBytes(c)): Promise<Uint8Array<ArrayBuffer>> => {
  if (Number(c.req.header('Content-Length') ?? 0) > limit) throw problems.tooLarge(limit)
  return collectBytes(readBytes(c), limit)
}

export const jsonType = 'application/json'

/** Returns the media type of the body without parameters, in lower case. */
export const mediaType = (c: AppContext): string =>
  (c.req.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

export const ndjsonType = 'application/x-ndjson'

/** Several objects or lists, one on each line. */
const severalLines = /^\s*[[{].*[\]}]\s*\n\s*[[{]/

/** Returns the media type of a body that looks like JSON, if it is accepted; undefined otherwise. */
const jsonTypeOf = (bytes: Uint8Array, accepted: readonly string[]): string | undefined => {
  const text = Buffer.from(bytes).toString('latin1')
  if (accepted.includes(ndjsonType) && severalLines.test(text)) return ndjsonType
  return /^(?:\u00ef\u00bb\u00bf)?\s*[[{]/.test(text)
    ? accepted.find((type) => type.endsWith('json'))
    : undefined
}

/** Throws an unsupported-type Problem if the bytes look like JSON, which some clients send under the type of a form. */
export const assertNotJson = (c: AppContext, bytes: Uint8Array, accepted: readonly string[]): void => {
  const json = jsonTypeOf(bytes, accepted)
  if (json !== undefined) throw problems.mislabelledJson(mediaType(c), json, accepted)
}

/** Throws an unsupported-type Problem, which says so if the body looks like JSON. */
export const refuseType = async (c: AppContext, accepted: readonly string[]): Promise<never> => {
  const { value: start } = await readBytes(c).next()
  if (start) assertNotJson(c, start, accepted)
  throw problems.unsupportedType(mediaType(c), accepted)
}

/** Returns the bytes of a body of one of these media types. Throws an unsupported-type Problem for any other. */
export const readBodyOfType = (c: AppContext, ...types: string[]): Promise<Uint8Array<ArrayBuffer>> =>
  types.includes(mediaType(c)) ? readBody(c) : refuseType(c, types)
