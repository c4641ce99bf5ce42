import { Buffer } from 'node:buffer'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { digest } from '../../../../src/auth/hash.ts'
import { dump, file, rejectionOf, report, responseOf, testActors, updateRecord } from '../../support.ts'

const { anyone, contributor, editor, other } = testActors

/** What every table holds, as one text. */
const allText = async () => JSON.stringify(await dump())

const datasetsThere = async () => (await dump()).datasets?.map(({ slug }) => slug)

describe('a new record', () => {
  it.each([
    ['the public', anyone, 'submitted'],
    ['a contributor', contributor, 'submitted'],
    ['an editor', editor, 'submitted'],
  ] as const)('of %s starts as submitted, at revision 1, with its filer', async (_, actor, status) => {
    const { version, ...answer } = await file(report(), {}, actor)
    expect(version).toMatchObject({ status, revision: 1, commit: 1, filer: actor.id })
    expect(answer).toMatchObject({ status: 201, replayed: false, receipt: expect.any(String) })
  })

  it('is published at once for an editor, and for nobody else', async () => {
    const { version } = await file(report(), { publish: true }, editor)
    expect(version.status).toBe('published')
    expect((await rejectionOf(file(report(), { publish: true }, contributor))).status).toBe(403)
    expect((await rejectionOf(file(report(), { publish: true }, anyone))).status).toBe(401)
  })
})

describe('a reference that is there already', () => {
  const named = report({ reference: 'a' })

  it('is answered with the record for the same content from the same filer', async () => {
    const first = await file(named)
    const before = await dump()
    const again = await file(named)
    const { receipt: _, ...told } = responseOf(first)
    expect(responseOf(again)).toEqual({ ...told, status: 200 })
    expect(await dump()).toEqual(before)
  })

  it.each([
    ['other content', report({ reference: 'a', title: 'Other' }), contributor],
    ['another filer', named, other],
    ['other notes', report({ reference: 'a', notes: 'Other' }), contributor],
  ])('is refused to %s', async (_, candidate, actor) => {
    await file(named)
    const before = await dump()
    const problem = await rejectionOf(file(candidate, {}, actor))
    expect([problem.status, problem.type]).toEqual([409, 'reference-taken'])
    expect(await dump()).toEqual(before)
  })

  it('is free in another dataset, and any number of records have none', async () => {
    await file(named)
    expect((await file(report({ reference: 'a', dataset: 'trial' }))).status).toBe(201)
    expect((await file()).status).toBe(201)
    expect((await file()).status).toBe(201)
  })
})

describe('the secret of a receipt', () => {
  it.each([
    ['without a key', {}],
    ['with a key', { key: 'a key of the sender' }],
  ])('is nowhere in the database, only its digest, %s', async (_, filing) => {
    const { receipt = '' } = await file(report(), filing)
    expect(Buffer.from(receipt, 'base64url')).toHaveLength(32)
    const text = await allText()
    const spellings = (['hex', 'base64', 'base64url'] as const).map((form) =>
      Buffer.from(receipt, 'base64url').toString(form),
    )
    for (const secret of [receipt, ...spellings, 'a key of the sender']) expect(text).not.toContain(secret)
    expect((await dump()).receipts?.map((row) => row.digest)).toEqual([await digest(receipt)])
  })

  it('differs from record to record', async () => {
    const secrets = [await file(), await file(), await file(report(), { key: 'a' })].map(
      (each) => each.receipt,
    )
    expect(new Set(secrets).size).toBe(3)
  })
})

describe('a dataset that is not there', () => {
  const trial = report({ dataset: 'trial' })

  it.each([
    ['a contributor', contributor],
    ['an editor', editor],
  ])('is begun, publishable, by %s', async (_, actor) => {
    await file(trial, {}, actor)
    await file(trial, {}, actor)
    expect((await dump()).datasets).toContainEqual(expect.objectContaining({ slug: 'trial', publishable: 1 }))
  })

  it('is refused to the public, who may use it once it is there', async () => {
    const before = await dump()
    const problem = await rejectionOf(file(trial, {}, anyone))
    expect(problem.status).toBe(422)
    expect(problem.errors).toMatchObject([
      { pointer: '/dataset', rule: 'dataset.unknown', received: 'trial' },
    ])
    expect(await dump()).toEqual(before)
    await file(trial)
    expect((await file(trial, {}, anyone)).status).toBe(201)
  })

  it('is named among the other errors of a record of the public', async () => {
    const problem = await rejectionOf(file(report({ dataset: 'trial', date: 'soon' }), {}, anyone))
    expect(problem.errors.map(({ rule }) => rule)).toEqual(['date.invalid', 'dataset.unknown'])
  })

  it('is not begun by a record that is refused', async () => {
    await rejectionOf(file(report({ dataset: 'trial', date: 'soon' })))
    expect(await datasetsThere()).toEqual(['reports'])
  })

  it('is begun by an edit that moves a record to it', async () => {
    const { version } = await file()
    await updateRecord(version, { dataset: 'trial' })
    expect(await datasetsThere()).toEqual(['reports', 'trial'])
  })
})

const keysPerMillisecond = 4096
/** At each try the id is of a later time. */
const tries = 6

describe('an id that is taken', () => {
  afterEach(() => vi.restoreAllMocks())

  /** The random bits of the ids that are made from here on; the last for all that follow. */
  const stubBits = (...bits: number[]) => {
    const real = crypto.getRandomValues.bind(crypto)
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      if (array instanceof Uint16Array) return array.fill((bits.length > 1 ? bits.shift() : bits[0]) ?? 0)
      return real(array)
    })
  }

  it.each([
    ['without a key', {}],
    ['with a key', { key: 'k' }],
  ])('is given up for another, %s', async (_, filing) => {
    stubBits(1)
    const first = await file()
    const second = await file(report(), filing)
    expect(second).toMatchObject({
      status: 201,
      replayed: false,
      version: { rowKey: first.version.rowKey + keysPerMillisecond, commit: 2 },
    })
    expect((await dump()).commits).toHaveLength(3)
  })

  it('is a conflict where no other is found, and nothing is written', async () => {
    stubBits(1)
    for (let i = 0; i < tries; i++) await file()
    const before = await dump()
    expect((await rejectionOf(file())).type).toBe('conflict')
    expect(await dump()).toEqual(before)
  })
})
