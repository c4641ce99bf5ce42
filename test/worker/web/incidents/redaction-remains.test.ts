/** What a redaction reaches beside the record itself, and what it warns of. */
import { createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../../schemas/incident.ts'
import worker from '../../../../src/index.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { toVersionRow } from '../../../../src/services/version-row.ts'
import { createIds } from '../../../../src/store/ids.ts'
import { Chunk, createStaged } from '../../../../src/store/imports/chunk.ts'
import * as imports from '../../../../src/store/imports/imports.ts'
import { stage } from '../../../../src/store/imports/staging.ts'
import {
  type Answer,
  admin,
  ask,
  browser,
  createHolder,
  expectProblem,
  publishRecord,
  record,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { dump, worldAt } from '../../support.ts'
import {
  findFiles,
  importRows,
  ndjson,
  redactionMark,
  redactRecord,
  secret,
  secretPattern,
} from './redact-record.ts'

const cron = async (): Promise<void> => {
  await worker.scheduled(createScheduledController({ scheduledTime: new Date(), cron: '*/15 * * * *' }), env)
}

/** R2 with a method that fails. */
const broken = (method: string): R2Bucket =>
  new Proxy(env.FILES, {
    get: (bucket, name) => {
      if (name === method) return () => Promise.reject(new Error('R2 is down.'))
      const found = Reflect.get(bucket, name)
      return typeof found === 'function' ? found.bind(bucket) : found
    },
  })

const withoutDeletes = withBindings({ FILES: broken('delete') })

/** A kept file of a thousand records, one of which has the text, and that record. */
const keptFile = async () => {
  const rows = Array.from({ length: 1000 }, (_, i) => record({ reference: `r${i}`, title: i ? 'x' : secret }))
  await importRows('publish=true', rows)
  const pin = (await ask('/incidents.csv')).headers.get('Content-Location') ?? ''
  for (let i = 0; i < 2; i++) expect((await ask(pin)).text).toMatch(secretPattern)
  expect(await findFiles(secretPattern)).toHaveLength(2)
  const path = `/incidents/${(await ask('/incidents.json?limit=1')).data().incidents[0].id}`
  return { pin, path }
}

const asked = { json: { reason: 'a life is at stake', erase: [secret] } }

describe('a redaction whose files could not be deleted', () => {
  it('says that files follow, and gives none of them', async () => {
    const { pin, path } = await keptFile()
    const answer = await admin(`${path}/redact`, asked, withoutDeletes)
    expect([answer.status, answer.data().files_follow]).toEqual([200, true])
    expect(await findFiles(secretPattern)).not.toEqual([])
    expectProblem(await ask(pin), 'redacted')
    expect((await ask(`${pin}&country=IQ`)).status).toBe(410)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['the next write', () => submitRecord()],
    ['a write that is refused', () => ask('/incidents', { json: {} })],
    ['a cron', cron],
  ])('is finished by %s', async (_, act) => {
    const { path } = await keptFile()
    await admin(`${path}/redact`, asked, withoutDeletes)
    expect(await findFiles(secretPattern)).not.toEqual([])
    await act()
    expect(await findFiles(secretPattern)).toEqual([])
    expect((await dump()).redactions).toMatchObject([{ files_deleted: 1 }])
  })

  it('lets the next write succeed where they cannot be deleted still', async () => {
    const { path } = await keptFile()
    await admin(`${path}/redact`, asked, withoutDeletes)
    expect((await admin('/incidents', { json: record() }, withoutDeletes)).status).toBe(201)
  })

  it('says that none follow where all were deleted', async () => {
    const { path } = await publishRecord({ title: secret })
    expect((await redactRecord(path, { erase: [secret] })).data().files_follow).toBe(false)
  })
})

describe('a kept file', () => {
  it('is given with one row read at most', async () => {
    const { pin } = await keptFile()
    const { db, log } = measureDatabase(env.DB)
    expect((await ask(pin, {}, withBindings({ DB: db }))).status).toBe(200)
    expect(log.map(({ rowsRead }) => rowsRead > 1)).toEqual([false])
  })

  it('that a reader put there behind a redaction is not given, though it could not be deleted', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) =>
      record({ reference: `r${i}`, title: i ? 'x' : secret }),
    )
    await importRows('publish=true', rows)
    const pin = (await ask('/incidents.csv')).headers.get('Content-Location') ?? ''
    const path = `/incidents/${(await ask('/incidents.json?limit=1')).data().incidents[0].id}`
    const bucket = broken('delete')
    const late = new Proxy(bucket, {
      get: (of, name) => {
        const found = Reflect.get(of, name)
        if (name !== 'put') return found
        return async (...given: Parameters<R2Bucket['put']>) => {
          if (given[0].endsWith('/file'))
            expect((await redactRecord(path, { erase: [secret] })).status).toBe(200)
          return env.FILES.put(...given)
        }
      },
    })
    expect((await ask(pin, {}, withBindings({ FILES: late }))).text).toMatch(secretPattern)
    expect(await findFiles(secretPattern)).not.toEqual([])
    expectProblem(await ask(pin), 'redacted')
  })
})

