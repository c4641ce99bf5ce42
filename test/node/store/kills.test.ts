// A server that is killed in the midst of an import, a merge, a redaction, or of keeping a file: after each kill the whole
// store is looked through, and all that was acknowledged is there.

import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../../scripts/server-process.ts'
import { large, largeFile, record, some, tagFile } from '../support/large-file.ts'
import { newStore, removeStore, type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'
import type { Known } from '../support/store-versions.ts'
import { Answers, type Mirror, type Pins } from '../support/whole-answers.ts'
import { lookThrough } from '../support/whole-store.ts'

interface Incident {
  readonly id: string
  readonly commit: number
}

interface Report {
  readonly import: string
  readonly created: number
  readonly updated: number
  readonly unchanged: number
}

type Halting = Readonly<Record<string, string>>

const main = fileURLToPath(new URL('../support/halting.js', import.meta.url))
const store = newStore()
let server: Server
let kills = 0

const acknowledged: Pins = new Map()
const pins: Pins = new Map()
const mirror: Mirror = { records: new Map(), since: 0 }
const gone: string[] = []
const redacted: string[] = []
const known = { versions: new Map() as Known, files: new Set<string>() }

const check = async (): Promise<void> => {
  const { versions, faults } = lookThrough(store, { gone, known: known.versions })
  const answers = new Answers(server, versions)
  await answers.lists(gone)
  await answers.feed(mirror)
  await answers.acknowledged(acknowledged)
  await answers.files(store, pins, gone, known.files)
  await answers.gone(gone, redacted)
  expect([...faults, ...answers.faults].slice(0, 20)).toEqual([])
}

const start = async (port?: number): Promise<void> => {
  server = await startServer({ store, main, port: port ?? (await freePort()) })
}

/** Kills the server when it says a thing, though at the latest when the act has ended, and starts it again. */
const killWhen = async (said: () => boolean, act: Promise<unknown>): Promise<void> => {
  let ended = false
  const acting = act.catch(() => undefined).finally(() => (ended = true))
  while (!ended && !said()) await pause(1)
  const [wasSaid, { port }] = [said(), server]
  await server.kill()
  await acting
  kills++
  await start(port)
  expect(wasSaid, 'The act ended before it came to where it was to be killed.').toBe(true)
}

/** Kills the server at one of the writes of an act, such as `batch 2 after`. */
const killAtWrite = (at: string, act: (halting: Halting) => Promise<unknown>): Promise<void> => {
  const { log } = server
  return killWhen(() => log().includes(`Halted: ${at}`), act({ Halt: at }))
}

const expectOk = async (asking: Promise<Response>): Promise<string> => {
  const answer = await asking
  const text = await answer.text()
  expect(answer.ok, text.slice(0, 600)).toBe(true)
  return text
}

const post = (path: string, json: object, halting: Halting = {}) =>
  server.admin(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...halting },
    body: JSON.stringify(json),
  })

const pathAt = ({ id, commit }: Incident): string => `/incidents/${id}.json?commit=${commit}`

/** Notes an answer that was acknowledged; gives its record. */
const note = async (asking: Promise<Response>): Promise<Incident> => {
  const { incident } = JSON.parse(await expectOk(asking)) as { incident: Incident }
  acknowledged.set(pathAt(incident), JSON.stringify(incident))
  return incident
}

const importing = (query: string, body: string, type: string, halting: Halting = {}) =>
  server.admin(`/imports?${query}`, { method: 'POST', headers: { 'Content-Type': type, ...halting }, body })
const importLarge = (halting?: Halting) =>
  importing('publish=true&dataset=large', largeFile.join('\n'), 'application/x-ndjson', halting)
const retag = (tag: string, halting?: Halting) =>
  importing('dataset=large', tagFile(tag), 'text/csv', halting)

/** Notes what an import answered. */
const report = async (asking: Promise<Response>): Promise<Report> => {
  const text = await expectOk(asking)
  const told = JSON.parse(text) as Report
  acknowledged.set(`/imports/${told.import}`, text)
  return told
}

