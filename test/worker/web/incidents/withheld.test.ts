import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { readZip } from '../../../pure/export/read-zip.ts'
import { readWorkbook } from '../../../pure/export/xlsx/read-workbook.ts'
import {
  type Answer,
  admin,
  ask,
  browser,
  createHolder,
  patchRecord,
  publishRecord,
  reviewRecord,
  submitRecord,
} from '../../client.ts'
import { exactPlace, fullRecord, publicPlaces, publicRecord, withWithheldPlace } from './withheld-place.ts'

/** What a file says, as text: packed ones are opened, numbers are as they are written. */
const textOf = async (answer: Answer): Promise<string> => {
  expect(answer.status, answer.text.slice(0, 600)).toBe(200)
  const { type, bytes, text } = answer
  if (type.includes('parquet'))
    return JSON.stringify(await parquetReadObjects({ file: Buffer.from(bytes).buffer }), (_, value) =>
      typeof value === 'bigint' ? String(value) : value,
    )
  if (type.includes('spreadsheet')) return JSON.stringify(readWorkbook(bytes))
  if (type.includes('zip'))
    return readZip(bytes)
      .map(({ bytes: inner }) => inner.toString('utf8'))
      .join('\n')
  return text
}

/** Every address that says something of published records. */
const lists = [
  ...['csv', 'json', 'ndjson', 'geojson', 'parquet', 'xlsx', 'zip'].map((name) => `/incidents.${name}`),
  ...['full', 'ucdp', 'acled', 'gtd'].map((name) => `/incidents.csv?profile=${name}`),
  ...['ucdp', 'acled', 'gtd'].map((name) => `/incidents.xlsx?profile=${name}`),
  ...['ucdp', 'acled', 'gtd'].map((name) => `/incidents.loss.csv?profile=${name}`),
  '/incidents.csv?labels=true&excel=true',
  '/changes.json?since=0',
  '/changes.ndjson?since=0',
  '/incidents',
  '/',
]
const ofRecord = ['', '.json', '/history', '/history.json', '/history?from=1&to=2', '/suggest']

const degrees = (limit: number) =>
  fc
    .tuple(
      fc.constantFrom(-1, 1),
      fc.integer({ min: 11, max: limit }),
      fc.integer({ min: 100_001, max: 999_999 }),
    )
    .map(([sign, whole, rest]) => Number(`${sign * whole}.${rest}`))
const name = fc.stringMatching(/^Q[b-df-hj-np-tv-z]{9}$/)
const somePlace = fc.record(
  {
    country: fc.constantFrom('IQ', 'SY', 'XZ'),
    latitude: degrees(80),
    longitude: degrees(170),
    withheld: fc.constantFrom('point', 'place'),
    note: name,
    admin1: fc.constantFrom('Anbar', 'Aleppo'),
    admin2: name,
    admin3: name,
    place: name,
    coordinates_from: fc.constantFrom('map', 'source'),
    precision: fc.constantFrom('exact', 'near', 'admin2', 'admin1', 'area', 'country'),
  },
  { requiredKeys: ['country', 'latitude', 'longitude', 'withheld', 'note'] },
)

/** What nobody may read of a place: its digits to the third behind the point, and the names that are withheld. */
const secretsOf = (place: Record<string, unknown>): string[] => [
  ...[place.latitude, place.longitude].map((value) => String(value).replace(/(\.\d{3})\d*$/, '$1')),
  String(place.note),
  ...(place.withheld === 'place' ? [place.place, place.admin2, place.admin3] : []).flatMap((each) =>
    each === undefined ? [] : [String(each)],
  ),
]

