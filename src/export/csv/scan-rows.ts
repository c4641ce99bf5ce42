/** Splitting finished rows of CSV into cells, and building bytes. */
import { Buffer } from 'node:buffer'

const quote = 0x22
const comma = 0x2c
const cr = 0x0d
const lf = 0x0a

/** One row. Cell i has the bytes from `starts[i]` to `ends[i]`, including its quotes; an unknown cell has none. */
export interface RowView {
  readonly bytes: Buffer
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

/** Returns the position after the cell that begins at `start`. */
const findCellEnd = (bytes: Buffer, start: number): number => {
  const { length } = bytes
  let at = start
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

/**
 * Calls `onRow` for each row of a page; the row is valid only during the call. Throws an Error if a row has another
 * number of cells.
 */
export const scanRows = (bytes: Buffer, width: number, onRow: (row: RowView) => void): void => {
  const starts = new Uint32Array(width)
  const ends = new Uint32Array(width)
  for (let at = 0; at < bytes.length; ) {
    for (let i = 0; i < width; i++) {
      starts[i] = at
      at = findCellEnd(bytes, at)
      ends[i] = at
      const isRowEnd = at >= bytes.length || bytes[at] === cr
      if (isRowEnd !== (i === width - 1)) throw new RangeError(`A finished row has no ${width} cells.`)
      at++
    }
    if (bytes[at] === lf) at++
    onRow({ bytes, starts, ends })
  }
}

/** Returns the text of a cell. */
export const cellText = ({ bytes, starts, ends }: RowView, i: number): string => {
  const [start = 0, end = 0] = [starts[i], ends[i]]
  return bytes[start] === quote
    ? bytes.toString('utf8', start + 1, end - 1).replaceAll('""', '"')
    : bytes.toString('utf8', start, end)
}

/** A growing buffer of bytes. */
export class ByteBuilder {
  #buffer: Buffer
  #length = 0

  constructor(size: number) {
    this.#buffer = Buffer.allocUnsafe(size)
  }

  /** Makes room for `size` more bytes. */
  reserve(size: number): void {
    const needed = this.#length + size
    if (needed <= this.#buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2))
    larger.set(this.#buffer.subarray(0, this.#length))
    this.#buffer = larger
  }

  append(bytes: Uint8Array, begin = 0, end = bytes.length): void {
    this.reserve(end - begin)
    let to = this.#length
    for (let at = begin; at < end; at++) this.#buffer[to++] = bytes[at] as number
    this.#length = to
  }

  /** Appends a cell as a JSON string. */
  appendJson(bytes: Uint8Array, begin: number, end: number): void {
    this.reserve(maxEscapeLength * (end - begin) + 2)
    const buffer = this.#buffer
    const quoted = bytes[begin] === quote
    const last = quoted ? end - 1 : end
    let to = this.#length
    buffer[to++] = quote
    for (let at = quoted ? begin + 1 : begin; at < last; at++) {
      const byte = bytes[at] as number
      const escapedByte = escapes[byte]
      if (escapedByte === undefined) buffer[to++] = byte
      else for (const each of escapedByte) buffer[to++] = each
      if (byte === quote) at++
    }
    buffer[to++] = quote
    this.#length = to
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }
}

const maxEscapeLength = 6

/** The JSON escape of each byte; undefined if JSON writes the byte unchanged. */
const escapes = Array.from({ length: 256 }, (_, byte) => {
  const escapedByte = JSON.stringify(String.fromCharCode(byte)).slice(1, -1)
  return byte < 0x80 && escapedByte.length > 1 ? Buffer.from(escapedByte) : undefined
})
