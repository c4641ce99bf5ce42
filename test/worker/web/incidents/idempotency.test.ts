import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  countRecords,
  expectProblem,
  fields,
  newestCommit,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
} from '../../client.ts'

const key = (value: string) => ({ 'Idempotency-Key': value })

describe('a request that is sent again with its Idempotency-Key', () => {
  it.each([
    ['the public', ask, '/incidents'],
    ['an editor', admin, '/incidents?publish=true'],
  ] as const)('gets the first answer again: %s', async (_, who, path) => {
    const json = record()
    const first = await who(path, { json, headers: key('k1') })
    const again = await who(path, { json, headers: key('k1') })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(first.headers.has('Idempotency-Replayed')).toBe(false)
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    expect(again.data()).toEqual(first.data())
    for (const name of ['Location', 'ETag']) expect(again.headers.get(name)).toBe(first.headers.get(name))
    expect((await ask(again.data().receipt)).status).toBe(200)
    expect(await newestCommit()).toBe(1)
  })

  it('gets the first answer also when the record has changed since', async () => {
    const json = record()
    const first = await admin('/incidents', { json, headers: key('k1') })
    expect((await reviewRecord(first.headers.get('Location') ?? '', 'publish')).status).toBe(200)
    const again = await admin('/incidents', { json, headers: key('k1') })
    expect(again.data()).toEqual(first.data())
    expect(again.headers.get('ETag')).toBe(first.headers.get('ETag'))
  })

  it('is refused when its body is another', async () => {
    await admin('/incidents', { json: record(), headers: key('k1') })
    expectProblem(
      await admin('/incidents', { json: record({ title: 'x' }), headers: key('k1') }),
      'idempotency-key-reused',
    )
    expectProblem(await admin('/incidents', { form: fields(), headers: key('k1') }), 'idempotency-key-reused')
    expect(await countRecords()).toBe(1)
  })

  it('is another request for another sender, another address and another method', async () => {
    const json = record()
    const { path, etag } = await publishRecord()
    const all = [
      await admin('/incidents', { json, headers: key('k1') }),
      await admin('/incidents?publish=true', { json, headers: key('k1') }),
      await admin('/incidents?publish=false', { json, headers: key('k1') }),
      await ask('/incidents', { json, headers: key('k1') }),
      await patchRecord(path, etag, { title: 'x' }, key('k1')),
    ]
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201, 201, 200])
    for (const each of all) expect(each.headers.has('Idempotency-Replayed')).toBe(false)
    expect(await countRecords()).toBe(5)
  })

  it('does not use the key up when it is refused', async () => {
    expectProblem(
      await ask('/incidents', { json: record({ date: 'soon' }), headers: key('k1') }),
      'invalid-record',
    )
    expectProblem(
      await ask('/incidents', { body: '{', headers: { ...key('k1'), 'Content-Type': 'application/json' } }),
      'body-unreadable',
    )
    const good = await ask('/incidents', { json: record(), headers: key('k1') })
    expect(good.status).toBe(201)
    expect(good.headers.has('Idempotency-Replayed')).toBe(false)
  })

  it('is one record when twenty arrive at once', async () => {
    const json = record()
    const all = await Promise.all(
      Array.from({ length: 20 }, () => admin('/incidents', { json, headers: key('k1') })),
    )
    for (const { status } of all) expect([201, 409]).toContain(status)
    const made = all.filter(({ status }) => status === 201)
    expect(new Set(made.map((each) => each.data().incident.id)).size).toBe(1)
    expect(new Set(made.map((each) => each.data().receipt)).size).toBe(1)
    expect(made.filter(({ headers }) => !headers.has('Idempotency-Replayed'))).toHaveLength(1)
    expect(await countRecords()).toBe(1)
    expect(await newestCommit()).toBe(1)
  })

  it('makes an edit once, though its ETag is stale by then', async () => {
    const { path, etag } = await publishRecord()
    const first = await patchRecord(path, etag, { title: 'x' }, key('k1'))
    const again = await patchRecord(path, etag, { title: 'x' }, key('k1'))
    expect([first.status, again.status]).toEqual([200, 200])
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    expect(again.data()).toEqual(first.data())
    expectProblem(
      await patchRecord(path, first.headers.get('ETag') ?? '', { title: 'y' }, key('k1')),
      'idempotency-key-reused',
    )
    expect((await admin(`${path}.json`)).data().revision).toBe(2)
  })

  it('makes an edit once when it arrives several times at once', async () => {
    const { path, etag } = await publishRecord()
    const all = await Promise.all(
      Array.from({ length: 8 }, () => patchRecord(path, etag, { title: 'x' }, key('k1'))),
    )
    for (const { status } of all) expect([200, 409]).toContain(status)
    const made = all.filter(({ status }) => status === 200)
    for (const each of made) expect(each.data()).toEqual(made[0]?.data())
    expect(made.filter(({ headers }) => !headers.has('Idempotency-Replayed'))).toHaveLength(1)
    expect(await newestCommit()).toBe(2)
  })

  it('keeps its key also when nothing was made', async () => {
    const { path, etag } = await publishRecord({ reference: 'r' })
    expect((await patchRecord(path, etag, {}, key('k1'))).status).toBe(200)
    expect((await patchRecord(path, etag, {}, key('k1'))).headers.get('Idempotency-Replayed')).toBe('true')
    expectProblem(await patchRecord(path, etag, { title: 'x' }, key('k1')), 'idempotency-key-reused')
    const same = { json: record({ reference: 'r' }), headers: key('k2') }
    expect((await admin('/incidents', same)).status).toBe(200)
    expect((await admin('/incidents', same)).headers.get('Idempotency-Replayed')).toBe('true')
    expectProblem(await admin('/incidents', { json: record(), headers: key('k2') }), 'idempotency-key-reused')
  })

  it('makes a review once', async () => {
    const { path } = await publishRecord()
    const json = { decision: 'retract', reason: 'filed in error' }
    const first = await admin(`${path}/review`, { json, headers: key('k1') })
    const again = await admin(`${path}/review`, { json, headers: key('k1') })
    expect([first.status, again.status]).toEqual([200, 200])
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    expect(again.data()).toEqual(first.data())
    expect((await admin(`${path}.json`)).data().revision).toBe(2)
  })
})

describe('an Idempotency-Key', () => {
  it.each([
    ['one character', 'k', 201],
    ['255 characters', 'k'.repeat(255), 201],
    ['a quoted text with spaces and signs', '"a b:c/d=e;f,g"', 201],
    ['nothing', '', 422],
    ['256 characters', 'k'.repeat(256), 422],
    ['300 characters', 'k'.repeat(300), 422],
  ])('may be %s or not', async (_, value, status) => {
    const answer = await ask('/incidents', { json: record(), headers: key(value) })
    expect(answer.status).toBe(status)
    if (status === 422) {
      const { errors } = expectProblem(answer, 'invalid-request')
      expect(errors).toMatchObject([{ rule: 'header.invalid', detail: expect.stringContaining('255') }])
      expect(await countRecords()).toBe(0)
    }
  })

  it('is refused before an edit or a review is made', async () => {
    const { path, etag } = await publishRecord()
    expectProblem(await patchRecord(path, etag, { title: 'x' }, key('k'.repeat(256))), 'invalid-request')
    const json = { decision: 'retract', reason: 'x' }
    expectProblem(await admin(`${path}/review`, { json, headers: key('k'.repeat(256)) }), 'invalid-request')
    expect(await newestCommit()).toBe(1)
  })
})
