import { describe, expect, it } from 'vitest'
import { project, unproject } from '../../../../src/record/outlines/mercator.ts'
import { decodeLine, encodeLine } from '../../../../src/record/outlines/outline-file.ts'

describe('a line of outlines', () => {
  it('is steps of whole units, and read again to within half a unit', () => {
    const line = [
      [44.123, 33.456],
      [44.124, 33.4561],
      [45.9, -2.5],
      [190.25, 71],
    ] as const
    const steps = encodeLine(line, 250)
    expect(steps.every(Number.isInteger)).toBe(true)
    expect(steps.slice(0, 2)).toEqual([11031, 8364])
    const read = decodeLine(steps, 250)
    expect(read).toHaveLength(3)
    for (const [i, [x, y]] of [line[0], line[2], line[3]].entries()) {
      expect(read[i]?.[0]).toBeCloseTo(x, 2)
      expect(read[i]?.[1]).toBeCloseTo(y, 2)
    }
  })
})

describe("Mercator's projection", () => {
  it.each([
    [44.4, 33.3],
    [-179.9, -60],
    [0, 0],
    [179.9, 84],
  ])('of %d, %d leads back to it', (longitude, latitude) => {
    const found = unproject(project(longitude, latitude))
    expect(found.longitude).toBeCloseTo(longitude, 9)
    expect(found.latitude).toBeCloseTo(latitude, 9)
  })

  it('has north above, and longitudes of the next turn are those of this one', () => {
    expect(project(0, 10).y).toBeLessThan(project(0, 0).y)
    expect(project(0, 60).y).toBeCloseTo(-75.456, 3)
    expect(unproject({ x: 190, y: 0 }).longitude).toBeCloseTo(-170, 9)
  })
})
