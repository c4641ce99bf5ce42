/** Zip files (APPNOTE.TXT 6.3.10), read from their central directory, and unpacked as streams of bounded size. */
import { Inflate } from 'fflate'
import type { RandomAccessFile } from './random-access-file.ts'
import { WorkbookError } from './workbook-error.ts'

export interface ZipEntry {
  /** The offset of its local header. */
  readonly offset: number
  readonly method: number
  readonly isEncrypted: boolean
  readonly packedSize: number
  /** The size that the directory states, in bytes; unpacking stops there. */
  readonly size: number
}

const endSignature = 0x0605_4b50
const entrySignature = 0x0201_4b50
const localSignature = 0x0403_4b50
const endLength = 22
const maxCommentLength = 0xffff
const entryLength = 46
const localLength = 30
/** A workbook has a part for each sheet, drawing and picture. */
const maxDirectoryLength = 8 * 1024 * 1024
/** The value of a 32-bit field whose 64-bit value is in the zip64 extra field. */
const inExtraField = 0xffff_ffff
const methods = { stored: 0, deflated: 8 } as const

const damaged = (): WorkbookError => new WorkbookError('table.workbook', (m) => m.workbooks.damaged)

const readBytes = async (file: RandomAccessFile, offset: number, length: number): Promise<Uint8Array> => {
  if (offset < 0 || offset + length > file.size) throw damaged()
  const bytes = await file.read(offset, length)
  if (bytes.length < length) throw damaged()
  return bytes.subarray(0, length)
}

const names = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)
const uint16 = (view: DataView, at: number): number => view.getUint16(at, true)
const uint32 = (view: DataView, at: number): number => view.getUint32(at, true)

/** Returns the three sizes of an entry, of which any can be in the zip64 extra field (4.5.3). */
const readSizes = (entry: DataView, extra: DataView): [size: number, packedSize: number, offset: number] => {
  const sizes: [number, number, number] = [uint32(entry, 24), uint32(entry, 20), uint32(entry, 42)]
  if (!sizes.includes(inExtraField)) return sizes
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + uint16(extra, at + 2)) {
    if (uint16(extra, at) !== 1) continue
    let from = at + 4
    for (const [i, size] of sizes.entries())
      if (size === inExtraField && from + 8 <= extra.byteLength) {
        sizes[i] = Number(extra.getBigUint64(from, true))
        from += 8
      }
  }
  return sizes
}

/**
 * Returns the entries by their names in lower case, with `/` between folders: the names of parts ignore case (ECMA-376
 * part 2, 6.2.2.3). Throws a WorkbookError if the file is no complete zip file.
 */
export const listEntries = async (file: RandomAccessFile): Promise<ReadonlyMap<string, ZipEntry>> => {
  const tailLength = Math.min(file.size, endLength + maxCommentLength)
  const tail = viewOf(await readBytes(file, file.size - tailLength, tailLength))
  let end = tail.byteLength - endLength
  while (end >= 0 && uint32(tail, end) !== endSignature) end--
  if (end < 0) throw damaged()
  const length = uint32(tail, end + 12)
  if (length > maxDirectoryLength) throw damaged()
  const directory = await readBytes(file, uint32(tail, end + 16), length)
  const entries = new Map<string, ZipEntry>()
  for (let at = 0; at + entryLength <= directory.length; ) {
    const bytes = directory.subarray(at)
    const entry = viewOf(bytes)
    if (uint32(entry, 0) !== entrySignature) throw damaged()
    const nameEnd = entryLength + uint16(entry, 28)
    const extraEnd = nameEnd + uint16(entry, 30)
    const [size, packedSize, offset] = readSizes(entry, viewOf(bytes.subarray(nameEnd, extraEnd)))
    const name = names.decode(bytes.subarray(entryLength, nameEnd)).replaceAll('\\', '/').toLowerCase()
    const isEncrypted = (uint16(entry, 8) & 1) === 1
    entries.set(name, { offset, method: uint16(entry, 10), isEncrypted, packedSize, size })
    at += extraEnd + uint16(entry, 32)
  }
  return entries
}

/** The number of packed bytes that are read at once. */
const readLength = 1024 * 1024
/** The number of packed bytes that are unpacked at once: deflate makes at most 1032 bytes of one. */
const inflateLength = 8 * 1024
/** The most bytes of a piece. */
const pieceLength = 64 * 1024

async function* packedPieces(
  file: RandomAccessFile,
  from: number,
  length: number,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < length; at += readLength) {
    const block = await readBytes(file, from + at, Math.min(readLength, length - at))
    for (let i = 0; i < block.length; i += inflateLength) yield block.subarray(i, i + inflateLength)
  }
}

/** Yields the unpacked bytes. Throws a WorkbookError if they are not valid deflate (RFC 1951). */
async function* inflate(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const output: Uint8Array[] = []
  const stream = new Inflate((piece) => output.push(piece))
  const push = (piece: Uint8Array, last: boolean): Uint8Array[] => {
    try {
      stream.push(piece, last)
    } catch {
      throw damaged()
    }
    return output.splice(0)
  }
  for await (const piece of packed) yield* push(piece, false)
  yield* push(new Uint8Array(), true)
}

/**
 * Yields the unpacked bytes of an entry in pieces of at most 64 KiB. Throws a WorkbookError if it is encrypted, packed
 * by another method than deflate, larger than `limit`, or not of its stated size.
 */
export async function* readEntry(
  file: RandomAccessFile,
  entry: ZipEntry,
  limit: number,
): AsyncGenerator<Uint8Array> {
  const { offset, method, isEncrypted, packedSize, size } = entry
  if (isEncrypted) throw new WorkbookError('table.workbook', (m) => m.workbooks.encrypted)
  if (method !== methods.stored && method !== methods.deflated) throw damaged()
  if (size > limit) throw new WorkbookError('table.unpacked', (m) => m.workbooks.unpacked(size, limit))
  const header = viewOf(await readBytes(file, offset, localLength))
  if (uint32(header, 0) !== localSignature) throw damaged()
  const from = offset + localLength + uint16(header, 26) + uint16(header, 28)
  const packed = packedPieces(file, from, packedSize)
  let unpackedSize = 0
  for await (const output of method === methods.deflated ? inflate(packed) : packed) {
    unpackedSize += output.length
    if (unpackedSize > size) throw damaged()
    for (let at = 0; at < output.length; at += pieceLength) yield output.subarray(at, at + pieceLength)
  }
  if (unpackedSize < size) throw damaged()
}
