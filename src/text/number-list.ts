/** Lists of numbers as ASCII text without quotes or backslashes, which a database stores and sends as it is. */
import { Buffer } from 'node:buffer'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const digitCodes = Uint8Array.from(alphabet, (letter) => letter.charCodeAt(0))
const digitOfCode = new Uint8Array(128)
for (const [digit, code] of digitCodes.entries()) digitOfCode[code] = digit

/** A digit holds five bits; this one is set if more digits follow. */
const more = 32

/** Writes a whole number, the lowest digits first. Returns the position after it. */
const writeNumber = (to: Uint8Array, at: number, value: number): number => {
  let [rest, end] = [value, at]
  while (rest >= more) {
    to[end++] = digitCodes[more + (rest % more)] as number
    rest = Math.floor(rest / more)
  }
  to[end++] = digitCodes[rest] as number
  return end
}

/** The most digits of a whole number below 2 ** 55. */
const maxDigits = 11

/** The text of a list of all positions. */
const all = '*'

/** Writes ascending positions below `size` into a buffer that has room. Returns the position after them. */
export const writePositions = (
  to: Uint8Array,
  at: number,
  positions: ArrayLike<number>,
  size: number,
): number => {
  if (positions.length === size) {
    to[at] = all.charCodeAt(0)
    return at + 1
  }
  let [end, last] = [at, -1]
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i] as number
    const gap = position - last - 1
    if (gap < more) to[end++] = digitCodes[gap] as number
    else end = writeNumber(to, end, gap)
    last = position
  }
  return end
}

/** The most bytes that `writePositions` writes for a position. */
export const maxBytesPerPosition = 5

/** Ascending positions, or all. The array is valid until the next call of `parsePositions`. */
export type Positions = 'all' | Int32Array

let scratch = new Int32Array(1 << 15)

/** Returns the positions of a text of `writePositions`. */
export const parsePositions = (text: string): Positions => {
  if (text === all) return 'all'
  const { length } = text
  if (scratch.length < length) scratch = new Int32Array(length)
  let [count, last] = [0, -1]
  for (let at = 0; at < length; ) {
    let digit = digitOfCode[text.charCodeAt(at++)] as number
    let gap = digit & 31
    for (let shift = 5; digit >= more; shift += 5) {
      digit = digitOfCode[text.charCodeAt(at++)] as number
      gap |= (digit & 31) << shift
    }
    last += gap + 1
    scratch[count++] = last
  }
  return scratch.subarray(0, count)
}

/** Differences below this are exact, and so is twice their size. */
const maxDifference = 2 ** 52

/** Returns the difference to the number before as a whole number that is not negative. */
const fold = (difference: number): number => (difference < 0 ? -2 * difference - 1 : 2 * difference)
const unfold = (folded: number): number => (folded % 2 === 1 ? -(folded + 1) / 2 : folded / 2)

/** Returns whole numbers as runs of equal differences: the first number, then pairs of a difference and its count. */
const encodeRuns = (values: Float64Array): string => {
  const bytes = Buffer.allocUnsafe(values.length * 2 * maxDigits)
  let end = 0
  let last = values[0] as number
  for (let i = 1; i < values.length; ) {
    const difference = (values[i] as number) - last
    let next = i
    while (next < values.length && (values[next] as number) - last === difference)
      last = values[next++] as number
    end = writeNumber(bytes, writeNumber(bytes, end, fold(difference)), next - i - 1)
    i = next
  }
  return `r${values[0]}:${bytes.toString('latin1', 0, end)}`
}

const decodeRuns = (text: string, size: number): Float64Array => {
  const values = new Float64Array(size)
  let at = text.indexOf(':') + 1
  let last = Number(text.slice(1, at - 1))
  values[0] = last
  const read = (): number => {
    let [value, scale] = [0, 1]
    for (;;) {
      const digit = digitOfCode[text.charCodeAt(at++)] as number
      value += (digit & 31) * scale
      if (digit < more) return value
      scale *= more
    }
  }
  for (let i = 1; i < size; ) {
    const difference = unfold(read())
    for (let count = read(); count >= 0; count--) {
      last += difference
      values[i++] = last
    }
  }
  return values
}

/** Unsigned integers of 8, 16 and 32 bits; the greatest of each represents an unknown number. */
const integerArrays = [Uint8Array, Uint16Array, Uint32Array] as const

const toBase64 = ({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64')

/** Returns the bytes of Base64 in a buffer of their own, so that they are aligned. */
const fromBase64 = (text: string): ArrayBuffer => new Uint8Array(Buffer.from(text, 'base64')).buffer

const encodeIntegers = (values: Float64Array, min: number, max: number): string | undefined => {
  const width = integerArrays.findIndex(({ BYTES_PER_ELEMENT: bytes }) => max - min < 2 ** (8 * bytes) - 1)
  const Integers = integerArrays[width]
  if (!Integers) return undefined
  const unknown = 2 ** (8 * Integers.BYTES_PER_ELEMENT) - 1
  return `${width}${min}:${toBase64(Integers.from(Array.from(values, (value) => (Number.isNaN(value) ? unknown : value - min))))}`
}

const decodeIntegers = (text: string, size: number): Float64Array => {
  const Integers = integerArrays[Number(text[0])] ?? Uint32Array
  const unknown = 2 ** (8 * Integers.BYTES_PER_ELEMENT) - 1
  const colon = text.indexOf(':')
  const min = Number(text.slice(1, colon))
  const stored = new Integers(fromBase64(text.slice(colon + 1)), 0, size)
  const values = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const value = stored[i] as number
    values[i] = value === unknown ? Number.NaN : value + min
  }
  return values
}

/** Returns numbers as text, in the shortest form that is exact; `NaN` represents an unknown number. */
export const encodeNumbers = (values: Float64Array): string => {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let [isWhole, isKnown] = [true, true]
  for (const value of values) {
    if (Number.isNaN(value)) isKnown = false
    else {
      if (value < min) min = value
      if (value > max) max = value
      isWhole &&= Number.isSafeInteger(value) && !Object.is(value, -0)
    }
  }
  if (values.length === 0 || min > max) return 'n'
  const isNear = max - min < maxDifference
  const forms = [
    isWhole && isKnown && isNear ? encodeRuns(values) : undefined,
    isWhole ? encodeIntegers(values, min, max) : undefined,
  ].filter((text) => text !== undefined)
  if (forms.length === 0) return `f${toBase64(values as Float64Array<ArrayBuffer>)}`
  return forms.reduce((short, text) => (text.length < short.length ? text : short))
}

/** Returns the numbers of a text of `encodeNumbers`, given how many there are. */
export const decodeNumbers = (text: string, size: number): Float64Array => {
  if (text[0] === 'n') return new Float64Array(size).fill(Number.NaN)
  if (text[0] === 'r') return decodeRuns(text, size)
  if (text[0] === 'f') return new Float64Array(fromBase64(text.slice(1)), 0, size)
  return decodeIntegers(text, size)
}
