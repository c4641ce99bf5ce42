/**
 * The bytes of a table as text, block by block. Nothing is replaced: a byte that is not of the encoding becomes half
 * of a surrogate pair (U+DC00 and the byte), which no right text holds, and whoever reads the text reports it.
 */
import { Buffer, isUtf8 } from 'node:buffer'
import {
  beyondAscii,
  decodeLoosely,
  incompleteTail,
  sequenceLength,
  textOf,
  utf16Units,
} from './lenient-decode.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** So many bytes of the beginning tell what the file is. */
const sniffed = 512

const boms: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** What is often sent in place of a table, by its first bytes. */
const foreigners: readonly (readonly [string, readonly number[]])[] = [
  ['an Excel workbook or another zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
]

const beginsWith = (bytes: Uint8Array, first: readonly number[]): boolean =>
  first.every((byte, i) => bytes[i] === byte)

/** UTF-16 without a mark has a zero in many of its pairs, nearly always on the same side. */
const unmarked = (bytes: Uint8Array): Encoding => {
  const zeros = [0, 0] as [number, number]
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2 ? 1 : 0]++
  const most = bytes.length * 0.2
  if (zeros[1] > most && zeros[0] * 8 < zeros[1]) return 'utf-16le'
  return zeros[0] > most && zeros[1] * 8 < zeros[0] ? 'utf-16be' : 'utf-8'
}

const join = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  if (a.length === 0) return b
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

const none = new Uint8Array()
const lineFeed = 10

/**
 * Bytes in, text out. The encoding is that of the byte order mark; without one UTF-16 by its zeros, else UTF-8. When
 * the first bytes beyond ASCII are not UTF-8, the file is Windows-1252. `encoding` says what is known so far.
 */
export class Decoder {
  encoding: Encoding = 'utf-8'
  bom = false
  /** What the file is, when it is no text. */
  foreign: string | undefined
  #begun = false
  #ascii = true
  #held: Uint8Array = none
  readonly #western = new TextDecoder('windows-1252')

  /**
   * The text of the next bytes, in pieces, less what may be the beginning of a character; a pair of UTF-16 may be cut.
   */
  push(block: Uint8Array): string[] {
    const bytes = join(this.#held, block)
    if (this.#begun) return this.#decode(bytes, false)
    if (bytes.length >= sniffed) return this.#begin(bytes, false)
    this.#held = bytes.slice()
    return []
  }

  /** The text of what was held back. */
  end(): string[] {
    return this.#begun ? this.#decode(this.#held, true) : this.#begin(this.#held, true)
  }

  #begin(bytes: Uint8Array, last: boolean): string[] {
    this.#begun = true
    this.foreign = foreigners.find(([, first]) => beginsWith(bytes, first))?.[0]
    if (this.foreign !== undefined) return []
    const mark = boms.find(([, first]) => beginsWith(bytes, first))
    this.bom = mark !== undefined
    this.encoding = mark?.[0] ?? unmarked(bytes.subarray(0, sniffed))
    return this.#decode(bytes.subarray(mark?.[1].length ?? 0), last)
  }

  #decode(bytes: Uint8Array, last: boolean): string[] {
    if (this.encoding === 'windows-1252') return [this.#western.decode(bytes)]
    const tail = last ? 0 : this.encoding === 'utf-8' ? incompleteTail(bytes) : bytes.length % 2
    const whole = bytes.subarray(0, bytes.length - tail)
    this.#held = tail > 0 ? bytes.slice(bytes.length - tail) : none
    if (this.encoding !== 'utf-8') return [textOf(utf16Units(whole, this.encoding))]
    return isUtf8(whole) ? this.#pieces(whole) : [this.#broken(whole)]
  }

  /**
   * Lines with letters beyond ASCII apart from those without: one such letter makes a text take two bytes for every
   * character, and all that is cut out of it.
   */
  #pieces(bytes: Uint8Array): string[] {
    const { buffer, byteOffset, length } = bytes
    const all = Buffer.from(buffer, byteOffset, length)
    const pieces: string[] = []
    let from = 0
    let at = beyondAscii(bytes, 0)
    while (at < length) {
      const begin = Math.max(from, all.lastIndexOf(lineFeed, at) + 1)
      let end = begin
      for (; at < length && all.lastIndexOf(lineFeed, at) < end; at = beyondAscii(bytes, end)) {
        const next = all.indexOf(lineFeed, at)
        end = next === -1 ? length : next + 1
      }
      if (begin > from) pieces.push(all.toString('latin1', from, begin))
      pieces.push(all.toString('utf8', begin, end))
      from = end
    }
    if (from < length) pieces.push(all.toString('latin1', from, length))
    this.#ascii &&= pieces.length === 0 || (pieces.length === 1 && from === 0)
    return pieces
  }

  /** Bytes that are not all UTF-8. */
  #broken(bytes: Uint8Array): string {
    const beyond = bytes.findIndex((byte) => byte > 0x7f)
    if (this.#ascii && !this.bom && sequenceLength(bytes, beyond) === 0) {
      this.encoding = 'windows-1252'
      const text = this.#western.decode(join(bytes, this.#held))
      this.#held = none
      return text
    }
    this.#ascii = false
    return textOf(decodeLoosely(bytes))
  }
}
