/** A reader of zip files that goes by their central directory, with the platform's own decompressor. */
import { Buffer } from 'node:buffer'
import { crc32, inflateRawSync } from 'node:zlib'

export interface ReadFile {
  readonly name: string
  readonly method: number
  /** Date and time as the directory has them, two numbers of 16 bits. */
  readonly stamp: number
  readonly bytes: Buffer
}

const directoryEnd = 0x06054b50
const directoryEntry = 0x02014b50
const localHeader = 0x04034b50

const expectMark = (zip: Buffer, at: number, mark: number): void => {
  if (zip.readUInt32LE(at) !== mark) throw new Error(`There is no mark ${mark.toString(16)} at ${at}.`)
}

const bodyOf = (zip: Buffer, at: number, packed: number): Buffer => {
  expectMark(zip, at, localHeader)
  const from = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
  return inflateRawSync(zip.subarray(from, from + packed))
}

/** The files in it, in order. Throws where sizes, sums or marks do not agree. */
export const readZip = (bytes: Uint8Array): ReadFile[] => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = zip.length - 22
  expectMark(zip, end, directoryEnd)
  let at = zip.readUInt32LE(end + 16)
  const files = Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    expectMark(zip, at, directoryEntry)
    const [sum, packed, size] = [
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 24),
    ]
    const named = zip.readUInt16LE(at + 28)
    const body = bodyOf(zip, zip.readUInt32LE(at + 42), packed)
    if (body.length !== size || crc32(body) !== sum) throw new Error('Size or checksum do not agree.')
    const file = {
      name: zip.toString('utf8', at + 46, at + 46 + named),
      method: zip.readUInt16LE(at + 10),
      stamp: zip.readUInt32LE(at + 12),
      bytes: body,
    }
    at += 46 + named + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
    return file
  })
  if (at !== end) throw new Error('The directory does not end where it should.')
  return files
}
