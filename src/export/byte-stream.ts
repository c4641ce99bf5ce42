/** Files as byte streams. */
import { Buffer } from 'node:buffer'
import type { ExportFacts, TextFormat } from './format.ts'

/**
 * Thrown if a file would have other rows than announced; the stream breaks off, so that nobody mistakes it for
 * complete.
 */
export class IncompleteFile extends Error {
  override readonly name = 'IncompleteFile'
}

/**
 * Thrown if a file would exceed the limit of its format or of memory; the stream breaks off, so that nobody mistakes
 * it for complete.
 */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge'
}

const assertAllRead = (read: number, expected: number): void => {
  if (read !== expected) throw new IncompleteFile(`${read} were read of ${expected}.`)
}

interface TextPage {
  /** Bytes of the file. */
  readonly data: Buffer
  readonly rows: number
}

/**
 * Yields the bytes of a file whose records the database renders. Throws IncompleteFile if there are not `facts.rows`
 * rows.
 */
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

/** Yields the pages unchanged. Throws IncompleteFile at the end if they do not contain `expected` items. */
export async function* assertCount<T>(pages: AsyncIterable<readonly T[]>, expected: number) {
  let read = 0
  for await (const page of pages) {
    read += page.length
    yield page
  }
  assertAllRead(read, expected)
}

/**
 * Reads a source up to a number of bytes. Returns all its bytes if it ends by then, else an equal source, which begins
 * with what was read.
 */
export const readUpTo = async (
  source: AsyncGenerator<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | AsyncGenerator<Uint8Array>> => {
  const read: Uint8Array[] = []
  for (let bytes = 0; bytes <= maxBytes; ) {
    const { done, value } = await source.next()
    if (done) return Buffer.concat(read)
    read.push(value)
    bytes += value.length
  }
  return concatenate(read, source)
}

async function* concatenate(
  first: readonly Uint8Array[],
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* first
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}

/**
 * Returns a stream of bytes or text (as UTF-8) that is produced only as fast as it is read. An error of the source
 * breaks the stream.
 */
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
