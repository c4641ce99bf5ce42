/** Fills a store through the API: one file of many records, or single POSTs over 16 persistent connections. */
import http from 'node:http'

export interface Endpoint {
  readonly url: string
  readonly token: string
}

const connections = 16

/** Posts one body; returns the status. Rejects if the connection breaks. */
const post = (agent: http.Agent, target: string, token: string, body: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${token}`,
      'Content-Length': Buffer.byteLength(body),
    }
    const request = http.request(target, { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })

/** Posts the bodies from `from` up to `to`; returns the seconds. Rejects on any status other than 201. */
export const postRecords = async (
  { url, token }: Endpoint,
  path: string,
  bodyOf: (i: number) => string,
  from: number,
  to: number,
): Promise<number> => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const start = performance.now()
  let next = from
  const worker = async () => {
    while (next < to) {
      const i = next++
      const status = await post(agent, url + path, token, bodyOf(i))
      if (status !== 201) throw new Error(`Record ${i} was answered with ${status}.`)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  agent.destroy()
  return (performance.now() - start) / 1000
}

/** Imports the records from `from` up to `to` as one file and publishes them; returns the seconds. */
export const importRecords = async (
  { url, token }: Endpoint,
  bodyOf: (i: number) => string,
  from: number,
  to: number,
): Promise<number> => {
  const lines = Array.from({ length: to - from }, (_, i) => bodyOf(from + i))
  const start = performance.now()
  const response = await fetch(`${url}/imports?mode=valid&publish=true`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson', Authorization: `Bearer ${token}` },
    body: lines.join('\n'),
  })
  const { created } = (await response.json()) as { created?: number }
  if (created !== to - from) throw new Error(`${created} of ${to - from} records were created.`)
  return (performance.now() - start) / 1000
}
