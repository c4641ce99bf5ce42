import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeFormList,
  decodeList,
  encodeFormList,
  encodeList,
  encodeListOf,
  sumDefined,
} from '../../../src/text/list-cell.ts'

/** [items, cell] */
const cells: [string[], string][] = [
  [['a'], 'a'],
  [['a', 'b'], 'a; b'],
  [['a;b', 'c'], 'a\\;b; c'],
  [['a; b'], 'a\\; b'],
  [['', 'b', ''], '; b; '],
  [['a', '', 'c'], 'a; ; c'],
  [['a\\b'], 'a\\b'],
  [['a\\', 'b'], 'a\\\\; b'],
  [['a\\;b'], 'a\\\\\\;b'],
  [['C:\\dir\\', '\\;'], 'C:\\dir\\\\; \\\\\\;'],
  [[';'], '\\;'],
  [['\\'], '\\\\'],
  [[' a', ' b '], ' a;  b '],
  [['a\nb', 'c'], 'a\nb; c'],
]

describe('a list in a form', () => {
  it.each([
    ['a؛b', ['a', 'b']],
    ['a؛ b; c', ['a', 'b', 'c']],
    ['a\\؛b; c', ['a؛b', 'c']],
    ['a، b', ['a، b']],
  ])('is separated by both semicolons: %j', (text, items) => {
    expect(decodeFormList(text)).toEqual(items)
  })

  it('reads back, with either semicolon and backslashes in its items', () => {
    const item = fc.array(fc.constantFrom('a', ' ', ';', '؛', '\\'), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 3 }), (parts) => {
        const items = parts.map((each) => each.join(''))
        expect(decodeFormList(encodeFormList(items))).toEqual(items)
      }),
    )
  })
})

describe('a list in one cell', () => {
  it.each(cells)('of %j is %j, and reads back', (items, cell) => {
    expect(encodeList(items)).toBe(cell)
    expect(decodeList(cell)).toEqual(items)
  })

  it('is empty when no item says anything', () => {
    for (const items of [[], [''], [undefined], ['', undefined]]) expect(encodeList(items)).toBeUndefined()
  })

  it('keeps the place of an item that is unknown', () => {
    expect(encodeList([undefined, 'b', undefined])).toBe('; b; ')
  })

  it('has no place for an item that is left out', () => {
    const of = (items: readonly (string | null)[]) => encodeListOf(items, (item) => item)
    expect([of([null, 'a', null, 'b']), of([null]), of([null, 'c;'])]).toEqual(['a; b', undefined, 'c\\;'])
  })

  /** [cell as a person writes it, items] */
  it.each([
    ['a;b', ['a', 'b']],
    ['a;  b', ['a', ' b']],
    ['a;', ['a', '']],
    ['', ['']],
  ])('may come without the space: %j', (cell, items) => {
    expect(decodeList(cell)).toEqual(items)
  })

  const item = fc.oneof(
    fc.string({ unit: fc.constantFrom(';', '\\', ' ', 'a', '\n', '"', '٬', '؛'), maxLength: 8 }),
    fc.string({ unit: 'binary' }),
  )
  const items = fc
    .array(item, { minLength: 1, maxLength: 6 })
    .filter((some) => some.some((each) => each !== ''))

  it('reads back whatever the items are', () => {
    fc.assert(
      fc.property(items, (some) => {
        expect(decodeList(encodeList(some) ?? '')).toEqual(some)
      }),
      { numRuns: 5000 },
    )
  })

  it('reads back with trimmed items when the cell was trimmed on its way', () => {
    const trimmed = fc
      .array(
        item.map((each) => each.trim()),
        { minLength: 1 },
      )
      .filter((some) => some.some((each) => each !== ''))
    fc.assert(
      fc.property(trimmed, (some) => {
        expect(decodeList((encodeList(some) ?? '').trim())).toEqual(some)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('a sum of stated numbers', () => {
  it.each([
    [[], undefined],
    [[undefined], undefined],
    [[0], 0],
    [[undefined, 0], 0],
    [[2, undefined, 3], 5],
  ])('of %j is %j', (numbers, sum) => {
    expect(sumDefined(numbers, (number) => number)).toBe(sum)
  })
})