describe('a place that is withheld', () => {
  it('stands in no public answer', async () => {
    const places = fc.sample(fc.tuple(somePlace, somePlace), { numRuns: 12, seed: 7 })
    const paths: string[] = []
    for (const [location, launched_from] of places) {
      const fields = { where_coordinates: String(location.place ?? 'Qxxxxxxxx'), latitude: location.latitude }
      const external = { scheme: 'ucdp', id: '1', fields }
      const { path, etag } = await publishRecord({ location, launched_from, external, summary: 'Shots.' })
      expect((await patchRecord(path, etag, { notes: 'Qnotes' })).status).toBe(200)
      paths.push(path)
    }
    const secrets = places.flat().flatMap(secretsOf)
    secrets.push('Qnotes', 'Qxxxxxxxx')
    const own = places.flatMap(([{ place, latitude }, from]) =>
      from.withheld === 'place' || place === undefined ? [] : [place, String(latitude)],
    )
    expect(own.length).toBeGreaterThan(0)
    for (const address of [
      ...lists,
      ...paths.slice(0, 4).flatMap((path) => ofRecord.map((end) => path + end)),
    ]) {
      const answer = await textOf(await ask(address, { headers: { Accept: 'text/html, */*;q=0.1' } }))
      // The seconds of a time can be the digits of a coordinate.
      const text = answer.replaceAll(/T\d\d:\d\d:\d\d\.\d{3}Z/g, '')
      for (const secret of secrets) expect(text.includes(secret), `${secret} in ${address}`).toBe(false)
    }
    const told = await textOf(await admin('/incidents.ndjson'))
    for (const secret of secrets) expect(told).toContain(secret)
  })

  it.each(['point', 'place'] as const)('is shown coarser, and said to be: %s', async (code) => {
    const { path } = await publishRecord(withWithheldPlace(code))
    const record = await publicRecord(path)
    expect(record.location).toEqual(publicPlaces[code])
    expect(record.warnings).toMatchObject([{ pointer: '/location/withheld', rule: 'location.withheld' }])
    const [header, line] = (await ask('/incidents.csv?fields=geo_precision,latitude,warnings')).text.split(
      '\r\n',
    )
    expect([header, line]).toEqual([
      'geo_precision,latitude,warnings',
      `${publicPlaces[code].precision},,location.withheld`,
    ])
    expect((await ask(path, { headers: browser })).text).toContain('Withheld.')
  })

  it('is found by nobody by where it is, and by what is shown', async () => {
    await publishRecord(withWithheldPlace('place'))
    const found = async (query: string) => (await ask(`/incidents.csv?${query}`)).headers.get('Sitrep-Rows')
    for (const query of [
      'near=33.786543,42.441357,5',
      'bbox=42,33,43,34',
      'q=Secretfarm',
      'q=Secretvillage',
      'geo_precision=exact',
    ]) {
      expect(await found(query), query).toBe('0')
      expect((await admin(`/incidents.csv?${query}`)).headers.get('Sitrep-Rows'), query).toBe('0')
    }
    for (const query of ['q=Anbar', 'admin1=Anbar', 'geo_precision=admin1'])
      expect(await found(query)).toBe('1')
  })

  it('says nothing of the point in the warning that it lies elsewhere', async () => {
    const { path } = await publishRecord(
      withWithheldPlace('point', { latitude: 48.856613, longitude: 2.352222 }),
    )
    const { warnings } = await publicRecord(path)
    expect(warnings.map(({ rule }: { rule: string }) => rule)).toContain('location.outside')
    expect(JSON.stringify(warnings)).not.toMatch(/48\.8|2\.35/)
  })

  it('is whole for editors, and for a contributor while it is theirs', async () => {
    const mine = await createHolder('contributor')
    const { path, incident } = await submitRecord(withWithheldPlace('place'), { token: mine.secret })
    expect(incident.location).toEqual({ ...exactPlace, withheld: 'place' })
    expect((await mine.ask(`${path}.json`)).data().location).toEqual({ ...exactPlace, withheld: 'place' })
    expect((await mine.ask(path, { headers: browser })).text).toContain('Secretfarm')
    await admin(`${path}/review`, { json: { decision: 'publish', reason: 'seen' } })
    expect((await mine.ask(`${path}.json`)).data().location).toEqual(publicPlaces.place)
    expect((await fullRecord(path)).location).toEqual({ ...exactPlace, withheld: 'place' })
    for (const address of ['/incidents.json', '/incidents.csv?profile=full'])
      expect((await admin(address)).text).toContain('Secretfarm')
    for (const address of ['/incidents.csv', '/incidents.csv?profile=acled', '/incidents.zip'])
      expect(await textOf(await admin(address))).not.toContain('Secretfarm')
  })

  it('is not found out by filing it again', async () => {
    const first = await submitRecord({ reference: 'r1', ...withWithheldPlace('place') })
    expect(first.incident.location).toEqual(publicPlaces.place)
    const again = (place: string) =>
      ask('/incidents', { json: { ...filed, location: { ...filed.location, place } } })
    const {
      id: _,
      status,
      revision,
      commit,
      created_at,
      updated_at,
      warnings,
      ...filed
    } = await fullRecord(first.path)
    const answers = await Promise.all(['Secretfarm', 'Elsewhere'].map(again))
    expect(answers.map((answer) => answer.status)).toEqual([201, 201])
    const told = answers.map((answer) => answer.data().incident.location)
    expect(told).toEqual([publicPlaces.place, publicPlaces.place])
    await reviewRecord(first.path, 'publish')
    const known = await Promise.all(['Secretfarm', 'Elsewhere'].map(again))
    expect(known.map((answer) => answer.status)).toEqual([200, 200])
    expect(new Set(known.map(({ text }) => text)).size).toBe(1)
  })
})
