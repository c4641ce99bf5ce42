import { describe, expect, it } from 'vitest'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { stateIssue } from '../../../../src/problems.ts'
import { validationContext, withBase } from '../../rule-cases.ts'

const errorsOf = (part: Readonly<Record<string, unknown>>) =>
  validate(withBase(part), validationContext).errors.map(stateIssue)

describe('a field at the top level that belongs to a group', () => {
  it.each([
    ['country', 'location.country', '{"location": {"country": …}}'],
    ['latitude', 'location.latitude', '{"location": {"latitude": …}}'],
    ['place', 'location.place', '{"location": {"place": …}}'],
    ['deaths', 'casualties.deaths.best', '{"casualties": {"deaths": {"best": …}}}'],
    ['deaths_low', 'casualties.deaths.low', '{"casualties": {"deaths": {"low": …}}}'],
    ['injuries', 'casualties.injuries.best', '{"casualties": {"injuries": {"best": …}}}'],
    ['fatalities', 'casualties.deaths.best', '{"casualties": {"deaths": {"best": …}}}'],
    ['wounded', 'casualties.injuries.best', '{"casualties": {"injuries": {"best": …}}}'],
    ['lat', 'location.latitude', '{"location": {"latitude": …}}'],
    ['lng', 'location.longitude', '{"location": {"longitude": …}}'],
    ['contry', 'location.country', '{"location": {"country": …}}'],
    ['city', 'location.place', '{"location": {"place": …}}'],
    ['perpetrator', 'actors.0.name', '{"actors": [{"name": …}]}'],
    ['source_url', 'sources.0.url', '{"sources": [{"url": …}]}'],
    ['location.country', 'location.country', '{"location": {"country": …}}'],
    ['weapons.0.type', 'weapons.0.type', '{"weapons": [{"type": …}]}'],
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

  it.each([['date_start'], ['source_count'], ['colour'], ['location.colour'], ['x'.repeat(100)]])(
    'is no other unknown name: %s',
    (name) => {
      expect(errorsOf({ [name]: 'x' })[0]?.detail).not.toMatch(/Its place is/)
    },
  )

  it.each([
    [{ event_date: 'x' }, 'Did you mean date?'],
    [{ DATE: 'x' }, 'Did you mean date?'],
    [{ description: 'x' }, 'Did you mean summary?'],
    [{ category: 'x' }, 'Did you mean event_type?'],
    [{ weapon: 'x' }, 'Did you mean weapons?'],
    [{ location: { country: 'IQ', lat: 1 } }, 'Did you mean latitude?'],
    [{ casualties: { killed: 1 } }, 'Did you mean deaths.best?'],
    [{ weapons: [{ kind: 'x' }] }, 'Its fields are type,'],
  ])('has the hint that a person needs: %j', (part, hint) => {
    expect(errorsOf(part)[0]?.detail).toContain(hint)
  })

  it.each([
    [{ location: { country: 'IQ', coordinates: [44.1, 33.4] } }, '{"latitude": 33.4, "longitude": 44.1}.'],
    [{ location: { country: 'IQ', Coords: '33.4, 44.1' } }, '{"latitude": 33.4, "longitude": 44.1}.'],
    [{ location: { country: 'IQ', point: 'x' } }, '{"latitude": …, "longitude": …}.'],
    [{ launched_from: { geometry: { type: 'Point', coordinates: [44.1, 33.4, 7] } } }, '{"latitude": 33.4, '],
    [{ coordinates: [44.1, 33.4] }, '{"location": {"latitude": 33.4, "longitude": 44.1}}.'],
    [{ geom: null, location: undefined }, '{"location": {"latitude": …, "longitude": …}}.'],
  ])('that is a point names latitude and longitude: %j', (part, json) => {
    const [{ detail } = { detail: '' }, ...others] = errorsOf(part)
    expect(detail).toContain(`. Write ${json}`)
    expect(detail.includes('In GeoJSON, the longitude comes first.')).toBe(JSON.stringify(part).includes('['))
    expect(others).toEqual([])
  })

  it('is none in a group', () => {
    expect(errorsOf({ location: { country: 'IQ', deaths: 1 } })[0]?.detail).toMatch(/^location has no field/)
  })
})
