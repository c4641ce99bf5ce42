/** The timeline of a list: its step, its columns, and where they lead. */
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../../schemas/edtf-date.ts'
import { admin, ask, browser, patchRecord, publishRecord, record } from '../../client.ts'
import { unescapeHtml } from '../../page-forms.ts'
import { fillStore } from '../../store/large-store.ts'

interface Column {
  readonly href: string
  readonly title: string
}

/** Returns the timeline of a list: its text, and the columns with their links. */
const timelineIn = async (search = '', cookie = '') => {
  const { text, status } = await ask(`/incidents?${search}`, { headers: { ...browser, Cookie: cookie } })
  expect(status).toBe(200)
  const [section = ''] = /<section aria-labelledby="timeline">.*?<\/section>/s.exec(text) ?? []
  const columns = [...section.matchAll(/<a href="([^"]*)" tabindex="-1"><title>([^<]*)</g)].map(
    ([, href = '', title = '']): Column => ({ href: unescapeHtml(href), title }),
  )
  const links = [...section.matchAll(/<li><a href="([^"]*)">([^<]*)<\/a> <bdi>(\d+)</g)].map(
    ([, href = '', label, count]): Column => ({ href: unescapeHtml(href), title: `${label}: ${count}` }),
  )
  return { section, columns, links }
}

const publishOn = async (dates: readonly string[]): Promise<void> => {
  for (let i = 0; i < dates.length; i += 100)
    await admin('/incidents?publish=true', {
      json: dates.slice(i, i + 100).map((date) => record({ date, summary: undefined })),
    })
}

describe('the timeline of a list', () => {
  it('has a column for each period, also an empty one, which leads to its list', async () => {
    await publishOn(['2022-01-05', '2022-01-05', '2022-01-08'])
    const { columns, links, section } = await timelineIn()
    expect(columns).toEqual([
      { href: '/incidents?from=2022-01-05&to=2022-01-05', title: '5 January 2022: 2' },
      { href: '/incidents?from=2022-01-06&to=2022-01-06', title: '6 January 2022: 0' },
      { href: '/incidents?from=2022-01-07&to=2022-01-07', title: '7 January 2022: 0' },
      { href: '/incidents?from=2022-01-08&to=2022-01-08', title: '8 January 2022: 1' },
    ])
    expect(links).toEqual(columns.filter(({ title }) => !title.endsWith(': 0')))
    expect(section).toContain('5 January 2022 to 8 January 2022. Most: 2, 5 January 2022.')
    expect(section).toContain('Incidents by day')
    for (const { href, title } of columns) {
      const total = (await ask(`${href.replace('?', '.json?')}&limit=0`)).data().rows
      expect(title.endsWith(`: ${total}`)).toBe(true)
    }
  })

  it.each([
    ['day', 60],
    ['week', 61],
    ['week', 420],
    ['month', 430],
    ['month', 1800],
    ['quarter', 1900],
    ['quarter', 5400],
    ['year', 5600],
  ])('is by %s for %d days', async (step, days) => {
    await publishOn(['2001-01-01', addDays('2001-01-01', days - 1)])
    const { section, columns } = await timelineIn()
    expect(section).toContain(`Incidents by ${step}`)
    expect(section).toContain(`href="/counts?by=${step}"`)
    expect(columns.length).toBeLessThanOrEqual(60)
  })

  it('has the last 60 years, and says what is before them', async () => {
    await publishOn(['1900-02-03', '1900-02-03', '1962-01-01', '2021-01-01'])
    const { section, columns } = await timelineIn()
    expect(columns.map(({ title }) => title).slice(0, 2)).toEqual(['1962: 1', '1963: 0'])
    expect(columns).toHaveLength(60)
    expect(section).toContain(
      '<p>2 earlier incidents are not drawn. <a href="/incidents?to=1961-12-31">Show the earlier part</a></p><div class="time-chart"',
    )
  })

  it('says how many dates are wider than a period, and takes a longer one if half of them are', async () => {
    await publishOn(['2022-01-05', '2022-01-20', '2022-01'])
    const few = await timelineIn()
    expect(few.section).toContain('Incidents by day')
    expect(few.section).toContain('1 incident is not drawn, because its dates are not within one period.')
    await publishOn(['2022-01', '2022-02'])
    const many = await timelineIn()
    expect(many.columns.map(({ title }) => title)).toEqual(['January 2022: 4', 'February 2022: 1'])
    expect(many.section).not.toContain('not drawn')
  })

  it('is of the records that match, at the commit of the list, as they were there', async () => {
    const { path, etag } = await publishRecord({ date: '2022-01-05' })
    await publishRecord({ date: '2022-01-06' })
    await publishRecord({ date: '2022-01-06', location: { country: 'SY' } })
    await patchRecord(path, etag, { date: '2022-01-04' })
    const titles = async (search: string) => (await timelineIn(search)).columns.map(({ title }) => title)
    expect(await titles('')).toEqual(['4 January 2022: 1', '5 January 2022: 0', '6 January 2022: 2'])
    expect(await titles('country=IQ')).toEqual([
      '4 January 2022: 1',
      '5 January 2022: 0',
      '6 January 2022: 1',
    ])
    expect(await titles('commit=3')).toEqual(['5 January 2022: 1', '6 January 2022: 2'])
  })

  it('keeps the filters in its links, and narrows the days of the list', async () => {
    await publishOn(['2022-01-05', '2022-12-05'])
    const search = 'country=IQ&from=2022-01-05&to=2022-12-20&limit=1&sort=-date'
    const { columns, section } = await timelineIn(search)
    expect(columns[0]?.href).toBe('/incidents?country=IQ&sort=-date&from=2022-01-05&to=2022-01-09')
    expect(columns.at(-1)?.href).toBe('/incidents?country=IQ&sort=-date&from=2022-12-05&to=2022-12-11')
    expect(section).toContain('href="/counts?by=week&amp;country=IQ&amp;from=2022-01-05&amp;to=2022-12-20"')
  })

  it('is left out of the list of all while many records await the index, and there after a search', async () => {
    await fillStore(1100)
    for (const path of ['/incidents', '/']) {
      const { status, text } = await ask(path, { headers: browser })
      expect([status, text.includes('1,104'), text.includes('id="timeline"')]).toEqual([200, true, false])
    }
    expect((await timelineIn('country=IQ')).section).not.toBe('')
    expect((await timelineIn()).section).not.toBe('')
  })

  it('is left out for one record or none, and is in the language of the page', async () => {
    expect((await timelineIn()).section).toBe('')
    await publishRecord()
    expect((await timelineIn()).section).toBe('')
    await publishRecord({ date: '2022-01-07' })
    const { section } = await timelineIn('', 'sitrep_lang=ar')
    expect(section).toContain('الحوادث بحسب اليوم')
  })
})
