import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { snappyUncompress } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { snappy } from '../../../../src/export/parquet/snappy.ts'

/** The bytes after compression and back, and how many they were in between. */
const back = (bytes: Uint8Array) => {
  const compressed = snappy(bytes)
  const output = new Uint8Array(bytes.length)
  if (bytes.length > 0) snappyUncompress(compressed, output)
  return { output: Buffer.from(output), size: compressed.length }
}

const expectBack = (bytes: Uint8Array): void => {
  expect(back(bytes).output.equals(bytes)).toBe(true)
}

/** Bytes that do not compress, the same ones each time. */
const noise = (length: number): Uint8Array => {
  let state = 1
  return Uint8Array.from({ length }, () => {
    state = Math.imul(state, 1_664_525) + 1_013_904_223
    return state >>> 24
  })
}

const fresh = noise(200_000)

/** Stretches of new bytes and of what stood before, near and far. */
const bytes = fc
  .array(
    fc.oneof(
      fc.record({ fresh: fc.integer({ min: 1, max: 90 }) }),
      fc.record({ fresh: fc.integer({ min: 250, max: 70_000 }) }),
      fc.record({ back: fc.integer({ min: 1, max: 140_000 }), count: fc.integer({ min: 1, max: 200 }) }),
      fc.record({ back: fc.integer({ min: 1, max: 40 }), count: fc.integer({ min: 1, max: 70_000 }) }),
    ),
    { maxLength: 12 },
  )
  .map((stretches) => {
    const made = new Uint8Array(12 * 70_000)
    let length = 0
    for (const stretch of stretches)
      if ('fresh' in stretch) {
        made.set(fresh.subarray(length % 100_000, (length % 100_000) + stretch.fresh), length)
        length += stretch.fresh
      } else
        for (const end = length + stretch.count; length < end; length++)
          made[length] = made[length - stretch.back] ?? 0
    return made.subarray(0, length)
  })

describe('Snappy', () => {
  it('gives back what it was given', () => {
    fc.assert(fc.property(bytes, expectBack), { numRuns: 200 })
  })

  it.each([0, 1, 14, 15, 16, 17, 60, 61, 62, 256, 257, 65_535, 65_536, 65_537, 70_000])(
    'gives back %i bytes of noise, in little more room, and as many zeros',
    (length) => {
      const random = noise(length)
      expectBack(random)
      expect(back(random).size).toBeLessThan(length + 10)
      expectBack(new Uint8Array(length))
    },
  )

  it.each([2047, 2048, 65_535, 65_536, 131_072])('gives back what repeats after %i bytes', (distance) => {
    const half = noise(distance)
    expectBack(Buffer.concat([half, half, half]))
  })

  it.each([4, 11, 12, 63, 64, 65, 67, 68, 69, 128, 132])('gives back a repetition of %i bytes', (count) => {
    const some = noise(200)
    expectBack(Buffer.concat([some, some.subarray(0, count), noise(100).reverse()]))
  })

  it('makes texts small', () => {
    const text = Buffer.from(
      Array.from({ length: 2000 }, (_, i) => `rockets fell near the base, ${i}; `).join(''),
    )
    expect(back(text).size).toBeLessThan(text.length / 4)
  })

  it('takes a part of a larger buffer', () => {
    expectBack(Buffer.concat([noise(50), noise(50)]).subarray(13, 90))
  })
})
