/**
 * Decoding of tables, which are split into cells first and decoded afterwards. Nothing is replaced: a byte that is
 * invalid in the encoding becomes half of a surrogate pair (U+DC00 plus the byte), which valid text never contains.
 */

import { Buffer, isUtf8 } from 'node:buffer'
import { en } from '../../messages/en.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** The fewest bytes from which the encoding is detected. */
const minSniffed = 512

const boms: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** Formats that are often sent instead of a table, by their first bytes. */
const foreignFormats: readonly (readonly [string, readonly number[]])[] = [
  [en.tables.formats.zip, [0x50, 0x4b, 0x03, 0x04]],
  [en.tables.formats.xls, [0xd0, 0xcf, 0x11, 0xe0]],
  [en.tables.formats.gzip, [0x1f, 0x8b]],
  [en.tables.formats.pdf, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  [en.tables.formats.parquet, [0x50, 0x41, 0x52, 0x31]],
]

const findPrefix = <T>(bytes: Uint8Array, table: readonly (readonly [T, readonly number[]])[]) =>
  table.find(([, prefix]) => prefix.every((byte, i) => bytes[i] === byte))

/** UTF-16 without a byte order mark has a zero in many of its pairs, nearly always on the same side. */
const guessEncoding = (bytes: Uint8Array): Encoding => {
  const zeros = [0, 0] as [number, number]
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2 ? 1 : 0]++
  const most = bytes.length * 0.2
  if (zeros[1] > most && zeros[0] * 8 < zeros[1]) return 'utf-16le'
  return zeros[0] > most && zeros[1] * 8 < zeros[0] ? 'utf-16be' : 'utf-8'
}

/** A valid multi-byte UTF-8 sequence (RFC 3629, section 4), or else a single byte beyond ASCII. */
const sequence =
  /[\xc2-\xdf][\x80-\xbf]|(?:\xe0[\xa0-\xbf]|\xed[\x80-\x9f]|[\xe1-\xec\xee\xef][\x80-\xbf])[\x80-\xbf]|(?:\xf0[\x90-\xbf]|\xf4[\x80-\x8f]|[\xf1-\xf3][\x80-\xbf])[\x80-\xbf]{2}|[\x80-\xff]/g

const utf8 = (raw: string): string => Buffer.from(raw, 'latin1').toString('utf8')

/** Returns the text of UTF-8 that is not valid throughout. */
const decodeLoosely = (raw: string): string =>
  raw.replace(sequence, (piece) =>
    piece.length > 1 ? utf8(piece) : String.fromCharCode(0xdc00 + piece.charCodeAt(0)),
  )

/**
 * Detects the encoding by the byte order mark; without one, UTF-16 by its zeros, otherwise UTF-8. If the first bytes
 * beyond ASCII are not UTF-8, the file is Windows-1252. `encoding` is the result so far.
 */
export class Decoder {
  encoding: Encoding = 'utf-8'
  hasBom = false
  /** The format of the file, if it is not text. */
  foreignFormat: string | undefined
  #sniffed = false
  /** Whether all bytes so far are ASCII, so that Windows-1252 is still possible. */
  #isAscii = true
  #rest: Buffer = Buffer.alloc(0)
  readonly #windows1252 = new TextDecoder('windows-1252')

  /**
   * Returns the raw text of the next bytes, which may be modified: UTF-16 as text, otherwise one character per byte.
   */
  push(block: Uint8Array, last: boolean): string {
    let bytes = Buffer.from(block.buffer, block.byteOffset, block.length)
    if (this.#rest.length > 0) bytes = Buffer.concat([this.#rest, bytes])
    if (!this.#sniffed) {
      this.#rest = bytes
      if (bytes.length < minSniffed && !last) return ''
      bytes = bytes.subarray(this.#sniff(bytes))
    }
    const isWide = this.encoding.startsWith('utf-16')
    const odd = isWide ? bytes.length % 2 : 0
    this.#rest = bytes.subarray(bytes.length - odd)
    bytes = bytes.subarray(0, bytes.length - odd)
    if (this.encoding === 'utf-16be') bytes.swap16()
    return bytes.toString(isWide ? 'utf16le' : 'latin1') + (last && odd > 0 ? '\ud800' : '')
  }

  /** Returns the length of the byte order mark. */
  #sniff(bytes: Uint8Array): number {
    this.#sniffed = true
    this.foreignFormat = findPrefix(bytes, foreignFormats)?.[0]
    const mark = findPrefix(bytes, boms)
    this.hasBom = mark !== undefined
    this.#isAscii = mark === undefined
    this.encoding = mark?.[0] ?? guessEncoding(bytes.subarray(0, minSniffed))
    return mark?.[1].length ?? 0
  }

  /** Returns decoded text; the pieces must be in the order of the file. */
  decode(raw: string): string {
    if (this.encoding.startsWith('utf-16') || !/[\x80-\xff]/.test(raw)) return raw
    if (this.#isAscii && raw.match(sequence)?.[0].length === 1) this.encoding = 'windows-1252'
    this.#isAscii = false
    const bytes = Buffer.from(raw, 'latin1')
    if (this.encoding === 'windows-1252') return this.#windows1252.decode(bytes)
    return isUtf8(bytes) ? bytes.toString('utf8') : decodeLoosely(raw)
  }

  /** Returns whether a row of raw text has more characters than the limit, without its line end. */
  exceeds(raw: string, limit: number): boolean {
    if (raw.length <= limit) return false
    const row = raw.replace(/(?:\r\n?|\n)$/, '')
    return (this.encoding === 'utf-8' ? utf8(row) : row).length > limit
  }
}
