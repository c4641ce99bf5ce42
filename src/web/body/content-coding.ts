/** Bodies that are compressed on the way (RFC 9110, section 8.4). */
import { toReadableStream } from '../../export/byte-stream.ts'
import { problems } from '../../problems.ts'
import type { AppContext } from '../context.ts'

/** The formats of the platform by the names of content codings; x-gzip is gzip. */
const formats = new Map<string, ConstructorParameters<typeof DecompressionStream>[0]>([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
])
const acceptedCodings = ['gzip', 'deflate']

/** The most bytes of a compressed body after unpacking: as many as the platform takes uncompressed. */
export const maxUnpackedBytes = 100 * 1024 * 1024

/** The number of bytes that are unpacked together; they can become a thousand times as many. */
const pieceSize = 4096

const inPieces = () =>
  new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      for (let at = 0; at < chunk.length; at += pieceSize)
        controller.enqueue(chunk.subarray(at, at + pieceSize))
    },
  })

/** Returns the coding of the body; undefined if it is not compressed. Throws an unsupported-coding Problem. */
export const contentCoding = (c: AppContext): string | undefined => {
  const coding = (c.req.header('Content-Encoding') ?? '').trim().toLowerCase()
  if (coding === '' || coding === 'identity') return undefined
  if (!formats.has(coding)) throw problems.unsupportedCoding(coding, acceptedCodings)
  return coding
}

/** Returns the bytes of a body, unpacked. Fails while it is read if they cannot be unpacked or are cut off. */
export const unpack = (
  source: AsyncIterable<Uint8Array>,
  coding: string | undefined,
): AsyncIterable<Uint8Array> => {
  const format = formats.get(coding ?? '')
  if (!format) return source
  return toReadableStream(source).pipeThrough(inPieces()).pipeThrough(new DecompressionStream(format))
}
