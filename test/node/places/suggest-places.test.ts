import { describe, expect, it } from 'vitest'
import { maxPlaces } from '../../../src/record/places/place.ts'
import { createPlaceIndex } from '../../../src/record/places/place-index.ts'
import { hasEvents, listedPlaces, readEvents, shareOfFound, shippedPlaces } from './real-places.ts'

/** Percentages of the name, of the point, and of both, as they were measured; none may fall below. */
type Shares = readonly [name: number, point: number, both: number]

const cases: readonly (readonly [country: string, file: string, before: Shares, after: Shares])[] = [
  ['IQ', 'ucdp-iraq/conflict_data_irq.csv', [93, 91, 91], [97, 96, 96]],
  ['SY', 'ucdp-syria/ucdp_syria_df.csv', [59, 58, 55], [90, 88, 88]],
]

const expectAtLeast = (found: ReturnType<typeof shareOfFound>, [name, point, both]: Shares): void => {
  expect(found.name).toBeGreaterThanOrEqual(name)
  expect(found.point).toBeGreaterThanOrEqual(point)
  expect(found.both).toBeGreaterThanOrEqual(both)
}

describe.runIf(hasEvents || process.env.CI)('the first five letters of the place of a real event', () => {
  it.each(cases)('find it in %s among three suggestions, by the gazetteer alone', (country, file, before) => {
    expectAtLeast(shareOfFound(readEvents(file), createPlaceIndex(shippedPlaces(country))), before)
  })

  it.each(cases)(
    'find that of each second event in %s once the others are published',
    (country, file, _, after) => {
      const events = readEvents(file)
      const [odd, even] = [0, 1].map((rest) => events.filter((_, i) => i % 2 === rest))
      const index = createPlaceIndex(shippedPlaces(country), listedPlaces(odd ?? [], maxPlaces))
      const found = shareOfFound(even ?? [], index)
      expectAtLeast(found, after)
    },
  )
})
