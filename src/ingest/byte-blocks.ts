/** Bytes as they arrive, in blocks of one size. */

/** Bytes that are read at once: what is in memory of a file is a block, a group of its rows, and a row. */
export const blockSize = 524_288

/** So many rows come together at most, and are judged together; each of their faults counts as a row. */
export const maxRowsPerBatch = 2000

/** The pieces of a stream as blocks of one size, but for the last. */
export async function* toBlocks(chunks: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let block = new Uint8Array(size)
  let filled = 0
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + size - filled)
      block.set(piece, filled)
      at += piece.length
      filled += piece.length
      if (filled < size) continue
      yield block
      block = new Uint8Array(size)
      filled = 0
    }
  if (filled > 0) yield block.subarray(0, filled)
}
