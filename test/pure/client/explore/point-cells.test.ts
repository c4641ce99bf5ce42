import { describe, expect, it } from 'vitest'
import { PointCells } from '../../../../src/client/explore/point-cells.ts'
import { encodePoint, writePoints } from '../../../../src/record/map/point-file.ts'
import { fitBox, moveView } from '../../../../src/record/outlines/map-view.ts'
import { frames } from '../../../../src/web/map/frames.ts'

const places = [
  [44.361, 33.312, 1],
  [44.362, 33.313, 2],
  [44.4, 33.3, 4],
  [43.13, 36.34, 0],
  [47.78, 30.51, 1],
] as const

const box = frames.IQ?.box ?? [0, 0, 0, 0]
const cells = new PointCells(
  writePoints(places.map(([x, y, precision]) => encodePoint(x, y, precision))).buffer,
  box,
)
const view = fitBox(box, 600, 360)

describe('the cells of points', () => {
  it('have the points that are not coarse, in pixels of the view', () => {
    const found = cells.find(view)
    expect(found.map(({ count }) => count).sort()).toEqual([1, 1, 2])
    for (const { x, y } of found) expect([x > 0 && x < 600, y > 0 && y < 360]).toEqual([true, true])
  })

  it('keep their points as the view moves', () => {
    const moved = cells.find(moveView(view, 7.3, -5.1))
    const pixels = cells.find(view).map(({ x, y, ...rest }) => ({ ...rest, x: x + 7.3, y: y - 5.1 }))
    expect(moved.map(({ count, column, row }) => [count, column, row])).toEqual(
      pixels.map(({ count, column, row }) => [count, column, row]),
    )
    for (const [i, { x, y }] of moved.entries()) {
      expect(x).toBeCloseTo(pixels[i]?.x ?? 0)
      expect(y).toBeCloseTo(pixels[i]?.y ?? 0)
    }
  })

  it('leave out points beyond the view', () => {
    expect(cells.find(moveView(view, 2000, 0))).toEqual([])
  })

  it('are described by the box of their points, which is a step of the file larger', () => {
    const found = cells.find(view).sort((a, b) => b.count - a.count)
    const [both, one, other] = found.map((cell) => cells.describe(cell, view.scale))
    expect(both?.isStated).toBe(true)
    expect([one?.isStated, other?.isStated].sort()).toEqual([false, true])
    const [west = 0, south = 0, east = 0, north = 0] = both?.box ?? []
    for (const [degrees, limit, sign] of [
      [west, 44.361, -1],
      [south, 33.312, -1],
      [east, 44.362, 1],
      [north, 33.313, 1],
    ] as const) {
      expect(sign * (degrees - limit)).toBeGreaterThan(0)
      expect(Math.abs(degrees - limit)).toBeLessThan(0.0002)
    }
  })
})
