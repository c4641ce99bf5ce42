/** The page of a record: the facts first, with who says each number; then decisions. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin, ask, browser, patchRecord, publishRecord, submitRecord } from '../../client.ts'
import { unescapeHtml } from '../../page-forms.ts'

const page = { headers: { Accept: browser.Accept } }

/** The text of a part of a page, without its marks. */
const textOf = (html: string): string =>
  unescapeHtml(html.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim()

const keyFactsIn = (text: string): Record<string, string> => {
  const [, facts = ''] = text.split('<div class="key-facts">')
  return Object.fromEntries(
    [...(facts.split('<section')[0] ?? '').matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(
      ([, name = '', value = '']) => [name, textOf(value)],
    ),
  )
}

const isBefore = (text: string, first: string, second: string): boolean => {
  expect([first, text.includes(first), second, text.includes(second)]).toEqual([first, true, second, true])
  return text.indexOf(first) < text.indexOf(second)
}

const [facts, decisions] = ['class="key-facts"', 'id="desk"']

describe('the page of a record', () => {
  it('has the facts before the decisions, which a link leads to', async () => {
    const { path } = await publishRecord()
    const { text } = await admin(path, page)
    expect(isBefore(text, facts, decisions)).toBe(true)
    expect(isBefore(text, 'id="sources"', decisions)).toBe(true)
    expect(isBefore(text, decisions, 'id="about"')).toBe(true)
    expect(isBefore(text, '<a href="#desk">Review</a>', facts)).toBe(true)
    expect((await ask(path, page)).text).not.toContain('#desk')
  })

  it('has the decisions first where one was refused, and the facts in the queue', async () => {
    const { path, incident } = await submitRecord({}, { token: env.ADMIN_TOKEN })
    const queued = await admin(`/queue/${incident.id}`, page)
    expect([queued.status, isBefore(queued.text, facts, decisions)]).toEqual([200, true])
    const form = { decision: 'reject', revision: '1' }
    const refused = await admin(`${path}/review`, { form, ...page })
    expect([refused.status, isBefore(refused.text, decisions, facts)]).toEqual([422, true])
  })

  it('says what, when, where, who and how many, and who says each number', async () => {
    const { path } = await publishRecord({
      date: '2022-01-05~',
      location: { country: 'IQ', place: 'Hit' },
      outcome: 'hit',
      actors: [{ name: 'Group A', role: 'perpetrator' }, { role: 'target' }, { name: 'Group B' }],
      casualties: { reported: 'some', deaths: { low: 2 }, source: 'k' },
      sources: [{ publisher: 'Example' }, { key: 'k', publisher: 'Other' }],
    })
    const { text } = await ask(path, page)
    expect(keyFactsIn(text)).toMatchObject({
      Place: 'Hit , Iraq',
      Actors: 'Group A (Perpetrator) name unknown (Target) Group B',
      Deaths: 'at least 2 According to k',
      Injuries: 'unknown',
      Outcome: 'Hit',
    })
    const [, keyFacts = ''] = text.split(facts)
    expect(keyFacts.split('<section')[0]).toContain('<a href="#source-2">')
    expect(text).toContain('<li id="source-2">')
  })

  it.each([
    [undefined, '– not stated', '– not stated'],
    [{ reported: 'none' }, 'none reported', 'none reported'],
    [{ reported: 'unknown' }, 'unknown', 'unknown'],
    [{ deaths: { best: 0 } }, '0', '– not stated'],
  ])('keeps unknown apart from none and zero: %j', async (casualties, deaths, injuries) => {
    const { path } = await publishRecord({ casualties, actors: undefined })
    expect(keyFactsIn((await ask(path, page)).text)).toMatchObject({
      Actors: 'not stated',
      Deaths: deaths,
      Injuries: injuries,
    })
  })

  it('shows the places beside each other, and claims beside attributions', async () => {
    const { path } = await publishRecord({
      location: { country: 'IQ' },
      launched_from: { country: 'SY' },
      claims: [{ by: 'A' }],
      attributions: [{ by: 'B', to: 'A' }],
    })
    const { text } = await ask(path, page)
    const columns = text
      .split('<div class="columns">')
      .slice(1)
      .map((each) => each.split('</div><section')[0] ?? '')
    expect(columns.length).toBe(2)
    expect(isBefore(columns[0] ?? '', '<h3>Where it happened</h3>', '<h3>Launched from</h3>')).toBe(true)
    expect(isBefore(columns[1] ?? '', 'id="claims"', 'id="attributions"')).toBe(true)
    const plain = await publishRecord()
    expect((await ask(plain.path, page)).text).not.toContain('class="columns"')
  })

  it('shows the chain of what answered what in its order, and other links after it', async () => {
    const first = await publishRecord({ title: 'First' })
    const other = await publishRecord({ title: 'Other' })
    const main = await publishRecord({
      title: 'Main',
      links: [
        { type: 'related', incident: other.incident.id },
        { type: 'responds_to', incident: first.incident.id },
      ],
    })
    await publishRecord({ title: 'Answer', links: [{ type: 'responds_to', incident: main.incident.id }] })
    await publishRecord({ title: 'Same', links: [{ type: 'same_event', incident: main.incident.id }] })
    const linksOf = async (path: string) => {
      const section = (await ask(path, page)).text.split('aria-labelledby="links"')[1]?.split('</section>')[0]
      const [chain = '', others = ''] = section?.split('</ol>') ?? []
      return { chain: textOf(chain.split('<ol')[1]?.replace(/^[^>]*>/, '') ?? ''), others: textOf(others) }
    }
    expect(await linksOf(main.path)).toEqual({
      chain: 'This responds to: First This incident Responded to by: Answer',
      others: 'Related to: Other From other records The same event as: Same',
    })
    expect((await linksOf(first.path)).chain).toBe('This incident Responded to by: Main')
    expect((await linksOf(other.path)).chain).toBe('')
  })
})

describe('the links of a record', () => {
  const csvLink = async (path: string): Promise<string | undefined> => {
    const { text } = await ask(path, page)
    const found = /<a href="([^"]*)" type="text\/csv">This record as CSV<\/a>/.exec(text)?.[1]
    return found && unescapeHtml(found)
  }

  it('lead to its line of CSV, of the revision that is shown, whatever happens', async () => {
    await publishRecord({ title: 'before' })
    const { path, etag, incident } = await publishRecord({ title: 'one' })
    await publishRecord({ title: 'after' })
    const lineOf = async () =>
      (await ask('/incidents.csv')).text.split('\r\n').find((line) => line.startsWith(incident.id))
    const first = (await csvLink(path)) ?? ''
    const line = await lineOf()
    expect((await ask(first)).text.split('\r\n').slice(1)).toEqual([line, ''])
    await patchRecord(path, etag, { title: 'two' })
    expect((await ask(first)).text.split('\r\n').slice(1)).toEqual([line, ''])
    const second = (await ask((await csvLink(path)) ?? '')).text
    expect(second.split('\r\n').slice(1)).toEqual([await lineOf(), ''])
    expect(second).toContain('two')
    expect(await csvLink(`${path}?commit=2`)).toBe(first)
  })

  it('lead to its JSON, its history and the form for corrections; a draft has no CSV and no corrections', async () => {
    const { path } = await publishRecord()
    const hrefsIn = (text: string) =>
      [
        ...(text
          .split('class="record-links"')[1]
          ?.split('</nav>')[0]
          ?.matchAll(/href="([^"]*)"/g) ?? []),
      ].map(([, href]) => href)
    const csv = (await csvLink(path))?.replaceAll('&', '&amp;')
    expect(hrefsIn((await ask(path, page)).text)).toEqual([
      ...[`${path}.json`, csv, `${path}/suggest`, `${path}/history`],
    ])
    const draft = await submitRecord({}, { token: env.ADMIN_TOKEN })
    expect(hrefsIn((await admin(draft.path, page)).text)).toEqual([
      ...[
        `${draft.path}.json`,
        `${draft.path}/edit#content`,
        `${draft.path}?view=public`,
        `${draft.path}/history`,
        '#desk',
      ],
    ])
  })
})
