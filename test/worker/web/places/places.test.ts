import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { resolvePlaces } from '../../../../src/services/places.ts'
import {
  admin,
  ask,
  expectProblem,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
} from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { contextAt } from '../../support.ts'
import { redactRecord } from '../incidents/redact-record.ts'

const ramadi = {
  ...{ country: 'IQ', admin1: 'Anbar', place: 'Ramadi', latitude: 33.4258, longitude: 43.2994 },
  ...{ coordinates_from: 'gazetteer', precision: 'exact' },
}
const hit = { ...ramadi, place: 'Hit', latitude: 33.6387, longitude: 42.8267, precision: 'near' }

const placesOf = async (country: string, who: typeof ask = ask): Promise<unknown[]> => {
  const answer = await who(`/places.json?country=${country}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.data().places
}

const namesOf = async (country: string): Promise<string[]> =>
  (await placesOf(country)).map(
    (each) => `${(each as { place: string }).place} ${(each as { count: number }).count}`,
  )

describe('the places of published records', () => {
  it('are those of a country, the most frequent first, each with its point', async () => {
    await publishRecord({ location: hit })
    await publishRecord({ location: ramadi })
    await publishRecord({ location: ramadi })
    await publishRecord({ location: { ...ramadi, country: 'SY', place: 'Elsewhere' } })
    const { country: _, coordinates_from: __, ...place } = ramadi
    expect((await placesOf('IQ'))[0]).toEqual({ ...place, count: 2 })
    expect(await namesOf('IQ')).toEqual(['Ramadi 2', 'Hit 1'])
    expect(await placesOf('YE')).toEqual([])
  })

  it('have the name of the newest record at a point', async () => {
    await publishRecord({ location: { ...ramadi, place: 'Ar Ramadi' } })
    await publishRecord({ location: ramadi })
    expect(await namesOf('IQ')).toEqual(['Ramadi 2'])
  })

  it('are not those of an area, without a name, or without a point', async () => {
    await publishRecord({ location: { ...ramadi, precision: 'admin1' } })
    await publishRecord({ location: { ...hit, place: undefined } })
    await publishRecord({ location: { country: 'IQ', place: 'Hit', precision: 'near' } })
    expect(await placesOf('IQ')).toEqual([])
  })

  it('are not withheld, for editors neither', async () => {
    await publishRecord({ location: { ...ramadi, withheld: 'point' } })
    await publishRecord({ location: { ...hit, withheld: 'place' } })
    await submitRecord({ location: ramadi })
    expect(await placesOf('IQ')).toEqual([])
    expect(await placesOf('IQ', admin)).toEqual([])
  })

  it('go at once with a record that is retracted, moved or redacted', async () => {
    const moved = await publishRecord({ location: ramadi })
    const retracted = await publishRecord({ location: hit })
    const redacted = await publishRecord({ location: { ...hit, place: 'Haditha', latitude: 34.13 } })
    const before = await ask('/places.json?country=IQ')
    const etag = before.headers.get('ETag') ?? ''
    const again = await ask('/places.json?country=IQ', { headers: { 'If-None-Match': etag } })
    expect(again.status).toBe(304)
    await patchRecord(moved.path, moved.etag, { location: { latitude: 33.5, place: 'Khalidiyah' } })
    expect(await namesOf('IQ')).toEqual(expect.arrayContaining(['Khalidiyah 1', 'Hit 1', 'Haditha 1']))
    await reviewRecord(retracted.path, 'retract', { reason: 'wrong' })
    expect((await namesOf('IQ')).sort()).toEqual(['Haditha 1', 'Khalidiyah 1'])
    await redactRecord(redacted.path, { erase: ['Haditha'] })
    const after = await ask('/places.json?country=IQ', { headers: { 'If-None-Match': etag } })
    expect(after.status).toBe(200)
    expect(after.text).toContain('Khalidiyah')
    expect(after.text).not.toMatch(/Haditha|Hit|Ramadi/)
  })

  it.each(['', '?country=IQ,SY', '?country=IQ&status=submitted', '?country=Iraq'])(
    'are of one country: %s',
    async (search) => {
      expectProblem(await ask(`/places.json${search}`), 'invalid-query')
    },
  )

  it('cost two rows each, besides a search, and four statements at most', async () => {
    const cost = async () => {
      const { db, log } = measureDatabase(env.DB)
      const { list } = await resolvePlaces(contextAt(Date.now(), db), 'IQ')
      const search = { statements: log.length, read: log.reduce((sum, { rowsRead }) => sum + rowsRead, 0) }
      const places = await list()
      const read = log.reduce((sum, { rowsRead }) => sum + rowsRead, 0) - search.read
      return { places: places.length, read, statements: log.length - search.statements }
    }
    const rows = Array.from({ length: 120 }, (_, i) =>
      JSON.stringify(record({ location: { ...ramadi, place: `Village ${i}`, latitude: 33 + i / 100 } })),
    )
    const headers = { 'Content-Type': 'application/x-ndjson' }
    const imported = await admin('/imports?publish=true', { method: 'POST', headers, body: rows.join('\n') })
    expect(imported.status, imported.text).toBe(200)
    const { places, read, statements } = await cost()
    expect(places).toBe(120)
    expect(statements).toBeLessThanOrEqual(4)
    expect(read).toBeLessThanOrEqual(3 * 120 + 20)
  })
})
