/** The map of a record: a point for what is known precisely, an area for what is not. */
import { describe, expect, it } from 'vitest'
import { admin, ask, publishRecord } from '../../client.ts'

/** Returns what the map of a record shows: its image, its text alternative, its marks, the notes below it. */
const mapOf = async (over: object, reader = ask) => {
  const { path } = await publishRecord({ ...over })
  const { text } = await reader(path, { headers: { Accept: 'text/html' } })
  const map = /<div class="place-map">.*?<\/svg>.*?<\/div>/s.exec(text)?.[0]
  if (map === undefined) return undefined
  const textsIn = (pattern: RegExp) => [...map.matchAll(pattern)].map(([, found]) => found)
  return {
    image: textsIn(/<image href="([^"]+)"/g)[0],
    label: textsIn(/role="img" aria-label="([^"]+)"/g)[0],
    marks: textsIn(/<(?:circle|path) class="([^"]+)"/g),
    notes: textsIn(/<p class="help">([^<]+)<\/p>/g),
  }
}

const asad = { country: 'IQ', place: 'Ain al-Asad', latitude: 33.79, longitude: 42.44, precision: 'exact' }
const kermanshah = { country: 'IR', place: 'Kermanshah', latitude: 34.3, longitude: 47.1, precision: 'near' }
const areaNote =
  'A dashed circle represents a larger area that is not known more precisely. It is not a border.'
const firstLevelNote =
  'The shaded area is the first-level area. No closer place is stated, or it is withheld. Its lines are approximate.'
const countryNote = 'The map shows the country: no closer coordinates are stated, or they are withheld.'

describe('the map of a record', () => {
  it('shows the point where it happened, and where it was launched from', async () => {
    expect(await mapOf({ location: asad })).toEqual({
      ...{ image: '/outlines/IQ.svg#own', label: 'Map: Ain al-Asad, Iraq' },
      ...{ marks: ['event'], notes: [] },
    })
    expect(await mapOf({ location: asad, launched_from: kermanshah })).toEqual({
      ...{ image: '/outlines/IQ.svg#own', label: 'Map: Ain al-Asad, Iraq; launched from Kermanshah' },
      ...{ marks: ['launch', 'event'], notes: [] },
    })
  })

  it('shows a larger place as an area, never as a point', async () => {
    for (const precision of ['admin2', 'admin1', 'area', 'international'])
      expect(await mapOf({ location: { ...asad, precision } })).toMatchObject({
        marks: ['event area'],
        notes: [areaNote],
      })
    expect(
      await mapOf({ location: asad, launched_from: { ...kermanshah, precision: 'area' } }),
    ).toMatchObject({
      marks: ['launch area', 'event'],
      notes: [areaNote],
    })
  })

  it('shows the first-level area of a place that is not known more closely', async () => {
    const anbar = { country: 'IQ', admin1: 'Anbar' }
    const point = { latitude: 33, longitude: 42 }
    for (const location of [
      { ...anbar, precision: 'admin1' },
      { ...anbar, ...point, precision: 'admin1' },
      { ...anbar, admin2: 'Hit', precision: 'admin2' },
      anbar,
    ])
      expect(await mapOf({ location })).toMatchObject({ marks: ['event area'], notes: [firstLevelNote] })
    for (const precision of ['area', 'admin2'])
      expect(await mapOf({ location: { ...anbar, ...point, precision } })).toMatchObject({
        notes: [areaNote],
      })
    for (const location of [
      { ...anbar, precision: 'country' },
      { ...anbar, admin1: 'Atlantis' },
    ])
      expect(await mapOf({ location })).toMatchObject({ marks: [], notes: [countryNote] })
    const crimea = { country: 'UA', admin1: 'Crimea', precision: 'admin1' }
    expect(await mapOf({ location: asad, launched_from: crimea })).toMatchObject({
      marks: ['launch area disputed', 'event'],
      notes: [`${firstLevelNote} They are dashed, because more than one country claims the ground.`],
    })
  })

  it('shows the country alone if no more is known', async () => {
    for (const location of [{ country: 'IQ' }, { ...asad, precision: 'country' }])
      expect(await mapOf({ location })).toMatchObject({
        image: '/outlines/IQ.svg#own',
        marks: [],
        notes: [countryNote],
      })
  })

  it('shows what is withheld to editors only', async () => {
    const withheld = { location: { ...asad, withheld: 'point' } }
    expect(await mapOf(withheld)).toMatchObject({ marks: [], notes: [countryNote] })
    expect(await mapOf(withheld, admin)).toMatchObject({ marks: ['event'], notes: [] })
    const inAnbar = { location: { ...asad, admin1: 'Anbar', withheld: 'place' } }
    expect(await mapOf(inAnbar)).toMatchObject({
      ...{ label: 'Map: Anbar, Iraq', marks: ['event area'], notes: [firstLevelNote] },
    })
    expect(await mapOf(inAnbar, admin)).toMatchObject({ marks: ['event'], notes: [] })
  })

  it('shows a point at sea with the nearest land, and nothing if nothing is known', async () => {
    const sea = { country: 'XZ', latitude: 14.5, longitude: 42.2, precision: 'international' }
    const map = await mapOf({ location: sea })
    expect(map?.marks).toEqual(['event area'])
    expect(map?.image).toMatch(/^\/outlines\/[A-Z]{2}\.svg$/)
    expect(await mapOf({ location: { country: 'XZ' } })).toBeUndefined()
  })

  it('is of the smallest outlines that have both points, if those of the country do not', async () => {
    const launched_from = { country: 'RU', latitude: 56.3, longitude: 44, precision: 'exact' }
    const map = await mapOf({ location: asad, launched_from })
    expect(map?.marks).toEqual(['launch', 'event'])
    expect(map?.image).not.toContain('IQ')
  })
})
