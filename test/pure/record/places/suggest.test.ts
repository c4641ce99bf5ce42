import { describe, expect, it } from 'vitest'
import type { PlaceFile, RecordPlace } from '../../../../src/record/places/place.ts'
import { createPlaceIndex } from '../../../../src/record/places/place-index.ts'
import { suggestPlaces } from '../../../../src/record/places/suggest.ts'

const iraq: PlaceFile = {
  country: 'IQ',
  provinces: [
    ['Anbar', 'الأنبار', [38.77, 30.55, 44.29, 35.16], 'Al Anbar'],
    ['Baghdad', 'بغداد', null],
  ],
  towns: [
    ['Baghdad', 'بغداد', 1, 33.34, 44.4],
    ['Ramadi', 'الرمادي', 0, 33.4206, 43.3078],
    ['Fallujah', 'الفلوجة', 0, 33.3491, 43.786, 'Al Fallūjah'],
    ['Ḩadīthah', 'حديثة', 0, 34.1398, 42.3813],
    ['Tall ‘Afar', 'تلعفر', -1, 36.376, 42.4497],
    ['Aţ Ţārmīyah', '', 1, 33.6744, 44.3964],
    ['Hīt', 'هيت', 0, 33.6416, 42.8251],
  ],
}
const index = createPlaceIndex(iraq)
const first = (typed: string): string | undefined => suggestPlaces(index, typed)[0]?.name

describe('suggestions of places', () => {
  it.each([
    ['ramad', 'Ramadi'],
    ['  RAMADI ', 'Ramadi'],
    ['al-ram', 'Ramadi'],
    ['fallu', 'Fallujah'],
    ['al fal', 'Fallujah'],
    ['alfal', 'Fallujah'],
    ['Falouja', 'Fallujah'],
    ['haditha', 'Ḩadīthah'],
    ['hadeeth', 'Ḩadīthah'],
    ['talafar', 'Tall ‘Afar'],
    ['tal afar', 'Tall ‘Afar'],
    ['afar', 'Tall ‘Afar'],
    ['tarmiy', 'Aţ Ţārmīyah'],
    ['الرماد', 'Ramadi'],
    ['رماد', 'Ramadi'],
    ['الفلوجه', 'Fallujah'],
    ['الطارمية', 'Aţ Ţārmīyah'],
    ['الأنبار', 'Anbar'],
    ['الانبار', 'Anbar'],
    ['هيت', 'Hīt'],
  ])('find %s', (typed, name) => {
    expect(first(typed)).toBe(name)
  })

  it('have the town before the province of its name', () => {
    expect(suggestPlaces(index, 'baghdad').map(({ kind }) => kind)).toEqual(['town', 'province'])
  })

  it('have the better known of two places first', () => {
    const towns: PlaceFile['towns'] = [
      ['Qasr Mohammad', '', -1, 1, 1],
      ['Qasr Ali', '', -1, 2, 2],
    ]
    expect(suggestPlaces(createPlaceIndex({ ...iraq, towns }), 'qasr')[0]?.name).toBe('Qasr Mohammad')
  })

  it('are none for nothing, for signs, and for a name that is like none', () => {
    for (const typed of ['', '   ', '—', '?!', 'xyzzyq']) expect(suggestPlaces(index, typed)).toEqual([])
  })

  it('are no more than asked for', () => {
    expect(suggestPlaces(index, 'a', 2)).toHaveLength(2)
  })

  it('know the province of a town, and the point of all but provinces', () => {
    expect(suggestPlaces(index, 'ramadi')[0]).toMatchObject({
      ...{ admin1: 'Anbar', admin1Arabic: 'الأنبار', arabic: 'الرمادي' },
      ...{ latitude: 33.4206, longitude: 43.3078 },
    })
    expect(suggestPlaces(index, 'anbar')[0]?.latitude).toBeUndefined()
  })
})

describe('places of records', () => {
  const base: RecordPlace = {
    place: 'Ramadi Base',
    latitude: 33.43,
    longitude: 43.31,
    precision: 'exact',
    count: 3,
  }
  const town: RecordPlace = { ...base, place: 'Ar Ramadi', latitude: 33.4258, longitude: 43.2994, count: 9 }

  it('come before towns, those of more records first, and take the place of the town that they are', () => {
    const found = suggestPlaces(createPlaceIndex(iraq, [base, town]), 'ramad')
    expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'record Ar Ramadi',
      'record Ramadi Base',
    ])
    expect(found[0]).toMatchObject({ arabic: 'الرمادي', admin1: 'Anbar', latitude: 33.4258 })
  })

  it('leave a town of the same name that is far away', () => {
    const far = { ...town, latitude: 36 }
    expect(suggestPlaces(createPlaceIndex(iraq, [far]), 'ramadi').map(({ kind }) => kind)).toEqual([
      'record',
      'town',
    ])
  })
})
