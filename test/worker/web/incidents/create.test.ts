import { describe, expect, it } from 'vitest'
import type { Incident, StoredIncident } from '../../../../schemas/incident.ts'
import {
  admin,
  ask,
  countRecords,
  etagOf,
  expectProblem,
  fields,
  newestCommit,
  record,
  submitRecord,
} from '../../client.ts'

const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const stamps = ['id', 'status', 'revision', 'commit', 'created_at', 'updated_at', 'warnings']

const statedIn = (incident: StoredIncident) =>
  Object.fromEntries(Object.entries(incident).filter(([name]) => !stamps.includes(name)))

/** One record in three ways: nested, and as the names of a form. */
const rich = {
  dataset: 'reports',
  event_type: 'remote_violence',
  event_subtype: 'drone_strike',
  outcome: 'mixed',
  date: '2022-01-03/2022-01-05',
  location: { country: 'IQ', place: 'Baghdad airport', latitude: 33.2625, longitude: 44.2346 },
  actors: [
    { name: 'A; with a semicolon', role: 'perpetrator', with: ['B', 'C; D'] },
    { role: 'target', type: 'external_forces' },
  ],
  weapons: [
    { type: 'drone_armed', fired: 2, hit: 0, intercepted: 2 },
    { type: 'rocket', found: 1 },
  ],
  casualties: {
    reported: 'some',
    deaths: { low: 0, best: 2 },
    groups: [{ group: 'civilians', deaths: { best: 1 } }],
  },
  sources: [{ publisher: 'Example News', url: 'https://example.org/?a=1&b=2#c' }],
  tags: ['airport', 'us-forces'],
  title: 'Zwei Drohnen über “Bagdad” – مرحبا 🛩',
  summary: 'One line,\nand another with 100 % & a "quote".',
} satisfies Incident

const richFields: Record<string, string> = {
  event_type: 'remote_violence',
  event_subtype: 'drone_strike',
  outcome: 'mixed',
  date: '2022-01-03/2022-01-05',
  'location.country': 'IQ',
  'location.place': 'Baghdad airport',
  'location.latitude': '33.2625',
  'location.longitude': '44.2346',
  'location.admin1': '',
  'actors.0.name': 'A; with a semicolon',
  'actors.0.role': 'perpetrator',
  'actors.0.with': 'B; C\\; D',
  'actors.1.role': 'target',
  'actors.1.type': 'external_forces',
  'weapons.0.type': 'drone_armed',
  'weapons.0.fired': '2',
  'weapons.0.hit': '0',
  'weapons.0.missed': '',
  'weapons.0.intercepted': ' 2 ',
  'weapons.1.type': 'rocket',
  'weapons.1.found': '1',
  'weapons.2.type': ' \t',
  'casualties.reported': 'some',
  'casualties.deaths.low': '0',
  'casualties.deaths.best': '2',
  'casualties.groups.0.group': 'civilians',
  'casualties.groups.0.deaths.best': '1',
  'sources.0.publisher': 'Example News',
  'sources.0.url': 'https://example.org/?a=1&b=2#c',
  tags: 'airport; us-forces',
  title: 'Zwei Drohnen über “Bagdad” – مرحبا 🛩',
  summary: 'One line,\r\nand another with 100 % & a "quote".',
}

const multipart = (all: Readonly<Record<string, string>>): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(all)) form.set(name, value)
  return form
}

