/** The body of a request as a stream with one reader, so that what a handler leaves unread can be discarded. */

interface DiscardLimits {
  readonly bytes: number
  readonly milliseconds: number
}

/** More than a Worker on Cloudflare receives, and as long as 60 MB take at 8 Mbit/s. */
const discardLimits: DiscardLimits = { bytes: 128 * 1024 * 1024, milliseconds: 60_000 }

/** The body of a request. Only one read is pending at a time. */
export class RequestBody {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  #pending: Promise<Uint8Array | undefined> | undefined
  #isComplete = false

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader()
  }

  /** Whether the client has sent it to its end. */
  get isComplete(): boolean {
    return this.#isComplete
  }

  /** Begins to read the next bytes. */
  prefetch(): void {
    this.#pending ??= this.#reader.read().then(({ value }) => value)
    this.#pending.catch(() => undefined)
  }

  /** Returns the next bytes; undefined at the end. Throws if the client breaks off. */
  async read(): Promise<Uint8Array | undefined> {
    this.prefetch()
    const value = await this.#pending
    this.#pending = undefined
    this.#isComplete = value === undefined
    return value
  }

  async #readRest(maxBytes: number): Promise<void> {
    for (let bytes = 0; bytes <= maxBytes; ) {
      const chunk = await this.read()
      if (!chunk) return
      bytes += chunk.byteLength
    }
  }

  /** Reads the rest within the limits and discards it. Cancels the body if it is longer. Never throws. */
  async discard({ bytes, milliseconds }: DiscardLimits = discardLimits): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds)
    })
    await Promise.race([this.#readRest(bytes), timeout]).catch(() => undefined)
    clearTimeout(timer)
    await this.#reader.cancel().catch(() => undefined)
  }
}
