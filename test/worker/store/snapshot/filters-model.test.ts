import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generateRecord } from '../../../../bench/records.ts'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { prerendered } from '../../../../src/export/registry.ts'
import { parseQuery } from '../../../../src/ingest/request/list-query.ts'
import { flatColumns } from '../../../../src/record/flat-columns.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { select } from '../../../../src/services/exports/select.ts'
import { readPages } from '../../../../src/services/exports/text-pages.ts'
import { seal } from '../../../../src/services/segments/seal.ts'
import { fullRecord } from '../../../../src/services/version-row.ts'
import { contextAt, file, reviewRecord, testActors, updateRecord } from '../../support.ts'

const records = 60
/** Behind every date of the records. */
const noon = Date.UTC(2030, 0)
const far = contextAt(Date.UTC(2100, 0))

type Row = Record<string, string | number | undefined> & { record: StoredIncident }
type Keeps = (row: Row) => boolean

const cells = (record: StoredIncident): Row =>
  Object.assign(Object.fromEntries(flatColumns.map(({ name, get }) => [name, get(record)])), {
    record,
  }) as Row

/** Comparison as a person would make it: without case, accents, vowel marks and the forms of alif. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u065f]/g, '')
    .toLowerCase()
    .replace(/[أإآ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')

const words = ({ title, summary, location, actors = [], sources }: StoredIncident): Set<string> =>
  new Set(
    [
      title,
      summary,
      location.place,
      location.admin1,
      ...actors.map(({ name }) => name),
      ...sources.map(({ publisher }) => publisher),
    ]
      .flatMap((text) => plain(text ?? '').split(/[^\p{L}\p{N}]+/u))
      .filter(Boolean),
  )

const kilometres = (a: readonly [number, number], b: readonly [number, number]): number => {
  const [lat1, lon1, lat2, lon2] = [...a, ...b].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
    number,
    number,
  ]
  const between = Math.sin(lat1) * Math.sin(lat2) + Math.cos(lat1) * Math.cos(lat2) * Math.cos(lon1 - lon2)
  return 6371.0088 * Math.acos(Math.min(1, between))
}

const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN)
const text = (value: unknown): string => String(value ?? '')

/** A filter as an address has it, and as a person would apply it. */
type Filter = readonly [parameter: string, keeps: Keeps]

const equal = (name: string, ...values: string[]): Filter => [
  `${name}=${values.map(encodeURIComponent).join(',')}`,
  (row) => values.includes(text(row[name])),
]

const within = (west: number, south: number, east: number, north: number): Keeps => {
  const inside = (longitude: number) =>
    west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east
  return ({ latitude, longitude }) =>
    number(latitude) >= south && number(latitude) <= north && inside(number(longitude))
}

const filters: readonly Filter[] = [
  equal('country', 'IQ'),
  equal('country', 'SY', 'UA'),
  equal('dataset', 'bench'),
  equal('dataset', 'other', 'bench'),
  equal('admin1', 'Deir ez-Zor'),
  equal('event_type', 'remote_violence'),
  equal('event_subtype', 'shelling', 'air_strike'),
  equal('outcome', 'missed'),
  equal('geo_precision', 'near', 'exact'),
  equal('date_precision', 'day'),
  equal('date_precision', 'year', 'longer', 'month'),
  equal('series', 'series-3', 'series-4'),
  ['from=2020-06-01', (row) => text(row.date_end) >= '2020-06-01'],
  ['to=2019-03', (row) => text(row.date_start) <= '2019-03-31'],
  [
    'from=2016-05-10&to=2021',
    (row) => text(row.date_end) >= '2016-05-10' && text(row.date_start) <= '2021-12-31',
  ],
  [
    'from=2022-01-05&to=2022-01-05',
    (row) => text(row.date_end) >= '2022-01-05' && text(row.date_start) <= '2022-01-05',
  ],
  ['min_deaths=0', (row) => number(row.deaths_best) >= 0],
  ['max_deaths=0', (row) => number(row.deaths_best) <= 0],
  ['min_deaths=2&max_deaths=3', (row) => number(row.deaths_best) >= 2 && number(row.deaths_best) <= 3],
  [
    'actor=QASSEM%20al%20jabarayn',
    ({ record }) => (record.actors ?? []).some(({ name }) => name === 'Qassem Al Jabarayn'),
  ],
  [
    `actor=${encodeURIComponent('كتائب الشمال')}`,
    ({ record }) => (record.actors ?? []).some(({ name }) => name === 'كتائب الشمال'),
  ],
  [
    'weapon=rocket,mortar',
    ({ record }) => (record.weapons ?? []).some(({ type }) => type === 'rocket' || type === 'mortar'),
  ],
  [
    'tag=night&tag=convoy',
    ({ record }) => (record.tags ?? []).some((tag) => tag === 'night' || tag === 'convoy'),
  ],
  [
    'source=the%20SECOND%20paper',
    ({ record }) => record.sources.some(({ publisher }) => publisher === 'The Second Paper'),
  ],
  ['q=Hangar%20the', ({ record }) => words(record).has('hangar') && words(record).has('the')],
  [`q=${encodeURIComponent('وَأَصاب')}`, ({ record }) => words(record).has('واصاب')],
  [
    `q=${encodeURIComponent('qada hit')}`,
    ({ record }) => words(record).has('qada') && words(record).has('hit'),
  ],
  ['bbox=40,25,50,35', within(40, 25, 50, 35)],
  ['bbox=170,-90,50,90', within(170, -90, 50, 90)],
  [
    'near=30,45,600',
    ({ latitude, longitude }) => kilometres([number(latitude), number(longitude)], [30, 45]) <= 600,
  ],
  [
    'near=30,45,0',
    ({ latitude, longitude }) => kilometres([number(latitude), number(longitude)], [30, 45]) <= 0,
  ],
]

