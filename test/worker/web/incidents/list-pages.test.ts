/** The pages of the list: their numbers, the links between them, and pages by their numbers. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { sorts } from '../../../../schemas/query.ts'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import { ask, browser, expectProblem, publishRecord, reviewRecord, withBindings } from '../../client.ts'
import { countTrips } from '../../measured-database.ts'
import { unescapeHtml } from '../../page-forms.ts'
import { fillStore } from '../../store/large-store.ts'

const howMany = 8
let paths: string[]

beforeEach(async () => {
  paths = []
  for (let i = 0; i < howMany; i++) {
    const deaths = i % 3 === 0 ? {} : { casualties: { deaths: { best: i % 2 } } }
    const date = `2022-01-0${1 + (i % 4)}`
    paths.push((await publishRecord({ title: `t${i}`, series: 's', date, ...deaths })).path)
  }
})

const titlesIn = (page: string): string =>
  [...page.matchAll(/dir="auto">t(\d)</g)].map(([, title]) => title).join('')

/** The links of the pager by their text, and what it says. */
const pagerIn = (page: string) => {
  const nav = /<nav aria-label="Pages of the list".*?<\/nav>/s.exec(page)?.[0] ?? ''
  const links = [...nav.matchAll(/<a href="([^"]*)"[^>]*>([^<]*) page<\/a>/g)].map(
    ([, href = '', text = '']) => [text, unescapeHtml(href)] as const,
  )
  return { says: /<span>([^<]*)<\/span>/.exec(nav)?.[1], links: Object.fromEntries(links) }
}

/** Asks for a page, and for where it leads. */
const visit = async (path: string) => {
  const answer = await ask(path)
  if (answer.status !== 303) return { path, ...answer }
  const location = answer.headers.get('Location') ?? ''
  return { path: location, ...(await ask(location)) }
}

const pageUrl = (path: string, page: number): string => `${path}${path.includes('?') ? '&' : '?'}page=${page}`

describe('a page by its number', () => {
  it('is that which the links lead to, in every order, filtered or not', async () => {
    for (const search of ['', 'series=s', ...Object.keys(sorts).map((sort) => `sort=${sort}`)]) {
      const first = `/incidents?${search}${search && '&'}limit=3`
      const titles: string[] = []
      let at: string | undefined = first
      for (let page = 1; at !== undefined; page++) {
        const linked = await visit(at)
        const pager = pagerIn(linked.text)
        expect([search, pager.says]).toEqual([search, `Page ${page} of 3`])
        const byNumber = await visit(pageUrl(first, page))
        expect([search, page, titlesIn(byNumber.text)]).toEqual([search, page, titlesIn(linked.text)])
        expect([search, pagerIn(byNumber.text).says]).toEqual([search, pager.says])
        titles.push(titlesIn(linked.text))
        expect(titlesIn((await visit(pager.links.Last ?? linked.path)).text)).toHaveLength(2)
        if (page > 1) {
          expect(titlesIn((await visit(pager.links.First ?? '')).text)).toBe(titles[0])
          expect(titlesIn((await visit(pager.links.Previous ?? '')).text)).toBe(titles[page - 2])
        }
        at = pager.links.Next
      }
      expect([search, titles.length, [...titles.join('')].sort().join('')]).toEqual([search, 3, '01234567'])
    }
  })

  it('leads to its pinned address in one trip', async () => {
    for (const [search, cursor] of [
      ['series=s&limit=2', /^\d+$/],
      ['limit=2', /^\d+$/],
      ['sort=-deaths&limit=2', /^-deaths\.1\.\d+$/],
    ] as const) {
      const { db, trips } = countTrips(env.DB)
      const answer = await ask(`/incidents?${search}&page=2`, {}, withBindings({ DB: db }))
      expect([answer.status, trips.count]).toEqual([303, 1])
      const url = new URL(answer.headers.get('Location') ?? '', 'http://x.test')
      expect([url.pathname, Object.fromEntries(url.searchParams)]).toEqual([
        '/incidents',
        {
          ...Object.fromEntries(new URLSearchParams(search)),
          commit: String(howMany),
          schema: schemaVersion,
          cursor: expect.stringMatching(cursor),
        },
      ])
    }
  })

  it('is of the version whose page leads to it, whatever happened since', async () => {
    const second = await visit('/incidents?limit=3&page=2')
    await reviewRecord(paths[0] ?? '', 'retract')
    await publishRecord({ title: 't9' })
    expect(titlesIn((await ask('/incidents?limit=3')).text)).toBe('123')
    const { links } = pagerIn(second.text)
    expect(titlesIn((await visit(links.Previous ?? '')).text)).toBe('012')
    expect(titlesIn((await visit(links.Last ?? '')).text)).toBe('67')
    const hidden = [
      ...(second.text.split('class="jump"')[1]?.matchAll(/type="hidden" name="(\w+)" value="(\w+)"/g) ?? []),
    ]
    const search = new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, value]))
    expect(titlesIn((await visit(`/incidents?${search}&page=1`)).text)).toBe('012')
    expect(titlesIn((await visit(`/incidents?${search}&page=3`)).text)).toBe('67')
  })

  it.each([
    ['page=4', 'page', 'There are 3 pages.'],
    ['page=0', 'page', 'a whole number from 1'],
    ['page=two', 'page', 'a whole number from 1'],
    ['page=1&page=2', 'page', 'once'],
    ['page=2&cursor=5', 'cursor', 'page and cursor cannot be given together.'],
  ])('is refused if there is none, or if it is no number: %s', async (search, parameter, wanted) => {
    const { errors = [], detail } = expectProblem(await ask(`/incidents?limit=3&${search}`), 'invalid-query')
    expect(errors).toMatchObject([{ parameter }])
    expect(detail).toContain(wanted)
    const page = await ask(`/incidents?limit=3&${search}`, { headers: browser })
    expect([page.status, page.text.includes('<form action="/incidents"')]).toEqual([400, true])
  })

  it('is no parameter of files', async () => {
    for (const path of ['/incidents.csv', '/incidents.json', '/counts.json']) {
      const { errors = [] } = expectProblem(await ask(`${path}?page=2`), 'invalid-query')
      expect(errors).toMatchObject([{ parameter: 'page' }])
    }
  })
})

