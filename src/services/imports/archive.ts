/** What is kept of a file while it is read: its bytes, their digest, its errors. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { errorsKey, FileWriter, originalKey } from '../../store/object-store.ts'
import type { RowError } from './report.ts'

const lineOf = (error: RowError): string => `${JSON.stringify(error)}\n`

export class Keeping {
  readonly #original: FileWriter
  readonly #errors: FileWriter
  readonly #hash = createHash('sha256')
  #bytes = 0

  constructor(files: R2Bucket, importId: string) {
    this.#original = new FileWriter(files, originalKey(importId))
    this.#errors = new FileWriter(files, errorsKey(importId))
  }

  /** Hands bytes on while they are written and digested. */
  async *bytesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.#bytes += chunk.byteLength
      this.#hash.update(chunk)
      await this.#original.write(chunk)
      yield chunk
    }
  }

  errors(errors: readonly RowError[]): Promise<void> {
    return this.#errors.write(Buffer.from(errors.map(lineOf).join('')))
  }

  /** Makes the files be there. */
  async end(): Promise<{ readonly bytes: number; readonly digest: string }> {
    await this.#errors.end()
    await this.#original.end()
    return { bytes: this.#bytes, digest: this.#hash.digest('hex') }
  }

  /** Takes back what was uploaded, so far as it goes: R2 itself ends a week-old upload that nobody completed. */
  async abort(): Promise<void> {
    await Promise.allSettled([this.#original.abort(), this.#errors.abort()])
  }
}