const attack = {
  event_type: 'remote_violence',
  date: '2022-01-05',
  location: { country: 'SY', place: `Home of ${secret}`, latitude: 35.02, longitude: 40.45 },
}

describe('the report of an import', () => {
  it('keeps of possible duplicates their ids and scores, and shows of the rest what is there now', async () => {
    const stored = await publishRecord({ ...attack, dataset: 'a', title: `By ${secret}` })
    const row = record({ ...attack, dataset: 'b', reference: 'r' })
    const rehearsed = await importRows('dry_run=true&dataset=c', [row])
    const first = await importRows('publish=true&dataset=b', [row])
    const [duplicate] = first.possible_duplicates
    expect(duplicate).toMatchObject({ id: stored.incident.id, title: `By ${secret}`, row: 1 })
    expect(duplicate.reasons).toContain('at the same point')
    for (const { import: id, possible_duplicates } of [first, rehearsed])
      expect((await admin(`/imports/${id}`)).data().possible_duplicates).toMatchObject([
        { ...possible_duplicates[0], reasons: id === first.import ? duplicate.reasons : [] },
      ])
    await redactRecord(stored.path, { erase: [secret] })
    expect(JSON.stringify((await dump()).imports)).not.toMatch(secretPattern)
    const shown = (await admin(`/imports/${first.import}`)).data()
    expect(shown.possible_duplicates).toMatchObject([
      { id: stored.incident.id, score: duplicate.score, title: `By ${redactionMark}`, row: 1, line: 1 },
    ])
  })

  it('shows of possible duplicates those that its reader may see now', async () => {
    const stored = await publishRecord({ ...attack, dataset: 'a' })
    const { ask: as } = await createHolder('contributor')
    const body = JSON.stringify(record({ ...attack, reference: 'r' }))
    const sent = await as('/imports?dataset=b', { method: 'POST', headers: ndjson, body })
    const { import: id, possible_duplicates: found } = sent.data()
    expect(found).toHaveLength(1)
    const ids = async (who: (path: string) => Promise<Answer>) =>
      (await who(`/imports/${id}`)).data().possible_duplicates.map((each: { id: string }) => each.id)
    expect(await ids(as)).toEqual([stored.incident.id])
    await admin(`${stored.path}/review`, { json: { decision: 'retract', reason: 'x' } })
    expect(await ids(as)).toEqual([])
  })
})

/** What an import that was killed so many minutes ago left: bodies ahead, and chunks that wait. */
const killed = async (minutes: number): Promise<void> => {
  const now = Date.now() - minutes * 60_000
  const [{ id } = { id: '' }] = createIds(1, now)
  const row = { actor: 'a', profile: 'flat', content_type: 'text/csv', mapping: null, mode: 'all' } as const
  await imports.insert(env.DB, { id, at: '', dry_run: 0, dataset: 'elsewhere', ...row }).run()
  for (const [chunk, identity] of createIds(2, now).entries()) {
    const isDeferred = chunk === 1
    const some = new Chunk({ isDeferred })
    const stamp = { ...identity, revision: 1, status: 'published', filer: 'a' } as const
    const told = validate(record({ title: secret }), worldAt(Date.now())).record as Incident
    some.add(createStaged(toVersionRow(told, [], stamp)))
    await env.DB.batch(stage(env.DB, id, [{ chunk, isDeferred, ...some.take() }]))
  }
}

