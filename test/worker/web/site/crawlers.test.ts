import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { describeParts, findPart } from '../../../../src/services/sitemap.ts'
import {
  admin,
  ask,
  createHolder,
  expectProblem,
  origin,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'

const addresses = (xml: string): string[] =>
  [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url = '']) => url)

describe('robots.txt', () => {
  it('keeps receipts and the queue out, and names the sitemap', async () => {
    const { text, type } = await ask('/robots.txt')
    expect(type).toMatch(/^text\/plain/)
    expect(text).toBe(
      `User-agent: *\nDisallow: /receipts/\nDisallow: /queue\n\nSitemap: ${origin}/sitemap.xml\n`,
    )
  })
})

describe('the sitemap', () => {
  it('leads to every published record, and to no draft or retracted one', async () => {
    const shown = [await publishRecord(), await publishRecord({ dataset: 'a-set' })]
    await createHolder('contributor').then(({ ask }) =>
      ask('/incidents', { json: record({ dataset: 'secret' }) }),
    )
    const gone = await publishRecord()
    await reviewRecord(gone.path, 'retract')
    const index = await ask('/sitemap.xml')
    expect([index.status, index.type]).toEqual([200, 'application/xml'])
    expect(addresses(index.text)).toEqual([`${origin}/sitemaps/1.xml`])
    const { text, headers } = await ask('/sitemaps/1.xml')
    expect(headers.get('Cache-Control')).toBe('public, max-age=3600')
    expect(addresses(text).map((url) => url.replace(origin, ''))).toEqual([
      ...['/', '/incidents', '/datasets', '/codebook', '/incidents?dataset=a-set'],
      ...['/incidents?dataset=reports', ...shown.map(({ path }) => path)],
    ])
    expect((await admin('/sitemaps/1.xml')).text).toBe(text)
  })

  it('is not sent to who has it, until something is published', async () => {
    await publishRecord()
    for (const path of ['/sitemap.xml', '/sitemaps/1.xml']) {
      const headers = { 'If-None-Match': (await ask(path)).headers.get('ETag') ?? '' }
      await submitRecord()
      expect([path, (await ask(path, { headers })).status]).toEqual([path, 304])
      await publishRecord()
      expect([path, (await ask(path, { headers })).status]).toEqual([path, 200])
    }
  })

  it('has a part before anything is published, and no other', async () => {
    expect(addresses((await ask('/sitemap.xml')).text)).toHaveLength(1)
    expect(addresses((await ask('/sitemaps/1.xml')).text)).toHaveLength(5)
    for (const name of ['0.xml', '2.xml', '01.xml', '1', 'x.xml', '1.xml.xml'])
      expectProblem(await ask(`/sitemaps/${name}`), 'not-found')
  })

  it('has parts of a bounded size, which have every record once', async () => {
    const published = []
    for (let i = 0; i < 5; i++) published.push((await publishRecord()).incident.id)
    const context = { db: env.DB, now: Date.now(), isInCountry: () => true }
    expect((await describeParts(context, 2)).parts).toBe(3)
    const parts = await Promise.all([1, 2, 3].map(async (part) => (await findPart(context, part, 2))?.list()))
    expect(parts).toEqual([published.slice(0, 2), published.slice(2, 4), published.slice(4)])
    expect(await findPart(context, 4, 2)).toBeUndefined()
  })
})

const dayLength = 86_400_000

describe('security.txt', () => {
  const path = '/.well-known/security.txt'
  const askWith = (SECURITY_CONTACT: string) => ask(path, {}, withBindings({ SECURITY_CONTACT }))

  it('names the contacts of the setting, and a time at most a year ahead', async () => {
    const { status, text, type } = await askWith('desk@example.org https://example.org/report')
    expect([status, type.toLowerCase()]).toEqual([200, 'text/plain; charset=utf-8'])
    const [mail, page, expires = '', ...rest] = text.trimEnd().split('\n')
    expect([mail, page, ...rest]).toEqual([
      'Contact: mailto:desk@example.org',
      'Contact: https://example.org/report',
      `Canonical: ${origin}${path}`,
      'Preferred-Languages: en',
    ])
    const days = (Date.parse(expires.replace('Expires: ', '')) - Date.now()) / dayLength
    expect([days > 30, days < 365]).toEqual([true, true])
  })

  it.each(['', ' ', 'nobody', 'javascript:alert(1)', 'http://example.org'])(
    'is not there without a contact: %j',
    async (setting) => {
      const answer = await askWith(setting)
      expectProblem(answer, 'not-found')
      expect(answer.data().detail).toContain('SECURITY_CONTACT')
    },
  )
})
