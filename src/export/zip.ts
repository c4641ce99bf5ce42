/**
 * Zip files as streams, deflated, with the same bytes for the same files. The compressor is a library's: the
 * platform's may produce other bytes tomorrow, and buffers a whole file before it returns any.
 */
import { Zip, ZipDeflate } from 'fflate'
import { FileTooLarge } from './byte-stream.ts'

/** The most bytes that a zip file can declare, less room for names and the directory. */
const maxBytes = 0xffff_ffff - 65_536

/** The earliest time that a zip file can declare, whatever the time zone. */
const fixedTime = new Date(1980, 0, 1)

/** The compressor's output depends on how its input is split, so it is always split here. */
const blockSize = 65_536

export interface ZipEntryWriter {
  readonly write: (bytes: Uint8Array) => void
  readonly end: () => void
}

/** Returns a writer that passes on blocks of equal size, except for the last; a block is valid only during the call. */
const createBlockWriter = (onBlock: (block: Uint8Array, last: boolean) => void): ZipEntryWriter => {
  const block = new Uint8Array(blockSize)
  let filled = 0
  return {
    write: (bytes) => {
      for (let from = 0; from < bytes.length; ) {
        const part = bytes.subarray(from, from + blockSize - filled)
        block.set(part, filled)
        filled += part.length
        from += part.length
        if (filled < blockSize) continue
        onBlock(block, false)
        filled = 0
      }
    },
    end: () => onBlock(block.subarray(0, filled), true),
  }
}

/**
 * Returns a zip file to write to. If several files are open, the first is written out as it grows, and the others are
 * held, deflated, until it is complete. Throws {@link FileTooLarge} beyond 4 GiB.
 */
export const createZipWriter = (limit = maxBytes) => {
  const output: Uint8Array[] = []
  let [compressedBytes, outputBytes] = [0, 0]
  const zip = new Zip((error, piece) => {
    if (error) throw error
    output.push(piece)
    outputBytes += piece.length
  })
  return {
    /** Begins a file; names are unique paths with `/`. */
    addFile: (name: string): ZipEntryWriter => {
      const entry = new ZipDeflate(name, { level: 6 })
      entry.mtime = fixedTime
      zip.add(entry)
      const forward = entry.ondata
      entry.ondata = (error, piece, last) => {
        compressedBytes += piece?.length ?? 0
        forward(error, piece, last)
      }
      let inputBytes = 0
      return createBlockWriter((block, last) => {
        inputBytes += block.length
        entry.push(block, last)
        if (Math.max(inputBytes, compressedBytes) > limit)
          throw new FileTooLarge(`${name} makes a zip file of over ${limit} bytes.`)
      })
    },
    /** Returns the finished bytes and clears them. */
    takeOutput: (): Uint8Array[] => output.splice(0),
    /** Returns the number of deflated bytes that wait for earlier files, without names and sizes. */
    pendingBytes: (): number => compressedBytes - outputBytes,
    /** Returns the last bytes, after every file has ended. */
    end: (): Uint8Array[] => {
      zip.end()
      return output.splice(0)
    },
  }
}

export interface ZipFile {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Yields the bytes of a zip file of these files, one after another. An error of a file is passed on. */
export async function* writeZip(files: AsyncIterable<ZipFile>, limit = maxBytes): AsyncGenerator<Uint8Array> {
  const zip = createZipWriter(limit)
  for await (const { name, bytes } of files) {
    const file = zip.addFile(name)
    for await (const piece of bytes) {
      file.write(piece)
      yield* zip.takeOutput()
    }
    file.end()
  }
  yield* zip.end()
}