/** The writes of an act that was carried out. */
const writesOf = async (act: (halting: Halting) => Promise<Response>): Promise<string[]> => {
  await expectOk(act({ Halt: 'list' }))
  return JSON.parse(await expectOk(fetch(`${server.url}/writes`))) as string[]
}

const read = (path: string, halting: Halting = {}) => fetch(server.url + path, { headers: halting })

/** So many files are looked at after each kill, beside the first. */
const maxPins = 2

/** Notes what a file has, by the address that pins it. */
const pin = async (path: string): Promise<string> => {
  const answer = await read(path)
  const pinned = answer.headers.get('Content-Location') ?? ''
  const text = await answer.text()
  for (const old of [...pins.keys()].slice(1, -maxPins)) pins.delete(old)
  pins.set(pinned, text)
  return pinned
}

beforeAll(async () => {
  await start()
  for (let i = 0; i < 3; i++)
    await note(post('/incidents', record({ reference: `seed-${i}`, title: `Seed ${i}` })))
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
  removeStore(store)
})

/** Which batch of an import is its commit: it begins, stages, commits, keeps its file, and throws away what is staged. */
let commitBatch = 0

describe('an import that is killed', () => {
  it.each(['batch 2 before', 'batch 3 during', 'uploadPart 1 during'])(
    'on its way has stored nothing: %s',
    async (at) => {
      await killAtWrite(at, importLarge)
      await check()
      const { incidents } = JSON.parse(await expectOk(server.admin('/incidents.json?dataset=large'))) as {
        incidents: Incident[]
      }
      expect(incidents).toEqual([])
    },
  )

  it('comes whole when it is sent again', async () => {
    expect(await report(importLarge())).toMatchObject({ created: large, unchanged: 0 })
    expect(await report(importLarge())).toMatchObject({ created: 0, unchanged: large })
    const writes = await writesOf((halting) => retag('first', halting))
    const keeping = writes.findIndex((name) => name === 'complete' || name === 'put')
    commitBatch = writes.slice(0, keeping).filter((name) => name === 'batch').length
    expect(commitBatch).toBeGreaterThanOrEqual(3)
    await pin('/incidents.csv?fields=id,reference,tags')
    await check()
  })

  it.each(['before', 'during', 'after'])('%s its commit has changed all or nothing', async (when) => {
    await killAtWrite(`batch ${commitBatch} ${when}`, (halting) => retag(when, halting))
    await check()
    const { updated, unchanged } = await report(retag(when))
    expect([updated, unchanged]).toContain(some)
    if (when !== 'during') expect(updated).toBe(when === 'before' ? some : 0)
  })

  it.each(['put 1 before'])('behind its commit has stored all: %s', async (at) => {
    const body = largeFile.slice(0, some).join('\n').replaceAll('Report', `Report behind ${at}`)
    await killAtWrite(at, (halting) => importing('dataset=large', body, 'application/x-ndjson', halting))
    await check()
    expect(await report(importing('dataset=large', body, 'application/x-ndjson'))).toMatchObject({
      unchanged: some,
    })
  })
})

describe('keeping a file that is killed', () => {
  it.each([
    ['/incidents.csv?labels=true', 'put 1 during', 0],
    ['/incidents.csv?country=IQ', 'uploadPart 1 during', 1],
    ['/incidents.ndjson?country=IQ', 'uploadPart 2 after', 1],
    ['/incidents.geojson', 'complete 1 during', 1],
    ['/incidents.csv', 'put 1 before', 1],
  ])('leaves a file that is whole or none: %s, %s', async (path, at, before) => {
    const pinned = await (before > 0 ? pin(path) : Promise.resolve(path))
    await killAtWrite(at, async (halting) => (await read(pinned, halting)).text())
    for (let i = 0; i < 2; i++) await pin(path)
    await check()
  })
})

