/** The time and memory of redacting a record with a long history. */

import { emptyStore, megabytes, seconds } from './environment.ts'
import { peakHeap } from './heap.ts'
import type { Row } from './results.ts'
import { peakMemory, processorTime, type Server, serveSitrep } from './servers.ts'

const versions = Number(process.env.BENCH_VERSIONS ?? 1000)
const limit = { seconds: 20, heap: 64_000_000 }
const secret = 'Zaynab “Z”'

const each = <T>(make: (i: number) => T): T[] => Array.from({ length: 100 }, (_, i) => make(i))

/** A record of about 108 KB, with the text in each part. */
const record = {
  event_type: 'remote_violence',
  date: '2022-01-05',
  location: { country: 'IQ', place: 'Ain al-Asad' },
  summary: `${secret} told it. ${'Rockets were fired at the base. '.repeat(120)}`,
  sources: each((i) => ({
    publisher: `Paper ${i}`,
    title: `${i}: ${'what was said of it, and by whom – '.repeat(13)}${i % 10 === 0 ? secret : ''}`,
    url: `https://example.org/news/2022/01/05/${i}`,
  })),
  targets: each((i) => ({
    type: 'military',
    name: `Hangar ${i}`,
    note: 'It was hit, and burnt. '.repeat(18),
  })),
}

const send = async ({ url, token }: Server, path: string, method: string, body: object, more = {}) => {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...more }
  const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${text.slice(0, 500)}`)
  return JSON.parse(text) as { readonly incident: { readonly id: string } }
}

const fill = async (server: Server): Promise<string> => {
  const { incident } = await send(server, '/incidents?publish=true', 'POST', record)
  for (let i = 1; i < versions; i++) {
    const tag = { 'If-Match': `"${incident.id}.${i}"` }
    await send(server, `/incidents/${incident.id}`, 'PATCH', { title: `${i}, by ${secret}` }, tag)
  }
  return incident.id
}

export async function* redactions(): AsyncGenerator<Row> {
  console.error(`a record of ${(JSON.stringify(record).length / 1000).toFixed(0)} KB, ${versions} versions`)
  const store = emptyStore('redactions')
  const filling = await serveSitrep(store)
  const id = await fill(filling).finally(filling.stop)
  const server = await serveSitrep(store)
  try {
    const before = peakMemory(server)
    const worked = processorTime(server)
    let took = 0
    const heap = await peakHeap(server.inspectorPort, async () => {
      const start = performance.now()
      await send(server, `/incidents/${id}/redact`, 'POST', { reason: 'measured', erase: [secret] })
      took = (performance.now() - start) / 1000
    })
    const what = `the redaction of ${versions} versions`
    yield {
      what: `time of ${what}`,
      ours: seconds(took),
      limit: seconds(limit.seconds),
      ratio: (took / limit.seconds).toFixed(2),
    }
    yield {
      what: `processor time of ${what}`,
      ours: seconds(processorTime(server) - worked),
      limit: '',
      ratio: '',
    }
    yield {
      what: `peak heap of the isolate, ${what}`,
      ours: megabytes(heap),
      limit: megabytes(limit.heap),
      ratio: (heap / limit.heap).toFixed(2),
    }
    yield {
      what: `growth of the runtime's memory, ${what}`,
      ours: megabytes(peakMemory(server) - before),
      limit: '',
      ratio: '',
    }
  } finally {
    await server.stop()
  }
}
