/** The numbers of records beside the list: those that /counts gives for the same query. */
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { countries } from '../../../../schemas/countries.ts'
import { eventType, labelOf, outcome, weaponType } from '../../../../schemas/vocabularies.ts'
import { seal } from '../../../../src/services/segments/seal.ts'
import { ask, expectProblem, patchRecord, publishRecord, reviewRecord, submitRecord } from '../../client.ts'
import { unescapeHtml } from '../../page-forms.ts'

interface Value {
  readonly label: string
  readonly records: number
  readonly href: string | undefined
}

/** The lists of values of a page, by their titles. */
const facetsIn = (page: string): Map<string, Value[]> => {
  const [, section = ''] = page.split('<section class="facets"')
  const facets = section.split('<h3 class="facet-title">').slice(1)
  return new Map(
    facets.map((facet) => [
      facet.split('</h3>')[0] ?? '',
      [
        ...facet.matchAll(
          /<li class="facet-value[^"]*"><(?:a href="([^"]*)"|span)>(.*?)<\/(?:a|span)> <span>([\d,]+)<\/span><\/li>/g,
        ),
      ].map(([, href, label = '', records = '']) => ({
        label: unescapeHtml(label.replaceAll(/<[^>]*>/g, '')),
        records: Number(records.replaceAll(',', '')),
        href: href && unescapeHtml(href),
      })),
    ]),
  )
}

const totalIn = (page: string): number =>
  Number(/<h2 id="results">([\d,]+) incident/.exec(page)?.[1]?.replaceAll(',', ''))

/** The dimensions by their titles, with the label of each code. */
const dimensions: Readonly<Record<string, readonly [by: string, label: (code: string) => string]>> = {
  Country: ['country', (code) => countries[code as 'IQ']],
  'Type of event': ['event_type', (code) => labelOf(eventType, code)],
  Weapon: ['weapon', (code) => labelOf(weaponType, code)],
  Outcome: ['outcome', (code) => labelOf(outcome, code)],
  Dataset: ['dataset', (code) => code],
  Year: ['year', (code) => code],
}

/** The counts of a query by a dimension, as the page has them. */
const countsOf = async (by: string, search: string, label: (code: string) => string) => {
  const { counts } = (await ask(`/counts.json?by=${by}&${search}`)).data() as {
    counts: Record<string, string | number>[]
  }
  const rows = counts.map((each) => ({ code: String(each[by]), records: Number(each.records) }))
  const stated = rows.filter(({ code }) => code !== '')
  const last = rows.filter(({ code }) => code === '')
  const none = by === 'year' ? 'in several years' : 'not stated'
  const sorted = stated.sort((a, b) =>
    by === 'year' ? Number(b.code) - Number(a.code) : b.records - a.records || (a.code < b.code ? -1 : 1),
  )
  return stated.length === 0
    ? []
    : [...sorted, ...last].map(({ code, records }) => ({ label: code ? label(code) : none, records }))
}

const take = <T>(list: readonly T[], i: number): T => list[i % list.length] as T

const publishMany = async (howMany: number) => {
  const made = []
  for (let i = 0; i < howMany; i++)
    made.push(
      await publishRecord({
        title: `t${i}`,
        dataset: take(['reports', 'other'], i),
        date: take(['2022-01-05', '2021', '2021-12-30/2022-01-02', '2020-02-29', '0099-01-01'], i),
        location: { country: take(['IQ', 'SY', 'IQ', 'XZ'], i) },
        event_type: take(['remote_violence', 'battle', 'remote_violence'], i),
        event_subtype: null,
        outcome: take([null, 'hit', 'missed', null, 'hit'], i),
        weapons: take(
          [[{ type: 'rocket' }, { type: 'mortar' }], [{ type: 'drone_armed' }], [], [{ type: 'rocket' }]],
          i,
        ),
        tags: take([['x'], ['x', 'y'], []], i),
      }),
    )
  return made
}

const clauses = [
  ...['country=IQ', 'country=IQ,SY', 'event_type=battle', 'event_type=battle,unrest', 'dataset=other'],
  ...['outcome=hit', 'outcome=hit,missed', 'weapon=rocket', 'weapon=any_drone,mortar', 'weapon=drone_armed'],
  ...['from=2021', 'from=2021-12-31', 'to=2022-01-03', 'tag=x', 'q=t1', 'sort=-date', 'limit=3'],
]

/** Queries of up to three filters, each name once. */
const queries = fc
  .subarray(clauses, { maxLength: 3 })
  .filter((chosen) => new Set(chosen.map((each) => each.split('=')[0])).size === chosen.length)
  .map((chosen) => chosen.join('&'))

const withoutShape = (search: string): string =>
  search
    .split('&')
    .filter((each) => !/^(?:sort|limit)=/.test(each))
    .join('&')

