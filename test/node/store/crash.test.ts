// What is acknowledged outlives the server's death, and what breaks off on the way in leaves nothing.
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newStore, removeStore, type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

interface Stored {
  readonly id: string
  readonly revision: number
  readonly commit: number
  readonly reference: string
  readonly title: string
  readonly outcome?: string
}

const wanted = 120
const connections = 8
const killedAfter = 40

const report = (i: number) => ({
  event_type: 'remote_violence',
  date: '2022-01-05',
  location: { country: 'IQ' },
  reference: `load-${i}`,
  title: `Report ${i} – تقرير`,
  summary: `Number ${i}. `.repeat(100).trim(),
  sources: [{ publisher: 'Example News', url: `https://example.org/${i}` }],
})

const headers = (key: string, more: Record<string, string> = {}) => ({
  'Content-Type': 'application/json',
  'Idempotency-Key': key,
  ...more,
})

/** The records by what was acknowledged: the filing of each, and of every third one an edit. */
type Acknowledged = Map<string, Stored>

const acknowledge = async (answer: Response): Promise<Stored> => {
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${answer.status}: ${text}`)
  return (JSON.parse(text) as { incident: Stored }).incident
}

/** Files one report, edits every third one, and notes what was acknowledged. */
const work = async ({ admin }: Server, i: number, seen: Acknowledged): Promise<void> => {
  const body = JSON.stringify(report(i))
  const filed = await acknowledge(
    await admin('/incidents', { method: 'POST', headers: headers(`file-${i}`), body }),
  )
  seen.set(`file-${i}`, filed)
  if (i % 3 !== 0) return
  const edit = { method: 'PATCH', headers: headers(`edit-${i}`, { 'If-Match': `"${filed.id}.1"` }) }
  const patched = await admin(`/incidents/${filed.id}`, { ...edit, body: '{"outcome": "hit"}' })
  seen.set(`edit-${i}`, await acknowledge(patched))
}

/** All the work over some connections at a time; `after` is asked behind each piece whether to go on. */
const load = async (server: Server, seen: Acknowledged, goOn: () => boolean = () => true): Promise<void> => {
  const left = Array.from({ length: wanted }, (_, i) => i)
  const worker = async () => {
    for (let i = left.shift(); i !== undefined && goOn(); i = left.shift()) await work(server, i, seen)
  }
  await Promise.all(Array.from({ length: connections }, worker))
}

const all = async ({ admin }: Server): Promise<Stored[]> => {
  const answer = await admin('/incidents.json?status=submitted')
  return ((await answer.json()) as { incidents: Stored[] }).incidents
}

/** Files of what was submitted up to now, by the addresses that pin them. */
const pin = ({ admin }: Server): Promise<[string, string][]> =>
  Promise.all(
    ['csv', 'ndjson', 'json'].map(async (format): Promise<[string, string]> => {
      const answer = await admin(`/incidents.${format}?status=submitted`)
      return [answer.headers.get('Content-Location') ?? '', await answer.text()]
    }),
  )

const pinnedAfter = 20
const store = newStore()
const before: Acknowledged = new Map()
const after: Acknowledged = new Map()
let server: Server
let survivors: Stored[]
let pinned: [string, string][]

beforeAll(async () => {
  const doomed = await startServer({ store })
  await load(doomed, before, () => before.size < pinnedAfter)
  pinned = await pin(doomed)
  let dying: Promise<void> | undefined
  const goOn = () => {
    if (before.size >= killedAfter) dying ??= doomed.kill()
    return dying === undefined
  }
  const killer = setInterval(goOn, 1)
  await load(doomed, before, goOn).catch(() => undefined)
  clearInterval(killer)
  await (dying ?? doomed.kill())
  server = await startServer({ store, demo: true })
  survivors = await all(server)
  await load(server, after)
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
  removeStore(store)
})

describe('a server killed in the middle of a load', () => {
  it('was killed with work acknowledged and work to do', () => {
    expect(before.size).toBeGreaterThanOrEqual(killedAfter)
    expect(survivors.length).toBeLessThan(wanted)
  })

  it('is started again by npm start, which does not add the demo to what is there', async () => {
    const { headers } = await fetch(`${server.url}/incidents.csv`)
    expect(headers.get('Sitrep-Rows')).toBe('0')
    expect(server.log()).not.toContain('incidents loaded')
  })

  it('has every record that was acknowledged, as it was acknowledged', () => {
    const found = new Map(survivors.map((each) => [each.id, each]))
    for (const [what, { id, ...acknowledged }] of before) {
      const edited = what.startsWith('file') && before.has(what.replace('file', 'edit'))
      const stored = found.get(id)
      if (edited || stored?.revision !== acknowledged.revision) expect(stored?.revision).toBe(2)
      else expect(stored).toEqual({ id, ...acknowledged })
    }
  })

  it('gives the files of before, byte by byte, after edits, the kill and the restart', async () => {
    for (const [address, bytes] of pinned) {
      expect(address).toMatch(/[?&]commit=\d+/)
      expect(bytes).toContain('Report 0 – تقرير')
      expect(await (await server.admin(address)).text()).toBe(bytes)
    }
    expect(pinned.map(([, bytes]) => bytes)).not.toEqual((await pin(server)).map(([, bytes]) => bytes))
  })

  it('answers what is sent again with what it answered first', () => {
    for (const [what, first] of before) expect(after.get(what)).toEqual(first)
  })

  it('has each record once when all is sent again, whole in JSON and in CSV', async () => {
    const records = await all(server)
    const references = new Set(records.map(({ reference }) => reference))
    expect([records.length, references.size]).toEqual([wanted, wanted])
    const csv = await (await server.admin('/incidents.csv?status=submitted')).text()
    const rows: Record<string, string>[] = parse(csv, { columns: true })
    expect(rows.map(({ id }) => id)).toEqual(records.map(({ id }) => id))
    for (const [n, row] of rows.entries()) {
      const stated = report(Number(row.reference?.slice('load-'.length)))
      expect(records[n]).toMatchObject(stated)
      expect(row).toMatchObject({ title: stated.title, summary: stated.summary })
      expect(await (await server.admin(`/incidents/${row.id}.json`)).json()).toEqual(records[n])
    }
  })

  it('has one version for every commit, the replaced ones included, and no gap between them', async () => {
    const records = await all(server)
    const replaced = records.filter(({ revision }) => revision === 2)
    const first = replaced.map(async ({ id, commit }) => {
      const answer = await server.admin(`/incidents/${id}.json?commit=${commit - 1}`)
      return (await answer.json()) as Stored
    })
    const versions = [...records, ...(await Promise.all(first))]
    expect(replaced).toHaveLength(wanted / 3)
    expect(versions.every(({ revision, outcome }) => (revision === 1) === (outcome === undefined))).toBe(true)
    const commits = versions.map(({ commit }) => commit).sort((a, b) => a - b)
    expect(commits).toEqual(Array.from({ length: wanted + wanted / 3 }, (_, i) => i + 1))
    expect(await (await server.admin('/health')).json()).toMatchObject({ commit: commits.length })
  })
})

describe('a body that breaks off', () => {
  const whole = JSON.stringify({ ...report(0), reference: 'broken-off' })
  const part = whole.slice(0, whole.length / 2)
  const head = () =>
    `POST /incidents HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Type: application/json\r\nAuthorization: Bearer ${server.token}\r\n`

  it.each([
    ['shorter than its Content-Length', () => `Content-Length: ${whole.length}\r\n\r\n${part}`],
    [
      'whole but shorter than its Content-Length',
      () => `Content-Length: ${whole.length + 1}\r\n\r\n${whole}`,
    ],
    [
      'chunked without an end',
      () => `Transfer-Encoding: chunked\r\n\r\n${whole.length.toString(16)}\r\n${whole}\r\n`,
    ],
    ['cut within a chunk', () => `Transfer-Encoding: chunked\r\n\r\n${whole.length.toString(16)}\r\n${part}`],
  ])('stores nothing and leaves the server well: %s', async (_, rest) => {
    const socket = connect(server.port, '127.0.0.1')
    socket.on('error', () => undefined)
    await new Promise((connected) => socket.once('connect', connected))
    await new Promise((written) => socket.write(head() + rest(), written))
    await pause(150)
    socket.destroy()
    await pause(150)

    const { commit } = (await (await server.admin('/health')).json()) as { commit: number }
    expect(commit).toBe(wanted + wanted / 3)
    expect((await all(server)).some(({ reference }) => reference === 'broken-off')).toBe(false)
    expect(server.log()).not.toMatch(/ 5\d\d |Uncaught/)
  })

  it('does not keep the next report from being taken', async () => {
    const answer = await server.admin('/incidents', { method: 'POST', headers: headers('next'), body: whole })
    expect(answer.status).toBe(201)
  })
})