describe('the links between pages', () => {
  it('are not there if there is one page, and have no form if there are two', async () => {
    expect((await ask('/incidents')).text).not.toContain('class="pages"')
    const two = (await ask('/incidents?limit=5')).text
    expect(Object.keys(pagerIn(two).links)).toEqual(['Next', 'Last'])
    expect(two).not.toContain('class="jump"')
  })

  it('are those of a list without counts while the index lacks many records', async () => {
    await fillStore(1100)
    const { text, status } = await ask('/incidents?limit=3')
    expect([status, text.includes('1,112 incidents')]).toEqual([200, true])
    expect(pagerIn(text).says).toBe('Page 1 of 371')
    expect(text).toContain('<a href="/counts?by=country">Country</a>')
    const second = await ask(pagerIn(text).links.Next ?? '')
    expect([second.status, pagerIn(second.text).says]).toEqual([200, undefined])
    expect(Object.keys(pagerIn(second.text).links)).toEqual(['First', 'Next'])
    expect((await ask('/incidents?limit=3&page=2')).status).toBe(303)
  }, 60_000)
})

describe('the address of the list', () => {
  it('has no parameter that a form sent empty', async () => {
    const answer = await ask('/incidents?q=&country=IQ&from=&weapon=&weapon=rocket&page=')
    expect([answer.status, answer.headers.get('Location')]).toEqual([
      303,
      '/incidents?country=IQ&weapon=rocket',
    ])
    expect((await ask('/incidents?q=&page=')).headers.get('Location')).toBe('/incidents')
  })
})

describe('the headings of the table', () => {
  it('lead to the orders of their columns, and say which one it is', async () => {
    const headingsIn = async (search: string) =>
      [
        ...(await ask(`/incidents?series=s&limit=3${search}`)).text.matchAll(
          /<th scope="col"[^>]*><a href="([^"]*)"/g,
        ),
      ].map(([heading, href = '']) => [unescapeHtml(href), /aria-sort="(\w+)"/.exec(heading)?.[1]])
    const [byDate, byDeaths] = ['/incidents?series=s&sort=-date', '/incidents?series=s&sort=-deaths']
    expect(await headingsIn('')).toEqual([
      [byDate, undefined],
      [byDeaths, undefined],
    ])
    expect(await headingsIn('&sort=-date')).toEqual([
      ['/incidents?series=s&sort=date', 'descending'],
      [byDeaths, undefined],
    ])
    expect(await headingsIn('&sort=date')).toEqual([
      [byDate, 'ascending'],
      [byDeaths, undefined],
    ])
    expect(await headingsIn('&sort=created')).toEqual([
      [byDate, undefined],
      [byDeaths, undefined],
    ])
  })
})