describe('what killed imports left staged', () => {
  it('loses its texts by a redaction, however young it is', async () => {
    const { path } = await publishRecord({ title: secret })
    await killed(1)
    await redactRecord(path, { erase: [secret] })
    expect(JSON.stringify(await dump())).not.toMatch(secretPattern)
    expect((await dump()).incident_body).toHaveLength(1)
  })

  it('is swept by a cron, all of it, and what may be at work still is not', async () => {
    for (let i = 0; i < 15; i++) await killed(121 + i)
    await killed(119)
    await cron()
    expect([(await dump()).import_chunks?.length, (await dump()).incident_body?.length]).toEqual([2, 1])
  })

  it.each<[string, object, number]>([
    ['new records', {}, 0],
    ['records that wait', { links: [{ type: 'related', incident: 'not yet' }] }, 0],
    ['changed records', { title: 'x' }, 600],
  ])('makes an import that was at work be refused, and stores nothing of it: %s', async (_, more, before) => {
    const { path } = await publishRecord({ title: secret, dataset: 'd', reference: 'mine' })
    const summary = 'Rockets were fired. '.repeat(400)
    const rows = Array.from({ length: 600 }, (_, i) => record({ reference: `w${i}`, summary }))
    if (before > 0) await importRows('dataset=elsewhere', rows)
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const [writer, utf8] = [writable.getWriter(), new TextEncoder()]
    const under = admin('/imports?dataset=elsewhere', { method: 'POST', headers: ndjson, body: readable })
    await writer.write(utf8.encode(rows.map((row) => `${JSON.stringify({ ...row, ...more })}\n`).join('')))
    await expect
      .poll(async () => (await dump()).import_chunks?.length, { timeout: 60_000 })
      .toBeGreaterThan(0)
    expect((await redactRecord(path, { erase: [secret] })).status).toBe(200)
    await writer.close()
    expectProblem(await under, 'conflict')
    const { incidents, incident_body: bodies, incident_history: old, import_chunks: chunks } = await dump()
    expect([incidents?.length, bodies?.length, old?.length]).toEqual([before + 1, before + 1, 1])
    expect(chunks).toEqual([])
  })
})

describe('the answer to a redaction', () => {
  it('names where else a word of the text is: descriptions of datasets, tokens, addresses of the audit', async () => {
    const { path } = await publishRecord({ title: 'Zaynab Hassan told it' })
    for (const title of ['What ZAYNAB saw', 'What was seen'])
      expect((await admin('/datasets/seen', { method: 'PUT', json: { title } })).status).toBeLessThan(300)
    await admin('/datasets/now', { method: 'PUT', json: { attribution: 'Hassan and others' } })
    await admin('/datasets/other', { method: 'PUT', json: { title: 'Other' } })
    const { id } = await createHolder('editor', { name: 'Zaynab’s laptop' })
    for (const query of ['q=hassan', 'q=Zaynab%20Hassan', 'actor=Ali', 'source=zayn%C4%81b%20news'])
      expect([query, (await admin(`/incidents.csv?${query}`)).status]).toEqual([query, 200])
    const headers = { 'Idempotency-Key': 'k' }
    const json = { reason: 'x', erase: ['Zaynab Hassan'] }
    const answer = await admin(`${path}/redact`, { json, headers })
    const { elsewhere } = answer.data()
    expect(elsewhere.map(({ at }: { at: string }) => at)).toEqual([
      '/datasets/now',
      '/datasets/seen',
      `/tokens/${id}`,
      '/commits.json',
    ])
    expect(elsewhere.map(({ detail }: { detail: string }) => detail).join()).not.toMatch(/Zaynab|Hassan/i)
    expect(elsewhere.at(-1).detail).toContain('2 addresses')
    expect((await admin(`${path}/redact`, { json, headers })).data()).toEqual(answer.data())
  })

  it('is the record’s page for who redacts by its form, where something is left', async () => {
    await importRows('dataset=reports&dry_run=true', [record()])
    const { path } = await publishRecord({ title: secret })
    await admin('/datasets/d', { method: 'PUT', json: { title: 'What Zaynab saw' } })
    const form = { erase: secret, remove: '', reason: 'must go', revision: '1' }
    const answer = await admin(`${path}/redact`, { form, headers: browser }, withoutDeletes)
    expect([answer.status, answer.type]).toEqual([200, 'text/html; charset=UTF-8'])
    for (const part of ['The record was redacted.', 'will be deleted soon', '/datasets/d'])
      expect(answer.text).toContain(part)
  })

  it('names nothing where the text is nowhere else, and words of two letters are everywhere', async () => {
    const { path } = await publishRecord({ title: 'Al of IQ' })
    await admin('/datasets/d', { method: 'PUT', json: { title: 'All of IQ' } })
    await admin('/incidents.csv?country=IQ')
    expect((await redactRecord(path, { erase: ['Al of IQ'] })).data().elsewhere).toEqual([])
  })
})
