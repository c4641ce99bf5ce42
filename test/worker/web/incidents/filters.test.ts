import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { admin, ask, expectProblem, publishRecord, reviewRecord, submitRecord } from '../../client.ts'

interface Kept {
  readonly name: string
  readonly dataset: string
  readonly country: string
  readonly event_type: string
  readonly event_subtype?: string
  readonly series?: string
  readonly date: string
  /** First and last day. */
  readonly days: readonly [string, string]
  readonly status: string
}

const row = (name: string, over: Partial<Kept> = {}): Kept => ({
  name,
  dataset: 'reports',
  country: 'IQ',
  event_type: 'remote_violence',
  date: '2022-01-05',
  days: ['2022-01-05', '2022-01-05'],
  status: 'published',
  ...over,
})

const kept: readonly Kept[] = [
  row('a', { event_subtype: 'shelling', series: 'january' }),
  row('b', { country: 'SY', date: '2022-01', days: ['2022-01-01', '2022-01-31'], dataset: 'other' }),
  row('c', {
    event_subtype: 'drone_strike',
    date: '2020-02',
    days: ['2020-02-01', '2020-02-29'],
    series: 'january',
  }),
  row('d', { event_type: 'battle', date: '2021', days: ['2021-01-01', '2021-12-31'], country: 'XZ' }),
  row('e', {
    event_type: 'battle',
    date: '2022-01-03/2022-01-06',
    days: ['2022-01-03', '2022-01-06'],
    dataset: 'other',
  }),
  row('f', { status: 'submitted', series: 'february' }),
  row('g', { status: 'rejected', country: 'SY' }),
  row('h', { status: 'retracted', dataset: 'other' }),
]

beforeEach(async () => {
  for (const { name, status, country, days: _, ...stated } of kept) {
    const over = {
      ...stated,
      title: name,
      event_subtype: stated.event_subtype ?? null,
      location: { country },
    }
    const made = status === 'published' || status === 'retracted'
    const { path } = made ? await publishRecord(over) : await submitRecord(over, { token: env.ADMIN_TOKEN })
    if (status === 'rejected') await reviewRecord(path, 'reject')
    if (status === 'retracted') await reviewRecord(path, 'retract')
  }
})

type Test = (each: Kept) => boolean
const isOneOf =
  (
    name: 'dataset' | 'country' | 'event_type' | 'event_subtype' | 'series' | 'status',
    ...values: string[]
  ): Test =>
  (each) =>
    values.includes(each[name] ?? '')
const overlaps =
  (from: string, to: string): Test =>
  ({ days: [start, end] }) =>
    end >= from && start <= to
const all =
  (...tests: Test[]): Test =>
  (each) =>
    tests.every((test) => test(each))

const queries: readonly (readonly [string, Test])[] = [
  ['', () => true],
  ['dataset=reports', isOneOf('dataset', 'reports')],
  ['dataset=other,reports', isOneOf('dataset', 'other', 'reports')],
  ['dataset=nobody', () => false],
  ['country=IQ', isOneOf('country', 'IQ')],
  ['country=IQ,XZ', isOneOf('country', 'IQ', 'XZ')],
  ['country=IQ&country=SY', isOneOf('country', 'IQ', 'SY')],
  ['country=IQ,SY&country=XZ,IQ', isOneOf('country', 'IQ', 'SY', 'XZ')],
  ['country=DE', () => false],
  ['event_type=battle', isOneOf('event_type', 'battle')],
  ['event_type=battle,remote_violence', isOneOf('event_type', 'battle', 'remote_violence')],
  ['event_subtype=shelling', isOneOf('event_subtype', 'shelling')],
  ['event_subtype=shelling,drone_strike', isOneOf('event_subtype', 'shelling', 'drone_strike')],
  ['series=january', isOneOf('series', 'january')],
  ['series=january&series=february', isOneOf('series', 'january', 'february')],
  ['from=2022-01-05', overlaps('2022-01-05', '9999')],
  ['from=2022-01-06', overlaps('2022-01-06', '9999')],
  ['from=2022-01-07&to=2022-01-30', overlaps('2022-01-07', '2022-01-30')],
  ['to=2022-01-03', overlaps('0000', '2022-01-03')],
  ['to=2022-01-02', overlaps('0000', '2022-01-02')],
  ['from=2020&to=2020', overlaps('2020-01-01', '2020-12-31')],
  ['from=2020-02-29&to=2021-01-01', overlaps('2020-02-29', '2021-01-01')],
  ['from=2021-12&to=2021-12', overlaps('2021-12-01', '2021-12-31')],
  ['from=2022-02-01', overlaps('2022-02-01', '9999')],
  ['country=&from=&to=&series=', () => true],
  ['country=IQ&country=', isOneOf('country', 'IQ')],
  [
    'country=IQ&series=january&from=2021',
    all(isOneOf('country', 'IQ'), isOneOf('series', 'january'), overlaps('2021-01-01', '9999')),
  ],
  ['event_type=battle&dataset=reports', all(isOneOf('event_type', 'battle'), isOneOf('dataset', 'reports'))],
]

