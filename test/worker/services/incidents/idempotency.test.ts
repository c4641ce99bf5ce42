import { describe, expect, it } from 'vitest'
import {
  dump,
  file,
  type RequestOptions,
  rejectionOf,
  report,
  responseOf,
  reviewRecord,
  testActors,
  updateRecord,
} from '../../support.ts'

const { contributor, editor, other, second } = testActors
const key = 'k'

describe('a submission with a key', () => {
  it('is answered again as the first time, its receipt included, and stored once', async () => {
    const first = await file(report({ notes: 'Call back.' }), { key })
    const before = await dump()
    const again = await file(report({ notes: 'Call back.' }), { key })
    expect(responseOf(again)).toEqual({ ...responseOf(first), replayed: true })
    expect(await dump()).toEqual(before)
  })

  it('is answered as the first time after the record has changed', async () => {
    const first = await file(report(), { key })
    const edited = await updateRecord(first.version, { title: 'A' })
    await reviewRecord(edited.version, 'publish')
    expect(responseOf(await file(report(), { key }))).toEqual({ ...responseOf(first), replayed: true })
  })

  it.each([
    ['another record', report({ title: 'Other' }), {}],
    ['the same record in other bytes', report(), { bytes: JSON.stringify(report(), null, 1) }],
    ['no bytes at all', report(), { bytes: '' }],
    ['what is no record', { title: 1 }, {}],
  ])('is refused for %s', async (_, candidate, asked: RequestOptions) => {
    await file(report(), { key })
    const before = await dump()
    const problem = await rejectionOf(file(candidate, { key, ...asked }))
    expect([problem.status, problem.type]).toEqual([422, 'idempotency-key-reused'])
    expect(await dump()).toEqual(before)
  })

  it.each([
    ['another method', { method: 'PUT' }, contributor],
    ['another path', { address: '/imports' }, contributor],
    ['another query', { address: '/incidents?publish=false' }, contributor],
    ['another sender', {}, other],
    ['another key', { key: 'K' }, contributor],
    ['a key whose parts run together otherwise', { method: 'POST/', address: 'incidents' }, contributor],
  ])('does not answer for %s', async (_, asked: RequestOptions, actor) => {
    const first = await file(report(), { key })
    const next = await file(report(), { key, ...asked }, actor)
    expect(next).toMatchObject({ status: 201, replayed: false })
    expect(next.version.id).not.toBe(first.version.id)
    expect(next.receipt).not.toBe(first.receipt)
  })

  it('does not use the key up when it is refused', async () => {
    await file(report({ reference: 'taken' }), {}, other)
    expect((await rejectionOf(file(report({ date: 'soon' }), { key }))).status).toBe(422)
    expect((await rejectionOf(file(report({ reference: 'taken' }), { key }))).status).toBe(409)
    expect((await rejectionOf(file(report(), { key, publish: true }, contributor))).status).toBe(403)
    expect(await file(report(), { key })).toMatchObject({ status: 201, replayed: false })
  })

  it('is answered again where the record was there already', async () => {
    const { version } = await file(report({ reference: 'a' }))
    const first = await file(report({ reference: 'a' }), { key })
    expect(first).toMatchObject({ status: 200, replayed: false })
    await updateRecord(version, { title: 'A' })
    expect(responseOf(await file(report({ reference: 'a' }), { key }))).toEqual({
      ...responseOf(first),
      replayed: true,
    })
  })
})

describe('a change with a key', () => {
  it('is answered again as the first time, after others too', async () => {
    const { version } = await file()
    const first = await updateRecord(version, { title: 'A' }, { key })
    const later = await updateRecord(first.version, { title: 'B' })
    const before = await dump()
    expect(responseOf(await updateRecord(version, { title: 'A' }, { key }))).toEqual({
      ...responseOf(first),
      replayed: true,
    })
    expect(await dump()).toEqual(before)
    expect(later.version.revision).toBe(3)
  })

  it('is refused with another body, and free for another sender', async () => {
    const { version } = await file()
    const first = await updateRecord(version, { title: 'A' }, { key })
    expect((await rejectionOf(updateRecord(first.version, { title: 'B' }, { key }))).type).toBe(
      'idempotency-key-reused',
    )
    expect((await updateRecord(first.version, { title: 'B' }, { key }, second)).version.revision).toBe(3)
  })

  it('does not use the key up when it is refused', async () => {
    const { version } = await file()
    await updateRecord(version, { title: 'A' })
    expect((await rejectionOf(updateRecord(version, { title: 'B' }, { key }))).status).toBe(412)
    const seen = { ...version, revision: 2 }
    expect((await rejectionOf(updateRecord(seen, { date: 'soon' }, { key }))).status).toBe(422)
    expect(await updateRecord(seen, { title: 'B' }, { key })).toMatchObject({ status: 200, replayed: false })
  })

  it('that changes nothing is answered again as the first time', async () => {
    const { version } = await file(report({ title: 'A' }))
    const first = await updateRecord(version, { title: 'A' }, { key })
    expect(first.version.revision).toBe(1)
    await updateRecord(version, { title: 'B' })
    expect(responseOf(await updateRecord(version, { title: 'A' }, { key }))).toEqual({
      ...responseOf(first),
      replayed: true,
    })
    expect((await rejectionOf(updateRecord(version, { title: 'C' }, { key }))).type).toBe(
      'idempotency-key-reused',
    )
  })

  it('is kept from those who may not change records', async () => {
    const { version } = await file()
    await updateRecord(version, { title: 'A' }, { key })
    expect((await rejectionOf(updateRecord(version, { title: 'A' }, { key }, other))).status).toBe(403)
  })
})

describe('a decision with a key', () => {
  it('is answered again as the first time, although the move is not possible any more', async () => {
    const { version } = await file()
    const first = await reviewRecord(version, 'publish', { key })
    await reviewRecord(first.version, 'retract')
    const before = await dump()
    expect(responseOf(await reviewRecord(version, 'publish', { key }))).toEqual({
      ...responseOf(first),
      replayed: true,
    })
    expect(await dump()).toEqual(before)
  })

  it('does not use the key up when it is refused', async () => {
    const { version } = await file()
    expect((await rejectionOf(reviewRecord(version, 'retract', { key }))).status).toBe(409)
    expect(await reviewRecord(version, 'reject', { key }, editor)).toMatchObject({ replayed: false })
  })
})