describe('a merge that is killed', () => {
  it.each(['before', 'during', 'after'])('%s its commit has been made or not', async (when) => {
    const toSeed = [{ type: 'related', incident: acknowledged.keys().next().value?.slice(11, 47) }]
    const [a, b] = [
      await note(post('/incidents?publish=true', record({ title: `Merged ${when}`, links: toSeed }))),
      await note(post('/incidents?publish=true', record({ title: `Stays ${when}`, tags: ['b'] }))),
    ]
    const key = { 'Idempotency-Key': `merge ${when}` }
    const merge = (halting: Halting = {}) =>
      post(`/incidents/${a.id}/merge`, { into: b.id, reason: 'the same' }, { ...key, ...halting })
    await killAtWrite(`batch 1 ${when}`, merge)
    await check()
    const first = await read(`/incidents/${a.id}.json`)
    if (when !== 'during') expect(first.redirected).toBe(when === 'after')
    await note(merge())
  })
})

describe('a redaction that is killed', () => {
  const redact = (id: string, word: string, halting?: Halting) =>
    post(`/incidents/${id}/redact`, { erase: [word], reason: 'a life is at stake' }, halting)

  /** Redacts a draft; that deletes what could not be deleted before. */
  const redactDraft = async (title: string): Promise<void> => {
    const filed = await note(post('/incidents', record({ title })))
    acknowledged.delete(pathAt(filed))
    await note(redact(filed.id, title))
    gone.push(title)
  }

  it.each([
    'batch 1 before',
    'batch 1 during',
    'batch 1 after',
    'delete 1 before',
    'delete 2 after',
    'run 1 after',
    'run 3 before',
  ])('leaves all as it was, or nothing in any answer: %s', async (at) => {
    const word = `zqgone${redacted.length}`
    const { incidents } = JSON.parse(
      await expectOk(server.admin(`/incidents.json?dataset=large&q=${word}`)),
    ) as {
      incidents: Incident[]
    }
    const id = incidents[0]?.id ?? ''
    await report(
      importing('dataset=large', `reference,series\nlarge-999,${word}\n`.replace('zq', ''), 'text/csv'),
    )
    for (let i = 0; i < 2; i++) await pin('/incidents.csv')
    await killAtWrite(at, (halting) => redact(id, word, halting))
    redacted.push(id)
    const isMade = !(await expectOk(server.admin(`/incidents/${id}.json`))).includes(word)
    if (isMade) gone.push(word)
    if (!at.endsWith('during')) expect(isMade).toBe(!['batch 1 before', 'run 1 after'].includes(at))
    try {
      await check()
    } finally {
      if (!isMade) await note(redact(id, word))
      if (!isMade) gone.push(word)
      await redactDraft(`zqdraft${redacted.length}`)
    }
  })

  it('leaves nothing in what imports that were killed have staged', () => {
    expect(lookThrough(store, { gone }).leftOver).toEqual([])
  })
})

describe('an import of what is good that is killed', () => {
  const rows = 4500
  const body = `reference,event_type,date,country,source_urls,summary\n${Array.from(
    { length: rows },
    (_, i) => `many-${i},battle,2022-01-05,IQ,https://example.org/a,Shots were fired: ${i}.`,
  ).join('\n')}\n`
  const send = (halting: Halting = {}) =>
    importing('mode=valid&dataset=many', body, 'text/csv', { Accept: 'application/x-ndjson', ...halting })

  it.each([1500, 4200])('has stored what its commits took over: behind row %i', async (row) => {
    let reached = 0
    const act = async () => {
      const text = (await send()).body?.pipeThrough(new TextDecoderStream())
      for await (const part of text ?? [])
        for (const [, to] of part.matchAll(/"rows":(\d+)/g)) reached = Number(to)
    }
    await killWhen(() => reached >= row, act())
    await check()
  })

  it('comes whole when it is sent again, and there were 20 kills and more', async () => {
    await expectOk(send())
    await check()
    mirror.records.clear()
    mirror.since = 0
    await check()
    expect(kills).toBeGreaterThanOrEqual(20)
  })
})
