import { describe, expect, it } from 'vitest'
import { admin, ask, expectProblem } from '../../client.ts'
import { importBody, recordsOf, reportCounts, send } from './send-file.ts'

const mapping = {
  columns: {
    'properties.nr': 'reference',
    'properties.day': { to: 'date', date: 'D/M/YYYY' },
    'properties.dead': { to: 'casualties.deaths', missing: ['?'] },
    'properties.groups': 'actors.*.name',
    'geometry.latitude': 'location.latitude',
    'geometry.longitude': 'location.longitude',
    'properties.link': 'sources.0.url',
  },
  constants: { event_type: 'battle', 'location.country': 'IQ', 'sources.0.publisher': 'Example News' },
}

const features = [
  {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [44.4, 33.3] },
    properties: { nr: 'f1', day: '5/1/2022', dead: '3-5', groups: ['A', 'B; C'] },
  },
  { type: 'Feature', geometry: null, properties: { nr: 'f2', day: '6/1/2022', dead: '?' } },
]

const boundary = 'a-boundary'
const part = (name: string, body: string, type: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`
const form = (file: string, type: string, json: unknown = mapping) =>
  `${part('mapping', JSON.stringify(json), 'application/json')}${part('file', file, type)}--${boundary}--\r\n`
const formType = `multipart/form-data; boundary=${boundary}`
const query = 'profile=mapping&dataset=mapped&publish=true'

const files: readonly (readonly [string, string, string])[] = [
  ['GeoJSON', 'application/geo+json', JSON.stringify({ type: 'FeatureCollection', features })],
  ['an array', 'application/json', JSON.stringify(features)],
  ['NDJSON', 'application/x-ndjson', features.map((each) => `${JSON.stringify(each)}\n`).join('')],
]

describe('objects with a mapping', () => {
  it.each(files)('are imported as %s, and the same again changes nothing', async (_, type, text) => {
    const report = await importBody(query, form(text, type), formType)
    expect([report.errors, reportCounts(report)]).toEqual([[], [2, 0, 0, 0, 0]])
    expect(report.notes).toEqual({ 'mapping.column_absent': 1 })
    expect(report.notices.filter(({ kind }) => kind === 'note')).toMatchObject([
      { rule: 'mapping.column_absent', column: 'properties.link' },
    ])
    expect(await recordsOf('mapped')).toMatchObject([
      {
        reference: 'f1',
        date: '2022-01-05',
        location: { country: 'IQ', latitude: 33.3, longitude: 44.4 },
        casualties: { deaths: { low: 3, high: 5 } },
        actors: [{ name: 'A' }, { name: 'B; C' }],
      },
      { reference: 'f2', date: '2022-01-06' },
    ])
    expect(reportCounts(await importBody(query, form(text, type), formType))).toEqual([0, 0, 2, 0, 0])
  })

  it('name a key that the mapping does not mention, by its row', async () => {
    const [, second] = features
    const text = JSON.stringify([
      features[0],
      { ...second, properties: { ...second?.properties, town: 'x' } },
    ])
    const report = await importBody(query, form(text, 'application/json'), formType)
    expect(report.errors).toMatchObject([{ row: 2, column: 'properties.town', rule: 'table.column_unknown' }])
    expect(await recordsOf('mapped')).toEqual([])
  })

  it('name the column of a wrong value', async () => {
    const text = JSON.stringify([{ ...features[1], properties: { nr: 'f2', day: '2022-01-06' } }])
    const report = await importBody(query, form(text, 'application/json'), formType)
    expect(report.errors).toMatchObject([
      { column: 'properties.day', rule: 'mapping.date', received: '2022-01-06' },
    ])
  })

  it.each(['flat', 'full', 'ucdp'])('are refused if their mapping comes with profile=%s', async (profile) => {
    for (const [, type, text] of [...files, ['CSV', 'text/csv', 'a\n1\n'] as const]) {
      const problem = expectProblem(
        await send(`profile=${profile}&dataset=mapped`, form(text, type), formType),
        'invalid-request',
      )
      expect(problem.errors).toMatchObject([
        { parameter: 'profile', detail: expect.stringContaining('profile=mapping') },
      ])
    }
  })

  it('are refused if their mapping is missing', async () => {
    const answer = await send(query, '[]', 'application/json')
    expect(expectProblem(answer, 'body-unreadable').detail).toMatch(/parts mapping and file/)
  })
})

describe('files that Sitrep wrote', () => {
  const record = {
    event_type: 'battle',
    date: '2022-01-05',
    location: { country: 'IQ', place: 'Hit', latitude: 33.6, longitude: 42.8 },
    actors: [
      { name: 'A', role: 'side_a' },
      { name: 'B; C', role: 'side_b' },
    ],
    casualties: { deaths: { low: 1, best: 2 } },
    sources: [{ publisher: 'Example News' }],
    summary: 'One.',
  }
  const publish = () =>
    importBody(
      'dataset=own&publish=true',
      JSON.stringify(['a', 'b'].map((reference) => ({ ...record, reference }))),
      'application/json',
    )

  it.each([
    ['json', 'application/json'],
    ['geojson', 'application/geo+json'],
    ['geojson', 'application/json'],
  ])('come back unchanged: incidents.%s as %s', async (extension, type) => {
    await publish()
    const { text } = await ask(`/incidents.${extension}`)
    const report = await importBody('dataset=own&publish=true', text, type)
    expect([report.errors, reportCounts(report)]).toEqual([[], [0, 0, 2, 0, 0]])
    const edited = text.replaceAll('"Hit"', '"Baghdad"')
    expect(reportCounts(await importBody('dataset=own&publish=true', edited, type))).toEqual([0, 2, 0, 0, 0])
    expect((await recordsOf('own')).map(({ actors }) => actors)).toEqual([record.actors, record.actors])
  })

  it('are refused by the columns that no record has, if another project wrote the features', async () => {
    const report = await importBody(
      'dataset=own',
      JSON.stringify({ type: 'FeatureCollection', features }),
      'application/geo+json',
    )
    expect(report.errors[0]).toMatchObject({ row: 1, column: 'nr', rule: 'table.column_unknown' })
    expect((await admin(`/imports/${report.import}`)).status).toBe(200)
  })
})
