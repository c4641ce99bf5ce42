/** Files in R2, uploaded while they are written: small ones with one call, others in parts. */

/** R2 requires parts of equal size, at least 5 MiB, except for the last. */
const partSize = 5 * 1024 * 1024

/** Buffers writes and uploads them to R2 as multipart; memory is bounded by one part (5 MiB). */
export class MultipartWriter {
  readonly #bucket: R2Bucket
  readonly #key: string
  readonly #options: R2MultipartOptions
  #buffer = new Uint8Array()
  #length = 0
  #upload: R2MultipartUpload | undefined
  readonly #parts: R2UploadedPart[] = []
  #pendingWrite: Promise<void> = Promise.resolve()
  #isComplete = false

  constructor(bucket: R2Bucket, key: string, options: R2MultipartOptions = {}) {
    this.#bucket = bucket
    this.#key = key
    this.#options = options
  }

  /** Appends bytes; the promise must be awaited before the next call. */
  write(bytes: Uint8Array): Promise<void> {
    this.#pendingWrite = this.#append(bytes)
    return this.#pendingWrite
  }

  async #append(bytes: Uint8Array): Promise<void> {
    if (this.#buffer.byteLength === 0) this.#buffer = new Uint8Array(partSize)
    for (let at = 0; at < bytes.byteLength; ) {
      const piece = bytes.subarray(at, at + partSize - this.#length)
      this.#buffer.set(piece, this.#length)
      this.#length += piece.byteLength
      at += piece.byteLength
      if (this.#length === partSize) await this.#uploadPart()
    }
  }

  async #uploadPart(): Promise<void> {
    this.#upload ??= await this.#bucket.createMultipartUpload(this.#key, this.#options)
    const part = this.#buffer.slice(0, this.#length)
    this.#parts.push(await this.#upload.uploadPart(this.#parts.length + 1, part))
    this.#length = 0
  }

  /** Completes the upload. */
  async complete(): Promise<void> {
    this.#isComplete = true
    if (!this.#upload) {
      await this.#bucket.put(this.#key, this.#buffer.slice(0, this.#length), this.#options)
      return
    }
    if (this.#length > 0) await this.#uploadPart()
    await this.#upload.complete(this.#parts)
  }

  /** Waits for the pending write, aborts the upload, and deletes the file if it was completed. */
  async abort(): Promise<void> {
    await this.#pendingWrite.catch(() => undefined)
    try {
      await this.#upload?.abort()
    } finally {
      if (this.#isComplete) await this.#bucket.delete(this.#key)
    }
  }
}

/** The most files that R2 deletes in one call. */
const maxKeysPerDelete = 1000

/** Deletes files; ignores keys that do not exist. */
export const remove = async (bucket: R2Bucket, keys: readonly string[]): Promise<void> => {
  for (let at = 0; at < keys.length; at += maxKeysPerDelete)
    await bucket.delete(keys.slice(at, at + maxKeysPerDelete))
}

/** Returns the bytes of a file; undefined if it does not exist. */
export const read = async (bucket: R2Bucket, key: string): Promise<ReadableStream<Uint8Array> | undefined> =>
  (await bucket.get(key))?.body as ReadableStream<Uint8Array> | undefined

/**
 * Returns a file whose ranges can be read in any order; undefined if it does not exist. Reading throws if it is deleted
 * meanwhile.
 */
export const openRanges = async (bucket: R2Bucket, key: string) => {
  const head = await bucket.head(key)
  if (!head) return undefined
  return {
    size: head.size,
    read: async (offset: number, length: number): Promise<Uint8Array> => {
      if (length === 0) return new Uint8Array()
      const part = await bucket.get(key, { range: { offset, length } })
      if (!part) throw new Error(`The file ${key} was deleted while it was read.`)
      return new Uint8Array(await part.arrayBuffer())
    },
  }
}

/** Yields the files whose keys begin with a prefix, with their metadata, in the order of their keys. */
export async function* list(bucket: R2Bucket, prefix: string): AsyncGenerator<R2Object> {
  for (let cursor: string | undefined, more = true; more; ) {
    const found = await bucket.list({ prefix, include: ['customMetadata'], ...(cursor && { cursor }) })
    yield* found.objects
    more = found.truncated
    cursor = found.truncated ? found.cursor : undefined
  }
}
