/** Looking at the beginning of a file before it is read. */
import { Buffer } from 'node:buffer'

type Chunks = AsyncIterable<Uint8Array>

export interface Peeked {
  /** The first bytes, at least as many as asked for unless the file is shorter. */
  readonly start: Buffer
  /** All chunks, those of the beginning included. */
  readonly chunks: Chunks
  /** Ends the file without reading the rest. */
  readonly end: () => Promise<unknown>
}

/** Returns the first bytes of a file, at least `length` if there are as many. */
export const peek = async (chunks: Chunks, length: number): Promise<Peeked> => {
  const iterator = chunks[Symbol.asyncIterator]()
  let start = Buffer.alloc(0)
  while (start.length < length) {
    const { done, value } = await iterator.next()
    if (done) break
    start = Buffer.concat([start, value])
  }
  async function* all() {
    yield start
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  return { start, chunks: all(), end: async () => iterator.return?.() }
}
