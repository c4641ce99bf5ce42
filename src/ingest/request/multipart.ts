/**
 * Parts of `multipart/form-data` (RFC 7578), read as they arrive, so that a file of any size is never held in memory.
 */
import { Buffer } from 'node:buffer'
import { type MultipartError, make, type PartInfo } from 'multipasta'
import { type Problem, problems } from '../../problems.ts'

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Returns the charset of a Content-Type; undefined if it has none. */
export const charsetOf = (contentType: string): string | undefined => {
  const [, quoted, bare] = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(contentType) ?? []
  return quoted ?? bare
}

export interface Part {
  readonly name: string
  /** The media type in lower case without its parameters; empty if there is none. */
  readonly type: string
  readonly isFile: boolean
  /** The name of the file, as its sender has it; undefined if it is no file or has none in quotes. */
  readonly fileName: string | undefined
  /** The charset that the part states; undefined if there is none. */
  readonly charset: string | undefined
  /** The content; it must be read before the next part is requested. */
  readonly body: AsyncIterable<Uint8Array>
}

/** The text of each error of multipasta. */
const errorDetails = {
  InvalidBoundary: 'boundaryInvalid',
  BadHeaders: 'partHeaders',
  InvalidDisposition: 'partUnnamed',
  ReachedLimit: 'formTooLarge',
  EndNotReached: 'formCutOff',
} as const satisfies Readonly<Record<MultipartError['_tag'], string>>

const unreadable = (tag: MultipartError['_tag']): Problem =>
  problems.bodyUnreadable((details) => details[errorDetails[tag]])

/** The longest delimiter: CRLF, `--`, a boundary of 70 characters, and CRLF or `--`. */
const maxDelimiterLength = 76

/**
 * Yields the same bytes, never split in a delimiter: multipasta misses a line end or a `--` that is split off its
 * boundary.
 */
async function* withWholeDelimiters(source: Bytes): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0)
  for await (const chunk of source) {
    const bytes = Buffer.concat([rest, chunk])
    const tail = Math.max(0, bytes.length - maxDelimiterLength)
    const carriageReturn = bytes.indexOf('\r', tail)
    const end = carriageReturn < 0 ? bytes.length : carriageReturn
    yield bytes.subarray(0, end)
    rest = bytes.subarray(end)
  }
  yield rest
}

/** Yields a part, then its bytes, then null. Throws a Problem if the form cannot be read. */
async function* readEvents(source: Bytes, contentType: string): AsyncGenerator<PartInfo | Uint8Array | null> {
  const events: (PartInfo | Uint8Array | null | Problem)[] = []
  let isComplete = false
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? []
  const boundary = quoted ?? bare
  const parser = make({
    headers: { 'content-type': `multipart/form-data${boundary ? `; boundary="${boundary}"` : ''}` },
    isFile: () => true,
    onFile: (info) => {
      events.push(info)
      return (chunk) => events.push(chunk)
    },
    onField: () => undefined,
    onError: ({ _tag }) => events.push(unreadable(_tag)),
    onDone: () => {
      isComplete = true
    },
  })
  function* takeEvents() {
    for (const event of events.splice(0)) {
      if (event instanceof Error) throw event
      yield event
    }
  }
  for await (const chunk of withWholeDelimiters(source)) {
    parser.write(chunk)
    yield* takeEvents()
  }
  parser.end()
  yield* takeEvents()
  if (!isComplete) throw unreadable('EndNotReached')
}

/** Yields the parts of a form in order. Throws a Problem if the form cannot be read. */
export async function* readParts(source: Bytes, contentType: string): AsyncGenerator<Part> {
  const events = readEvents(source, contentType)
  async function* readBody() {
    for (let { value } = await events.next(); value instanceof Uint8Array; { value } = await events.next())
      yield value
  }
  for (;;) {
    const { done, value: event } = await events.next()
    if (done) return
    if (event === null || event instanceof Uint8Array) continue
    // multipasta does not parse names that are not ASCII.
    const disposition = String(event.headers['content-disposition'])
    const [, quoted, bare] = /;\s*name=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(disposition) ?? []
    const name = quoted ?? bare
    if (name === undefined) throw unreadable('InvalidDisposition')
    const contentType = String(event.headers['content-type'] ?? '')
    const [type = ''] = contentType.split(';')
    const isFile = /;\s*filename\*?=/i.test(disposition)
    const fileName = /;\s*filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1]
    yield {
      name,
      fileName,
      type: type.trim().toLowerCase(),
      charset: charsetOf(contentType),
      isFile,
      body: readBody(),
    }
  }
}
