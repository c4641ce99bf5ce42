import { describe, expect, it } from 'vitest'
import { selectMarks } from '../../../../src/client/map/labels.ts'
import {
  centreView,
  fitBox,
  limitView,
  moveView,
  precisionOf,
  toDegrees,
  toPixels,
  zoomView,
} from '../../../../src/record/outlines/map-view.ts'
import type { Box } from '../../../../src/record/places/place.ts'

const iraq: Box = [38.77, 29.06, 48.54, 37.37]
const around: Box = [34.36, 27.4, 52.96, 39.03]
const baghdad = { longitude: 44.4, latitude: 33.3 }
const view = fitBox(iraq, 358, 268)

describe('the view of a map', () => {
  it('shows all of a box, in the middle', () => {
    const corners = [
      toPixels(view, { longitude: 38.77, latitude: 37.37 }, iraq),
      toPixels(view, { longitude: 48.54, latitude: 29.06 }, iraq),
    ]
    const [start, end] = corners
    expect(Math.min(start?.x ?? -1, start?.y ?? -1)).toBeGreaterThanOrEqual(-1e-9)
    expect(end?.x).toBeLessThanOrEqual(358)
    expect(end?.y).toBeLessThanOrEqual(268 + 1e-9)
    expect((start?.x ?? 0) + (end?.x ?? 0)).toBeCloseTo(358, 6)
  })

  it('finds the place at the pixel of a place', () => {
    expect(toDegrees(view, toPixels(view, baghdad, iraq))).toEqual(baghdad)
  })

  it('keeps the pixel around which it zooms', () => {
    const pixel = { x: 40, y: 200 }
    const before = toDegrees(view, pixel)
    const after = toDegrees(zoomView(view, 3, pixel), pixel)
    expect(after.longitude).toBeCloseTo(before.longitude, 3)
    expect(after.latitude).toBeCloseTo(before.latitude, 3)
  })

  it('moves its content with the finger', () => {
    const moved = toPixels(moveView(view, 30, -20), baghdad, iraq)
    const { x, y } = toPixels(view, baghdad, iraq)
    expect([moved.x - x, moved.y - y].map(Math.round)).toEqual([30, -20])
  })

  it('stays in the box, and is neither too far nor too near', () => {
    const far = limitView(zoomView(view, 0.01, { x: 0, y: 0 }), around)
    const [west, , east] = around
    expect(far.width / far.scale).toBeLessThanOrEqual(east - west + 1e-9)
    const gone = limitView(moveView(view, 100_000, 0), around)
    expect(toDegrees(gone, { x: 0, y: 134 }).longitude).toBeCloseTo(west, 3)
    const near = limitView(zoomView(view, 1e9, { x: 179, y: 134 }), around)
    expect(near.scale).toBeLessThan(6000)
  })

  it('shows places on both sides of the antimeridian', () => {
    const fiji: Box = [169, -24, 188, -10]
    const middle = fitBox(fiji, 400, 300)
    const pixels = [179, -179].map((longitude) => toPixels(middle, { longitude, latitude: -17 }, fiji).x)
    expect((pixels[1] ?? 0) - (pixels[0] ?? 0)).toBeCloseTo(2 * middle.scale, 6)
    const centre = centreView(middle, { longitude: -179, latitude: -17 }, fiji)
    expect(toDegrees(centre, { x: 200, y: 150 })).toEqual({ longitude: -179, latitude: -17 })
  })
})

describe('the precision of a point', () => {
  it('is near where a tap is within 25 km, otherwise an area, and never exact', () => {
    expect(precisionOf(view)).toBe('near')
    expect(precisionOf(fitBox([20, 40, 190, 78], 358, 268))).toBe('area')
    expect(precisionOf(zoomView(view, 1000, { x: 179, y: 134 }))).toBe('near')
  })
})

describe('the towns of a map', () => {
  const at = (name: string, x: number, y: number) => ({ name, x, y })

  it('have names as far as there is room, the better known first', () => {
    const marks = selectMarks(
      [at('Baghdad', 100, 100), at('Sadr City', 105, 102), at('Basra', 200, 250), at('Away', 500, 100)],
      358,
      268,
    )
    expect(marks.map(({ name, hasName }) => [name, hasName])).toEqual([
      ['Baghdad', true],
      ['Sadr City', false],
      ['Basra', true],
    ])
  })

  it('are few', () => {
    const many = Array.from({ length: 1000 }, (_, i) => at(`Town ${i}`, (i * 37) % 350, (i * 61) % 260))
    const marks = selectMarks(many, 358, 268)
    expect(marks).toHaveLength(80)
    expect(marks.filter(({ hasName }) => hasName).length).toBeLessThanOrEqual(24)
  })
})
