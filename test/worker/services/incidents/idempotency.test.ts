import { describe, expect, it } from 'vitest'
import { type Asked, answerOf, change, decide, dump, file, people, problemOf, report } from '../../support.ts'

const { contributor, editor, other, second } = people
const key = 'k'

describe('a submission with a key', () => {
  it('is answered again as the first time, its receipt included, and stored once', async () => {
    const first = await file(report({ notes: 'Call back.' }), { key })
    const before = await dump()
    const again = await file(report({ notes: 'Call back.' }), { key })
    expect(answerOf(again)).toEqual({ ...answerOf(first), replayed: true })
    expect(await dump()).toEqual(before)
  })

  it('is answered as the first time after the record has changed', async () => {
    const first = await file(report(), { key })
    const edited = await change(first.version, { title: 'A' })
    await decide(edited.version, 'publish')
    expect(answerOf(await file(report(), { key }))).toEqual({ ...answerOf(first), replayed: true })
  })

  it.each([
    ['another record', report({ title: 'Other' }), {}],
    ['the same record in other bytes', report(), { bytes: JSON.stringify(report(), null, 1) }],
    ['no bytes at all', report(), { bytes: '' }],
    ['what is no record', { title: 1 }, {}],
  ])('is refused for %s', async (_, candidate, asked: Asked) => {
    await file(report(), { key })
    const before = await dump()
    const problem = await problemOf(file(candidate, { key, ...asked }))
    expect([problem.status, problem.type]).toEqual([422, 'key-reused'])
    expect(await dump()).toEqual(before)
  })

  it.each([
    ['another method', { method: 'PUT' }, contributor],
    ['another path', { address: '/imports' }, contributor],
    ['another query', { address: '/incidents?publish=false' }, contributor],
    ['another sender', {}, other],
    ['another key', { key: 'K' }, contributor],
    ['a key whose parts run together otherwise', { method: 'POST/', address: 'incidents' }, contributor],
  ])('does not answer for %s', async (_, asked: Asked, actor) => {
    const first = await file(report(), { key })
    const next = await file(report(), { key, ...asked }, actor)
    expect(next).toMatchObject({ status: 201, replayed: false })
    expect(next.version.id).not.toBe(first.version.id)
    expect(next.receipt).not.toBe(first.receipt)
  })

  it('does not use the key up when it is refused', async () => {
    await file(report({ reference: 'taken' }), {}, other)
    expect((await problemOf(file(report({ date: 'soon' }), { key }))).status).toBe(422)
    expect((await problemOf(file(report({ reference: 'taken' }), { key }))).status).toBe(409)
    expect((await problemOf(file(report(), { key, publish: true }, contributor))).status).toBe(403)
    expect(await file(report(), { key })).toMatchObject({ status: 201, replayed: false })
  })

  it('is answered again where the record was there already', async () => {
    const { version } = await file(report({ reference: 'a' }))
    const first = await file(report({ reference: 'a' }), { key })
    expect(first).toMatchObject({ status: 200, replayed: false })
    await change(version, { title: 'A' })
    expect(answerOf(await file(report({ reference: 'a' }), { key }))).toEqual({
      ...answerOf(first),
      replayed: true,
    })
  })
})

describe('a change with a key', () => {
  it('is answered again as the first time, after others too', async () => {
    const { version } = await file()
    const first = await change(version, { title: 'A' }, { key })
    const later = await change(first.version, { title: 'B' })
    const before = await dump()
    expect(answerOf(await change(version, { title: 'A' }, { key }))).toEqual({
      ...answerOf(first),
      replayed: true,
    })
    expect(await dump()).toEqual(before)
    expect(later.version.revision).toBe(3)
  })

  it('is refused with another body, and free for another sender', async () => {
    const { version } = await file()
    const first = await change(version, { title: 'A' }, { key })
    expect((await problemOf(change(first.version, { title: 'B' }, { key }))).type).toBe('key-reused')
    expect((await change(first.version, { title: 'B' }, { key }, second)).version.revision).toBe(3)
  })

  it('does not use the key up when it is refused', async () => {
    const { version } = await file()
    await change(version, { title: 'A' })
    expect((await problemOf(change(version, { title: 'B' }, { key }))).status).toBe(412)
    const seen = { ...version, revision: 2 }
    expect((await problemOf(change(seen, { date: 'soon' }, { key }))).status).toBe(422)
    expect(await change(seen, { title: 'B' }, { key })).toMatchObject({ status: 200, replayed: false })
  })

  it('that changes nothing is answered again as the first time', async () => {
    const { version } = await file(report({ title: 'A' }))
    const first = await change(version, { title: 'A' }, { key })
    expect(first.version.revision).toBe(1)
    await change(version, { title: 'B' })
    expect(answerOf(await change(version, { title: 'A' }, { key }))).toEqual({
      ...answerOf(first),
      replayed: true,
    })
    expect((await problemOf(change(version, { title: 'C' }, { key }))).type).toBe('key-reused')
  })

  it('is kept from those who may not change records', async () => {
    const { version } = await file()
    await change(version, { title: 'A' }, { key })
    expect((await problemOf(change(version, { title: 'A' }, { key }, other))).status).toBe(403)
  })
})

describe('a decision with a key', () => {
  it('is answered again as the first time, although the move is not possible any more', async () => {
    const { version } = await file()
    const first = await decide(version, 'publish', { key })
    await decide(first.version, 'retract')
    const before = await dump()
    expect(answerOf(await decide(version, 'publish', { key }))).toEqual({
      ...answerOf(first),
      replayed: true,
    })
    expect(await dump()).toEqual(before)
  })

  it('does not use the key up when it is refused', async () => {
    const { version } = await file()
    expect((await problemOf(decide(version, 'retract', { key }))).status).toBe(409)
    expect(await decide(version, 'reject', { key }, editor)).toMatchObject({ replayed: false })
  })
})
