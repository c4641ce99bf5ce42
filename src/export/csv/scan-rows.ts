/** Finished rows of CSV taken apart and put together anew, byte by byte: no cell becomes a string unless it must. */
import { Buffer } from 'node:buffer'

const quote = 0x22
const comma = 0x2c
const cr = 0x0d
const lf = 0x0a

/** One row: cell i has the bytes `from[i]` up to `to[i]`, its quotes among them; an unknown one has none. */
export interface Line {
  readonly bytes: Buffer
  readonly from: Uint32Array
  readonly to: Uint32Array
}

/** The byte behind a cell that begins here. */
const behind = (bytes: Buffer, begin: number): number => {
  const { length } = bytes
  let at = begin
  if (bytes[at] !== quote) {
    while (at < length && bytes[at] !== comma && bytes[at] !== cr) at++
    return at
  }
  for (at++; at < length; at++) {
    if (bytes[at] !== quote) continue
    if (bytes[at + 1] !== quote) return at + 1
    at++
  }
  return at
}

/** Calls back for each row of a page; what it is handed is good until it returns. Throws where a row has other cells. */
export const eachLine = (bytes: Buffer, width: number, take: (line: Line) => void): void => {
  const from = new Uint32Array(width)
  const to = new Uint32Array(width)
  for (let at = 0; at < bytes.length; ) {
    for (let i = 0; i < width; i++) {
      from[i] = at
      at = behind(bytes, at)
      to[i] = at
      const ends = at >= bytes.length || bytes[at] === cr
      if (ends !== (i === width - 1)) throw new RangeError(`A finished row has no ${width} cells.`)
      at++
    }
    if (bytes[at] === lf) at++
    take({ bytes, from, to })
  }
}

/** The text of a cell. */
export const textOf = ({ bytes, from, to }: Line, i: number): string => {
  const [begin = 0, end = 0] = [from[i], to[i]]
  return bytes[begin] === quote
    ? bytes.toString('utf8', begin + 1, end - 1).replaceAll('""', '"')
    : bytes.toString('utf8', begin, end)
}

/** Bytes that grow. */
export class Sink {
  #buffer: Buffer
  #length = 0

  constructor(size: number) {
    this.#buffer = Buffer.allocUnsafe(size)
  }

  /** Makes room for so many bytes more. */
  reserve(more: number): void {
    const needed = this.#length + more
    if (needed <= this.#buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2))
    larger.set(this.#buffer.subarray(0, this.#length))
    this.#buffer = larger
  }

  put(bytes: Uint8Array, begin = 0, end = bytes.length): void {
    this.reserve(end - begin)
    let to = this.#length
    for (let at = begin; at < end; at++) this.#buffer[to++] = bytes[at] as number
    this.#length = to
  }

  /** A cell as a string of JSON. */
  putJson(bytes: Uint8Array, begin: number, end: number): void {
    this.reserve(longestEscape * (end - begin) + 2)
    const buffer = this.#buffer
    const quoted = bytes[begin] === quote
    const last = quoted ? end - 1 : end
    let to = this.#length
    buffer[to++] = quote
    for (let at = quoted ? begin + 1 : begin; at < last; at++) {
      const byte = bytes[at] as number
      const written = escapes[byte]
      if (written === undefined) buffer[to++] = byte
      else for (const each of written) buffer[to++] = each
      if (byte === quote) at++
    }
    buffer[to++] = quote
    this.#length = to
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }
}

const longestEscape = 6

/** By byte, how JSON writes it inside a string where not as it is. */
const escapes = Array.from({ length: 256 }, (_, byte) => {
  const written = JSON.stringify(String.fromCharCode(byte)).slice(1, -1)
  return byte < 0x80 && written.length > 1 ? Buffer.from(written) : undefined
})
