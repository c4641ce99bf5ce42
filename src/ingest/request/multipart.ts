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

const headLimit = 16 * 1024
const cutOff = () => problems.bodyUnreadable('The form ends before its last boundary.')

const attribute = (head: string, name: string): string =>
  new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(head)?.[1] ?? ''

const typeOf = (head: string): string =>
  /^content-type:\s*([^;\r\n]+)/im.exec(head)?.[1]?.trim().toLowerCase() ?? ''

/** Bytes that have arrived and have not been given out. */
class Waiting {
  #bytes = Buffer.alloc(0)
  readonly #source: AsyncIterator<Uint8Array>

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  get bytes(): Buffer {
    return this.#bytes
  }

  /** Waits for more; false at the end. */
  async more(): Promise<boolean> {
    const { done, value } = await this.#source.next()
    if (done) return false
    this.#bytes = Buffer.concat([this.#bytes, value])
    return true
  }

  take(length: number): Buffer {
    const taken = this.#bytes.subarray(0, length)
    this.#bytes = this.#bytes.subarray(length)
    return taken
  }

  /** Takes what stands before a mark, and the mark. */
  async until(mark: Buffer, limit: number): Promise<Buffer> {
    for (;;) {
      const at = this.#bytes.indexOf(mark)
      if (at >= 0) {
        const taken = this.take(at)
        this.take(mark.length)
        return taken
      }
      if (this.#bytes.length > limit || !(await this.more())) throw cutOff()
    }
  }
}

/** The boundary of a content type; refused where there is none. */
export const boundaryOf = (contentType: string): string => {
  const found = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType)
  const boundary = found?.[1] ?? found?.[2]
  if (boundary === undefined) throw problems.bodyUnreadable('The content type of the form names no boundary.')
  return boundary
}

/** The parts of a form in their order. */
export async function* readParts(source: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const waiting = new Waiting(source)
  const mark = Buffer.from(`\r\n--${boundary}`)
  await waiting.until(Buffer.from(`--${boundary}`), headLimit)
  for (;;) {
    while (waiting.bytes.length < 2) if (!(await waiting.more())) throw cutOff()
    if (waiting.take(2).toString() === '--') return
    const head = (await waiting.until(Buffer.from('\r\n\r\n'), headLimit)).toString('utf8')
    let open = true
    const body = async function* () {
      while (open) {
        const at = waiting.bytes.indexOf(mark)
        const safe = at >= 0 ? at : Math.max(0, waiting.bytes.length - mark.length)
        if (safe > 0) yield waiting.take(safe)
        if (at >= 0) {
          waiting.take(mark.length)
          open = false
        } else if (!(await waiting.more())) throw cutOff()
      }
    }
    yield { name: attribute(head, 'name'), type: typeOf(head), body: body() }
    if (open) throw new Error('A part was not read to its end.')
  }
}
