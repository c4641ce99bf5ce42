/**
 * The bytes of a table as text, block by block. Nothing is replaced: a byte that is not of the encoding becomes half
 * of a surrogate pair (U+DC00 and the byte), which no right text holds, and whoever reads the text reports it.
 */
import { Buffer, isUtf8 } from 'node:buffer'
import {
  decodeLenient,
  findNonAscii,
  incompleteTail,
  sequenceLength,
  toUtf16Units,
  unitsToText,
} from './lenient-decode.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** So many bytes of the beginning tell what the file is. */
const sniffLength = 512

const boms: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** What is often sent in place of a table, by its first bytes. */
const foreignFormats: readonly (readonly [string, readonly number[]])[] = [
  ['an Excel workbook or another zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
]

const startsWithBytes = (bytes: Uint8Array, first: readonly number[]): boolean =>
  first.every((byte, i) => bytes[i] === byte)

/** UTF-16 without a mark has a zero in many of its pairs, nearly always on the same side. */
const detectUtf16 = (bytes: Uint8Array): Encoding => {
  const zeros = [0, 0] as [number, number]
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2 ? 1 : 0]++
  const minZeros = bytes.length * 0.2
  if (zeros[1] > minZeros && zeros[0] * 8 < zeros[1]) return 'utf-16le'
  return zeros[0] > minZeros && zeros[1] * 8 < zeros[0] ? 'utf-16be' : 'utf-8'
}

const concatBytes = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  if (a.length === 0) return b
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

const emptyBytes = new Uint8Array()
const lineFeed = 10

/**
 * Bytes in, text out. The encoding is that of the byte order mark; without one UTF-16 by its zeros, else UTF-8. When
 * the first bytes beyond ASCII are not UTF-8, the file is Windows-1252. `encoding` says what is known so far.
 */
export class Decoder {
  encoding: Encoding = 'utf-8'
  hasBom = false
  /** What the file is, when it is no text. */
  foreignFormat: string | undefined
  #hasStarted = false
  #isAscii = true
  #pending: Uint8Array = emptyBytes
  readonly #windows1252 = new TextDecoder('windows-1252')

  /**
   * The text of the next bytes, in pieces, less what may be the beginning of a character; a pair of UTF-16 may be cut.
   */
  push(block: Uint8Array): string[] {
    const bytes = concatBytes(this.#pending, block)
    if (this.#hasStarted) return this.#decode(bytes, false)
    if (bytes.length >= sniffLength) return this.#start(bytes, false)
    this.#pending = bytes.slice()
    return []
  }

  /** The text of what was held back. */
  end(): string[] {
    return this.#hasStarted ? this.#decode(this.#pending, true) : this.#start(this.#pending, true)
  }

  #start(bytes: Uint8Array, last: boolean): string[] {
    this.#hasStarted = true
    this.foreignFormat = foreignFormats.find(([, first]) => startsWithBytes(bytes, first))?.[0]
    if (this.foreignFormat !== undefined) return []
    const mark = boms.find(([, first]) => startsWithBytes(bytes, first))
    this.hasBom = mark !== undefined
    this.encoding = mark?.[0] ?? detectUtf16(bytes.subarray(0, sniffLength))
    return this.#decode(bytes.subarray(mark?.[1].length ?? 0), last)
  }

  #decode(bytes: Uint8Array, last: boolean): string[] {
    if (this.encoding === 'windows-1252') return [this.#windows1252.decode(bytes)]
    const tail = last ? 0 : this.encoding === 'utf-8' ? incompleteTail(bytes) : bytes.length % 2
    const whole = bytes.subarray(0, bytes.length - tail)
    this.#pending = tail > 0 ? bytes.slice(bytes.length - tail) : emptyBytes
    if (this.encoding !== 'utf-8') return [unitsToText(toUtf16Units(whole, this.encoding))]
    return isUtf8(whole) ? this.#splitPieces(whole) : [this.#decodeInvalid(whole)]
  }

  /**
   * Lines with letters beyond ASCII apart from those without: one such letter makes a text take two bytes for every
   * character, and all that is cut out of it.
   */
  #splitPieces(bytes: Uint8Array): string[] {
    const { buffer, byteOffset, length } = bytes
    const all = Buffer.from(buffer, byteOffset, length)
    const pieces: string[] = []
    let from = 0
    let at = findNonAscii(bytes, 0)
    while (at < length) {
      const begin = Math.max(from, all.lastIndexOf(lineFeed, at) + 1)
      let end = begin
      for (; at < length && all.lastIndexOf(lineFeed, at) < end; at = findNonAscii(bytes, end)) {
        const next = all.indexOf(lineFeed, at)
        end = next === -1 ? length : next + 1
      }
      if (begin > from) pieces.push(all.toString('latin1', from, begin))
      pieces.push(all.toString('utf8', begin, end))
      from = end
    }
    if (from < length) pieces.push(all.toString('latin1', from, length))
    this.#isAscii &&= pieces.length === 0 || (pieces.length === 1 && from === 0)
    return pieces
  }

  /** Bytes that are not all UTF-8. */
  #decodeInvalid(bytes: Uint8Array): string {
    const beyond = bytes.findIndex((byte) => byte > 0x7f)
    if (this.#isAscii && !this.hasBom && sequenceLength(bytes, beyond) === 0) {
      this.encoding = 'windows-1252'
      const text = this.#windows1252.decode(concatBytes(bytes, this.#pending))
      this.#pending = emptyBytes
      return text
    }
    this.#isAscii = false
    return unitsToText(decodeLenient(bytes))
  }
}
