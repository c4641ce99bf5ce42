import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { countries } from '../../../schemas/countries.ts'
import { fitFile, maxGzipBytes } from '../../../scripts/places/fit-file.ts'
import { knownProvinces } from '../../../scripts/places/known-provinces.ts'
import { missingTowns } from '../../../scripts/places/known-towns.ts'
import { distanceBetween } from '../../../src/record/places/place.ts'
import { createPlaceIndex } from '../../../src/record/places/place-index.ts'
import { suggestPlaces } from '../../../src/record/places/suggest.ts'
import { shippedPlaces } from './real-places.ts'

const codes = Object.keys(countries)
const first = (country: string, typed: string) =>
  suggestPlaces(createPlaceIndex(shippedPlaces(country)), typed)[0]

describe('the files of places', () => {
  it('are one for each country, small enough, and as the script formats them', () => {
    const folder = new URL('../../../public/assets/places/', import.meta.url)
    const files = readdirSync(folder).filter((name) => /^[A-Z]{2}\.json$/.test(name))
    expect(files).toEqual(codes.map((code) => `${code}.json`).sort())
    for (const code of codes) {
      const places = shippedPlaces(code)
      expect([code, places.country]).toEqual([code, code])
      expect([code, fitFile(places).left], `${maxGzipBytes} bytes`).toEqual([code, 0])
    }
  })

  it('have names and points, and provinces that exist', () => {
    for (const code of codes) {
      const { towns, provinces } = shippedPlaces(code)
      for (const [name, arabic, province, latitude, longitude] of towns) {
        expect(name).not.toBe('')
        expect(arabic).not.toMatch(/[A-Za-z]/)
        expect(province < provinces.length && province >= -1, `${code} ${name}`).toBe(true)
        expect(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180).toBe(true)
      }
    }
  })

  it('keep towns of unknown population', () => {
    expect(shippedPlaces('IQ').towns.length).toBeGreaterThanOrEqual(143)
    expect(shippedPlaces('SY').towns.length).toBeGreaterThanOrEqual(286)
  })

  it('have the provinces of some countries in Arabic, each town of them in one', () => {
    for (const [code, known] of Object.entries(knownProvinces)) {
      const { provinces, towns } = shippedPlaces(code)
      expect(provinces.map(([name, arabic]) => `${name} ${arabic}`)).toEqual(
        known.map(({ name, arabic }) => `${name} ${arabic}`),
      )
      const without = towns.filter(([, , province]) => province < 0)
      expect([code, without.length <= towns.length / 20]).toEqual([code, true])
    }
  })

  it('have the towns that were added by hand, in their country', () => {
    for (const { country, name, latitude, longitude, source } of missingTowns) {
      expect(['ucdp', 'fpv', 'wikipedia']).toContain(source.split(':')[0])
      const places = suggestPlaces(createPlaceIndex(shippedPlaces(country)), name)
      const isThere = places.some(
        (place) =>
          place.latitude !== undefined &&
          place.longitude !== undefined &&
          distanceBetween([latitude, longitude], [place.latitude, place.longitude]) < 1000,
      )
      expect([name, isThere]).toEqual([name, true])
    }
  })

  it.each([
    ['SY', 'Raqqa', 35.95, 39.01],
    ['SY', 'الرقة', 35.95, 39.01],
    ['IQ', 'Fallujah', 33.35, 43.79],
    ['YE', 'Taiz', 13.58, 44.02],
    ['SO', 'Hargeisa', 9.56, 44.07],
    ['PS', 'Jenin', 32.46, 35.3],
    ['UA', 'Donetsk', 48.02, 37.8],
    ['UA', 'Simferopol', 44.96, 34.11],
    ['RU', 'Simferopol', 44.96, 34.11],
  ] as const)('have, in %s, %s at its place', (country, typed, latitude, longitude) => {
    const place = first(country, typed)
    expect(place).toMatchObject({ kind: 'town' })
    const { latitude: y = 0, longitude: x = 0 } = place ?? {}
    expect(distanceBetween([latitude, longitude], [y, x])).toBeLessThan(10_000)
  })

  it('have the Jenin of Palestine, and none in Poland', () => {
    expect(first('PS', 'Jenin')?.admin1).toBe('West Bank')
    expect(first('PL', 'Jenin')?.name).not.toBe('Jenin')
  })
})
