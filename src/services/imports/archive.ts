/** What is kept of a file while it is read: its bytes, their digest, its errors. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { errorsKey, originalKey } from '../../store/imports/imports.ts'
import { MultipartWriter } from '../../store/object-store.ts'
import type { RowError } from './report.ts'

const toLine = (error: RowError): string => `${JSON.stringify(error)}\n`

export class ImportArchive {
  readonly #original: MultipartWriter
  readonly #errors: MultipartWriter
  readonly #hash = createHash('sha256')
  #bytes = 0

  constructor(files: R2Bucket, importId: string) {
    this.#original = new MultipartWriter(files, originalKey(importId))
    this.#errors = new MultipartWriter(files, errorsKey(importId))
  }

  /** Hands bytes on while they are written and digested. */
  async *store(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.#bytes += chunk.byteLength
      this.#hash.update(chunk)
      await this.#original.write(chunk)
      yield chunk
    }
  }

  writeErrors(errors: readonly RowError[]): Promise<void> {
    return this.#errors.write(Buffer.from(errors.map(toLine).join('')))
  }

  /** Makes the files be there. */
  async complete(): Promise<{ readonly bytes: number; readonly digest: string }> {
    await this.#errors.complete()
    await this.#original.complete()
    return { bytes: this.#bytes, digest: this.#hash.digest('hex') }
  }

  /** Takes back what was uploaded, so far as it goes: R2 itself ends a week-old upload that nobody completed. */
  async abort(): Promise<void> {
    await Promise.allSettled([this.#original.abort(), this.#errors.abort()])
  }
}
