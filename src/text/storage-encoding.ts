/**
 * Storage encoding: text as printable ASCII that needs no JSON escapes. A page of it travels from the database to the
 * Worker about three times as fast as one with a single letter beyond ASCII, or with JSON's quotes.
 *
 * With regular expressions, a record takes 10 times as long to encode and 8 times as long to decode: 57 and 15
 * microseconds (`npm run bench texts`).
 *
 * A quote is U+007F. Every other byte of the UTF-8 that is not plain is written between two carets as two letters,
 * for its upper and its lower half, from `@` for 0 to `O` for 15: a line break is `^@J^`, `é` is `^LCJI^`.
 */
import { Buffer } from 'node:buffer'

/** The most stored bytes of a UTF-16 unit: two letters for each of its three bytes, between two carets. */
export const maxBytesPerUnit = 8

/** The stored form of a quote. */
export const storedQuote = '\u007f'

const caret = 0x5e
const quote = 0x22
const backslash = 0x5c
const del = 0x7f

const escapedUnits = [quote, backslash, caret]

/** The stored byte of each unit; 0 if the unit needs letters. */
const byteOfUnit = Uint8Array.from({ length: 0x10000 }, (_, code) =>
  code >= 0x20 && code < del && !escapedUnits.includes(code) ? code : 0,
)
byteOfUnit[quote] = del

/** Returns the UTF-16 units of a text. */
export const unitsOf = (text: string): Uint16Array => {
  const { buffer, byteOffset } = Buffer.from(text, 'utf16le')
  return new Uint16Array(buffer, byteOffset, text.length)
}

/** Returns whether a text is ASCII. */
export const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length

/** Returns whether a surrogate pair begins at a position. */
const isSurrogatePair = (codes: Uint16Array, at: number): boolean =>
  ((codes[at] as number) & 0xfc00) === 0xd800 && ((codes[at + 1] ?? 0) & 0xfc00) === 0xdc00

/** Replaces half of a surrogate pair, as in any conversion to UTF-8. */
const replacement = 0xfffd

/** Writes a byte as two letters. Returns the position after them. */
const writeLetters = (to: Uint8Array, at: number, byte: number): number => {
  to[at] = 0x40 + (byte >> 4)
  to[at + 1] = 0x40 + (byte & 15)
  return at + 2
}

/** Writes the character at a position as the letters of its UTF-8 bytes. Returns the position after them. */
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

/** Returns whether JSON's escape of a quote or a backslash is at a position. */
const isJsonEscape = (codes: Uint16Array, at: number): boolean => {
  const next = codes[at + 1]
  return codes[at] === backslash && (next === quote || next === backslash)
}

/**
 * Writes units in storage encoding. Returns the position after them. JSON's escape of a quote or a backslash is not
 * split: stored JSON is JSON, except for its quotes.
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

/** Returns a text in storage encoding. */
export const encodeStored = (text: string): string => {
  if (!needsEncoding.test(text)) return text
  const buffer = Buffer.allocUnsafe(text.length * maxBytesPerUnit)
  return buffer.toString('latin1', 0, writeEncoded(unitsOf(text), buffer, 0))
}

/** Sets the highest bit of each zero byte of a word whose four bytes are below 0x80. */
const zeroBytes = (word: number): number => ~(word + 0x7f7f7f7f) & 0x80808080

/**
 * Replaces the quotes of ASCII text by their stored form, four bytes at a time. Returns false if another character
 * needs encoding; the bytes may be partly written then.
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

/** The fewest characters for which the bulk path is faster than unit by unit. */
const minBulkLength = 32

/** Builds one value from many texts in storage encoding, in a reused buffer. */
export class StoredTextBuilder {
  #bytes = Buffer.from(new ArrayBuffer(65_536))
  #words = new Int32Array(this.#bytes.buffer)
  /** The number of bytes. */
  length = 0

  /** Makes room for more bytes, and for the padding of a word at each end. */
  #reserve(more: number): void {
    const minLength = this.length + more + 8
    if (this.#bytes.length >= minLength) return
    const previous = this.#bytes
    this.#bytes = Buffer.from(new ArrayBuffer((minLength * 2 + 3) & ~3))
    this.#words = new Int32Array(this.#bytes.buffer)
    previous.copy(this.#bytes, 0, 0, this.length)
  }

  /** Appends ASCII text unchanged. */
  addAscii(text: string): void {
    const { length } = text
    this.#reserve(length)
    if (length > minBulkLength) this.#bytes.write(text, this.length, 'latin1')
    else for (let at = 0; at < length; at++) this.#bytes[this.length + at] = text.charCodeAt(at)
    this.length += length
  }

  /** Appends a text in storage encoding. */
  addText(text: string): void {
    if (this.addPlain(text)) return
    this.#reserve(text.length * maxBytesPerUnit)
    this.length = writeEncoded(unitsOf(text), this.#bytes, this.length)
  }

  /**
   * Appends a text if its stored form has as many bytes as it has characters. Returns false, and appends nothing,
   * otherwise.
   */
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

  /** Returns the whole text and clears the builder. */
  flush(): string {
    const text = this.#bytes.toString('latin1', 0, this.length)
    this.length = 0
    return text
  }
}

/** Replaces stored quotes by quotes, four bytes at a time without branches; all bytes are below 0x80. */
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

/** Returns the UTF-8 bytes of a stored text. */
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

/** Returns the text of a stored text. */
export const decodeStoredText = (stored: string): string =>
  stored.includes('^') ? decodeStored(stored).toString('utf8') : stored.replaceAll(storedQuote, '"')
