import { describe, expect, it } from 'vitest'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { validationContext, withBase } from '../../rule-cases.ts'

const errorsOf = (part: Readonly<Record<string, unknown>>) =>
  validate(withBase(part), validationContext).errors

describe('a field at the top level that belongs to a group', () => {
  it.each([
    ['country', 'location.country', '{"location": {"country": …}}'],
    ['latitude', 'location.latitude', '{"location": {"latitude": …}}'],
    ['place', 'location.place', '{"location": {"place": …}}'],
    ['deaths', 'casualties.deaths.best', '{"casualties": {"deaths": {"best": …}}}'],
    ['deaths_low', 'casualties.deaths.low', '{"casualties": {"deaths": {"low": …}}}'],
    ['injuries', 'casualties.injuries.best', '{"casualties": {"injuries": {"best": …}}}'],
  ])('is named with its path: %s', (name, path, json) => {
    expect(errorsOf({ [name]: 'x' })).toEqual([
      {
        pointer: `/${name}`,
        rule: 'field.unknown',
        detail: `A record has no field "${name}". Its place is ${path}; in JSON: ${json}.`,
        received: 'x',
      },
    ])
  })

  it('is the only error if the group is absent, or lacks only this field', () => {
    for (const location of [undefined, { place: 'Anbar' }])
      expect(errorsOf({ location, country: 'IQ' }).map(({ pointer }) => pointer)).toEqual(['/country'])
  })

  it.each([['contry'], ['date_start'], ['source_count'], ['colour']])(
    'is no other unknown name: %s',
    (name) => {
      expect(errorsOf({ [name]: 'x' })[0]?.detail).not.toMatch(/Its place is/)
    },
  )

  it('is none in a group', () => {
    expect(errorsOf({ location: { country: 'IQ', deaths: 1 } })[0]?.detail).toMatch(/^location has no field/)
  })
})
