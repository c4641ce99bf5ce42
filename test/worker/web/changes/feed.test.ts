import { describe, expect, it } from 'vitest'
import {
  type Answer,
  admin,
  ask,
  expectProblem,
  origin,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
} from '../../client.ts'
import { redactRecord } from '../incidents/redact-record.ts'

const unescapeXml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

const element = (xml: string, name: string): string =>
  unescapeXml(new RegExp(`<${name}[^>]*>([^<]*)</${name}>`).exec(xml)?.[1] ?? '')

const linkOf = (xml: string, rel: string): string | undefined => {
  const href = new RegExp(`<link rel="${rel}"[^>]* href="([^"]*)"/>`).exec(xml)?.[1]
  return href === undefined ? undefined : unescapeXml(href)
}

const entriesOf = ({ text }: Answer) =>
  [...text.matchAll(/<entry>(.*?)<\/entry>/gs)].map(([, entry = '']) => ({
    id: element(entry, 'id').replace('urn:uuid:', ''),
    kind: /<category term="(\w+)"/.exec(entry)?.[1],
    title: element(entry, 'title'),
    content: element(entry, 'content'),
    updated: element(entry, 'updated'),
    link: linkOf(entry, 'alternate'),
    related: linkOf(entry, 'related'),
  }))

const feed = async (query = '', who = ask) => {
  const answer = await who(`/incidents.atom${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer
}

describe('the feed of a list', () => {
  it('has the newest change of each record, newest first, with retractions and merges', async () => {
    const a = await publishRecord({ title: 'A <b> & "c"' })
    const b = await publishRecord({ title: 'second' })
    const into = await publishRecord({ title: 'survivor' })
    await patchRecord(a.path, a.etag, { title: 'A <b> & "d"' })
    await reviewRecord(b.path, 'retract', { reason: 'too soon' })
    const merged = await publishRecord({ title: 'twice' })
    const to = { into: into.incident.id, reason: 'the same salvo' }
    expect((await admin(`${merged.path}/merge`, { json: to })).status).toBeLessThan(300)
    const answer = await feed()
    expect(answer.type).toMatch(/^application\/atom\+xml/)
    const entries = entriesOf(answer)
    expect(new Set(entries.slice(0, 2).map(({ id }) => id))).toEqual(
      new Set([into.incident.id, merged.incident.id]),
    )
    expect(entries.slice(2).map(({ id, kind }) => [id, kind])).toEqual([
      [b.incident.id, 'retract'],
      [a.incident.id, 'update'],
    ])
    expect(entries.find(({ id }) => id === merged.incident.id)).toMatchObject({
      kind: 'merge',
      related: origin + into.path,
    })
    expect(entries[2]?.content).toContain('Retracted: too soon')
    expect(entries[3]).toMatchObject({ title: 'A <b> & "d"', link: origin + a.path })
    expect(entries[3]?.content).toContain('Changed fields: /title')
    expect(answer.text).toContain(`<updated>${entries[0]?.updated}</updated>`)
    expect(linkOf(answer.text, 'self')).toBe(`${origin}/incidents.atom`)
    expect(linkOf(answer.text, 'alternate')).toBe(`${origin}/incidents`)
  })

  it('takes filters, and tells of records that match until a change', async () => {
    const a = await publishRecord({ title: 'moves', series: 's' })
    await publishRecord({ title: 'elsewhere', location: { country: 'SY' } })
    await patchRecord(a.path, a.etag, { location: { country: 'SY', place: 'Homs' } })
    expect(entriesOf(await feed('?country=IQ')).map(({ title, kind }) => [title, kind])).toEqual([
      ['moves', 'update'],
    ])
    expect(entriesOf(await feed('?country=SY')).map(({ title }) => title)).toEqual(['moves', 'elsewhere'])
    expect(entriesOf(await feed('?series=none'))).toEqual([])
    const page = await feed('?q=moves&country=SY')
    expect(linkOf(page.text, 'alternate')).toBe(`${origin}/incidents?q=moves&country=SY`)
    for (const query of ['cuntry=IQ', 'sort=date', 'fields=id', 'limit=0', 'limit=201', 'cursor=x'])
      expectProblem(await ask(`/incidents.atom?${query}`), 'invalid-query')
  })

  it('has pages that hold each record once', async () => {
    const titles = Array.from({ length: 7 }, (_, i) => `Title ${i}`)
    const body = titles.map((title) => JSON.stringify(record({ title }))).join('\n')
    const headers = { 'Content-Type': 'application/x-ndjson' }
    await admin('/imports?publish=true', { method: 'POST', headers, body })
    const found: string[] = []
    let next: string | undefined = '/incidents.atom?country=IQ&limit=3'
    for (let i = 0; next !== undefined && i < 5; i++) {
      const page: Answer = await ask(next)
      found.push(...entriesOf(page).map(({ title }) => title))
      next = linkOf(page.text, 'next')
    }
    expect(found).toEqual(titles.toReversed())
  })

  it('tells nothing that is not public, whoever asks, and says when nothing is new', async () => {
    const { path } = await publishRecord({ title: 'Zaynab' })
    const first = await feed()
    const headers = { 'If-None-Match': first.headers.get('ETag') ?? '' }
    await submitRecord({ title: 'hidden draft' })
    expect((await ask('/incidents.atom', { headers })).status).toBe(304)
    expect((await feed('', admin)).text).toBe(first.text)
    expectProblem(await ask('/incidents.atom?status=submitted'), 'token-needed')
    expect((await redactRecord(path, { erase: ['Zaynab'] })).status).toBe(200)
    const after = await feed()
    expect(after.text).not.toContain('Zaynab')
    expect(entriesOf(after).map(({ kind }) => kind)).toEqual(['redact'])
  })

  it('is empty and valid before the first record, and the list links to it', async () => {
    const { text } = await feed()
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/,
    )
    expect(element(text, 'updated')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    const page = await ask('/incidents?country=IQ', { headers: { Accept: 'text/html' } })
    expect(page.text).toContain('type="application/atom+xml" href="/incidents.atom?country=IQ"')
  })

  it('replaces characters that XML has not', async () => {
    await publishRecord({ title: 'a\u{1F600}' })
    expect(entriesOf(await feed())[0]?.title).toBe('a\u{1F600}')
    const { text } = await feed('?q=a%01%EF%BF%BEb')
    expect(element(text, 'title')).toContain('q=a\ufffd\ufffdb')
    for (const character of ['\u0001', '\ufffe']) expect(text).not.toContain(character)
  })
})