const odd: Readonly<Record<number, object>> = {
  1: { date: '2020', dataset: 'other' },
  2: { date: '2016-03/2023-02' },
  3: { date: '2022-01', location: { country: 'SY' }, casualties: { reported: 'unknown' } },
  4: { date: '[2021-12-30..2022-01-05]' },
  5: { location: { country: 'XZ', latitude: 0, longitude: -179.5 } },
  6: { location: { country: 'RU', latitude: 66, longitude: 179.9 }, casualties: { reported: 'none' } },
  7: { actors: undefined, tags: undefined, weapons: undefined },
}

/** The sets of every commit, as a person would keep them. */
const build = async (): Promise<ReadonlyMap<number, readonly Row[]>> => {
  const now = new Map<string, Row>()
  const sets = new Map<number, readonly Row[]>()
  const keep = ({ version }: Awaited<ReturnType<typeof file>>) => {
    const { rowKey, id, revision, commit, status } = version
    const record = {
      ...fullRecord(version),
      id,
      revision,
      commit,
      status,
      warnings: [],
      created_at: '',
      updated_at: '',
    } as StoredIncident
    if (status === 'published') now.set(id, cells(record))
    else now.delete(id)
    sets.set(
      commit,
      [...now.values()].sort((a, b) => (text(a.id) < text(b.id) ? -1 : 1)),
    )
    return { rowKey, id, revision }
  }
  const made = []
  for (let i = 0; i < records; i++)
    made.push(
      keep(
        await file(
          { ...generateRecord(i), ...odd[i] },
          { publish: true },
          testActors.editor,
          contextAt(noon + i),
        ),
      ),
    )
  for (const [i, version] of made.entries()) {
    if (i % 3 === 0)
      made[i] = keep(
        (await updateRecord(
          version,
          generateRecord(i + records),
          {},
          testActors.editor,
          contextAt(noon + records),
        )) as never,
      )
    if (i % 7 === 0)
      keep(
        (await reviewRecord(
          made[i] ?? version,
          'retract',
          {},
          testActors.editor,
          contextAt(noon + records),
        )) as never,
      )
  }
  return sets
}

const found = async (address: string): Promise<{ ids: string[]; rows: number }> => {
  const query = parseQuery(new URLSearchParams(address))
  const selection = await select(
    far,
    testActors.anyone,
    query,
    await resolveQuery(far, testActors.anyone, query),
  )
  const ids: string[] = []
  for await (const { data } of readPages(env.DB, selection, prerendered.ndjson))
    ids.push(
      ...String(data)
        .split('\n')
        .map((line) => (JSON.parse(line) as StoredIncident).id),
    )
  return { ids, rows: selection.rows }
}

describe('filters', () => {
  it.each([
    ['in no segment', []],
    ['in a segment', [{ min: 1, max: 1000 }]],
    ['in small segments', [{ min: 1, max: 7 }]],
    ['in segments up to the last entries', [{ min: 30, max: 50 }]],
  ])(
    'find what a person would, each alone and combined, now and at every commit, whole and page by page: records %s',
    async (_, sizes) => {
      const sets = await build()
      for (const each of sizes) await seal(env.DB, each)
      const { results } = await env.DB.prepare('SELECT id FROM index_segments').all()
      expect(results.length > 0).toBe(sizes.length > 0)
      const newest = Math.max(...sets.keys())
      const check = async (chosen: readonly Filter[], commit: number, limit: number | undefined) => {
        const wanted = (sets.get(commit) ?? [])
          .filter((row) => chosen.every(([, keeps]) => keeps(row)))
          .map((row) => text(row.id))
        const address = [...chosen.map(([parameter]) => parameter), `commit=${commit}`].join('&')
        const got = await found(limit === undefined ? address : `${address}&limit=${limit}`)
        const expected = limit === undefined ? wanted : wanted.slice(0, limit)
        expect([address, got]).toEqual([address, { ids: expected, rows: expected.length }])
        return wanted.length
      }
      let hits = 0
      for (const filter of filters) hits += Number((await check([filter], newest, undefined)) > 0)
      expect(hits).toBeGreaterThan(filters.length - 5)
      const chosen = fc.uniqueArray(fc.constantFrom(...filters), {
        minLength: 1,
        maxLength: 3,
        selector: ([parameter]) => parameter.split('=')[0],
      })
      const commits = fc.constantFrom(...sets.keys())
      const limits = fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined })
      const compatible = (some: readonly Filter[]) =>
        new Set(some.flatMap(([each]) => each.split('&').map((part) => part.split('=')[0]))).size ===
        some.flatMap(([each]) => each.split('&')).length
      await fc.assert(
        fc.asyncProperty(chosen.filter(compatible), commits, limits, async (some, commit, limit) => {
          await check(some, commit, limit)
        }),
        { numRuns: 150, seed: 7 },
      )
    },
    60_000,
  )
})
