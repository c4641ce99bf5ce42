/** Bytes to work in, used again by each call: what is handed out is good until the next call. */
import { Buffer } from 'node:buffer'

/** Gives the same bytes each time, at least so many. Only for what ends before anything else can run. */
export const scratch = () => {
  let bytes = Buffer.allocUnsafe(16_384)
  return (size: number): Buffer => {
    if (bytes.length < size) bytes = Buffer.allocUnsafe(size * 2)
    return bytes
  }
}
