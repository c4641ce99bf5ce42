/**
 * Decoding of tables. UTF-8 is split into cells first and decoded afterwards, so that a faulty byte has its cell; other
 * encodings are decoded as they arrive. Nothing is replaced: a byte that is invalid in the encoding becomes half of a
 * surrogate pair (in UTF-8, U+DC00 plus the byte), which valid text never contains.
 */

import { Buffer, isUtf8 } from 'node:buffer'
import type { Messages } from '../../messages/messages.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { binaryFormat, type FormatName, textFormat } from './foreign-format.ts'
import { type EncodingGuess, guessEncoding } from './guess-encoding.ts'

/** The fewest bytes from which the encoding is detected. */
const minSniffed = 512
/** The number of bytes, from the first one beyond ASCII, from which an encoding is guessed. */
const sampleSize = 65_536
/** The number of bytes of the same sample before that one, so that the first word is whole. */
const contextSize = 64

const boms: readonly (readonly [encoding: string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const findPrefix = <T>(bytes: Uint8Array, table: readonly (readonly [T, readonly number[]])[]) =>
  table.find(([, prefix]) => prefix.every((byte, i) => bytes[i] === byte))

/** UTF-16 without a byte order mark has a zero in many of its pairs, nearly always on the same side. */
const detectUtf16 = (bytes: Uint8Array): string | undefined => {
  const zeros = [0, 0] as [number, number]
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2 ? 1 : 0]++
  const most = bytes.length * 0.2
  if (zeros[1] > most && zeros[0] * 8 < zeros[1]) return 'utf-16le'
  return zeros[0] > most && zeros[1] * 8 < zeros[0] ? 'utf-16be' : undefined
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

/** The beginning of a sequence at the end of a text. */
const partialSequence = /(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})$/

/** Returns whether bytes beyond ASCII are mostly UTF-8, so that other ones are faults. */
const isMostlyUtf8 = (sample: Buffer): boolean => {
  const pieces = sample.toString('latin1').replace(partialSequence, '').match(sequence) ?? []
  const valid = pieces.filter(({ length }) => length > 1).length
  const invalid = pieces.length - valid
  return valid > invalid || (valid > 0 && valid === invalid && pieces[0]?.length !== 1)
}

/** Labels that a wrong one is compared with. */
const commonLabels = [
  ...['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'iso-8859-1', 'iso-8859-2', 'koi8-r', 'koi8-u', 'ibm866'],
  ...Array.from({ length: 9 }, (_, i) => `windows-125${i}`),
  ...['windows-874', 'macintosh', 'gb18030', 'gbk', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'],
]

/** Returns a sentence about labels that are right, in place of a wrong one; it begins with a space. */
export const hintEncoding = (label: string, messages: Messages): string => {
  const hint = didYouMean(label, commonLabels)
  return hint ? ` ${hint(messages)}` : messages.parameters.encodingExamples
}

/**
 * Returns the name of an encoding by a label of the Encoding standard (https://encoding.spec.whatwg.org/#names-and-labels);
 * undefined if no encoding has the label.
 */
export const findEncoding = (label: string): string | undefined => {
  try {
    return new TextDecoder(label).encoding
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined
    throw error
  }
}

/**
 * Decodes a table in the stated encoding. A byte order mark has priority; without either, UTF-16 is detected by its
 * zeros. If no encoding is stated and bytes beyond ASCII are mostly not UTF-8, the encoding is guessed. `encoding` is
 * the result so far.
 */
export class Decoder {
  encoding = 'utf-8'
  hasBom = false
  /** The format of the file, if it is no table. */
  foreignFormat: FormatName | undefined
  /** Given if the encoding is a guess. */
  guess: EncodingGuess | undefined
  readonly #stated: string | undefined
  #sniffed = false
  /** Whether all bytes so far are ASCII and the encoding is still open. */
  #isOpen = false
  /** The last bytes of ASCII that were passed on meanwhile. */
  #context: Buffer = Buffer.alloc(0)
  #rest: Buffer = Buffer.alloc(0)
  /** The decoder of an encoding other than UTF-8 and UTF-16. */
  #legacy: TextDecoder | undefined

  constructor(stated?: string) {
    this.#stated = stated
  }

  /**
   * Returns the raw text of the next bytes, which may be modified: one character per byte of UTF-8, and text in other
   * encodings.
   */
  push(block: Uint8Array, last: boolean): string {
    let bytes = Buffer.from(block.buffer, block.byteOffset, block.length)
    if (this.#rest.length > 0) bytes = Buffer.concat([this.#rest, bytes])
    this.#rest = bytes
    if (!this.#sniffed) {
      if (bytes.length < minSniffed && !last) return ''
      bytes = bytes.subarray(this.#sniff(bytes))
    }
    if (this.#isOpen && !this.#settle(bytes, last)) return ''
    this.#rest = Buffer.alloc(0)
    if (this.#legacy) return this.#legacy.decode(bytes, { stream: !last }).replaceAll('\ufffd', '\udc00')
    return this.#isWide ? this.#decodeWide(bytes, last) : bytes.toString('latin1')
  }

  get #isWide(): boolean {
    return this.encoding.startsWith('utf-16')
  }

  #decodeWide(bytes: Buffer, last: boolean): string {
    const odd = bytes.length % 2
    this.#rest = bytes.subarray(bytes.length - odd)
    const pairs = bytes.subarray(0, bytes.length - odd)
    if (this.encoding === 'utf-16be') pairs.swap16()
    return pairs.toString('utf16le') + (last && odd > 0 ? '\ud800' : '')
  }

  /** Returns the length of the byte order mark. */
  #sniff(bytes: Uint8Array): number {
    this.#sniffed = true
    const mark = findPrefix(bytes, boms)
    this.hasBom = mark !== undefined
    const known = mark?.[0] ?? this.#stated ?? detectUtf16(bytes.subarray(0, minSniffed))
    this.#isOpen = known === undefined
    if (known !== undefined) this.#use(known)
    const start = mark?.[1].length ?? 0
    const beginning = Buffer.from(bytes.subarray(0, minSniffed))
    const text = this.#isWide
      ? beginning.toString('latin1').replaceAll('\0', '')
      : beginning.toString('latin1')
    this.foreignFormat = binaryFormat(text) ?? textFormat(text.slice(start))
    return start
  }

  #use(encoding: string): void {
    this.encoding = encoding
    if (encoding !== 'utf-8' && !this.#isWide) this.#legacy = new TextDecoder(encoding)
  }

  /** Settles the encoding at the first bytes beyond ASCII. Returns false if more bytes are needed. */
  #settle(bytes: Buffer, last: boolean): boolean {
    const found = bytes.toString('latin1').search(/[\x80-\xff]/)
    const at = found < 0 ? bytes.length : found
    const sample = bytes.subarray(at, at + sampleSize)
    if (found >= 0 && sample.length < sampleSize && !last) return false
    const context = Buffer.concat([this.#context, bytes.subarray(0, at)])
    this.#context = context.subarray(Math.max(0, context.length - contextSize))
    if (found < 0) return true
    this.#isOpen = false
    if (isMostlyUtf8(sample)) return true
    this.guess = guessEncoding(Buffer.concat([this.#context, sample]))
    this.#use(this.guess.encoding)
    return true
  }

  /** Returns the text of a piece of raw text. */
  decode(raw: string): string {
    if (this.encoding !== 'utf-8' || !/[\x80-\xff]/.test(raw)) return raw
    const bytes = Buffer.from(raw, 'latin1')
    return isUtf8(bytes) ? bytes.toString('utf8') : decodeLoosely(raw)
  }

  /** Returns whether a row of raw text has more characters than the limit, without its line end. */
  exceeds(raw: string, limit: number): boolean {
    if (raw.length <= limit) return false
    const row = raw.replace(/(?:\r\n?|\n)$/, '')
    return (this.encoding === 'utf-8' ? utf8(row) : row).length > limit
  }
}
