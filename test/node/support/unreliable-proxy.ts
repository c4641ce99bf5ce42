/** A server between a client and Sitrep that fails at first, as a busy server and a bad line do. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface Proxy {
  readonly url: string
  /** Method and status of each request in order, or `lost`. */
  readonly log: readonly string[]
  readonly close: () => void
}

/** Headers that belong to the connection of the client. */
const dropped = ['host', 'connection', 'content-length', 'transfer-encoding', 'expect']

const forward = async (target: string, { method = '', url = '', headers }: IncomingMessage, body: Buffer) => {
  const kept = Object.entries(headers).filter(([name]) => !dropped.includes(name)) as [string, string][]
  const init = { method, headers: kept }
  return fetch(target + url, body.length > 0 ? { ...init, body: new Uint8Array(body) } : init)
}

const sentBack = ['content-type', 'link', 'idempotency-replayed']

const sendBack = async (upstream: Response, response: ServerResponse) => {
  const headers = [...upstream.headers].filter(([name]) => sentBack.includes(name))
  response.writeHead(upstream.status, Object.fromEntries(headers))
  response.end(Buffer.from(await upstream.arrayBuffer()))
}

/**
 * Answers the first request with 429 or 503 (of a GET) and loses the answer to the second one after the server has given
 * it. From then on it gives every answer.
 */
export const unreliableProxy = async (target: string): Promise<Proxy> => {
  const log: string[] = []
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    if (log.length === 0) {
      const status = request.method === 'GET' ? 503 : 429
      log.push(`${request.method} ${status}`)
      return response.writeHead(status, { 'Retry-After': '1' }).end('{"title": "Later"}')
    }
    const isLost = log.push(`${request.method}`) === 2
    const at = log.length - 1
    const upstream = await forward(target, request, body)
    log[at] += ` ${isLost ? 'lost' : upstream.status}`
    return isLost ? request.socket.destroy() : sendBack(upstream, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, log, close: () => server.close() }
}
