/** Files in R2, written as they come: in one piece where they are small, in parts where not. */

/** R2 wants parts of one size, at least 5 MiB, but for the last. */
const partSize = 5 * 1024 * 1024

/** Takes bytes in and puts them under a key; holds at most one part. */
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

  /** To be awaited before more is written. */
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

  /** Makes the file be there, whole. */
  async complete(): Promise<void> {
    this.#isComplete = true
    if (!this.#upload) {
      await this.#bucket.put(this.#key, this.#buffer.slice(0, this.#length), this.#options)
      return
    }
    if (this.#length > 0) await this.#uploadPart()
    await this.#upload.complete(this.#parts)
  }

  /** Takes back what was written; the file is not there then. What is being written is waited for. */
  async abort(): Promise<void> {
    await this.#pendingWrite.catch(() => undefined)
    await this.#upload?.abort()
    if (this.#isComplete) await this.#bucket.delete(this.#key)
  }
}

/** R2 deletes so many files at a time. */
const maxKeysPerDelete = 1000

/** Deletes files, those that are there. */
export const remove = async (bucket: R2Bucket, keys: readonly string[]): Promise<void> => {
  for (let at = 0; at < keys.length; at += maxKeysPerDelete)
    await bucket.delete(keys.slice(at, at + maxKeysPerDelete))
}

/** A file's bytes; undefined where there is none. */
export const read = async (bucket: R2Bucket, key: string): Promise<ReadableStream<Uint8Array> | undefined> =>
  (await bucket.get(key))?.body as ReadableStream<Uint8Array> | undefined
