/**
 * Text in the form in which the database keeps it ready: printable ASCII that JSON writes without an escape. A page
 * of it goes from the database to the Worker about three times as fast as one with a single letter beyond ASCII, or
 * with JSON's quotes.
 *
 * Written with regular expressions, a record takes 10 times as long to encode and 8 times as long to decode: 57 and 15
 * microseconds (`npm run bench texts`).
 *
 * A quote is U+007F. Every other byte of the UTF-8 that is not plain stands between two carets as two letters, of its
 * upper and its lower half, from `@` for 0 to `O` for 15: a line break is `^@J^`, `é` is `^LCJI^`.
 */
import { Buffer } from 'node:buffer'

/** At most so many bytes are kept for a unit of a text: two letters for each of its three bytes, between two carets. */
export const maxBytesPerUnit = 8

/** What a quote is kept as. */
export const storedQuote = '\u007f'

const caret = 0x5e
const quote = 0x22
const backslash = 0x5c
const del = 0x7f

const escapedUnits = [quote, backslash, caret]

/** By unit, the byte that it is kept as; 0 where it needs letters. */
const byteOfUnit = Uint8Array.from({ length: 0x10000 }, (_, code) =>
  code >= 0x20 && code < del && !escapedUnits.includes(code) ? code : 0,
)
byteOfUnit[quote] = del

/** The UTF-16 units of a text. */
export const unitsOf = (text: string): Uint16Array => {
  const { buffer, byteOffset } = Buffer.from(text, 'utf16le')
  return new Uint16Array(buffer, byteOffset, text.length)
}

/** Whether a text has nothing beyond ASCII. */
export const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length

/** Whether a surrogate pair begins at a place. */
const isSurrogatePair = (codes: Uint16Array, at: number): boolean =>
  ((codes[at] as number) & 0xfc00) === 0xd800 && ((codes[at + 1] ?? 0) & 0xfc00) === 0xdc00

/** What stands for half of a surrogate pair, as wherever a text becomes UTF-8. */
const replacement = 0xfffd

/** Writes a byte as two letters; where they end. */
const writeLetters = (to: Uint8Array, at: number, byte: number): number => {
  to[at] = 0x40 + (byte >> 4)
  to[at + 1] = 0x40 + (byte & 15)
  return at + 2
}

/** Writes the character at a place as the letters of its bytes in UTF-8; where they end. */
const writeEscaped = (codes: Uint16Array, at: number, to: Uint8Array, from: number): number => {
  let point = codes[at] as number
  if (point < 0x80) return writeLetters(to, from, point)
  let end = from
  if (point < 0x800) end = writeLetters(to, end, 0xc0 | (point >> 6))
  else {
    if (isSurrogatePair(codes, at)) {
      point = 0x10000 + ((point & 0x3ff) << 10) + ((codes[at + 1] as number) & 0x3ff)
      end = writeLetters(to, end, 0xf0 | (point >> 18))
      end = writeLetters(to, end, 0x80 | ((point >> 12) & 0x3f))
    } else {
      if (point >= 0xd800 && point < 0xe000) point = replacement
      end = writeLetters(to, end, 0xe0 | (point >> 12))
    }
    end = writeLetters(to, end, 0x80 | ((point >> 6) & 0x3f))
  }
  return writeLetters(to, end, 0x80 | (point & 0x3f))
}

/** Whether JSON's escape of a quote or a backslash is at a place. */
const isJsonEscape = (codes: Uint16Array, at: number): boolean => {
  const next = codes[at + 1]
  return codes[at] === backslash && (next === quote || next === backslash)
}

/**
 * Writes units as they are kept, from a place on; where they end. JSON's escape of a quote or a backslash stays in one
 * piece: what is kept of JSON is JSON, but for its quotes.
 */
const writeEncoded = (codes: Uint16Array, to: Uint8Array, from: number): number => {
  const { length } = codes
  let end = from
  for (let at = 0; at < length; ) {
    const byte = byteOfUnit[codes[at] as number] as number
    if (byte !== 0) {
      to[end++] = byte
      at++
      continue
    }
    to[end++] = caret
    do {
      if (isJsonEscape(codes, at)) end = writeLetters(to, end, codes[at++] as number)
      end = writeEscaped(codes, at, to, end)
      at += isSurrogatePair(codes, at) ? 2 : 1
    } while (at < length && byteOfUnit[codes[at] as number] === 0)
    to[end++] = caret
  }
  return end
}

