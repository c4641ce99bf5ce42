/** Pages of finished text as a stream of bytes. */
import { Buffer } from 'node:buffer'
import type { FileFacts, Format } from './formats.ts'

/** A file was to have so many records and had others: it breaks off, so that nobody takes it for whole. */
export class IncompleteFile extends Error {
  override readonly name = 'IncompleteFile'
}

interface PageOfFile {
  /** Finished bytes. */
  readonly data: Uint8Array
  /** The same as text, for formats that make something else of it. */
  readonly text: string
  readonly rows: number
}

async function* pieces(format: Format, facts: FileFacts, pages: AsyncIterable<PageOfFile>) {
  yield Buffer.from(format.begin(facts), 'utf8')
  let rows = 0
  for await (const page of pages) {
    if (rows > 0 && format.between && !format.convert) yield Buffer.from(format.between)
    yield format.convert ? Buffer.from(format.convert(page.text), 'utf8') : page.data
    rows += page.rows
  }
  if (rows !== facts.rows) throw new IncompleteFile(`${rows} records were read of ${facts.rows}.`)
  yield Buffer.from(`${rows > 0 ? format.end : ''}${format.finish}`, 'utf8')
}

/** Bytes as a stream, made only as fast as they are taken. What fails inside breaks the stream for its reader. */
export const pulled = (source: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await source.next()
        if (done) controller.close()
        else if (value.byteLength > 0) controller.enqueue(value)
        else await this.pull?.(controller)
      },
      async cancel() {
        await source.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )

/** A file as a stream. A number of records other than `facts.rows` breaks it for its reader. */
export const fileStream = (
  format: Format,
  facts: FileFacts,
  pages: AsyncIterable<PageOfFile>,
): ReadableStream<Uint8Array> => pulled(pieces(format, facts, pages))
