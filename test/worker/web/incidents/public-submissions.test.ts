import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  countRecords,
  expectProblem,
  fields,
  newAddress,
  publishRecord,
  record,
  submitRecord,
  withBindings,
} from '../../client.ts'

const closed = withBindings({ PUBLIC_SUBMISSIONS: 'false' })

/** A record as JSON of exactly so many bytes. */
const ofSize = (bytes: number) => {
  const body = JSON.stringify(record())
  return { body: body + ' '.repeat(bytes - body.length), headers: { 'Content-Type': 'application/json' } }
}

const kib = 1024

describe('what the public submits', () => {
  it.each([
    ['the public', ask, 32],
    ['an editor', admin, 256],
  ] as const)('has a limit of bytes: for %s', async (_, who, limit) => {
    expect((await who('/incidents', ofSize(limit * kib))).status).toBe(201)
    const { detail } = expectProblem(await who('/incidents', ofSize(limit * kib + 1)), 'too-large')
    expect(detail).toContain(`${limit} KiB`)
    expect(await countRecords()).toBe(1)
  })

  it('has the same limit as a form, in the receipt, and where a list gets one entry more', async () => {
    const { receipt } = await submitRecord()
    const form = fields({ summary: 'x'.repeat(33 * kib) })
    for (const path of ['/incidents', '/submit', receipt])
      expectProblem(await ask(path, { form }), 'too-large')
  })

  it('is answered without the notes, which are kept for editors', async () => {
    const answer = await ask('/incidents', { json: record({ notes: 'call me at noon' }) })
    expect(answer.status).toBe(201)
    expect(answer.text).not.toContain('noon')
    expect(answer.data().incident).not.toHaveProperty('notes')
    expect((await admin(`/incidents/${answer.data().incident.id}.json`)).data().notes).toBe('call me at noon')
  })

  it('belongs to a dataset that exists', async () => {
    const asked = { json: record({ dataset: 'elsewhere' }) }
    const { errors } = expectProblem(await ask('/incidents', asked), 'invalid-record')
    expect(errors).toMatchObject([{ pointer: '/dataset', rule: 'dataset.unknown', received: 'elsewhere' }])
    await publishRecord({ dataset: 'elsewhere' })
    expect((await ask('/incidents', asked)).status).toBe(201)
  })

  it('has its unknown dataset named together with every other error', async () => {
    const { errors = [] } = expectProblem(
      await ask('/incidents', { json: record({ dataset: 'elsewhere', date: 'soon' }) }),
      'invalid-record',
    )
    expect(errors.map(({ rule }) => rule).sort()).toEqual(['dataset.unknown', 'date.invalid'])
  })
})

describe('a register that takes nothing from the public', () => {
  it('refuses with 401 what comes without a token, and stores nothing', async () => {
    for (const asked of [{ json: record() }, { form: fields() }, ofSize(40 * kib)]) {
      const answer = await ask('/incidents', asked, closed)
      expectProblem(answer, 'token-needed')
      expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer\b/)
    }
    expect(await countRecords()).toBe(0)
  })

  it('takes what comes with a token', async () => {
    expect((await admin('/incidents', { json: record() }, closed)).status).toBe(201)
  })

  it('refuses corrections by receipt, which it still shows', async () => {
    const { receipt, etag } = await submitRecord()
    const headers = { 'If-Match': etag }
    expectProblem(await ask(receipt, { json: record({ title: 'x' }), headers }, closed), 'token-needed')
    expect((await ask(receipt, {}, closed)).data().incident).not.toHaveProperty('title')
  })

  it('shows no form to the public, and the form to who has a token', async () => {
    const shown = await ask('/submit', {}, closed)
    expect(shown.status).toBe(200)
    expect(shown.text).not.toContain('name="_kind"')
    expect((await admin('/submit', {}, closed)).text).toContain('name="_kind"')
  })

  it('is what there is unless the public is let in by name', async () => {
    for (const PUBLIC_SUBMISSIONS of ['', 'yes', 'TRUE', '1', 'undefined'])
      expectProblem(
        await ask('/incidents', { json: record() }, withBindings({ PUBLIC_SUBMISSIONS })),
        'token-needed',
      )
  })
})

/** The local runtime counts by the minutes of the clock: waits for the next one where this one is nearly over. */
const roomInMinute = async () => {
  const left = 60_000 - (Date.now() % 60_000)
  if (left < 4000) await new Promise((done) => setTimeout(done, left + 50))
}

describe('the public’s rate limit', { timeout: 15_000 }, () => {
  beforeEach(roomInMinute)

  const send = (address: string, path = '/incidents', asked: object = { json: record() }) =>
    ask(path, { headers: { 'CF-Connecting-IP': address }, ...asked })

  it('answers 429 with the time to wait, to one address and nobody else', async () => {
    const address = newAddress()
    const all = await Promise.all(Array.from({ length: 33 }, () => send(address)))
    const statuses = all.map(({ status }) => status).sort()
    expect(statuses).toEqual([...Array(30).fill(201), 429, 429, 429])
    const refused = await send(address)
    expectProblem(refused, 'rate-limited')
    expect(refused.headers.get('Retry-After')).toBe('60')
    expect((await send(newAddress())).status).toBe(201)
    expect(await countRecords()).toBe(31)
    const token = { token: env.ADMIN_TOKEN, json: record() }
    expect((await send(address, '/incidents', token)).status).toBe(201)
    expect((await send(address, '/incidents.csv', {})).status).toBe(200)
    expectProblem(await send(address, '/receipts/a'), 'rate-limited')
  })

  it('lets at least ten a minute through', async () => {
    const address = newAddress()
    for (let i = 0; i < 10; i++) expect((await send(address)).status).toBe(201)
  })

  it('counts what is refused by the rules too, and tells the browser in a page', async () => {
    const address = newAddress()
    const bad = { json: record({ date: 'soon' }) }
    await Promise.all(Array.from({ length: 30 }, () => send(address, '/incidents', bad)))
    const headers = { 'CF-Connecting-IP': address, Accept: 'text/html' }
    const page = await ask('/incidents', { form: fields(), headers })
    expect(page.status).toBe(429)
    expect(page.headers.get('Retry-After')).toBe('60')
    expect(page.type).toMatch(/^text\/html/)
  })
})
