/** The request of the import command: a file, alone or in a form after its mapping, and the lines of the response. */
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { request as secureRequest } from 'node:https'
import { basename, extname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

/** How long a server may take to ask for the body, in milliseconds. Some never ask. */
const maxContinueWait = 1000

/** The media types of files by the ends of their names. */
const types: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.tsv': 'text/csv',
  '.txt': 'text/csv',
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.ndjson': 'application/x-ndjson',
  '.jsonl': 'application/x-ndjson',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export interface FileRequest {
  /** The path of the file. */
  readonly file: string
  /** Its media type; by its name if undefined. */
  readonly type: string | undefined
  /** The path of the mapping. */
  readonly mapping: string | undefined
  /** Whether the bytes of the file have arrived in parts. */
  readonly hasArrived: boolean
  /** Called with the number of bytes that were read from the file. */
  readonly onRead: (bytes: number) => void
}

interface Body {
  readonly stream: Readable
  readonly headers: Readonly<Record<string, string | number>>
}

const boundary = `sitrep-${process.pid}-${Date.now().toString(36)}`

const partHead = (disposition: string, type: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`

/** Returns the unpacked content of a stream that is packed by gzip; it throws the error of the stream too. */
const unpack = (stream: Readable): Readable => {
  const content = createGunzip()
  pipeline(stream, content).catch(() => undefined)
  return content
}

/**
 * Returns the body of the request: the file alone, or a form with its mapping and the file. A file that is packed by
 * gzip is sent as it is, and unpacked in a form.
 */
const createBody = ({ file, type: givenType, mapping, hasArrived, onRead }: FileRequest): Body => {
  const size = hasArrived ? 0 : statSync(file).size
  const isPacked = extname(file).toLowerCase() === '.gz'
  const extension = extname(isPacked ? file.slice(0, -'.gz'.length) : file).toLowerCase()
  const type = givenType ?? types[extension] ?? 'text/csv'
  const readFile = async function* () {
    if (hasArrived) return
    for await (const chunk of createReadStream(file)) {
      onRead((chunk as Buffer).byteLength)
      yield chunk as Buffer
    }
  }
  const stream = Readable.from(readFile())
  if (mapping === undefined) {
    const encoding = isPacked ? { 'Content-Encoding': 'gzip' } : {}
    return { stream, headers: { 'Content-Type': type, 'Content-Length': size, ...encoding } }
  }
  const name = basename(file).replaceAll('"', '_')
  const before = Buffer.concat([
    Buffer.from(partHead('name="mapping"', 'application/json')),
    readFileSync(mapping),
    Buffer.from(`\r\n${partHead(`name="file"; filename="${name}"`, type)}`),
  ])
  const after = Buffer.from(`\r\n--${boundary}--\r\n`)
  const content = isPacked ? unpack(stream) : stream
  const readForm = async function* () {
    yield before
    yield* content
    yield after
  }
  const length = isPacked ? {} : { 'Content-Length': before.length + size + after.length }
  const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}`, ...length }
  return { stream: Readable.from(readForm()), headers }
}

export interface Sending {
  readonly response: IncomingMessage
  /** Ends the connection, also while the file is being sent. */
  readonly end: () => Promise<void>
}

/**
 * Sends a file when the server asks for it, so that a response that needs no file comes before it. Throws if the
 * connection breaks before the response.
 */
export const sendFile = async (url: URL, token: string | undefined, file: FileRequest): Promise<Sending> => {
  const { stream, headers: bodyHeaders } = createBody(file)
  const headers = {
    ...bodyHeaders,
    Accept: 'application/x-ndjson',
    Expect: '100-continue',
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  }
  const outgoing = (url.protocol === 'https:' ? secureRequest : request)(url, { method: 'POST', headers })
  const responded = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve).on('error', reject)
  })
  outgoing.flushHeaders()
  const isAsked = new Promise<void>((ask) => {
    outgoing.once('continue', ask)
    outgoing.once('socket', (socket) =>
      socket.once('connect', () => setTimeout(ask, maxContinueWait).unref()),
    )
  })
  const early = await Promise.race([responded, isAsked])
  const sent = early ? undefined : pipeline(stream, outgoing).catch(() => undefined)
  const end = async () => {
    outgoing.destroy()
    stream.destroy()
    await sent
  }
  return { response: early ?? (await responded), end }
}

/** Yields the lines of a stream that are not empty. */
export async function* readLines(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines.filter((line) => line.trim() !== '')
  }
  if (rest.trim() !== '') yield rest
}