describe('a submitted record', () => {
  it('is answered with its address, its ETag, its receipt and all that the server set but its commit', async () => {
    const before = Date.now()
    const answer = await ask('/incidents', { json: record({ summary: undefined, reference: 'a-1' }) })
    expect(answer.status).toBe(201)
    expect(answer.type).toBe('application/json')
    const { incident, ...rest } = answer.data()
    expect(answer.headers.get('Location')).toBe(`/incidents/${incident.id}`)
    expect(answer.headers.get('ETag')).toBe(etagOf(incident.id, 1))
    expect(answer.headers.has('Idempotency-Replayed')).toBe(false)
    expect(incident).toEqual({
      ...record({ reference: 'a-1', dataset: 'reports' }),
      summary: undefined,
      id: expect.stringMatching(idPattern),
      status: 'submitted',
      revision: 1,
      created_at: incident.updated_at.slice(0, 10),
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      warnings: [{ pointer: '/summary', rule: 'summary.empty', detail: expect.any(String) }],
    })
    expect(Date.parse(incident.updated_at)).toBeGreaterThanOrEqual(before)
    expect(rest).toEqual({
      warnings: incident.warnings,
      possible_duplicates: [],
      receipt: expect.stringMatching(/^\/receipts\/[\w-]{43}$/),
    })
  })

  it('has the ETag and the content that its own address answers', async () => {
    const { incident, path, etag } = await submitRecord()
    const own = await admin(`${path}.json`)
    expect(own.headers.get('ETag')).toBe(etag)
    expect(own.data()).toEqual({ ...incident, commit: 1, created_at: incident.updated_at })
  })

  it.each([
    ['JSON', { json: rich }],
    [
      'JSON with nulls for what is unknown',
      { json: { ...rich, damage: null, launched_from: {}, links: [], claims: null } },
    ],
    ['an urlencoded form', { form: richFields }],
    ['a multipart form', { body: multipart(richFields) }],
  ])('is the same whether it comes as JSON or as a form: %s', async (_, asked) => {
    const answer = await admin('/incidents', asked)
    expect(answer.status, answer.text).toBe(201)
    expect(statedIn(answer.data().incident)).toEqual(rich)
  })

  it.each([
    [
      'JSON',
      { json: record({ date: '2022-13-01', event_type: 'batle', weapons: [{ fired: -1 }, { hit: 0.5 }] }) },
    ],
    [
      'a form',
      {
        form: fields({
          date: '2022-13-01',
          event_type: 'batle',
          'weapons.0.fired': '-1',
          'weapons.1.hit': '0.5',
        }),
      },
    ],
  ])('that breaks rules is refused with every error, the same for %s', async (_, asked) => {
    const { errors = [] } = expectProblem(await ask('/incidents', asked), 'invalid-record')
    expect(errors.map(({ pointer, rule }) => `${pointer} ${rule}`).sort()).toEqual([
      '/date date.invalid',
      '/event_type code.unknown',
      '/weapons/0/fired number.range',
      '/weapons/1/hit number.whole',
    ])
    expect(errors.find(({ pointer }) => pointer === '/event_type')?.detail).toMatch(/\bbattle\b/)
    expect(await countRecords()).toBe(0)
  })
})

describe('a country by its name', () => {
  it('is refused with the advice to take its code, and no other', async () => {
    for (const [country, code] of Object.entries({
      Iraq: 'IQ',
      Syria: 'SY',
      Mali: 'ML',
      Chad: 'TD',
      Oman: 'OM',
    })) {
      const { errors = [] } = expectProblem(
        await ask('/incidents', { json: record({ location: { country } }) }),
        'invalid-record',
      )
      expect(errors).toMatchObject([{ pointer: '/location/country', rule: 'code.unknown' }])
      expect(errors[0]?.detail).toBe(`There is no such code. Did you mean ${code} (${country})?`)
    }
  })
})

describe('the parameter publish', () => {
  it.each([
    ['', 'submitted'],
    ['?publish=false', 'submitted'],
    ['?publish=true', 'published'],
  ])('decides with which status an editor’s record begins: %s', async (query, status) => {
    const answer = await admin(`/incidents${query}`, { json: record() })
    expect(answer.data().incident.status).toBe(status)
    const seen = await ask(`/incidents/${answer.data().incident.id}.json`)
    expect(seen.status).toBe(status === 'published' ? 200 : 404)
  })

  it('is not for the public', async () => {
    expectProblem(await ask('/incidents?publish=true', { json: record() }), 'token-needed')
    expect(await countRecords()).toBe(0)
    expect((await ask('/incidents?publish=false', { json: record() })).status).toBe(201)
  })

  it.each([
    'publish=',
    'publish',
    'publish=yes',
    'publish=TRUE',
    'publish=1',
    'publish=true&publish=true',
    'publish=true&publish=false',
  ])('is refused where it is not plainly true or false: ?%s', async (query) => {
    const { errors = [] } = expectProblem(
      await admin(`/incidents?${query}`, { json: record() }),
      'invalid-query',
    )
    expect(errors).toMatchObject([{ parameter: 'publish', rule: 'parameter.invalid' }])
    expect(await newestCommit()).toBe(0)
  })

  it.each([
    'publis=true',
    'dry_run=true',
    '__proto__=x',
    'constructor=x',
    '%F0%9F%9A%80=x',
    `${'x'.repeat(3000)}=1`,
  ])('is the only one: ?%.40s', async (query) => {
    const { errors = [], detail } = expectProblem(
      await admin(`/incidents?${query}`, { json: record() }),
      'invalid-query',
    )
    expect(errors[0]?.rule).toBe('parameter.unknown')
    expect(detail).toMatch(/\bpublish\b/)
    expect(await newestCommit()).toBe(0)
  })
})

describe('JSON with a key twice', () => {
  it.each([
    [(text: string) => text.replace(/}$/, ',"date":"2022-01-06"}'), '/date'],
    [
      (text: string) => text.replace('{"country":"IQ"', '{"country":"SY","country":"IQ"'),
      '/location/country',
    ],
  ])('is refused with the name of the key, and nothing is stored', async (repeat, pointer) => {
    const body = repeat(JSON.stringify(record({ location: { country: 'IQ' } })))
    const headers = { 'Content-Type': 'application/json' }
    const answer = await admin('/incidents', { method: 'POST', body, headers })
    expectProblem(answer, 'body-unreadable')
    expect(answer.data().detail).toContain(`the key ${pointer} twice`)
    expect(await countRecords()).toBe(0)
  })
})