const needsEncoding = /[^ -!#-[\]_-~]/

/** A text as it is kept. */
export const encodeStored = (text: string): string => {
  if (!needsEncoding.test(text)) return text
  const buffer = Buffer.allocUnsafe(text.length * maxBytesPerUnit)
  return buffer.toString('latin1', 0, writeEncoded(unitsOf(text), buffer, 0))
}

/** In each of four bytes below 0x80 its highest bit where the byte is 0. */
const zeroBytes = (word: number): number => ~(word + 0x7f7f7f7f) & 0x80808080

/**
 * Writes the quotes of ASCII as they are kept, four bytes at a time. False where anything else does not stand for
 * itself; the bytes may be half written then.
 */
const encodeQuotes = (words: Int32Array, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) {
    const word = words[i] as number
    // A backslash and a caret differ in one bit, which is set here.
    const unencodable =
      (~(word + 0x60606060) & 0x80808080) |
      ((word + 0x01010101) & 0x80808080) |
      zeroBytes((word | 0x02020202) ^ 0x5e5e5e5e)
    if (unencodable !== 0) return false
    words[i] = word ^ Math.imul(zeroBytes(word ^ 0x22222222) >>> 7, quote ^ del)
  }
  return true
}

/** Up to this length, a text is written faster unit by unit. */
const minBulkLength = 32

/** Texts as they are kept, one behind another, in bytes that are used again: for many texts in one value. */
export class StoredTextBuilder {
  #bytes = Buffer.from(new ArrayBuffer(65_536))
  #words = new Int32Array(this.#bytes.buffer)
  /** How many bytes it has. */
  length = 0

  /** Gives room for so many bytes more, and some that fill up a word at each end. */
  #reserve(more: number): void {
    const minLength = this.length + more + 8
    if (this.#bytes.length >= minLength) return
    const previous = this.#bytes
    this.#bytes = Buffer.from(new ArrayBuffer((minLength * 2 + 3) & ~3))
    this.#words = new Int32Array(this.#bytes.buffer)
    previous.copy(this.#bytes, 0, 0, this.length)
  }

  /** Adds ASCII as it is. */
  addAscii(text: string): void {
    const { length } = text
    this.#reserve(length)
    if (length > minBulkLength) this.#bytes.write(text, this.length, 'latin1')
    else for (let at = 0; at < length; at++) this.#bytes[this.length + at] = text.charCodeAt(at)
    this.length += length
  }

  /** Adds a text as it is kept. */
  addText(text: string): void {
    if (this.addPlain(text)) return
    this.#reserve(text.length * maxBytesPerUnit)
    this.length = writeEncoded(unitsOf(text), this.#bytes, this.length)
  }

  /** Adds a text, if it is kept in as many bytes as it has characters: only quotes, and what stands for itself. */
  addPlain(text: string): boolean {
    return isAscii(text) && this.#addPlainAscii(text)
  }

  #addPlainAscii(text: string): boolean {
    this.#reserve(text.length)
    const from = this.length
    const aligned = (from + 3) & ~3
    const end = aligned + this.#bytes.write(text, aligned, 'latin1')
    const paddedEnd = (end + 3) & ~3
    for (let at = end; at < paddedEnd; at++) this.#bytes[at] = 0x20
    if (!encodeQuotes(this.#words, aligned >> 2, paddedEnd >> 2)) return false
    this.#bytes.copyWithin(from, aligned, end)
    this.length = from + text.length
    return true
  }

  /** All of it; the sheet is empty then. */
  flush(): string {
    const text = this.#bytes.toString('latin1', 0, this.length)
    this.length = 0
    return text
  }
}

/** Puts quotes where they stand as U+007F: four bytes at a time, all below 0x80, without a branch for each. */
const decodeQuotes = (bytes: Buffer): void => {
  const { buffer, byteOffset, length } = bytes
  const aligned = byteOffset % 4 === 0 ? length >> 2 : 0
  const words = new Int32Array(buffer, aligned > 0 ? byteOffset : 0, aligned)
  for (let i = 0; i < aligned; i++) {
    const word = words[i] as number
    const isOther = (word ^ 0x7f7f7f7f) + 0x7f7f7f7f
    words[i] = word ^ (((~isOther & 0x80808080) >>> 7) * (0x7f ^ 0x22))
  }
  for (let at = aligned * 4; at < length; at++) if (bytes[at] === 0x7f) bytes[at] = 0x22
}

/** The UTF-8 bytes of the text that was kept. */
export const decodeStored = (stored: string): Buffer => {
  const bytes = Buffer.from(stored, 'latin1')
  decodeQuotes(bytes)
  const { length } = bytes
  let to = 0
  for (let from = 0; from < length; ) {
    const next = bytes.indexOf(caret, from)
    const end = next === -1 ? length : next
    bytes.copyWithin(to, from, end)
    to += end - from
    let at = end + 1
    for (; at < length && bytes[at] !== caret; at += 2)
      bytes[to++] = ((bytes[at] as number) << 4) | ((bytes[at + 1] as number) & 15)
    from = at + 1
  }
  return bytes.subarray(0, to)
}

/** The text that was kept. */
export const decodeStoredText = (stored: string): string =>
  stored.includes('^') ? decodeStored(stored).toString('utf8') : stored.replaceAll(storedQuote, '"')
