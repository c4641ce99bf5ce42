import { describe, expect, it } from 'vitest'
import { boxOfPoints, chooseView } from '../../../../src/record/map/choose-frame.ts'
import { toPixels } from '../../../../src/record/outlines/map-view.ts'
import { frames } from '../../../../src/web/map/frames.ts'

const [width, height] = [600, 360]

const points = {
  baghdad: [44.37, 33.31],
  ramadi: [43.3, 33.43],
  damascus: [36.28, 33.51],
  kyiv: [30.52, 50.45],
  lima: [-77.03, -12.05],
  fiji: [178.44, -18.14],
  samoa: [-171.76, -13.83],
  pole: [0, 89],
} as const
type Name = keyof typeof points

const boxOf = (...names: readonly Name[]) =>
  boxOfPoints(
    names.map((name) => points[name][0]),
    names.map((name) => points[name][1]),
  )

const isShown = (name: Name, { view, frame }: ReturnType<typeof chooseView>): boolean => {
  const [longitude, latitude] = points[name]
  const { x, y } = toPixels(view, { longitude, latitude }, frame.box)
  return x >= 0 && y >= 0 && x < width && y < height
}

describe('the view of a map', () => {
  it.each([
    ['IQ', 'the country that is chosen', ['baghdad'], 'IQ'],
    ['SY', 'the country that is chosen, with points of its neighbours', ['damascus', 'ramadi'], 'SY'],
    ['UA', 'the smallest outlines that have a point beyond those of the country', ['kyiv'], 'UA'],
    ['world', 'the world, if no country has all points in its outlines', ['baghdad', 'lima'], undefined],
    ['world', 'the world, if a country is chosen and a point is far from it', ['baghdad', 'lima'], 'IQ'],
  ] as const)('is of %s: %s', (name, _, shown, country) => {
    const map = chooseView(frames, { country, box: boxOf(...shown) }, width, height)
    expect(map.name).toBe(name)
    expect(shown.filter((each) => !isShown(each, map))).toEqual([])
  })

  it('is of the country alone without a point, and of the world without both', () => {
    expect(chooseView(frames, { country: 'IQ', box: undefined }, width, height).name).toBe('IQ')
    expect(chooseView(frames, { country: 'XZ', box: undefined }, width, height).name).toBe('world')
  })

  it('is nearer to points without a country than to the country, and not nearer than 20 m a pixel', () => {
    const near = chooseView(frames, { box: boxOf('baghdad') }, width, height)
    const whole = chooseView(frames, { country: 'IQ', box: boxOf('baghdad') }, width, height)
    expect(isShown('baghdad', near)).toBe(true)
    expect(near.view.scale).toBeGreaterThan(10 * whole.view.scale)
    expect(111_320 * Math.cos((33.3 * Math.PI) / 180)).toBeGreaterThanOrEqual(20 * near.view.scale)
  })

  it('goes across the antimeridian if that is shorter', () => {
    expect(boxOf('fiji', 'samoa')).toEqual([178.44, -18.14, 360 - 171.76, -13.83])
    const map = chooseView(frames, { box: boxOf('fiji', 'samoa') }, width, height)
    expect(['fiji', 'samoa'].filter((each) => !isShown(each as Name, map))).toEqual([])
    expect(map.name).not.toBe('world')
  })

  it('lacks the poles', () => {
    const map = chooseView(frames, { box: boxOf('pole', 'lima') }, width, height)
    expect([map.name, isShown('lima', map), isShown('pole', map)]).toEqual(['world', true, false])
  })

  it('shows no part of an image at whose edge it was cut', () => {
    for (const country of Object.keys(frames)) {
      const { frame, view } = chooseView(frames, { country, box: undefined }, width, height)
      const left = view.centre.x - width / view.scale / 2
      const right = view.centre.x + width / view.scale / 2
      expect([country, left > frame.box[0], right < frame.box[2]]).toEqual([country, true, true])
    }
  })
})
