import { describe, expect, it } from 'vitest'
import { findAreas, withoutAreas } from '../../../../src/record/map/map-areas.ts'
import type { AreaCount } from '../../../../src/record/map/map-points.ts'

const areaCount = (admin1: string, counts: AreaCount['counts']): AreaCount => ({
  country: 'IQ',
  admin1,
  counts,
})

/** Finds the area whose position a name ends with. */
const find = (_: string, name: string) => {
  const [digits] = /\d+$/.exec(name) ?? []
  return digits === undefined ? undefined : { index: Number(digits), isDisputed: false, lines: [] }
}

describe('the areas of a map', () => {
  it('have the records of all their names, those of the most records first', () => {
    const areas = [
      areaCount('a1', new Map([['admin1', 2]])),
      areaCount('b1', new Map([['admin2', 1]])),
      areaCount('a2', new Map([[undefined, 7]])),
      areaCount('unknown', new Map([['admin1', 4]])),
      // A filter would read two values.
      areaCount('a,1', new Map([['admin1', 9]])),
    ]
    const found = findAreas({ areas }, find)
    expect(found.map(({ index, names, count }) => [index, names, count])).toEqual([
      [2, ['a2'], 7],
      [1, ['a1', 'b1'], 3],
    ])
    const coarse = new Map([
      ['admin1', 15],
      ['admin2', 1],
    ] as const)
    expect(withoutAreas({ coarse, withoutPoint: 8 }, found)).toEqual({
      coarse: new Map([['admin1', 13]]),
      withoutPoint: 1,
    })
  })

  it('are at most 100, of the 1,000 names of the most records', () => {
    const named = (count: number, records: number, name: (i: number) => string) =>
      Array.from({ length: count }, (_, i) => areaCount(name(i), new Map([['admin1', records]])))
    expect(findAreas({ areas: named(150, 1, (i) => `a${i}`) }, find)).toHaveLength(100)
    const asked: string[] = []
    const areas = [...named(2, 1, (i) => `rare${i}`), ...named(1000, 2, (i) => `x${'y'.repeat(i)}`)]
    findAreas({ areas }, (_, name) => {
      asked.push(name)
      return undefined
    })
    expect(asked).toHaveLength(1000)
    expect(asked.some((name) => name.startsWith('rare'))).toBe(false)
  })
})
