/** The home page: the latest events, the timeline, and what the operator says. */
import { describe, expect, it } from 'vitest'
import { addDays, utcDay } from '../../../../schemas/edtf-date.ts'
import {
  admin,
  ask,
  browser,
  expectProblem,
  publishRecord,
  record,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { unescapeHtml } from '../../page-forms.ts'

const home = async (options: Readonly<Record<string, string>> = {}): Promise<string> => {
  const { status, text } = await ask('/', { headers: { ...browser, ...options } })
  expect(status).toBe(200)
  return text
}

const sectionOf = (html: string, id: string): string =>
  new RegExp(`<section aria-labelledby="${id}">.*?</section>`, 's').exec(html)?.[0] ?? ''

/** Returns the titles of the latest events. */
const latestIn = (html: string): string[] =>
  [...sectionOf(html, 'latest').matchAll(/dir="auto">([^<]*)<\/a>/g)].map(([, title = '']) => title)

const publishBatch = (records: readonly object[]) =>
  admin('/incidents?publish=true', { json: records.map((each) => record({ summary: undefined, ...each })) })

describe('the latest events of the home page', () => {
  it('are those of the latest days, not those filed last', async () => {
    await publishRecord({ title: 'March', date: '2022-03-01' })
    await publishRecord({ title: 'May', date: '2022-05-01' })
    await publishRecord({ title: 'April', date: '2022-04-01/2022-04-30' })
    await publishRecord({ title: 'Early April', date: '2022-04-01' })
    await submitRecord({ title: 'Draft', date: '2022-06-01' })
    expect(latestIn(await home())).toEqual(['May', 'April', 'Early April', 'March'])
  })

  it('are at most eight, each once, with a link to others that read the same', async () => {
    const days = Array.from({ length: 9 }, (_, i) => `2022-01-0${i + 1}`)
    await publishBatch(days.map((date) => ({ title: `On ${date}`, date })))
    await publishBatch(Array.from({ length: 12 }, () => ({ title: 'Shelling', date: '2022-01-08' })))
    const text = await home()
    expect(latestIn(text)).toEqual([
      'On 2022-01-09',
      'Shelling',
      ...['8', '7', '6', '5', '4', '3'].map((day) => `On 2022-01-0${day}`),
    ])
    const latest = sectionOf(text, 'latest')
    expect(latest.match(/and others on that day/g)).toHaveLength(1)
    expect(latest).toContain('href="/incidents?country=IQ&amp;from=2022-01-08&amp;to=2022-01-08"')
    expect(latest).not.toContain('added at once')
    expect(latest).toContain('All 21 incidents')
  })

  it('say once that all of them came at once', async () => {
    await publishBatch([
      { title: 'a', date: '2022-01-01' },
      { title: 'b', date: '2022-01-02' },
    ])
    const [note = ''] = /All of these were added at once, on [^<]*<a href="([^"]*)"/.exec(await home()) ?? []
    expect(note).toContain('/incidents?dataset=reports')
    await publishRecord({ title: 'c', date: '2022-01-03' })
    expect(await home()).not.toContain('added at once')
  })

  it('leave out events of the future', async () => {
    const tomorrow = addDays(utcDay(Date.now()), 1)
    const [today, later] = [addDays(tomorrow, -1), addDays(tomorrow, 400)]
    await publishRecord({ title: 'Today', date: today })
    const far = await admin('/incidents?publish=true', { json: record({ title: 'Later', date: later }) })
    expect(latestIn(await home())).toEqual(['Today'])
    expect([201, 422]).toContain(far.status)
  })

  it('say that there are none', async () => {
    const text = await home()
    expect(sectionOf(text, 'latest')).toContain('No incidents have been published yet.')
    expect(sectionOf(text, 'timeline')).toBe('')
  })
})

describe('the home page', () => {
  it('has the timeline of all published records', async () => {
    await publishBatch([{ date: '2022-01-05' }, { date: '2022-01-05' }, { date: '2022-03-20' }])
    await submitRecord({ date: '2023-01-01' })
    const timeline = sectionOf(await home(), 'timeline')
    expect(timeline).toContain('Incidents by week')
    expect(timeline).toContain('<title>Week 1, 2022: 2</title>')
    expect(timeline).toContain('href="/incidents?from=2022-03-14&amp;to=2022-03-20"')
    expect(timeline).not.toContain('2023')
  })

  it('leads to the form, to the records, to counts and to the files', async () => {
    const text = await home()
    const [doors = ''] = /<ul class="doors">.*?<\/ul>/s.exec(text) ?? []
    const hrefs = [...doors.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => unescapeHtml(href))
    expect(hrefs).toEqual(['/submit', '/incidents?sort=-date', '/counts?by=country&by=year', '#download'])
    expect(text).toContain('id="download"')
    expect((await ask(hrefs[2] ?? '', { headers: browser })).status).toBe(200)
  })
})

describe('what the operator says of the site', () => {
  const settings = {
    SITE_NAME: 'Field <Watch>',
    SITE_CONTACT: 'desk@example.org',
    SITE_LICENCE: 'https://creativecommons.org/licenses/by/4.0/',
    SITE_ABOUT_EN: 'First part.\n\nSecond part.',
    SITE_PRIVACY_EN: 'No cookies.',
    SITE_PRIVACY_AR: 'لا ملفات تعريف.',
  }
  const visit = (path: string, bindings: object, language = 'en') =>
    ask(path, { headers: { ...browser, Cookie: `sitrep_lang=${language}` } }, withBindings(bindings))

  it('is the name of every page, and on the home page', async () => {
    const { text } = await visit('/', settings)
    expect(text).toContain('<title>Field &lt;Watch&gt;</title>')
    expect(text).toContain('Run by <bdi>Field &lt;Watch&gt;</bdi>')
    expect(text).toContain('href="mailto:desk@example.org"')
    expect(text).toContain('href="https://creativecommons.org/licenses/by/4.0/"')
    expect((await visit('/codebook', settings)).text).toContain(
      '<title>Codebook – Field &lt;Watch&gt;</title>',
    )
    const plain = await visit('/', {})
    expect(plain.text).toContain('<title>Sitrep</title>')
    expect(plain.text).not.toMatch(/Run by|href="\/about"/)
  })

  it('is shown as text if it is no address', async () => {
    const { text } = await visit('/', { SITE_CONTACT: 'javascript:alert(1)', SITE_LICENCE: 'CC BY 4.0' })
    expect(text).not.toContain('href="javascript')
    expect(text).toContain('CC BY 4.0')
  })

  it('has a page with its texts, in the other language where one is missing', async () => {
    const english = await visit('/about', settings)
    expect(english.status).toBe(200)
    expect(english.text).toContain('<p dir="auto">Second part.</p>')
    expect(english.text).toContain('No cookies.')
    const arabic = await visit('/about', settings, 'ar')
    expect(arabic.text).toContain('لا ملفات تعريف.')
    expect(arabic.text).toContain('<div lang="en" dir="ltr">')
    expect((await visit('/', settings)).text).toContain('href="/about"')
  })

  it('has no page without texts', async () => {
    expectProblem(await ask('/about'), 'not-found')
    expect((await visit('/about', { SITE_NAME: 'x', SITE_ABOUT_EN: ' ' })).status).toBe(404)
  })
})
