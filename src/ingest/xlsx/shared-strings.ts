/** The shared strings of a workbook: texts that cells name by their number. */
import { WorkbookError } from './workbook-error.ts'
import { parsePart } from './xml-reader.ts'
import { decodeXstring } from './xstring.ts'

/** The most bytes of all texts in UTF-8, which are held in memory, and the most texts. */
const maxBytes = 24 * 1024 * 1024
const maxTexts = 2 ** 21

const blockLength = 1024 * 1024

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })

/**
 * Texts by number, held as UTF-8 in blocks: as strings of their own, short texts take several times the memory.
 */
export class SharedStrings {
  readonly #scale: number
  readonly #blocks: Uint8Array[] = []
  #ends = new Uint32Array(1024)
  #count = 0
  #length = 0

  /** `scale` is how many times the texts of the limits are held. */
  constructor(scale = 1) {
    this.#scale = scale
  }

  /** Throws a WorkbookError if the texts are too many or too long to be held in memory. */
  add(text: string): void {
    const bytes = encoder.encode(text)
    if (this.#length + bytes.length > maxBytes * this.#scale || this.#count >= maxTexts * this.#scale)
      throw new WorkbookError('table.unpacked', (m) => m.workbooks.texts(maxBytes, maxTexts))
    for (let from = 0; from < bytes.length; ) {
      const at = this.#length % blockLength
      if (at === 0) this.#blocks.push(new Uint8Array(blockLength))
      const piece = bytes.subarray(from, from + blockLength - at)
      this.#blocks.at(-1)?.set(piece, at)
      from += piece.length
      this.#length += piece.length
    }
    if (this.#count === this.#ends.length) {
      const ends = new Uint32Array(this.#count * 2)
      ends.set(this.#ends)
      this.#ends = ends
    }
    this.#ends[this.#count++] = this.#length
  }

  /** Returns the text with a number, from 0; undefined if there is none. */
  get(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined
    const start = index === 0 ? 0 : (this.#ends[index - 1] as number)
    const end = this.#ends[index] as number
    const pieces: Uint8Array[] = []
    for (let from = start; from < end; from += blockLength - (from % blockLength)) {
      const block = this.#blocks[Math.floor(from / blockLength)] as Uint8Array
      const at = from % blockLength
      pieces.push(block.subarray(at, at + end - from))
    }
    const [first, ...more] = pieces
    if (!first) return ''
    if (more.length === 0) return decoder.decode(first)
    return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode()
  }
}

/**
 * Collects the text of an `si` or `is` element: the text of all its runs, without formats and without the phonetic
 * guides of East Asian texts.
 */
export class RichText {
  text = ''
  #isText = false
  #phoneticDepth = 0

  open(name: string): void {
    if (name === 'rPh') this.#phoneticDepth++
    else if (name === 't') this.#isText = this.#phoneticDepth === 0
  }

  add(text: string): void {
    if (this.#isText) this.text += text
  }

  close(name: string): void {
    if (name === 'rPh') this.#phoneticDepth--
    else if (name === 't') this.#isText = false
  }
}

/** Returns the shared strings of the part. */
export const readSharedStrings = async (
  pieces: AsyncIterable<Uint8Array>,
  scale: number,
): Promise<SharedStrings> => {
  const strings = new SharedStrings(scale)
  let item = new RichText()
  await parsePart(pieces, {
    open: (name) => {
      if (name === 'si') item = new RichText()
      else item.open(name)
    },
    text: (text) => item.add(text),
    close: (name) => {
      if (name === 'si') strings.add(decodeXstring(item.text))
      else item.close(name)
    },
  })
  return strings
}
