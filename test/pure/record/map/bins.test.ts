import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bin, binPoints } from '../../../../src/record/map/bins.ts'
import { boxOfPoints, chooseView } from '../../../../src/record/map/choose-frame.ts'
import { inBox } from '../../../../src/record/segments/filters.ts'
import type { Segment } from '../../../../src/record/segments/segment.ts'
import { frames } from '../../../../src/web/map/frames.ts'

type Place = readonly [longitude: number, latitude: number]

const binsOf = (places: readonly Place[]) => {
  const points = {
    longitudes: places.map(([longitude]) => longitude),
    latitudes: places.map(([, latitude]) => latitude),
    isStated: places.map(() => true),
  }
  const map = chooseView(frames, { box: boxOfPoints(points.longitudes, points.latitudes) }, 600, 360)
  return binPoints(points, map.view, map.frame.box)
}

/** Returns how many places the filter of lists finds in the box of a cell. */
const countInBox = ({ box: [west, south, east, north] }: Bin, places: readonly Place[]): number => {
  const columns = { longitude: places.map(([x]) => x), latitude: places.map(([, y]) => y) }
  const numbers = (name: string) => Float64Array.from(columns[name as keyof typeof columns])
  const mask = new Uint8Array(places.length).fill(1)
  inBox({ west, south, east, north }).apply({ numbers } as Segment, mask)
  return mask.reduce((sum, each) => sum + each, 0)
}

describe('the cells of a map', () => {
  it('have the number of their points, the most first, and the smallest box', () => {
    const baghdad: Place[] = [
      [44.3, 33.3],
      [44.31, 33.32],
      [44.32, 33.31],
    ]
    const { bins, outside } = binsOf([[42, 36], ...baghdad, [47, 30.5]])
    expect(outside).toBe(0)
    expect(bins.map(({ count, box }) => [count, box])).toEqual([
      [3, [44.3, 33.3, 44.32, 33.32]],
      [1, [42, 36, 42, 36]],
      [1, [47, 30.5, 47, 30.5]],
    ])
  })

  it('have boxes in which the filter finds the same number, also across the antimeridian', () => {
    const around = (longitude: number) =>
      fc.tuple(
        fc.double({ min: longitude - 4, max: longitude + 4, noNaN: true }),
        fc.double({ min: -20, max: 20, noNaN: true }),
      )
    const turned = around(180).map(([x, y]): Place => [x > 180 ? x - 360 : x, y])
    const places = fc.array(fc.oneof(around(44), turned), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(places, (all) => {
        const { bins, outside } = binsOf(all)
        expect(bins.reduce((sum, { count }) => sum + count, outside)).toBe(all.length)
        for (const bin of bins) expect(countInBox(bin, all)).toBe(bin.count)
      }),
    )
  })

  it('are at most 375, and leave out points beyond the edge', () => {
    const all = Array.from(
      { length: 20_000 },
      (_, i): Place => [((i * 7.7) % 360) - 180, ((i * 3.3) % 178) - 89],
    )
    const { bins, outside } = binsOf(all)
    expect(bins.length).toBeLessThanOrEqual(375)
    expect(bins.length).toBeGreaterThan(300)
    expect(outside).toBeGreaterThan(1000)
  })
})