/** Checks every number on a page; returns its facets. */
const check = async (search: string) => {
  const answer = await ask(`/incidents?${search}`)
  expect(answer.status, search).toBe(200)
  const facets = facetsIn(answer.text)
  for (const [title, [by, label]] of Object.entries(dimensions)) {
    const wanted = totalIn(answer.text) === 0 ? [] : await countsOf(by, withoutShape(search), label)
    const shown = (facets.get(title) ?? []).map(({ label, records }) => ({ label, records }))
    expect([search, title, shown]).toEqual([search, title, wanted])
  }
  return facets
}

describe('the numbers beside the list', () => {
  let old = 0
  beforeEach(async () => {
    const made = await publishMany(24)
    old = 24
    for (const [i, { path, etag }] of made.entries()) {
      if (i % 5 === 1) await reviewRecord(path, 'retract')
      if (i % 5 === 2) await patchRecord(path, etag, { location: { country: 'JO' }, date: '2019-05' })
    }
    await submitRecord({ location: { country: 'TD' } })
  })

  it('are those of /counts for any query, at the head and at an old commit, sealed or not', {
    timeout: 120_000,
  }, async () => {
    const sample = ['', ...fc.sample(queries, { seed: 20_261_130, numRuns: 24 })]
    for (const search of sample) {
      await check(search)
      await check([search, `commit=${old}`].filter(Boolean).join('&'))
    }
    await seal(env.DB, { min: 1, max: 7 })
    for (const search of sample.slice(0, 12)) {
      await check(search)
      await check([search, `commit=${old}`].filter(Boolean).join('&'))
    }
  })

  it('are links to lists of so many records; a year also finds events of several years', {
    timeout: 60_000,
  }, async () => {
    for (const search of [
      ...['', 'country=IQ,SY&sort=-date', 'weapon=rocket', 'weapon=any_drone,mortar', 'from=2021-12-31'],
      ...['dataset=other&limit=2', `commit=${old}&outcome=hit`],
    ]) {
      let links = 0
      for (const [title, values] of await check(search))
        for (const { href, label, records } of values) {
          if (href === undefined) continue
          links++
          const found = totalIn((await ask(href)).text)
          if (title === 'Year') expect([href, found >= records]).toEqual([href, true])
          else expect([href, label, found]).toEqual([href, label, records])
        }
      expect([search, links > 5]).toEqual([search, true])
    }
  })
})

describe('the values beside the list', () => {
  it('are no links if the list is of them, or if a record has others that were asked for', async () => {
    await publishMany(8)
    const linked = (page: string, title: string) =>
      facetsIn(page)
        .get(title)
        ?.map(({ label, href }) => [label, href !== undefined])
    const { text } = await ask('/incidents?country=IQ&weapon=rocket')
    expect(linked(text, 'Country')).toEqual([['Iraq', false]])
    expect(linked(text, 'Weapon')).toEqual([
      ['Mortar', false],
      ['Rocket', false],
    ])
    const year = (await ask('/incidents?from=2022&to=2022')).text
    expect(linked(year, 'Year')).toEqual([
      ['2022', false],
      ['in several years', false],
    ])
  })

  it('of a year keep the days that the list begins and ends with', async () => {
    await publishMany(4)
    const { text } = await ask('/incidents?from=2021-06-01&sort=date')
    expect(facetsIn(text).get('Year')).toEqual([
      { label: '2022', records: 1, href: '/incidents?sort=date&from=2022-01-01&to=2022-12-31' },
      { label: '2021', records: 1, href: '/incidents?sort=date&from=2021-06-01&to=2021-12-31' },
      { label: 'in several years', records: 1, href: undefined },
    ])
  })

  it('are at most eight, with a link to the counts of all with the same filters', async () => {
    for (const [i, country] of ['IQ', 'SY', 'JO', 'TD', 'XZ', 'UA', 'NA', 'SD', 'YE', 'SD'].entries())
      await publishRecord({ title: `t${i}`, series: 's', location: { country } })
    const { text } = await ask('/incidents?series=s&sort=-date')
    const values = facetsIn(text).get('Country') ?? []
    expect([values.length, values[0]?.label, values[0]?.records]).toEqual([8, 'Sudan', 2])
    expect(text).toContain('<a href="/counts?by=country&amp;series=s">All 9</a>')
    expect((await ask('/counts.json?by=country&series=s')).data().counts).toHaveLength(9)
  })

  it('are not there if nothing is found', async () => {
    const { text } = await ask('/incidents?country=TD')
    expect([totalIn(text), facetsIn(text).size, text.includes('id="facets"')]).toEqual([0, 0, false])
  })

  it('are links to the counts alone while another schema derived some records', async () => {
    await publishMany(3)
    await env.DB.exec("UPDATE incident_body SET schema_version = '00000000-11111111'")
    const { status, text } = await ask('/incidents?limit=2')
    expect([status, totalIn(text), facetsIn(text).size]).toEqual([200, 3, 0])
    expect(text).toContain('<a href="/counts?by=weapon">Weapon</a>')
    expect(text).toContain('Page 1 of 2')
    expectProblem(await ask('/counts.json?by=weapon'), 'rerender-needed')
  })
})
