/** Requests of the part `search` over one persistent connection for each server. */
import http from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Server } from './servers.ts'

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
  /** From the request to the end of the response. */
  readonly milliseconds: number
}

/** Formats milliseconds. */
export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })

interface RequestOptions {
  readonly method?: 'GET' | 'HEAD'
  /** Whether the request has the token of the admin, who is not rate-limited. */
  readonly withToken?: boolean
  readonly accept?: string
}

const requestOnce = (
  { url, token }: Server,
  path: string,
  { method = 'GET', withToken = false, accept = '*/*' }: RequestOptions,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { Accept: accept, ...(withToken && { Authorization: `Bearer ${token}` }) }
    const start = performance.now()
    const request = http.request(url + path, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
          milliseconds: performance.now() - start,
        }),
      )
    })
    request.on('error', reject)
    request.end()
  })

const tooManyRequests = 429
const pauseMilliseconds = 5_000

/** Sends a request, again after a pause while the rate limit refuses it. Returns an answer of any other status. */
export const request = async (
  server: Server,
  path: string,
  options: RequestOptions = {},
): Promise<Answer> => {
  for (;;) {
    const answer = await requestOnce(server, path, options)
    if (answer.status !== tooManyRequests) return answer
    await pause(pauseMilliseconds)
  }
}

/** Like `request`. Throws an Error unless the status is 200. */
export const requestOk = async (server: Server, path: string, options?: RequestOptions): Promise<Answer> => {
  const answer = await request(server, path, options)
  if (answer.status !== 200)
    throw new Error(`${path} was answered with ${answer.status}: ${answer.text.slice(0, 500)}`)
  return answer
}

interface Sent {
  readonly type: string
  readonly body: Buffer | string
  readonly etag?: string
}

/** Sends a body as the admin. Returns the response's JSON. Throws an Error if it is refused. */
export const send = async (
  { url, token }: Server,
  method: string,
  path: string,
  { type, body, etag }: Sent,
): Promise<unknown> => {
  const response = await fetch(url + path, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': type,
      ...(etag !== undefined && { 'If-Match': etag }),
    },
    body: new Uint8Array(Buffer.from(body)),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${text.slice(0, 500)}`)
  return JSON.parse(text)
}
