import { describe, expect, it } from 'vitest'
import { countries } from '../../../../schemas/countries.ts'
import { findByNumber, findCountry, isWaters } from '../../../../schemas/crosswalk/countries.ts'

describe('a name of a country', () => {
  it.each([
    ['Democratic Republic of Congo', 'CD'],
    ['DR Congo (Zaire)', 'CD'],
    ['Congo (Brazzaville)', 'CG'],
    ["Côte d'Ivoire", 'CI'],
    ['Cote dIvoire', 'CI'],
    ['Saint Vincent & the Grenadines', 'VC'],
    ['St. Lucia', 'LC'],
    ['Saint-Barthelemy', 'BL'],
    ['Curacao', 'CW'],
    ['reunion', 'RE'],
    ['TURKEY', 'TR'],
    ['Türkiye', 'TR'],
    ['The Bahamas', 'BS'],
    ['Antigua and Barbuda', 'AG'],
    ['Bailiwick of Jersey', 'JE'],
    ['Turks and Caicos Islands', 'TC'],
    ['Russia (Soviet Union)', 'RU'],
    ["Korea, People's Republic of", 'KP'],
    ['Virgin Islands (U.S.)', 'VI'],
    ['West Bank and Gaza Strip', 'PS'],
    ['Kosovo', 'XK'],
  ])('is read as projects write it: %s', (name, code) => {
    expect(findCountry(name)).toBe(code)
  })

  it('of our own is its own country, in any case', () => {
    for (const [code, name] of Object.entries(countries)) {
      expect([name, findCountry(name)]).toEqual([name, code])
      expect([name, findCountry(name.toUpperCase())]).toEqual([name, code])
      expect(isWaters(name)).toBe(false)
    }
  })

  it.each(['Guinea (Unknown)', 'Congo (East)', 'Korea', 'Atlantis', ''])('is not guessed: %j', (name) => {
    expect(findCountry(name)).toBeUndefined()
    expect(isWaters(name)).toBe(false)
  })

  it('may be a number with leading zeros', () => {
    expect([findByNumber('004'), findByNumber('4'), findByNumber('0'), findByNumber('2')]).toEqual([
      'AF',
      'AF',
      undefined,
      undefined,
    ])
  })

  it.each(['Red Sea', 'Gulf of Aden', 'Strait of Hormuz', 'Bay of Bengal', 'Indian Ocean', 'Taiwan Strait'])(
    'is that of waters: %s',
    (name) => {
      expect(isWaters(name)).toBe(true)
    },
  )

  it.each(['Seattle', 'Bayern', 'Chelsea', 'Oceania'])('is not that of waters: %s', (name) => {
    expect(isWaters(name)).toBe(false)
  })
})
