import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeNumbers,
  encodeNumbers,
  maxBytesPerPosition,
  parsePositions,
  writePositions,
} from '../../../src/text/number-list.ts'

const positionsText = (positions: readonly number[], size: number): string => {
  const bytes = Buffer.alloc(positions.length * maxBytesPerPosition + 1)
  return bytes.toString('latin1', 0, writePositions(bytes, 0, positions, size))
}

/** What a database stores and sends without escapes. */
const plain = /^[!#-[\]-~]*$/

const readBack = (values: readonly number[]): number[] => {
  const text = encodeNumbers(Float64Array.from(values))
  expect(text).toMatch(plain)
  return [...decodeNumbers(text, values.length)]
}

describe('a list of positions', () => {
  it('comes back, however far apart they are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 1_000_000 }), { maxLength: 200 }), (found) => {
        const positions = found.sort((a, b) => a - b)
        const text = positionsText(positions, 1_000_001)
        expect(text).toMatch(plain)
        expect([...parsePositions(text)]).toEqual(positions)
      }),
    )
  })

  it('is one letter where it has all positions, and none where it has none', () => {
    expect(positionsText([0, 1, 2], 3)).toBe('*')
    expect(parsePositions('*')).toBe('all')
    expect(positionsText([], 3)).toBe('')
    expect([...parsePositions('')]).toEqual([])
    expect(positionsText([0, 1, 2], 4)).toHaveLength(3)
  })

  it('takes one letter for each of dense positions, and room for more than the reader has had', () => {
    const even = Array.from({ length: 50_000 }, (_, i) => 2 * i)
    const text = positionsText(even, 100_000)
    expect(text).toHaveLength(50_000)
    expect([...parsePositions(text)]).toEqual(even)
  })
})

describe('a list of numbers', () => {
  const unknown = fc.constant(Number.NaN)
  it.each([
    ['small numbers', fc.integer({ min: 0, max: 200 })],
    ['small numbers, some unknown', fc.oneof(fc.integer({ min: -100, max: 100 }), unknown)],
    ['days', fc.oneof(fc.integer({ min: 740_000, max: 760_000 }), unknown)],
    ['large numbers', fc.integer({ min: -(2 ** 52), max: 2 ** 52 })],
    ['keys', fc.integer({ min: 0, max: 2 ** 31 }).map((n) => 1_292_776_529_925_302 + n)],
    ['degrees', fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), unknown)],
    ['anything', fc.double({ noDefaultInfinity: true })],
  ])('comes back exactly: %s', (_, numbers) => {
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1, maxLength: 300 }), (values) => {
        expect(readBack(values)).toEqual(values)
      }),
    )
  })

  it.each([
    ['equal differences', Array.from({ length: 10_000 }, (_, i) => 5_000_000_000 + i), 30],
    ['one number', Array.from({ length: 10_000 }, () => 7), 20],
    ['nothing known', Array.from({ length: 10_000 }, () => Number.NaN), 1],
    ['bytes', Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251), 4010],
    ['words of 16 bits', Array.from({ length: 3000 }, (_, i) => (i * 7919) % 65_001), 8010],
  ])('takes little room: %s', (_, values, most) => {
    expect(encodeNumbers(Float64Array.from(values)).length).toBeLessThanOrEqual(most)
    expect(readBack(values)).toEqual(values)
  })

  it('keeps the unknown apart from the greatest number', () => {
    for (const greatest of [254, 255, 256, 65_534, 65_535, 65_536, 2 ** 32 - 2, 2 ** 32 - 1, 2 ** 32])
      expect(readBack([0, greatest, Number.NaN, 3])).toEqual([0, greatest, Number.NaN, 3])
  })
})
