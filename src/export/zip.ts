/**
 * Zip files as streams: deflated, and the same bytes for the same files. The compressor is a library's, not the
 * platform's: the platform's may give other bytes tomorrow, and holds a whole file back before it gives any.
 */
import { Zip, ZipDeflate } from 'fflate'
import { FileTooLarge } from './byte-stream.ts'

/** What the numbers of a zip file can say, of one file in it and of all, less room for names and the directory. */
const maxBytes = 0xffff_ffff - 65_536

/** The first instant that a zip file can say, in whatever zone it is written. */
const fixedTime = new Date(1980, 0, 1)

/** The compressor's output depends on how its input is cut, so it is always cut here. */
const blockSize = 65_536

export interface ZipEntryWriter {
  readonly write: (bytes: Uint8Array) => void
  readonly end: () => void
}

/** Hands on blocks of one size, the last one shorter; a block holds only while it is handed on. */
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
 * A zip file that is written to. Of files that are written side by side the first goes out as it is written; what is
 * written to the others is held, deflated, until their turn comes. Throws {@link FileTooLarge} past 4 GiB.
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
    /** The bytes that are finished, each once. */
    takeOutput: (): Uint8Array[] => output.splice(0),
    /** How many bytes wait, deflated, for the files before them; names and sizes are not in the count. */
    pendingBytes: (): number => compressedBytes - outputBytes,
    /** The last bytes, behind the end of every file. */
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

/** The bytes of a zip file of these files, one after another, made as they are taken; what fails in a file fails here. */
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
