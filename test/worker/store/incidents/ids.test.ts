import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createIds, createIdsOfDay, type Identity, keyOf } from '../../../../src/store/ids.ts'
import { noon } from '../../support.ts'

const times = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2089, 0, 1) })
const identities = fc
  .tuple(fc.integer({ min: 1, max: 50 }), times)
  .chain(([howMany, now]) => fc.constantFrom(...createIds(howMany, now)))

const first = ([identity]: Identity[]): Identity => {
  if (!identity) throw new Error('No id was made.')
  return identity
}

const good = '01901bc4-ca00-752d-823e-b4d1cd30014f'

const junk = [
  ['nothing', ''],
  ['a word', 'new'],
  ['capitals', good.toUpperCase()],
  ['a UUID of version 4', '01901bc4-ca00-452d-823e-b4d1cd30014f'],
  ['another variant', '01901bc4-ca00-752d-c23e-b4d1cd30014f'],
  ['a time before 2020', '016f5e66-e7ff-7fff-823e-b4d1cd30014f'],
  ['a time that no double holds', 'ffffffff-ffff-7fff-823e-b4d1cd30014f'],
  ['a line break behind it', `${good}\n`],
  ['a space before it', ` ${good}`],
  ['no dashes', good.replaceAll('-', '')],
  ['a key', '575963136001325'],
] as const

describe('new ids', () => {
  afterEach(() => vi.restoreAllMocks())

  it('are UUIDs of version 7 and variant 10 that hold their millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), times, (howMany, now) => {
        const ids = createIds(howMany, now).map(({ id }) => id)
        for (const id of ids) {
          expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
          const ms = Number.parseInt(id.replace('-', '').slice(0, 12), 16)
          expect(ms - now).toBeOneOf([0, 1])
        }
      }),
    )
  })

  it('ascend and are distinct, and their keys follow one another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), times, (howMany, now) => {
        const made = createIds(howMany, now)
        const ids = made.map(({ id }) => id)
        expect(new Set(ids).size).toBe(howMany)
        expect(ids).toEqual([...ids].sort())
        expect(made.map(({ rowKey }) => rowKey)).toEqual(made.map((_, i) => first(made).rowKey + i))
      }),
    )
  })

  it('lead back to their keys, which are safe integers', () => {
    fc.assert(
      fc.property(identities, ({ id, rowKey }) => {
        expect(keyOf(id)).toBe(rowKey)
        expect(Number.isSafeInteger(rowKey)).toBe(true)
      }),
    )
  })

  it('stand in the order of their keys', () => {
    fc.assert(
      fc.property(identities, identities, (a, b) => {
        fc.pre(a.rowKey !== b.rowKey)
        expect(a.id < b.id).toBe(a.rowKey < b.rowKey)
      }),
    )
  })

  it('run on into the next millisecond where one has no more', () => {
    const made = createIds(10_000, noon)
    const ids = made.map(({ id }) => id)
    expect(new Set(ids).size).toBe(10_000)
    expect(ids).toEqual([...ids].sort())
    expect(made.every(({ id, rowKey }) => keyOf(id) === rowKey)).toBe(true)
    const milliseconds = new Set(ids.map((id) => id.slice(0, 13)))
    expect(milliseconds.size).toBeOneOf([3, 4])
  })

  it.each([
    ['begin', 0x0000, 0x000],
    ['end', 0xffff, 0xfff],
  ])('%s with the first and last of the twelve bits', (_, random, bits) => {
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      if (array instanceof Uint16Array) array.fill(random)
      return array
    })
    const { id, rowKey } = first(createIds(1, noon))
    expect(id.slice(15, 18)).toBe(bits.toString(16).padStart(3, '0'))
    expect(keyOf(id)).toBe(rowKey)
  })
})

describe('ids of a day', () => {
  afterEach(() => vi.restoreAllMocks())
  const day = Math.floor(noon / 86_400_000) * 86_400_000

  it('are of the day, distinct and ascending, and none follows from another', () => {
    const made = createIdsOfDay(1000, noon)
    const ids = made.map(({ id }) => id)
    expect(new Set(ids.map((id) => id.slice(0, 18))).size).toBe(1000)
    expect(ids).toEqual([...ids].sort())
    const hours = new Set(made.map(({ rowKey }) => Math.floor(((rowKey / 4096) % 86_400_000) / 3_600_000)))
    expect(hours.size).toBe(24)
    expect(made.every(({ id, rowKey }) => keyOf(id) === rowKey)).toBe(true)
    const bounds = [day, day + 86_400_000].map((ms) => first(createIds(1, ms)).id.slice(0, 8))
    expect(
      ids.every((id) => id.slice(0, 8) >= (bounds[0] ?? '') && id.slice(0, 8) <= (bounds[1] ?? '')),
    ).toBe(true)
  })

  it.each([0, 1, 86_399_999])('do not tell the time: %d ms after midnight', (ms) => {
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      if (array) (array as Uint8Array).fill(77)
      return array
    })
    expect(createIdsOfDay(1, day + ms)).toEqual(createIdsOfDay(1, day))
  })
})

describe('the key of an id', () => {
  it.each(junk)('is undefined of %s', (_, text) => {
    expect(keyOf(text)).toBeUndefined()
  })

  it('is undefined of any text at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => keyOf(text) === undefined))
  })

  it('is undefined of an id with one character changed to what no id has there', () => {
    const changed = fc.tuple(
      fc.integer({ min: 0, max: good.length - 1 }),
      fc.constantFrom('g', 'G', ' ', 'é', '_'),
    )
    fc.assert(
      fc.property(changed, ([at, character]) => {
        expect(keyOf(good.slice(0, at) + character + good.slice(at + 1))).toBeUndefined()
      }),
    )
  })
})
