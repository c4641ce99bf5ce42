/** A file as a stream of bytes. */
import { Buffer } from 'node:buffer'
import type { FileFacts, FinishedText } from './registry.ts'

/** A file was to have so much and had other: it breaks off, so that nobody takes it for whole. */
export class IncompleteFile extends Error {
  override readonly name = 'IncompleteFile'
}

const expectAll = (read: number, wanted: number): void => {
  if (read !== wanted) throw new IncompleteFile(`${read} were read of ${wanted}.`)
}

interface PageOfText {
  /** Finished bytes. */
  readonly data: Buffer
  readonly rows: number
}

/** The bytes of a file whose records the database has ready. */
export async function* textFile(
  { begin, between, rewrite, joint = between, end, finish }: FinishedText,
  facts: FileFacts,
  pages: AsyncIterable<PageOfText>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(begin(facts), 'utf8')
  let rows = 0
  for await (const page of pages) {
    if (rows > 0 && joint) yield Buffer.from(joint)
    yield rewrite ? rewrite(page.data) : page.data
    rows += page.rows
  }
  expectAll(rows, facts.rows)
  yield Buffer.from(`${rows > 0 ? end : ''}${finish}`, 'utf8')
}

/** Records or rows as they come, page by page; a number of them other than this breaks the file that is made of them. */
export async function* counted<T>(pages: AsyncIterable<readonly T[]>, wanted: number) {
  let read = 0
  for await (const page of pages) {
    read += page.length
    yield page
  }
  expectAll(read, wanted)
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
