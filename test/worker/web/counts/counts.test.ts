import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import {
  type Answer,
  admin,
  ask,
  createHolder,
  expectProblem,
  patchRecord,
  publishRecord,
  reviewRecord,
  submitRecord,
} from '../../client.ts'
import { redactRecord } from '../incidents/redact-record.ts'
import { withWithheldPlace } from '../incidents/withheld-place.ts'

const header = (answer: Answer, name: string): string => answer.headers.get(name) ?? ''
const names = ['csv', 'json'] as const

const numbersOf = (measure: string) => ['low', 'best', 'high', 'unknown'].map((name) => `${measure}_${name}`)
const numberColumns = ['records', ...['deaths', 'injuries', 'civilian_deaths'].flatMap(numbersOf)]

/** A row without the numbers of people. */
const shortRow = (row: Readonly<Record<string, unknown>>) =>
  Object.entries(row)
    .filter(([name]) => name === 'records' || !numberColumns.includes(name))
    .map(([, value]) => String(value))
    .join(' ')

const countsOf = async (search: string, who: typeof ask = ask): Promise<string[]> => {
  const answer = await who(`/counts.json?${search}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.data().counts.map(shortRow)
}

describe.each(names)('counts as %s', (name) => {
  it('say what they are: commit, rows, ETag, pinned address, name', async () => {
    await publishRecord({ series: 's' })
    await publishRecord()
    await submitRecord({ series: 's' })
    const answer = await ask(`/counts.${name}?by=series,year&country=IQ`)
    expect(answer.status).toBe(200)
    expect(answer.type).toBe(
      { csv: 'text/csv; charset=utf-8; header=present', json: 'application/json' }[name],
    )
    expect(header(answer, 'Sitrep-Commit')).toBe('2')
    expect(header(answer, 'Sitrep-Rows')).toBe('2')
    expect(header(answer, 'ETag')).toMatch(/^"[\w-]{16,}"$/)
    expect(header(answer, 'Content-Location')).toBe(
      `/counts.${name}?by=series%2Cyear&country=IQ&commit=2&schema=${schemaVersion}`,
    )
    expect(header(answer, 'Content-Disposition')).toBe(
      `attachment; filename="sitrep-counts-series-year-iraq-c2.${name}"`,
    )
    expect(header(answer, 'Cache-Control')).toBe('public, no-cache')
    expect(header(answer, 'Access-Control-Allow-Origin')).toBe('*')
    expect(answer.headers.has('Sitrep-Note')).toBe(false)
    const head = await ask(`/counts.${name}?by=series,year&country=IQ`, { method: 'HEAD' })
    expect([head.status, head.text, header(head, 'ETag')]).toEqual([200, '', header(answer, 'ETag')])
  })

  it('are the same bytes at their pinned address, whatever happens, until a redaction', async () => {
    const { path, etag } = await publishRecord({ title: 'Zaynab' })
    await publishRecord({ location: { country: 'SY' } })
    const first = await ask(`/counts.${name}?by=country`)
    await patchRecord(path, etag, { location: { country: 'JO' } })
    await publishRecord({ location: { country: 'TR' } })
    expect((await ask(`/counts.${name}?by=country`)).text).not.toBe(first.text)
    const pinned = await ask(header(first, 'Content-Location'))
    expect([pinned.text, header(pinned, 'ETag')]).toEqual([first.text, header(first, 'ETag')])
    expect(header(pinned, 'Cache-Control')).toBe('public, max-age=3600')
    expect((await redactRecord(path, { erase: ['Zaynab'] })).status).toBe(200)
    expectProblem(await ask(header(first, 'Content-Location')), 'redacted')
    expectProblem(await ask(`/counts.${name}?commit=1&schema=2`), 'pin-expired')
  })

  it('are not sent again to who has them, and are when they may have changed', async () => {
    const { path, etag } = await publishRecord()
    const first = await ask(`/counts.${name}?by=year`)
    const headers = { 'If-None-Match': header(first, 'ETag') }
    const again = await ask(`/counts.${name}?by=year`, { headers })
    expect([again.status, again.text, header(again, 'ETag')]).toEqual([304, '', header(first, 'ETag')])
    await submitRecord()
    expect((await ask(`/counts.${name}?by=year`, { headers })).status).toBe(304)
    expect((await ask(`/counts.${name}?by=month`, { headers })).status).toBe(200)
    await patchRecord(path, etag, { date: '2021' })
    expect((await ask(`/counts.${name}?by=year`, { headers })).status).toBe(200)
  })

  it('are for nobody else if somebody with a token asks', async () => {
    const answer = await admin(`/counts.${name}`)
    expect(header(answer, 'Cache-Control')).toBe('private, no-store')
    expect(answer.headers.has('Access-Control-Allow-Origin')).toBe(false)
  })
})

describe('counts', () => {
  it('have the same numbers in both formats, in the order asked', async () => {
    await publishRecord({
      casualties: {
        deaths: { low: 1, best: 2, high: 3 },
        injuries: { low: 4 },
        groups: [
          { group: 'civilians', deaths: { low: 1 } },
          { group: 'civilians', deaths: { low: 0, best: 2 } },
        ],
      },
    })
    await publishRecord({ casualties: { deaths: { best: 5 } } })
    await publishRecord({ casualties: { reported: 'none' } })
    const { text } = await ask('/counts.csv?by=month,country')
    const wanted = {
      month: '2022-01',
      country: 'IQ',
      records: 3,
      ...{ deaths_low: 1, deaths_best: 7, deaths_high: 3, deaths_unknown: 1 },
      ...{ injuries_low: 4, injuries_best: 0, injuries_high: 0, injuries_unknown: 2 },
      ...{ civilian_deaths_low: 1, civilian_deaths_best: 2, civilian_deaths_high: 0 },
      civilian_deaths_unknown: 2,
    }
    expect(text).toBe(`month,country,${numberColumns.join(',')}\r\n2022-01,IQ,3,1,7,3,1,4,0,0,2,1,2,0,2\r\n`)
    const answer = (await ask('/counts.json?by=month&by=country')).data()
    expect(answer).toEqual({ commit: 3, counts: [wanted] })
    expect(Object.keys(answer.counts[0])).toEqual(['month', 'country', ...numberColumns])
  })

  it('are one total without by, also of nothing', async () => {
    const zeros = Object.fromEntries(numberColumns.map((name) => [name, 0]))
    expect((await ask('/counts.json')).data()).toEqual({ commit: 0, counts: [zeros] })
    expect((await ask('/counts.json?by=country')).data()).toEqual({ commit: 0, counts: [] })
    expect((await ask('/counts.csv?by=country')).text).toBe(`country,${numberColumns.join(',')}\r\n`)
    await publishRecord()
    await publishRecord({ location: { country: 'SY' } })
    expect(await countsOf('')).toEqual(['2'])
    expect(await countsOf('by=')).toEqual(['2'])
    expect(await countsOf('country=SY')).toEqual(['1'])
    expect(header(await ask('/counts.csv?country=TD'), 'Sitrep-Rows')).toBe('1')
  })

  it('put a record into the period that has all of its days, else under the empty key', async () => {
    for (const date of [
      '2021-01-03',
      '2020-12-28/2021-01-03',
      '2021-01-03/2021-01-04',
      '2021',
      '2021-01-04T09:00Z',
    ])
      await publishRecord({ date })
    expect(await countsOf('by=week')).toEqual([' 2', '2020-W53 2', '2021-W01 1'])
    expect(await countsOf('by=quarter')).toEqual([' 2', '2021-Q1 3'])
    expect(await countsOf('by=day')).toEqual([' 3', '2021-01-03 1', '2021-01-04 1'])
  })

  it('by weapon or target count a record for each that it has, and say so', async () => {
    await publishRecord({ weapons: [{ type: 'rocket' }, { type: 'rocket' }, { type: 'mortar' }] })
    await publishRecord({ targets: [{ type: 'military' }] })
    expect(await countsOf('by=weapon')).toEqual([' 1', 'mortar 1', 'rocket 1'])
    for (const [by, note] of [
      ['weapon', /for each weapon that it has/],
      ['target_type,weapon,year', /for each target_type and each weapon that it has/],
    ] as const) {
      const answer = await ask(`/counts.json?by=${by}`)
      expect(answer.data().note).toMatch(note)
      expect(header(answer, 'Sitrep-Note')).toBe(answer.data().note)
      expect(header(answer, 'Access-Control-Expose-Headers')).toContain('Sitrep-Note')
      const csv = await ask(`/counts.csv?by=${by}`)
      expect(header(csv, 'Sitrep-Note')).toBe(answer.data().note)
      expect(csv.text).not.toMatch(note)
    }
  })

  it('take labels and the escapes of spreadsheets, in CSV', async () => {
    await publishRecord({
      location: { country: 'IQ', admin1: '=1+1' },
      weapons: [{ type: 'drone_one_way' }],
    })
    const { text } = await ask('/counts.csv?by=country,weapon&labels=true')
    expect(text).toMatch(/\r\nIraq,"?One-way[^,]*,1,/)
    expect(parse(text, { columns: true })).toHaveLength(1)
    const excel = await ask('/counts.csv?by=admin1,series&excel=true&labels=true')
    expect(excel.text.startsWith('\ufeffadmin1,series,records')).toBe(true)
    expect(excel.text).toContain("\r\n'=1+1,,1,")
    expect((await ask('/counts.csv?by=admin1')).text).toContain('\r\n=1+1,1,')
  })

  it.each<[string, string, RegExp]>([
    ['by=contry', 'by', /not counted by "contry"\. Did you mean country\?/],
    ['by=title', 'by', /Known are country, .*week, day/],
    ['by=country,', 'by', /write by=country\./],
    ['by=toString', 'by', /Known are/],
    ['by=country,country', 'by', /once/],
    ['by=year&by=month', 'by', /one step of time.*year, month/],
    ['by=country,admin1,dataset', 'by', /At most 2 columns/],
    ['by=country,admin1,dataset,year', 'by', /At most 2 columns/],
    ['by=geo_precision', 'by', /not counted by/],
    ['bye=country', 'bye', /Known are by, /],
    ['countries=IQ', 'countries', /country/],
    ['contry=IQ', 'contry', /Did you mean country\?/],
    ['country=Iraq', 'country', /IQ/],
    ['limit=3', 'limit', /no parameter "limit"/],
    ['sort=date', 'sort', /no parameter "sort"/],
    ['fields=id', 'fields', /no parameter "fields"/],
    ['from=2022&to=2021', 'to', /before from/],
    ['commit=1&as_of=2022-01-01T00:00:00Z', 'as_of', /together/],
    ['commit=9', 'commit', /no commit 9 yet/],
    ['as_of=2922-01-01T00:00:00Z', 'as_of', /in the future/],
  ])('refuse what they cannot answer: %s', async (search, parameter, wanted) => {
    for (const name of names) {
      const { errors, detail } = expectProblem(await ask(`/counts.${name}?${search}`), 'invalid-query')
      expect(errors).toMatchObject([{ parameter }])
      expect(detail).toMatch(wanted)
    }
  })

  it('have their parameter in the codebook', async () => {
    const { text } = await ask('/codebook', { headers: { Accept: 'text/html' } })
    expect(text).toContain('<code>by=country,year</code>')
  })

  it('as JSON refuse what shapes a table, and name CSV', async () => {
    for (const option of ['labels', 'excel']) {
      const answer = await ask(`/counts.json?by=country&${option}=true`)
      const { errors, detail } = expectProblem(answer, 'invalid-query')
      expect(errors).toMatchObject([{ parameter: option, received: 'true' }])
      expect(detail).toContain('Use CSV (/counts.csv).')
    }
    expectProblem(await ask('/counts.csv', { json: {} }), 'method-not-allowed')
    expectProblem(await ask('/counts.xlsx'), 'not-found')
  })
})

describe('counts tell the public nothing', () => {
  it('of drafts, and each reader what a list would tell', async () => {
    const contributor = await createHolder('contributor')
    const { path } = await publishRecord()
    await publishRecord()
    await submitRecord()
    await submitRecord({}, { token: contributor.secret })
    await reviewRecord(path, 'retract')
    const all = 'by=status&status=submitted,published,retracted'
    expect(await countsOf('by=status')).toEqual(['published 1'])
    expect(await countsOf(all, admin)).toEqual(['published 1', 'retracted 1', 'submitted 2'])
    expect(await countsOf('by=status&status=submitted,published', contributor.ask)).toEqual([
      'published 1',
      'submitted 1',
    ])
    expectProblem(await ask(`/counts.csv?${all}`), 'token-needed')
    expectProblem(await contributor.ask(`/counts.csv?${all}`), 'forbidden')
    expect(header(await ask('/counts.csv'), 'Sitrep-Commit')).toBe(
      header(await ask('/incidents.csv'), 'Sitrep-Commit'),
    )
  })

  it('of withheld places, also if an editor asks', async () => {
    await publishRecord(withWithheldPlace('place'))
    for (const who of [ask, admin])
      for (const filter of ['near=33.786543,42.441357,1', 'q=Secretfarm', 'q=Secretvillage'])
        expect([filter, await countsOf(filter, who)]).toEqual([filter, ['0']])
    expect(await countsOf('by=country')).toEqual(['IQ 1'])
  })
})
