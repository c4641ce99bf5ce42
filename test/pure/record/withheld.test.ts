import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../schemas/incident.ts'
import { geoPrecision, withheldLevel } from '../../../schemas/vocabularies.ts'
import { validate } from '../../../src/ingest/validate/validate.ts'
import { restoreWithheld, showsWithheld, toPublic, withholdsLess } from '../../../src/record/withheld.ts'
import { soundRecord } from '../arbitrary.ts'
import { validationContext } from '../rule-cases.ts'

const recordOf = (candidate: unknown): Incident => {
  const { record, errors } = validate(candidate, validationContext)
  expect(errors).toEqual([])
  return record as Incident
}

const places = ['location', 'launched_from'] as const
const isHeld = (record: Incident): boolean => places.some((name) => record[name]?.withheld !== undefined)

const records = soundRecord.map((made) => {
  const { record } = validate(made, validationContext)
  return record as Incident
})
const held = records.filter((record) => record && isHeld(record))

describe('the public form of a record', () => {
  it('has nothing that is withheld, and no closer precision than before', () => {
    const finestFirst = Object.keys(geoPrecision)
    fc.assert(
      fc.property(held, (record) => {
        const shown = toPublic(record)
        expect(shown).not.toHaveProperty('notes')
        expect(shown.external?.fields).toBeUndefined()
        for (const name of places) {
          const [place, before] = [shown[name], record[name]]
          if (!place || before?.withheld === undefined) continue
          for (const field of withheldLevel[before.withheld].fields) expect(place).not.toHaveProperty(field)
          expect(finestFirst.indexOf(place.precision ?? 'international')).toBeGreaterThanOrEqual(
            Math.max(1, finestFirst.indexOf(before.precision ?? 'exact')),
          )
        }
        expect(recordOf(shown)).toEqual(toPublic(shown))
      }),
      { numRuns: 200 },
    )
  })

  it('is the record itself where there is nothing to keep back', () => {
    fc.assert(
      fc.property(
        records.filter((record) => record && !isHeld(record)),
        ({ notes: _, ...record }) => {
          expect(toPublic(record)).toBe(record)
          expect(restoreWithheld(record, record)).toBe(record)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('makes of itself the whole record again, notes apart, and so does the record', () => {
    fc.assert(
      fc.property(held, ({ notes: _, ...record }) => {
        for (const stated of [toPublic(record), record])
          expect(JSON.stringify(recordOf(restoreWithheld(stated, record)))).toBe(JSON.stringify(record))
      }),
      { numRuns: 200 },
    )
  })

  it('takes what is stated over it, and the same again changes nothing', () => {
    fc.assert(
      fc.property(held, records, (record, stated) => {
        const once = recordOf(restoreWithheld(stated, record))
        expect(JSON.stringify(recordOf(restoreWithheld(stated, once)))).toBe(JSON.stringify(once))
      }),
      { numRuns: 1000 },
    )
  })
})

type Place = Incident['location']
const placed = (location: Place, over: Partial<Incident> = {}) => ({ location, ...over }) as Incident
const base = {
  country: 'IQ',
  place: 'Hit',
  latitude: 33.6,
  longitude: 42.8,
  coordinates_from: 'map',
} as Place
const iraq = { country: 'IQ' } as Place
const columns = { external: { scheme: 'ucdp', fields: { where_coordinates: 'Hit' } } } as Partial<Incident>

describe('a record that withholds less', () => {
  const [point, place] = [{ ...base, withheld: 'point' } as Place, { ...base, withheld: 'place' } as Place]
  const launched = (launched_from: Place, over = {}) => placed(iraq, { launched_from, ...over })
  it.each([
    ['nothing any more', placed(place), placed(base), true],
    ['the point alone', placed(place), placed(point), true],
    ['the place, too', placed(point), placed(place), false],
    ['what was open', placed(base), placed(place), false],
    ['the same of another place', placed(place), placed({ ...iraq, withheld: 'place' } as Place), false],
    ['a place that is taken out', launched(place), placed(iraq), false],
    ['a place that is taken out, whose columns stay', launched(place, columns), placed(iraq, columns), true],
    ['one of two', placed(place, { launched_from: place }), placed(place, { launched_from: base }), true],
  ])('is told by its levels: %s', (_, before, after, expected) => {
    expect(withholdsLess(before, after)).toBe(expected)
  })

  it.each([
    ['its name', placed(iraq), placed({ ...iraq, place: 'Hit' } as Place), true],
    ['its name in the other place', placed(iraq), launched({ ...iraq, place: 'Hit' } as Place), true],
    ['its name, withheld', placed(iraq), placed(place), false],
    ['its name, which was open', placed(base), placed(base), false],
    ['another name', placed(iraq), placed({ ...iraq, place: 'Kut' } as Place), false],
    [
      'where another point is from',
      placed(iraq),
      placed({ ...iraq, coordinates_from: 'map' } as Place),
      false,
    ],
  ])('is told by the values of another record: %s', (_, shown, after, expected) => {
    expect(showsWithheld(placed(place), after, shown)).toBe(expected)
  })
})
