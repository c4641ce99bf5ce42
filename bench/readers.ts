/** A POST beside eight readers of pages whose filters have no index, on all records. */

import { bodyOf, fillStore, runs, store } from './environment.ts'
import { median, type Row } from './results.ts'
import { type Server, serveSitrep } from './servers.ts'

const readers = 8
const settle = 500
const filters = ['near=0,0,20000', 'bbox=-180,-90,180,90', 'q=rockets', 'tag=base'] as const

interface Read {
  readonly status: number
  readonly seconds: number
}

const timed = async (request: () => Promise<Response>): Promise<Read> => {
  const begun = performance.now()
  const response = await request()
  await response.arrayBuffer()
  return { status: response.status, seconds: (performance.now() - begun) / 1000 }
}

const asEditor = ({ token }: Server) => ({ Authorization: `Bearer ${token}` })

const post = async (server: Server): Promise<number> => {
  const { status, seconds } = await timed(() =>
    fetch(`${server.url}/incidents?publish=true`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...asEditor(server) },
      body: bodyOf(1_000_000 + Math.floor(Math.random() * 1e9)),
    }),
  )
  if (status !== 201) throw new Error(`The POST was answered with ${status}.`)
  return seconds
}

/** Returns the seconds of each POST beside the readers, and the number of pages served and refused. */
const beside = async (server: Server, path: string, headers: Readonly<Record<string, string>>) => {
  const statuses: number[] = []
  let reading = true
  const read = async () => {
    while (reading) statuses.push((await timed(() => fetch(server.url + path, { headers }))).status)
  }
  const all = Array.from({ length: readers }, read)
  await new Promise((resolve) => setTimeout(resolve, settle))
  const seconds: number[] = []
  for (let i = 0; i < runs; i++) seconds.push(await post(server))
  reading = false
  await Promise.all(all)
  const made = statuses.filter((status) => status === 200).length
  return { seconds, made, refused: statuses.length - made }
}

const inMilliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(0)} ms`

/** Readers with a token are never refused, so they show the cost of reading; the public is rate-limited. */
export async function* readersBeside(): AsyncGenerator<Row> {
  const server = await serveSitrep(store)
  try {
    await fillStore(server)
    for (const filter of filters) {
      const path = `/incidents?${filter}`
      for (const [who, headers] of [
        ['with a token', asEditor(server)],
        ['of the public', {}],
      ] as const) {
        const { seconds, made, refused } = await beside(server, path, headers)
        yield {
          what: `POST beside ${readers} readers ${who} of ${path}, ${made} pages and ${refused} × 429`,
          ours: `${inMilliseconds(median(seconds))}, at most ${inMilliseconds(Math.max(...seconds))}`,
          limit: '1000 ms',
          ratio: '',
        }
      }
    }
  } finally {
    await server.stop()
  }
}