const titles = async (who: typeof ask, query: string): Promise<string> => {
  const answer = await who(`/incidents.json?${query}`)
  expect(answer.status, answer.text).toBe(200)
  const { rows, incidents } = answer.data() as { rows: number; incidents: StoredIncident[] }
  expect([rows, Number(answer.headers.get('Sitrep-Rows'))]).toEqual([incidents.length, incidents.length])
  return incidents.map(({ title }) => title).join('')
}

const named = (test: Test): string =>
  kept
    .filter(test)
    .map(({ name }) => name)
    .join('')

describe('a query', { timeout: 30_000 }, () => {
  it('finds what it says and nothing else: each filter alone, with several values, and together', async () => {
    for (const [query, test] of queries) {
      const published = all(test, isOneOf('status', 'published'))
      expect([query, await titles(ask, query)]).toEqual([query, named(published)])
      expect([query, await titles(admin, query)]).toEqual([query, named(published)])
      const asked = await ask(`/incidents?${query}`)
      // The address of the list has no empty parameters.
      const page = /=(?:&|$)/.test(query) ? await ask(asked.headers.get('Location') ?? '') : asked
      for (const each of kept)
        expect([query, each.name, page.text.includes(`dir="auto">${each.name}</a>`)]).toEqual([
          query,
          each.name,
          published(each),
        ])
    }
  })

  it('of those who see all may ask by status, for every status and any several', async () => {
    for (const statuses of [
      ['submitted'],
      ['published'],
      ['rejected', 'merged'],
      ['retracted', 'submitted', 'published'],
    ]) {
      const asked = queries.map(([query]) => `${query}&status=${statuses.join(',')}`)
      const found = await Promise.all(asked.map((query) => titles(admin, query)))
      const wanted = queries.map(([, test]) => named(all(test, isOneOf('status', ...statuses))))
      expect(asked.map((query, i) => [query, found[i]])).toEqual(asked.map((query, i) => [query, wanted[i]]))
    }
  })

  it('by status is refused to the public, but for what is published', async () => {
    for (const status of [
      'submitted',
      'rejected',
      'retracted',
      'merged',
      'published,submitted',
      'submitted&status=published',
    ])
      for (const path of ['/incidents', '/incidents.csv', '/incidents.json', '/incidents.ndjson']) {
        const answer = await ask(`${path}?status=${status}`)
        expectProblem(answer, 'token-needed')
        expect(answer.headers.has('Sitrep-Rows')).toBe(false)
      }
    expect(await titles(ask, 'status=published')).toBe('abcde')
  })
})

describe('a box that ends at the antimeridian', () => {
  const at = (longitude: number, title: string) =>
    publishRecord({ title, location: { country: 'FJ', latitude: -17, longitude } })

  it.each([
    ['170,-20,180,-10', ['east', 'line', 'line too']],
    ['-180,-20,-170,-10', ['line', 'line too', 'west']],
    ['175,-20,-175,-10', ['east', 'line', 'line too', 'west']],
    ['-179.5,-20,-170,-10', ['west']],
    ['180,-20,180,-10', ['line', 'line too']],
    ['-180,-20,180,-10', ['east', 'line', 'line too', 'west']],
  ])('finds the points of both its names: %s', async (box, titles) => {
    await at(179, 'east')
    await at(180, 'line')
    await at(-180, 'line too')
    await at(-179, 'west')
    const { incidents } = (await ask(`/incidents.json?bbox=${box}`)).data()
    expect(incidents.map(({ title }: { title: string }) => title).sort()).toEqual(titles)
  })
})
