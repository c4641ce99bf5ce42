/** The page of the list, as an answer: what it says of itself, and what it costs. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { equalityFilters, facets } from '../../../../schemas/query.ts'
import { recordStatus } from '../../../../schemas/vocabularies.ts'
import { formatNames } from '../../../../src/export/registry.ts'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import {
  admin,
  ask,
  browser,
  createHolder,
  expectProblem,
  patchRecord,
  publishRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { controlsOf } from '../../page-forms.ts'

const header = (answer: { headers: Headers }, name: string): string => answer.headers.get(name) ?? ''

const titlesIn = (text: string): string[] =>
  [...text.matchAll(/dir="auto">(t\d)</g)].map(([, title = '']) => title)

const publishMany = async (howMany: number) => {
  for (let i = 0; i < howMany; i++) await publishRecord({ title: `t${i}`, series: i % 2 ? 'odd' : 'even' })
}

describe('the page of the list', () => {
  it('says what it is, as a file does: its commit, its rows, its ETag, its pinned address', async () => {
    await publishMany(3)
    await submitRecord({ title: 't9' })
    const answer = await ask('/incidents?series=even&limit=1')
    expect(header(answer, 'Sitrep-Commit')).toBe('3')
    expect(header(answer, 'Sitrep-Rows')).toBe('1')
    expect(answer.text).toContain('2 incidents')
    expect(header(answer, 'ETag')).toMatch(/^"[\w-]{16,}"$/)
    expect(header(answer, 'Content-Location')).toBe(
      `/incidents?series=even&limit=1&commit=3&schema=${schemaVersion}`,
    )
    expect(header(answer, 'Cache-Control')).toBe('public, no-cache')
    expect(header(answer, 'Content-Disposition')).toBe('')
    expect(header(await ask('/incidents?series=none'), 'Sitrep-Rows')).toBe('0')
    expect(header(await admin('/incidents?status=submitted'), 'Sitrep-Commit')).toBe('4')
  })

  it('shows at its pinned address what it showed', async () => {
    await publishMany(2)
    const first = await ask('/incidents')
    const { path, etag } = await publishRecord({ title: 't7' })
    await patchRecord(path, etag, { title: 't8' })
    expect(titlesIn((await ask('/incidents')).text)).toEqual(['t0', 't1', 't8'])
    const pinned = await ask(header(first, 'Content-Location'))
    expect(titlesIn(pinned.text)).toEqual(['t0', 't1'])
    expect(header(pinned, 'ETag')).toBe(header(first, 'ETag'))
    expectProblem(await ask('/incidents?commit=0&schema=2'), 'pin-expired')
  })

  it('is not sent again to who has it, and is when what the public sees changes', async () => {
    const { path, etag } = await publishRecord()
    const first = await ask('/incidents')
    const headers = { 'If-None-Match': header(first, 'ETag') }
    const again = await ask('/incidents', { headers })
    expect([again.status, again.text]).toEqual([304, ''])
    for (const name of ['ETag', 'Content-Location', 'Cache-Control', 'Vary', 'Sitrep-Commit'])
      expect([name, header(again, name)]).toEqual([name, header(first, name)])
    await submitRecord()
    expect((await ask('/incidents', { headers })).status).toBe(304)
    await patchRecord(path, etag, { title: 'x' })
    expect((await ask('/incidents', { headers })).status).toBe(200)
  })

  it('has another ETag for another query and role, and than every file', async () => {
    await publishRecord()
    const answers = [
      await ask('/incidents'),
      await ask('/incidents?country=IQ'),
      await ask('/incidents?limit=5'),
      await admin('/incidents'),
      ...(await Promise.all(formatNames.map((name) => ask(`/incidents.${name}`)))),
    ]
    expect(new Set(answers.map((each) => header(each, 'ETag'))).size).toBe(answers.length)
  })

  it('leads to the same query as every file', async () => {
    const { text } = await ask('/incidents?series=even&limit=5')
    for (const name of formatNames) expect(text).toContain(`href="/incidents.${name}?series=even"`)
    const home = await ask('/', { headers: { Accept: 'text/html' } })
    for (const name of formatNames) expect(home.text).toContain(`href="/incidents.${name}"`)
  })
})

describe('the order of the list', () => {
  const deaths = [undefined, 2, 0, 2, 7]
  const publishDeaths = async () => {
    for (const [i, best] of deaths.entries())
      await publishRecord({
        title: `t${i}`,
        ...(best === undefined ? {} : { casualties: { deaths: { best } } }),
      })
  }

  it('is that of the control, also on the next pages, where ties are in order of id and unknown values last', async () => {
    await publishDeaths()
    for (const [sort, wanted] of [
      ['deaths', ['t2 t1', 't3 t4', 't0']],
      ['-deaths', ['t4 t3', 't1 t2', 't0']],
    ] as const) {
      const pages: string[] = []
      for (let at: string | undefined = `/incidents?sort=${sort}&limit=2`; at !== undefined; ) {
        const { text, status } = await ask(at)
        expect(status).toBe(200)
        expect(text).toContain('5 incidents')
        pages.push(titlesIn(text).join(' '))
        expect(controlsOf(text).find(({ name }) => name === 'sort')?.value).toBe(sort)
        at = /<a href="([^"]+)" rel="next">/.exec(text)?.[1]?.replaceAll('&amp;', '&')
      }
      expect(pages).toEqual(wanted)
    }
  })

  it('is in the links to the files that can have it, and in no other', async () => {
    await publishDeaths()
    const { text } = await ask('/incidents?series=s&sort=-deaths&limit=5')
    for (const name of formatNames) {
      const search = ['csv', 'json', 'ndjson'].includes(name) ? '?series=s&amp;sort=-deaths' : '?series=s'
      expect(text).toContain(`href="/incidents.${name}${search}"`)
      const other = search === '?series=s' ? '?series=s&amp;sort=-deaths' : '?series=s'
      expect(text).not.toContain(`href="/incidents.${name}${other}"`)
      expect((await ask(`/incidents.${name}${search.replaceAll('&amp;', '&')}`)).status).toBe(200)
    }
  })

  it('is listed by its title, and goes back to that of ids', async () => {
    const { text } = await ask('/incidents?sort=-deaths')
    expect(text).toContain('Order: Deaths, most first')
    expect(text).toContain('No incidents have been published yet.')
    expect(text).toMatch(/<a href="\/incidents" aria-label="Remove the filter Order">/)
  })
})

describe('the form of filters', () => {
  const names = [
    ...['q', 'from', 'to', 'sort', 'near', 'bbox', 'min_deaths', 'max_deaths'],
    ...Object.keys(equalityFilters),
    ...Object.keys(facets),
  ].filter((name) => name !== 'status')

  const formOf = (page: string): string =>
    page.split('<form action="/incidents"')[1]?.split('</form>')[0] ?? ''

  const controlNames = (page: string): string[] => [
    ...new Set(
      [...formOf(page).matchAll(/<(?:input|select)\b(?![^>]*type="hidden")[^>]* name="(\w+)"/g)].map(
        ([, name = '']) => name,
      ),
    ),
  ]

  /** The codes of the status that somebody who is signed in can choose. */
  const statusesFor = async (token: string) => {
    const signedIn = await ask('/sign-in', { form: { token } })
    const Cookie = signedIn.headers.get('Set-Cookie')?.split(';')[0] ?? ''
    const page = (await ask('/incidents', { headers: { ...browser, Cookie } })).text
    return { page, codes: [...page.matchAll(/name="status" value="(\w+)"/g)].map(([, code]) => code) }
  }

  it('has a visible control for every filter, and for the status only for those who may choose it', async () => {
    expect(controlNames((await ask('/incidents')).text).sort()).toEqual([...names].sort())
    const { codes, page } = await statusesFor(env.ADMIN_TOKEN)
    expect(controlNames(page).sort()).toEqual([...names, 'status'].sort())
    expect(codes).toEqual(Object.keys(recordStatus))
    const own = await statusesFor((await createHolder('contributor')).secret)
    expect(own.codes).toEqual(['submitted', 'published', 'rejected'])
  })

  it('sends what its address has: several codes, texts, numbers and places', async () => {
    const search = [
      ...['q=rocket', 'country=IQ%2CSY', 'event_type=battle', 'event_type=remote_violence', 'from=2022'],
      ...['outcome=mixed', 'weapon=any_drone%2Crocket', 'near=33.3%2C44.4%2C25', 'bbox=38%2C29%2C49%2C38'],
      ...['min_deaths=0', 'max_deaths=9', 'sort=-date', 'commit=0'],
    ]
    const controls = controlsOf(formOf((await ask(`/incidents?${search.join('&')}`)).text))
    const sent = controls.filter(({ value }) => value !== '')
    expect(sent.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).sort()).toEqual(
      search.sort(),
    )
  })

  it('says of each closed group how many of its filters are set', async () => {
    const { text } = await ask('/incidents?event_type=battle,unrest&outcome=hit&tag=x')
    const summaries = [...formOf(text).matchAll(/<summary>([^<]*)<\/summary>/g)].map(([, each]) => each)
    expect(summaries).toEqual([
      ...['Place', 'Time', 'Event (2 set)', 'People and weapons', 'Source and record (1 set)'],
    ])
    expect(formOf(text)).not.toContain('<details open')
  })

  it('keeps a facet, and lists it by its title and label', async () => {
    const { text } = await ask('/incidents?weapon=rocket&claimed_by=Somebody')
    const values = Object.fromEntries(controlsOf(text).map(({ name, value }) => [name, value]))
    expect(values).toMatchObject({ weapon: 'rocket', claimed_by: 'Somebody' })
    for (const title of ['Weapon', 'Claimed by'])
      expect(text).toContain(`aria-label="Remove the filter ${title}"`)
    expect(text).not.toContain('weapon: rocket')
  })
})

describe('a page of a filter', () => {
  const costOf = async (address: string) => {
    const { db, log } = measureDatabase(env.DB)
    const answer = await ask(address, {}, withBindings({ DB: db }))
    expect(answer.status).toBe(200)
    return { text: answer.text, log }
  }

  it('gathers the keys once, for the number of all and for the page', async () => {
    await publishMany(7)
    const { text, log } = await costOf('/incidents?series=even&limit=3')
    expect(titlesIn(text)).toEqual(['t0', 't2', 't4'])
    expect(text).toContain('4 incidents')
    // The commit, freshness, and the five reads of the index; then the page and the datasets.
    expect(log.length).toBe(9)
    expect(log.filter(({ sql }) => sql.includes('incidents_commit')).length).toBe(1)
    const next = /<a href="([^"]+)" rel="next">/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await costOf(next)
    expect(titlesIn(second.text)).toEqual(['t6'])
    expect(second.text).toContain('4 incidents')
    expect(second.text).not.toContain('rel="next"')
  })
})
