/** UTF-8 and UTF-16 by hand, for bytes that the platform's decoder would refuse or replace. */

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80

/** How many bytes a sequence of UTF-8 has, and the bounds of its second byte (RFC 3629, section 4), by its first. */
const leadByteInfo = (first: number): readonly [length: number, least: number, most: number] => {
  if (first < 0x80) return [1, 0, 0]
  if (first < 0xc2 || first > 0xf4) return [0, 0, 0]
  if (first < 0xe0) return [2, 0x80, 0xbf]
  if (first < 0xf0) return [3, first === 0xe0 ? 0xa0 : 0x80, first === 0xed ? 0x9f : 0xbf]
  return [4, first === 0xf0 ? 0x90 : 0x80, first === 0xf4 ? 0x8f : 0xbf]
}

/** The length of the UTF-8 sequence that begins here; 0 where none does. */
export const sequenceLength = (bytes: Uint8Array, at: number): number => {
  const [length, minSecond, maxSecond] = leadByteInfo(bytes[at] ?? 0xff)
  if (length < 2) return length
  const second = bytes[at + 1] ?? 0
  if (second < minSecond || second > maxSecond) return 0
  for (let i = 2; i < length; i++) if (!isContinuation(bytes[at + i])) return 0
  return length
}

/** Where the first byte beyond ASCII is, from a place on and before another; that where there is none. */
const findNonAsciiInRange = (bytes: Uint8Array, from: number, end: number): number => {
  let at = from
  while (at < end && (bytes[at] as number) < 0x80) at++
  return at
}

/** Where the first byte beyond ASCII is, from a place on; the length where there is none. Looks at four at a time. */
export const findNonAscii = (bytes: Uint8Array, from: number): number => {
  const { buffer, byteOffset, length } = bytes
  const aligned = Math.min(length, from + (-(byteOffset + from) & 3))
  const found = findNonAsciiInRange(bytes, from, aligned)
  if (found < aligned || aligned === length) return found
  const words = new Int32Array(buffer, byteOffset + aligned, (length - aligned) >> 2)
  const count = words.length
  let i = 0
  while (i < count && ((words[i] as number) & 0x80808080) === 0) i++
  return findNonAsciiInRange(bytes, aligned + i * 4, length)
}

/** How many of the last bytes begin a UTF-8 sequence that goes on behind them. */
export const incompleteTail = (bytes: Uint8Array): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (!isContinuation(byte)) return leadByteInfo(byte)[0] > back ? back : 0
  }
  return 0
}

/** UTF-16 units of bytes that are UTF-8 in part: each byte that is not becomes U+DC00 and the byte. */
export const decodeLenient = (bytes: Uint8Array): Uint16Array => {
  const units = new Uint16Array(bytes.length)
  let to = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    const first = bytes[at] ?? 0
    if (length < 2) {
      units[to++] = length === 1 ? first : 0xdc00 + first
      at++
      continue
    }
    let point = first & (0xff >> (length + 1))
    for (let i = 1; i < length; i++) point = (point << 6) | ((bytes[at + i] ?? 0) & 0x3f)
    at += length
    if (point > 0xffff) {
      units[to++] = 0xd800 + ((point - 0x10000) >> 10)
      units[to++] = 0xdc00 + ((point - 0x10000) & 0x3ff)
    } else units[to++] = point
  }
  return units.subarray(0, to)
}

type ByteOrder = 'utf-16le' | 'utf-16be'

const unitAt = (bytes: Uint8Array, at: number, order: ByteOrder): number => {
  const [first, second] = [bytes[at] ?? 0, bytes[at + 1] ?? 0]
  return order === 'utf-16le' ? first | (second << 8) : (first << 8) | second
}

/** The units of UTF-16 as they stand; half of a unit at the end becomes half of a pair. */
export const toUtf16Units = (bytes: Uint8Array, order: ByteOrder): Uint16Array => {
  const units = new Uint16Array(Math.ceil(bytes.length / 2))
  const fullUnits = bytes.length >> 1
  for (let i = 0; i < fullUnits; i++) units[i] = unitAt(bytes, i * 2, order)
  if (units.length > fullUnits) units[fullUnits] = 0xd800
  return units
}

const unitsPerCall = 8192

/** The text of UTF-16 units, halves of pairs and all. */
export const unitsToText = (units: Uint16Array): string => {
  let text = ''
  for (let at = 0; at < units.length; at += unitsPerCall)
    text += String.fromCharCode.apply(null, units.subarray(at, at + unitsPerCall) as unknown as number[])
  return text
}
