/** Parts of `multipart/form-data` (RFC 7578) as they arrive: a file of any size is never held whole. */
import { Buffer } from 'node:buffer'
import { problems } from '../../problems.ts'

export interface Part {
  readonly name: string
  /** The media type without its parameters, in small letters; empty where none is stated. */
  readonly type: string
  /** To be read to its end before the next part is asked for. */
  readonly body: AsyncIterable<Uint8Array>
}

const maxHeadLength = 16 * 1024
const truncatedForm = () => problems.bodyUnreadable('The form ends before its last boundary.')

const parseAttribute = (head: string, name: string): string =>
  new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(head)?.[1] ?? ''

const parseMediaType = (head: string): string =>
  /^content-type:\s*([^;\r\n]+)/im.exec(head)?.[1]?.trim().toLowerCase() ?? ''

/** Bytes that have arrived and have not been given out. */
class ByteQueue {
  #bytes = Buffer.alloc(0)
  readonly #source: AsyncIterator<Uint8Array>

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  get bytes(): Buffer {
    return this.#bytes
  }

  /** Waits for more; false at the end. */
  async fill(): Promise<boolean> {
    const { done, value } = await this.#source.next()
    if (done) return false
    this.#bytes = Buffer.concat([this.#bytes, value])
    return true
  }

  take(length: number): Buffer {
    const bytes = this.#bytes.subarray(0, length)
    this.#bytes = this.#bytes.subarray(length)
    return bytes
  }

  /** Takes what stands before a mark, and the mark. */
  async takeUntil(mark: Buffer, limit: number): Promise<Buffer> {
    for (;;) {
      const at = this.#bytes.indexOf(mark)
      if (at >= 0) {
        const taken = this.take(at)
        this.take(mark.length)
        return taken
      }
      if (this.#bytes.length > limit || !(await this.fill())) throw truncatedForm()
    }
  }
}

/** The boundary of a content type; refused where there is none. */
export const parseBoundary = (contentType: string): string => {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType)
  const boundary = match?.[1] ?? match?.[2]
  if (boundary === undefined) throw problems.bodyUnreadable('The content type of the form names no boundary.')
  return boundary
}

/** The parts of a form in their order. */
export async function* readParts(source: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const queue = new ByteQueue(source)
  const mark = Buffer.from(`\r\n--${boundary}`)
  await queue.takeUntil(Buffer.from(`--${boundary}`), maxHeadLength)
  for (;;) {
    while (queue.bytes.length < 2) if (!(await queue.fill())) throw truncatedForm()
    if (queue.take(2).toString() === '--') return
    const head = (await queue.takeUntil(Buffer.from('\r\n\r\n'), maxHeadLength)).toString('utf8')
    let isOpen = true
    const body = async function* () {
      while (isOpen) {
        const at = queue.bytes.indexOf(mark)
        const safeLength = at >= 0 ? at : Math.max(0, queue.bytes.length - mark.length)
        if (safeLength > 0) yield queue.take(safeLength)
        if (at >= 0) {
          queue.take(mark.length)
          isOpen = false
        } else if (!(await queue.fill())) throw truncatedForm()
      }
    }
    yield { name: parseAttribute(head, 'name'), type: parseMediaType(head), body: body() }
    if (isOpen) throw new Error('A part was not read to its end.')
  }
}
