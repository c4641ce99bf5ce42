/** A file as a stream of bytes. */
import { Buffer } from 'node:buffer'
import type { ExportFacts, TextFormat } from './format.ts'

/** A file was to have so much and had other: it breaks off, so that nobody takes it for whole. */
export class IncompleteFile extends Error {
  override readonly name = 'IncompleteFile'
}

/** A file would be larger than its format or the memory allows: it breaks off, so that nobody takes it for whole. */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge'
}

const assertAllRead = (read: number, expected: number): void => {
  if (read !== expected) throw new IncompleteFile(`${read} were read of ${expected}.`)
}

interface TextPage {
  /** Finished bytes. */
  readonly data: Buffer
  readonly rows: number
}

/** The bytes of a file whose records the database has ready. */
export async function* encodeText(
  { header, separator, rewrite, pageSeparator = separator, trailer, footer }: TextFormat,
  facts: ExportFacts,
  pages: AsyncIterable<TextPage>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(header(facts), 'utf8')
  let rows = 0
  for await (const page of pages) {
    if (rows > 0 && pageSeparator) yield Buffer.from(pageSeparator)
    yield rewrite ? rewrite(page.data) : page.data
    rows += page.rows
  }
  assertAllRead(rows, facts.rows)
  yield Buffer.from(`${rows > 0 ? trailer : ''}${footer}`, 'utf8')
}

/** Records or rows as they come, page by page; a number of them other than this breaks the file that is made of them. */
export async function* assertCount<T>(pages: AsyncIterable<readonly T[]>, expected: number) {
  let read = 0
  for await (const page of pages) {
    read += page.length
    yield page
  }
  assertAllRead(read, expected)
}

/** Bytes or text (as UTF-8) as a stream, made only as fast as they are taken. What fails inside breaks it for its reader. */
export const toReadableStream = (source: AsyncIterable<Uint8Array | string>): ReadableStream<Uint8Array> => {
  const chunks = source[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else if (value.length > 0) controller.enqueue(typeof value === 'string' ? Buffer.from(value) : value)
        else await this.pull?.(controller)
      },
      async cancel() {
        await chunks.return?.(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
