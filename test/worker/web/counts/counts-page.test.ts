/** The page of counts: the same numbers as its files, what is unknown in words, and its links. */

import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import { admin, ask, browser, expectProblem, publishRecord, submitRecord } from '../../client.ts'
import { unescapeHtml } from '../../page-forms.ts'

const textOf = (html: string): string =>
  unescapeHtml(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()

/** Returns the rows of the table, each cell as its text. */
const rowsOf = (html: string): string[][] => {
  const [body = ''] = /<tbody>.*?<\/tbody>/s.exec(html) ?? []
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => textOf(cell)),
  )
}

const open = async (search: string, headers: Readonly<Record<string, string>> = {}) => {
  const answer = await ask(`/counts?${search}`, { headers: { ...browser, ...headers } })
  expect(answer.status, answer.text).toBe(200)
  return answer
}

const hrefsOf = (html: string): string[] =>
  [...html.matchAll(/ href="([^"]*)"/g)].map(([, href = '']) => unescapeHtml(href))

const deaths = (numbers: object) => ({ casualties: { deaths: numbers } })

describe('the page of counts', () => {
  it('has a row for each group and one for the total, with what no record states in words', async () => {
    await publishRecord(deaths({ low: 1, best: 2, high: 3 }))
    await publishRecord(deaths({ best: 5 }))
    await publishRecord()
    await publishRecord({ location: { country: 'SY' } })
    const { text } = await open('by=country')
    expect(rowsOf(text)).toEqual([
      ['Iraq', '3', '1', '7', '3', '1 of 3 incidents states no number'],
      ['Syria', '1', '– not stated', '– not stated', '– not stated', '1 of 1 incident states no number'],
      ['All incidents', '4', '1', '7', '3', '2 of 4 incidents state no number'],
    ])
  })

  it('has the numbers of its CSV file, for each measure', async () => {
    for (const [i, country] of ['IQ', 'SY', 'IQ', 'YE', 'IQ'].entries())
      await publishRecord({
        location: { country },
        date: `2022-0${1 + (i % 3)}-05`,
        casualties: { deaths: { best: i }, injuries: { low: i, high: 2 * i } },
      })
    for (const measure of ['deaths', 'injuries', 'civilian_deaths'])
      for (const by of ['country', 'country,month', 'month,country', 'event_type,outcome']) {
        const rows = rowsOf((await open(`by=${by}&measure=${measure}`)).text)
        const csv = parse((await ask(`/counts.csv?by=${by}`)).text, { columns: true }) as Record<
          string,
          string
        >[]
        const keys = by.split(',').length
        const wanted = csv.map((row) => [
          row.records,
          ...['low', 'best', 'high'].map((bound) => row[`${measure}_${bound}`]),
          row[`${measure}_unknown`],
        ])
        const shown = rows
          .slice(0, -1)
          .map((row) => [
            ...row.slice(keys, keys + 4).map((cell) => (cell === '– not stated' ? '0' : cell)),
            row.at(-1)?.startsWith('none') ? '0' : row.at(-1)?.split(' ')[0],
          ])
        expect(shown, by).toEqual(wanted)
      }
  })

  it('shows 0 where a record states it, and not where none does', async () => {
    await publishRecord(deaths({ best: 0 }))
    const [row] = rowsOf((await open('by=country')).text)
    expect(row).toEqual(['Iraq', '1', '– not stated', '0', '– not stated', 'none of 1 incident'])
  })

  it('counts a record once in the total, though it has several weapons, and says so', async () => {
    await publishRecord({ weapons: [{ type: 'rocket' }, { type: 'mortar' }] })
    const { text } = await open('by=weapon')
    expect(rowsOf(text).map((row) => row[1])).toEqual(['1', '1', '1'])
    expect(text).toContain('counts once for each value that it has (Weapon)')
    expect((await open('by=country')).text).not.toMatch(/once for each value|only overlap it/)
    expect((await open('by=month')).text).toContain('only overlap it')
  })

  it('says "not stated" for a key that no record states', async () => {
    await publishRecord()
    await publishRecord({ date: '2022', outcome: 'hit' })
    expect(rowsOf((await open('by=outcome')).text).map(([key]) => key)).toEqual([
      'not stated',
      'Hit',
      'All incidents',
    ])
    expect(rowsOf((await open('by=month')).text).map(([key]) => key)).toEqual([
      'not within one month',
      'January 2022',
      'All incidents',
    ])
  })

  it('fills the gaps of time in its chart, and says what it does not draw', async () => {
    for (const date of ['2021-11-05', '2022-02-05', '2022-02-06', '2021']) await publishRecord({ date })
    const { text } = await open('by=month')
    const [chart = ''] = /<div class="time-chart.*?<\/svg>/s.exec(text) ?? []
    expect(chart.match(/class="space"/g)).toHaveLength(4)
    expect(chart.match(/class="bar"/g)).toHaveLength(2)
    expect(chart).toContain('<title>February 2022: 2</title>')
    expect(text).toContain('1 incident is not drawn, because its dates are not within one period.')
  })

  it('says first where its chart begins if it leaves earlier periods, and leads to them', async () => {
    for (const date of ['2010-01-05', '2010-02-05', '2021-11-05']) await publishRecord({ date })
    const { text } = await open('by=month&country=IQ')
    const note =
      'The chart begins with December 2011. 2 earlier incidents are not drawn. <a href="/counts?by=month&amp;country=IQ&amp;to=2011-11-30">Show the earlier part</a>'
    expect(text.indexOf(note)).toBeGreaterThan(0)
    expect(text.indexOf(note)).toBeLessThan(text.indexOf('class="time-chart'))
    const earlier = (await open('by=month&country=IQ&to=2011-11-30')).text
    expect(earlier).toContain('<title>January 2010: 1</title>')
    expect(earlier).not.toContain('The chart begins')
  })

  it('draws the largest 30 groups, and says how many it leaves', async () => {
    for (let i = 0; i < 32; i++) await publishRecord({ series: `s${i}` })
    await publishRecord({ series: 's31' })
    const { text } = await open('by=series')
    const [list = ''] = /<ul class="bars".*?<\/ul>/s.exec(text) ?? []
    expect(list.match(/<li /g)).toHaveLength(30)
    expect(textOf(list)).toMatch(/^s31 2 /)
    expect(text).toContain('2 smaller groups are not drawn.')
    expect(rowsOf(text)).toHaveLength(33)
  })

  it('shows at most 500 rows, and says that the file has the rest', async () => {
    const days = Array.from({ length: 501 }, (_, i) =>
      new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10),
    )
    for (let i = 0; i < days.length; i += 100)
      await admin('/incidents?publish=true', {
        json: days.slice(i, i + 100).map((date) => ({
          event_type: 'battle',
          date,
          location: { country: 'IQ' },
          sources: [{ publisher: 'x' }],
        })),
      })
    const { text } = await open('by=day')
    expect(rowsOf(text)).toHaveLength(501)
    expect(text).toContain('These are the first 500 of 501 rows.')
    expect(text).toContain('381 earlier incidents are not drawn.')
  })

  it('leads from a row to the list of its records, where a filter lists exactly these', async () => {
    await publishRecord({ weapons: [{ type: 'rocket' }, { type: 'mortar' }] })
    await publishRecord({ date: '2022-02-05' })
    const linked = async (search: string) =>
      hrefsOf(/<tbody>.*?<\/tbody>/s.exec((await open(search)).text)?.[0] ?? '')
    expect(await linked('by=country,month&from=2022-01-03&q=drone')).toEqual([])
    expect(await linked('by=country,month&from=2022-01-03')).toEqual([
      '/incidents?country=IQ&from=2022-01-03&to=2022-01-31',
      '/incidents?country=IQ&from=2022-02-01&to=2022-02-28',
    ])
    expect(await linked('by=weapon&weapon=rocket')).toEqual(['/incidents?weapon=rocket'])
    expect(await linked('by=quarter&country=IQ')).toEqual([
      '/incidents?country=IQ&from=2022-01-01&to=2022-03-31',
    ])
    expect(await linked('by=week')).toEqual([
      '/incidents?from=2022-01-03&to=2022-01-09',
      '/incidents?from=2022-01-31&to=2022-02-06',
    ])
    for (const href of await linked('by=country,year')) {
      const list = await ask(`${href.replace('?', '.json?')}&limit=0`)
      expect(list.data().rows).toBe(2)
    }
  })

  it('keeps the filters of its address in its form and links', async () => {
    await publishRecord()
    const { text, headers } = await open('by=country&by=&by=month&country=IQ&q=&from=2022&measure=injuries')
    expect(text).toMatch(/<input type="hidden" name="country" value="IQ"\/>/)
    expect(text).not.toContain('name="q"')
    for (const value of ['country', 'month', 'injuries'])
      expect(text).toMatch(new RegExp(`<option value="${value}" selected`))
    const hrefs = hrefsOf(text)
    expect(hrefs).toContain('/incidents?country=IQ&from=2022')
    for (const name of ['csv', 'json'])
      expect(hrefs).toContain(`/counts.${name}?by=country%2Cmonth&country=IQ&from=2022`)
    const pinned = headers.get('Content-Location') ?? ''
    expect(pinned).toContain(`&commit=1&schema=${schemaVersion}`)
    const cited = `/counts?by=country%2Cmonth&country=IQ&from=2022&commit=1&schema=${schemaVersion}`
    const shown = unescapeHtml(text)
    expect(shown).toContain(`http://sitrep.test${cited}`)
    expect(shown).toContain(`http://sitrep.test${cited.replace('/counts', '/counts.csv')}`)
    expect(hrefs).toContain(`/incidents.bib?country=IQ&from=2022&commit=1&schema=${schemaVersion}`)
    await publishRecord()
    const again = await ask(pinned, { headers: browser })
    expect(rowsOf(again.text).at(-1)?.[2]).toBe('1')
  })

  it('is the total without dimensions, and says that nothing matches', async () => {
    const empty = await open('')
    expect(empty.text).toContain('No incident matches these filters.')
    expect(empty.text).not.toContain('<table')
    await publishRecord()
    await submitRecord()
    expect(rowsOf((await open('')).text)).toEqual([
      ['1', '– not stated', '– not stated', '– not stated', '1 of 1 incident states no number'],
    ])
  })

  it('is a file if Accept asks for one', async () => {
    await publishRecord()
    for (const [name, type] of [
      ['csv', 'text/csv'],
      ['json', 'application/json'],
    ] as const) {
      const answer = await ask('/counts?by=country', { headers: { Accept: type } })
      expect(answer.text).toBe((await ask(`/counts.${name}?by=country`)).text)
      expect(answer.headers.get('Content-Location')).toMatch(new RegExp(`^/counts\\.${name}\\?by=country&`))
    }
  })

  it('is not sent again to who has it, in the same language', async () => {
    await publishRecord()
    const first = await open('by=country')
    const headers = { ...browser, 'If-None-Match': first.headers.get('ETag') ?? '' }
    expect((await ask('/counts?by=country', { headers })).status).toBe(304)
    expect(
      (await ask('/counts?by=country', { headers: { ...headers, Cookie: 'sitrep_lang=ar' } })).status,
    ).toBe(200)
    expect((await ask('/counts?by=country&measure=injuries', { headers })).status).toBe(200)
  })

  it('has labels in the language of the page', async () => {
    await publishRecord()
    const { text } = await open('by=country,quarter', { Cookie: 'sitrep_lang=ar' })
    expect(rowsOf(text)[0]?.slice(0, 2)).toEqual(['العراق', 'الربع 1 من 2022'])
  })

  it.each([
    ['by=contry', 'by'],
    ['measure=wounded', 'measure'],
    ['sort=date', 'sort'],
    ['excel=true', 'excel'],
  ])('says what is wrong with %s', async (search, parameter) => {
    const page = await ask(`/counts?${search}`, { headers: browser })
    expect([page.status, page.type]).toEqual([400, 'text/html; charset=UTF-8'])
    const problem = await ask(`/counts?${search}`, { headers: { Accept: 'application/json' } })
    if (parameter !== 'excel')
      expect(expectProblem(problem, 'invalid-query').errors?.[0]).toMatchObject({ parameter })
  })
})
