/** A file as a stream of bytes. */
import { Buffer } from 'node:buffer'
import type { FileFacts, FinishedText, Records } from './formats.ts'

/** A file was to have so many records and had others: it breaks off, so that nobody takes it for whole. */
export class IncompleteFile extends Error {
  override readonly name = 'IncompleteFile'
}

const expectAll = (read: number, { rows }: FileFacts): void => {
  if (read !== rows) throw new IncompleteFile(`${read} records were read of ${rows}.`)
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
  expectAll(rows, facts)
  yield Buffer.from(`${rows > 0 ? end : ''}${finish}`, 'utf8')
}

/** Records as they come; a number of them other than `facts.rows` breaks the file that is made of them. */
export async function* counted(records: Records, facts: FileFacts) {
  let rows = 0
  for await (const page of records) {
    rows += page.length
    yield page
  }
  expectAll(rows, facts)
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
