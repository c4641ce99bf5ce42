import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { equalityFilters, facets } from '../../../../schemas/query.ts'
import * as codes from '../../../../schemas/vocabularies.ts'
import { formatNames } from '../../../../src/export/registry.ts'
import { parameterNames, parseQuery } from '../../../../src/ingest/request/list-query.ts'
import { getColumn } from '../../../../src/record/flat-columns.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { listPages } from '../../../../src/store/snapshot.ts'
import { type Answer, ask, createHolder, newestCommit, patchRecord, publishRecord } from '../../client.ts'
import { measureDatabase, oversizedStatements } from '../../measured-database.ts'
import { contextAt, testActors } from '../../support.ts'

const maxValues = 300
const maxFacets = 20
const maxWords = 20
/** History is read along the keys when more versions than this were replaced since. */
const manySuperseded = 200

const list = (first: string, howMany: number, other: (i: number) => string): string =>
  [first, ...Array.from({ length: howMany - 1 }, (_, i) => other(i))].join(',')

const wanted = {
  title: 'Drones over the town of Hit',
  dataset: 'first',
  series: 'second',
  event_type: 'remote_violence',
  event_subtype: 'shelling',
  conflict_type: 'state_based',
  outcome: 'hit',
  location: { country: 'IQ', admin1: 'Anbar', latitude: 33.6, longitude: 42.8, precision: 'near' },
  actors: [{ name: 'Somebody', role: 'perpetrator' }],
  weapons: [{ type: 'rocket' }],
  targets: [{ type: 'military' }],
  casualties: { deaths: { best: 3 } },
  claims: [{ by: 'Somebody' }],
  tags: ['night'],
  summary: `${Array.from({ length: maxWords }, (_, i) => `word${i}`).join(' ')}.`,
}

const firsts: Readonly<Record<string, string>> = {
  dataset: 'first',
  admin1: 'Anbar',
  series: 'second',
  actor: 'Somebody',
  source: 'Example News',
  claimed_by: 'Somebody',
  tag: 'night',
}

/** The codes of a filter whose values are codes. */
const vocabularies: Readonly<Record<string, object | undefined>> = {
  ...Object.fromEntries(Object.keys(equalityFilters).map((name) => [name, getColumn(name).vocabulary])),
  weapon: codes.weaponType,
  target_type: codes.targetType,
}

/** Filters whose values are names are given one by one: a name may hold a comma. */
const maxOfNames: Readonly<Record<string, number>> = {
  admin1: maxValues,
  actor: maxFacets,
  source: maxFacets,
  claimed_by: maxFacets,
}

const pairsOf = (name: string): [string, string][] => {
  const first = firsts[name] ?? ''
  const most = maxOfNames[name]
  if (most !== undefined)
    return list(first, most, (i) => `Other ${i}`)
      .split(',')
      .map((value) => [name, value])
  const kinds = Object.keys(vocabularies[name] ?? {})
  if (name in facets && kinds.length > 0)
    return [[name, Array.from({ length: maxFacets }, (_, i) => kinds[i % kinds.length]).join(',')]]
  if (kinds.length > 0) return [[name, kinds.join(',')]]
  return [[name, list(first, name in facets ? maxFacets : maxValues, (i) => `x${i}`)]]
}

/** Every filter that the parser knows, each with as many values as it takes. */
const filters: readonly [string, string][] = [
  ...[...Object.keys(equalityFilters), ...Object.keys(facets)]
    .filter((name) => name !== 'status')
    .flatMap(pairsOf),
  ['from', '2022-01-01'],
  ['to', '2022-01-31'],
  ['min_deaths', '1'],
  ['max_deaths', '10'],
  ['bbox', '38,29,49,38'],
  ['near', '33.6,42.8,25'],
  ['q', Array.from({ length: maxWords }, (_, i) => `word${i}`).join(' ')],
]
const noFilters = [
  'status',
  'commit',
  'as_of',
  'schema',
  'fields',
  'profile',
  'labels',
  'lang',
  'excel',
  'sort',
  'limit',
  'cursor',
]
const queryOf = (pairs: readonly (readonly [string, string])[]): string =>
  new URLSearchParams([...pairs].map(([a, b]) => [a, b])).toString()

const rowsOf = ({ status, headers, text }: Answer): string =>
  `${status} ${headers.get('Sitrep-Rows') ?? text.slice(0, 300)}`

describe('every filter at once, each with the most values', () => {
  it('is every filter that there is', () => {
    expect([...new Set(filters.map(([name]) => name)), ...noFilters].sort()).toEqual(
      [...parameterNames].sort(),
    )
  })

  it('finds the record in every format, at the head, at a late commit and at an old one', async () => {
    const found = await publishRecord(wanted)
    const other = await publishRecord({ ...wanted, tags: ['day'] })
    const first = await newestCommit()
    let { etag } = other
    const edited = async (times: number) => {
      for (let i = 0; i < times; i++) {
        const answer = await patchRecord(other.path, etag, { title: `Title ${etag}` })
        expect(answer.status, answer.text.slice(0, 300)).toBe(200)
        etag = answer.headers.get('ETag') ?? ''
      }
    }
    await edited(1)
    const pins = ['', `&commit=${first}`]
    const all = queryOf(filters)
    const contributor = await createHolder('contributor')
    const check = async (pin: string) => {
      for (const format of formatNames)
        for (const page of ['', '&limit=1', '&limit=1&cursor=1']) {
          const address = `/incidents.${format}?${all}${pin}${page}`
          expect([format, pin, page, rowsOf(await ask(address))]).toEqual([format, pin, page, '200 1'])
          const own = `${address}&status=published,submitted`
          expect([format, pin, page, rowsOf(await contributor.ask(own))]).toEqual([
            format,
            pin,
            page,
            '200 1',
          ])
        }
      const listed = await ask(`/incidents?${all}${pin}`, { headers: { Accept: 'text/html' } })
      expect([listed.status, listed.text.includes(found.incident.id)]).toEqual([200, true])
    }
    for (const pin of pins) await check(pin)
    await edited(manySuperseded + 1)
    await check(`&commit=${first}`)
  })

  it('finds the record where pages are read along the keys, several at a time', async () => {
    for (let i = 0; i < 3; i++) await publishRecord(wanted)
    const query = parseQuery(new URLSearchParams(queryOf(filters)))
    const { snapshot } = await resolveQuery(contextAt(), testActors.contributor, query)
    const rendering = { source: 'csv', separator: '', view: 'public' } as const
    for (const isOld of [false, true]) {
      const { db, log } = measureDatabase(env.DB)
      const pages = { pageSize: 1, pageCount: 3 }
      const found = await listPages(db, { ...snapshot, isOld }, rendering, { after: -1 }, pages)
      expect([isOld, found.map(({ rows }) => rows)]).toEqual([isOld, isOld ? [1] : [1, 1, 1]])
      expect(oversizedStatements(log)).toEqual([])
      expect(Math.max(...log.map(({ parameters }) => parameters.length))).toBeLessThan(50)
    }
  })

  it('finds the record by each filter, and by each of them with the days', async () => {
    await publishRecord(wanted)
    for (const [name] of filters)
      for (const with_ of [[name], [name, 'from', 'to']]) {
        const some = filters.filter(([each]) => with_.includes(each))
        expect([with_, rowsOf(await ask(`/incidents.csv?${queryOf(some)}`))]).toEqual([with_, '200 1'])
      }
    const named = filters.filter(([name]) => ['actor', 'tag', 'from'].includes(name))
    expect(rowsOf(await ask(`/incidents.csv?${queryOf(named)}`))).toBe('200 1')
  })
})
