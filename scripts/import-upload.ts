/** A file that is too large for one request, sent in parts: each again after a broken connection. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { request as secureRequest } from 'node:https'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { commands } from '../src/messages/en.ts'
import { ImportFailure, parseJson, responseFailure } from './import-failure.ts'

/** How long a request that failed waits before it is repeated, in milliseconds. */
const delays = [1000, 2000, 4000, 8000, 16_000]

interface Exchange {
  readonly method: 'POST' | 'PUT'
  readonly type: string
  readonly body: Uint8Array
  readonly token: string | undefined
}

const send = (url: URL, { method, type, body, token }: Exchange): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = {
      ...{ 'Content-Type': type, 'Content-Length': body.length, Accept: 'application/json' },
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    }
    const outgoing = (url.protocol === 'https:' ? secureRequest : request)(url, { method, headers })
    outgoing.on('response', resolve).on('error', reject).end(body)
  })

/** Returns the body of a response that succeeds, after some attempts. Throws an ImportFailure for a refusal. */
const exchange = async (url: URL, message: Exchange, attempt = 0): Promise<string> => {
  const delay = delays[attempt]
  try {
    const response = await send(url, message)
    const { statusCode: status = 0 } = response
    if (status >= 200 && status < 300) return await text(response)
    const isTemporary = status === 429 || status >= 500
    if (delay === undefined || !isTemporary) throw await responseFailure(response, url.origin)
    response.resume()
  } catch (error) {
    if (delay === undefined || error instanceof ImportFailure) throw error
  }
  await pause(delay)
  return exchange(url, message, attempt + 1)
}

interface Upload {
  readonly id: string
  readonly parts: number
}

const isUpload = (value: unknown): value is Upload =>
  typeof value === 'object' && value !== null && 'id' in value && 'parts' in value

interface PartedFile {
  /** The path of the file. */
  readonly file: string
  readonly size: number
  readonly partBytes: number
  /** Called with the number of bytes that have arrived. */
  readonly onRead: (bytes: number) => void
}

/** Returns the id of an upload with these bytes. Throws an ImportFailure, or the error of the connection or the file. */
export const sendParts = async (
  { origin }: URL,
  token: string | undefined,
  { file, size, partBytes, onRead }: PartedFile,
): Promise<string> => {
  const body = Buffer.from(JSON.stringify({ bytes: size, part_bytes: partBytes }))
  const begun = await exchange(new URL('/uploads', origin), {
    method: 'POST',
    type: 'application/json',
    body,
    token,
  })
  const upload = parseJson(begun)
  if (!isUpload(upload)) throw new ImportFailure(commands.import.notSitrep(origin, 201))
  const { id, parts } = upload
  const handle = await open(file)
  try {
    for (let part = 1; part <= parts; part++) {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(partBytes),
        0,
        partBytes,
        (part - 1) * partBytes,
      )
      const bytes = buffer.subarray(0, bytesRead)
      const url = new URL(`/uploads/${id}/parts/${part}`, origin)
      url.searchParams.set('sha256', createHash('sha256').update(bytes).digest('hex'))
      await exchange(url, { method: 'PUT', type: 'application/octet-stream', body: bytes, token })
      onRead(bytesRead)
    }
  } finally {
    await handle.close()
  }
  return id
}
