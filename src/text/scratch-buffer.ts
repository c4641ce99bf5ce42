/** Bytes to work in, used again by each call: what is handed out is good until the next call. */
import { Buffer } from 'node:buffer'

/** Gives the same bytes each time, at least so many. Only for what ends before anything else can run. */
export const createScratchBuffer = () => {
  let bytes = Buffer.allocUnsafe(16_384)
  return (size: number): Buffer => {
    if (bytes.length < size) bytes = Buffer.allocUnsafe(size * 2)
    return bytes
  }
}

/**
 * The UTF-16 units of a text, in bytes that are used again. Unit by unit they are read several times as fast as out of
 * the text, of which there are too many kinds: whole ones, pieces, and joined ones, each of one byte a letter or two.
 */
export const createUnitReader = () => {
  const bytesFor = createScratchBuffer()
  return (text: string): Uint16Array => {
    const { length } = text
    const bytes = bytesFor(length * 2)
    bytes.write(text, 0, 'utf16le')
    return new Uint16Array(bytes.buffer, bytes.byteOffset, length)
  }
}
