/** The language of a page: who chooses it, what keeps it, and what does not depend on it. */
import { describe, expect, it } from 'vitest'
import { ar } from '../../../../src/messages/ar.ts'
import { type Answer, admin, ask, browser, expectProblem, fields, publishRecord } from '../../client.ts'
import { unescapeHtml } from '../../page-forms.ts'

const iraq = ar.translate('Iraq')

const visit = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  ask(path, { headers: { ...browser, ...headers } })

const languageOf = ({ text }: Answer): string | undefined => /<html lang="(\w+)"/.exec(text)?.[1]
const cookieOf = ({ headers }: Answer): string | undefined =>
  headers.getSetCookie().find((each) => each.startsWith('sitrep_lang='))

describe('the language of a page', () => {
  it.each([
    [undefined, undefined, undefined, 'en'],
    [undefined, undefined, 'ar-IQ,ar;q=0.9,en;q=0.5', 'ar'],
    [undefined, undefined, 'fr, de;q=0.9', 'en'],
    [undefined, undefined, 'en;q=0.5, ar', 'ar'],
    [undefined, undefined, 'ar;q=0, en', 'en'],
    [undefined, 'ar', 'en', 'ar'],
    ['en', 'ar', 'ar', 'en'],
    ['AR', undefined, 'en', 'ar'],
    ['xx', undefined, 'ar', 'ar'],
    ['xx', 'yy', undefined, 'en'],
  ])('of ?lang=%s, the cookie %s and the browser %s is %s', async (stated, cookie, accepted, wanted) => {
    const answer = await visit(`/datasets${stated === undefined ? '' : `?lang=${stated}`}`, {
      ...(cookie && { Cookie: `sitrep_lang=${cookie}` }),
      ...(accepted && { 'Accept-Language': accepted }),
    })
    expect([answer.status, languageOf(answer)]).toEqual([200, wanted])
    expect(answer.headers.get('Content-Language')).toBe(wanted)
    expect(answer.text).toContain(wanted === 'ar' ? ' dir="rtl"' : ' dir="ltr"')
  })

  it('is kept by a cookie for a year only if the address names it', async () => {
    expect(cookieOf(await visit('/?lang=ar'))).toMatch(
      /^sitrep_lang=ar; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    for (const answer of [await visit('/', { 'Accept-Language': 'ar' }), await visit('/?lang=xx')])
      expect(cookieOf(answer)).toBe(undefined)
  })

  it('is no parameter of any page, and in no other address', async () => {
    const { path } = await publishRecord()
    for (const page of [
      path,
      `${path}/history`,
      '/',
      '/incidents',
      '/datasets',
      '/submit',
      '/codebook',
      '/sign-in',
    ]) {
      const answer = await visit(`${page}?lang=ar`)
      expect([page, answer.status, languageOf(answer)]).toEqual([page, 200, 'ar'])
    }
    const list = await visit('/incidents?country=IQ&lang=ar')
    expect(list.headers.get('Content-Location')).toMatch(/^\/incidents\?country=IQ&commit=\d+&schema=\w{8}$/)
    expect(list.text.match(/lang=ar/g)).toHaveLength(1)
  })

  it('can be changed on each page, whose other parameters stay', async () => {
    const { text } = await visit('/incidents?country=IQ&from=2022-01-01')
    expect(text).toMatch(
      /<a class="entry-point" href="\/incidents\?country=IQ&amp;from=2022-01-01&amp;lang=ar" hreflang="ar" lang="ar" dir="rtl"/,
    )
    expect(text).toContain(
      '<link rel="alternate" hreflang="ar" href="http://sitrep.test/incidents?country=IQ&amp;from=2022-01-01&amp;lang=ar"/>',
    )
    expect((await visit('/sign-in')).text).not.toContain('rel="alternate" hreflang')
  })

  it('has the names of countries and the labels of codes', async () => {
    const { path } = await publishRecord({ title: undefined })
    const { text } = await visit(`${path}?lang=ar`)
    expect(text).toContain(iraq)
    expect(text).toContain(ar.translate('Shelling, rocket or missile attack'))
    expect((await visit('/incidents?lang=ar&country=IQ')).text).toContain(
      `${ar.filters.value(ar.translate('Country'), iraq)}`,
    )
  })

  it('is that of pages about errors', async () => {
    for (const [path, status] of [
      ['/nowhere', 404],
      ['/incidents?contry=IQ', 400],
      ['/tokens', 401],
    ] as const) {
      const answer = await visit(path, { 'Accept-Language': 'ar' })
      expect([answer.status, languageOf(answer)]).toEqual([status, 'ar'])
    }
    const refused = await ask('/datasets', {
      method: 'DELETE',
      headers: { ...browser, 'Accept-Language': 'ar' },
    })
    expect([refused.status, languageOf(refused)]).toEqual([405, 'ar'])
  })
})

describe('a form', () => {
  const typed = { ...fields({ date: 'no day', summary: 'Typed.' }) }

  it('that is refused comes back in the language of the browser that sent it', async () => {
    const headers = { ...browser, Cookie: 'sitrep_lang=ar' }
    const answer = await ask('/incidents', { form: typed, headers })
    expect([answer.status, languageOf(answer)]).toEqual([422, 'ar'])
  })

  it('names the language that its address names, for frames of other sites that have no cookies', async () => {
    const { text } = await visit('/submit?embed&lang=ar')
    const [, action = ''] =
      /<form id="report" class="incident" data-form="report" action="([^"]*)"/.exec(text) ?? []
    const path = unescapeHtml(action)
    expect(path).toBe('/incidents?guest=true&lang=ar')
    const answer = await ask(path, { form: typed, headers: browser })
    expect([answer.status, languageOf(answer)]).toEqual([422, 'ar'])
    expect((await ask(path, { form: fields(), headers: browser })).status).toBe(303)
  })

  it('is shown in another language with all that was typed', async () => {
    const { text } = await visit('/submit')
    expect(text).toMatch(
      /<button type="submit" class="language" form="report" formaction="\/submit\?lang=ar"/,
    )
    const answer = await ask('/submit?lang=ar', { form: { ...typed, _more: '' }, headers: browser })
    expect([answer.status, languageOf(answer)]).toEqual([200, 'ar'])
    expect(answer.text).toContain('>Typed.</textarea>')
    expect(cookieOf(answer)).toMatch(/^sitrep_lang=ar/)
  })
})

describe('caches', () => {
  it('know that a page depends on the language, and have another ETag for each', async () => {
    await publishRecord()
    const [english, arabic, byBrowser] = [
      await visit('/incidents'),
      await visit('/incidents', { Cookie: 'sitrep_lang=ar' }),
      await visit('/incidents', { 'Accept-Language': 'ar' }),
    ]
    expect(english.headers.get('Vary')).toMatch(/Cookie.*Accept-Language/)
    const tags = [english, arabic, byBrowser].map(({ headers }) => headers.get('ETag') ?? '')
    expect(tags[1]).not.toBe(tags[0])
    expect(tags[2]).toBe(tags[1])
    const ifNoneMatch = { 'If-None-Match': tags[0] ?? '' }
    expect((await visit('/incidents', ifNoneMatch)).status).toBe(304)
    expect((await visit('/incidents', { ...ifNoneMatch, Cookie: 'sitrep_lang=ar' })).status).toBe(200)
  })
})

describe('data', () => {
  it('are the same for every browser and cookie', async () => {
    const { path } = await publishRecord({ tags: ['a'] })
    const headers = { 'Accept-Language': 'ar', Cookie: 'sitrep_lang=ar' }
    for (const address of [
      '/incidents.csv',
      '/incidents.json',
      '/incidents.csv?labels=true',
      `${path}.json`,
      '/counts.csv?by=country&labels=true',
      '/codebook.csv',
      '/incidents.atom',
    ]) {
      const [plain, arabic] = [await ask(address), await ask(address, { headers })]
      expect([address, arabic.text]).toEqual([address, plain.text])
      expect([address, arabic.headers.get('ETag')]).toEqual([address, plain.headers.get('ETag')])
      expect(arabic.headers.get('Vary') ?? '').not.toContain('Accept-Language')
    }
    const refused = await ask('/incidents.csv?contry=IQ', { headers })
    expect(expectProblem(refused, 'invalid-query').detail).toContain('contry')
  })

  it.each([
    '/incidents.csv?lang=ar',
    '/incidents.json?lang=ar',
    '/counts.csv?by=country&lang=ar',
    '/incidents.json?labels=true&lang=ar',
  ])('refuse a language of nothing: %s', async (address) => {
    const { errors = [] } = expectProblem(await ask(address), 'invalid-query')
    expect(errors.map((error) => (error as { parameter?: string }).parameter)).toContain('lang')
  })

  it('refuse a language that there is not', async () => {
    const { detail } = expectProblem(await ask('/incidents.csv?labels=true&lang=fr'), 'invalid-query')
    expect(detail).toContain('en, ar')
  })

  it('have labels in the language that is asked for, and codes without labels', async () => {
    await publishRecord()
    const address = '/incidents.csv?fields=country,event_subtype,place&labels=true'
    const { text } = await ask(`${address}&lang=ar`)
    const subtype = ar.translate('Shelling, rocket or missile attack')
    expect(text).toBe(`country,event_subtype,place\r\n${iraq},${subtype},Ain al-Asad\r\n`)
    expect((await ask(`${address}&lang=en`)).text).toBe((await ask(address)).text)
    expect((await ask('/counts.csv?by=country&labels=true&lang=ar')).text).toContain(`\r\n${iraq},1,`)
  })

  it('are pinned with the language and the version of its labels', async () => {
    await publishRecord()
    const address = '/incidents.csv?labels=true'
    const [english, arabic] = [await ask(address), await ask(`${address}&lang=ar`)]
    const pinned = arabic.headers.get('Content-Location') ?? ''
    expect(pinned).toMatch(/\?labels=true&lang=ar&commit=\d+&schema=[0-9a-f]{8}\.[0-9a-f]{8}$/)
    expect(english.headers.get('Content-Location')).toMatch(/&schema=[0-9a-f]{8}$/)
    expect(arabic.headers.get('ETag')).not.toBe(english.headers.get('ETag'))
    await publishRecord({ tags: ['later'] })
    const again = await ask(pinned)
    expect([again.text, again.headers.get('ETag')]).toEqual([arabic.text, arabic.headers.get('ETag')])
    const digest = await ask(pinned.replace('.csv', '.csv.sha256'))
    const other = await ask((english.headers.get('Content-Location') ?? '').replace('.csv', '.csv.sha256'))
    expect(digest.text).not.toBe(other.text)
    const stale = pinned.replace(/schema=(\w+)\.\w+/, 'schema=$1.00000000')
    expectProblem(await ask(stale), 'pin-expired')
  })

  it('come back through an import with their labels', async () => {
    const { incident } = await publishRecord({ reference: 'a' })
    const file = await admin('/incidents.csv?labels=true&lang=ar')
    const answer = await admin(`/imports?dataset=${incident.dataset}&dry_run=true`, {
      method: 'POST',
      body: file.text,
      headers: { 'Content-Type': 'text/csv' },
    })
    expect(answer.text).not.toContain('code.unknown')
    expect(answer.data()).toMatchObject({ unchanged: 1 })
  })
})
