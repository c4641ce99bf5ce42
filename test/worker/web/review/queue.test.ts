import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  admin,
  ask,
  browser,
  expectProblem,
  publishRecord,
  reviewRecord,
  submitRecord,
} from '../../client.ts'

const waiting = async (query = ''): Promise<{ id: string; kind: string; warnings: number }[]> => {
  const answer = await admin(`/queue.json${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.data().waiting
}

const idsOf = async (query = ''): Promise<string[]> => (await waiting(query)).map(({ id }) => id)

const linkTo = (answer: Answer, rel: string): string | undefined =>
  new RegExp(`<([^>]+)>; rel="${rel}"`).exec(answer.headers.get('Link') ?? '')?.[1]

/** A correction of a published record that waits. */
const suggested = async (
  over: Readonly<Record<string, unknown>> = {},
): Promise<{ id: string; record: string }> => {
  const { path, incident } = await publishRecord(over)
  const json = { reason: 'the report says so', revision: 1, patch: { title: 'Corrected' } }
  const answer = await ask(`${path}/suggestions`, { json })
  expect(answer.status, answer.text).toBe(201)
  return { id: answer.data().suggestion.id, record: incident.id }
}

/** Files a report with a token: its id has the time of filing, so the queue has it behind those before. */
const submitSigned = (over: Readonly<Record<string, unknown>> = {}) =>
  submitRecord(over, { token: env.ADMIN_TOKEN })

const noSummary = { summary: undefined }
/** A record that tells itself from others by place and time. */
const precise = {
  title: 'Rockets at Ain al-Asad',
  location: { country: 'IQ', place: 'Ain al-Asad', latitude: 33.8, longitude: 42.44, precision: 'exact' },
}

describe('the queue', () => {
  it('has what was filed and what was suggested, oldest first, and nothing that was decided', async () => {
    const first = await submitSigned()
    const second = await suggested()
    const third = await submitSigned(noSummary)
    await publishRecord()
    const rejected = await submitSigned()
    await reviewRecord(rejected.path, 'reject')
    expect(await waiting()).toEqual([
      {
        kind: 'incident',
        id: first.incident.id,
        at: expect.any(String),
        warnings: 0,
        incident: expect.any(Object),
      },
      {
        kind: 'suggestion',
        id: second.id,
        at: expect.any(String),
        warnings: 0,
        incident: expect.objectContaining({ id: second.record, status: 'published' }),
        reason: 'the report says so',
        changed: ['/title'],
      },
      {
        kind: 'incident',
        id: third.incident.id,
        at: expect.any(String),
        warnings: 1,
        incident: expect.any(Object),
      },
    ])
    await reviewRecord(first.path, 'publish')
    await reviewRecord(rejected.path, 'restore')
    expect(await idsOf()).toEqual([second.id, third.incident.id, rejected.incident.id])
  })

  it('is filtered by dataset, country, kind of event and warnings', async () => {
    await admin('/incidents', { json: { ...base('trial'), dataset: 'trial' } })
    const trial = (await idsOf('?dataset=trial'))[0]
    const syria = (await submitSigned({ location: { country: 'SY' } })).incident.id
    const battle = (await submitSigned({ event_type: 'battle', event_subtype: undefined })).incident.id
    const warned = (await submitSigned(noSummary)).incident.id
    const correction = (await suggested({ location: { country: 'SY' } })).id
    expect(await idsOf('?country=SY')).toEqual([syria, correction])
    expect(await idsOf('?event_type=battle')).toEqual([battle])
    expect(await idsOf('?warnings=true')).toEqual([warned])
    expect(await idsOf('?warnings=false')).toEqual([trial, syria, battle, correction])
    expect(await idsOf('?country=SY,IQ&warnings=false&dataset=')).toEqual([trial, syria, battle, correction])
    expect(await idsOf('?country=SY&event_type=battle')).toEqual([])
  })

  it('is filtered by days, kind of entry, filer and words', async () => {
    const early = (await submitSigned({ date: '2022-01-03', summary: 'قصف على القاعدة' })).incident.id
    const late = (await submitSigned({ date: '2022-03' })).incident.id
    const filed = (await submitRecord({ date: '2021' })).incident.id
    const correction = (await suggested({ title: 'At Arbil' })).id
    const found = async (query: string) => (await idsOf(query)).toSorted()
    expect(await found('?from=2022-01-04')).toEqual([late, correction].toSorted())
    expect(await found('?to=2022-01-04')).toEqual([early, filed].toSorted())
    expect(await found('?from=2022-03-20&to=2022-03-22')).toEqual([late])
    expect(await found('?kind=suggestion')).toEqual([correction])
    expect(await found('?kind=incident&filer=token')).toEqual([early, late].toSorted())
    expect(await found('?filer=public')).toEqual([filed, correction].toSorted())
    expect(await found('?q=ARBIL')).toEqual([correction])
    expect(await found('?q=القاعده')).toEqual([early])
    for (const wrong of ['q=%20', 'from=soon', 'kind=record', 'filer=me', 'sort=id'])
      expectProblem(await admin(`/queue.json?${wrong}`), 'invalid-query')
  })

  it('is in the order that is asked for, in pages, and leads on in it', async () => {
    const days = ['2022-01-05', '2022-01-03', '2022-01-04', '2022-01-03']
    const ids: string[] = []
    for (const date of days) ids.push((await submitSigned({ date })).incident.id)
    const [a, b, c, d] = ids as [string, string, string, string]
    expect(await idsOf('?sort=-filed')).toEqual([d, c, b, a])
    expect(await idsOf('?sort=date')).toEqual([b, d, c, a])
    expect(await idsOf('?sort=-date')).toEqual([a, c, d, b])
    const links = async (id: string, query: string) => {
      const { text } = await admin(`/queue/${id}?${query}`, { headers: browser })
      return ['prev', 'next'].map((rel) => new RegExp(`/queue/([\\w-]+)[^"]*" rel="${rel}"`).exec(text)?.[1])
    }
    expect(await links(d, 'sort=date')).toEqual([b, c])
    expect(await links(d, 'sort=-filed')).toEqual([undefined, c])
    await reviewRecord(`/incidents/${d}`, 'reject')
    expect(await links(d, 'sort=-date')).toEqual([c, b])
  })

  it('puts the likeliest duplicates first', async () => {
    const far = (
      await submitSigned({ date: '2001-07-01', location: { country: 'CO' }, summary: 'A kidnapping.' })
    ).incident.id
    const likely = (await submitSigned(precise)).incident.id
    await publishRecord(precise)
    await admin('/duplicates', { headers: browser })
    expect(await idsOf('?sort=duplicates')).toEqual([likely, far])
  })

  it.each(['filed', '-filed', 'date', '-date'])('has every entry once in its pages, by %s', async (sort) => {
    const ids: string[] = []
    for (let i = 0; i < 52; i++)
      ids.push((await submitSigned({ date: `2022-01-${10 + (i % 7)}` })).incident.id)
    const first = await admin(`/queue.json?sort=${sort}`)
    const second = await admin(linkTo(first, 'next') ?? '')
    const found = [first, second].flatMap((each) => each.data().waiting.map(({ id }: { id: string }) => id))
    expect(found.toSorted()).toEqual(ids.toSorted())
    expect(linkTo(second, 'next')).toBeUndefined()
    expect((await admin(linkTo(second, 'prev') ?? '')).data().waiting).toEqual(first.data().waiting)
  })

  it('comes in pages by key, forwards and backwards', async () => {
    const ids: string[] = []
    for (let i = 0; i < 52; i++)
      ids.push((await submitSigned({ location: { country: i % 2 ? 'SY' : 'IQ' } })).incident.id)
    const first = await admin('/queue.json')
    expect(first.data().waiting.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 50))
    expect(linkTo(first, 'prev')).toBeUndefined()
    const second = await admin(linkTo(first, 'next') ?? '')
    expect(second.data().waiting.map(({ id }: { id: string }) => id)).toEqual(ids.slice(50))
    expect(linkTo(second, 'next')).toBeUndefined()
    const back = await admin(linkTo(second, 'prev') ?? '')
    expect(back.data().waiting).toEqual(first.data().waiting)
    const page = await admin('/queue?country=SY', { headers: browser })
    expect(page.text).toContain(`/queue/${ids[1]}?country=SY`)
    expect(page.text).not.toContain(ids[0])
    expect(page.text).not.toContain('rel="next"')
  })

  it('leads from one record to the next and the one before, with its filters', async () => {
    const [a, b, c] = [
      await submitSigned(),
      await submitSigned({ location: { country: 'SY' } }),
      await submitSigned(),
    ]
    const at = async (id: string, query = '') =>
      (await admin(`/queue/${id}${query}`, { headers: browser })).text
    const links = (text: string) => [
      /href="([^"]+)" rel="prev"/.exec(text)?.[1],
      /href="([^"]+)" rel="next"/.exec(text)?.[1],
    ]
    const to = (each: { incident: { id: string } }, query = '') => `/queue/${each.incident.id}${query}`
    expect(links(await at(a.incident.id))).toEqual([undefined, to(b)])
    expect(links(await at(b.incident.id))).toEqual([to(a), to(c)])
    expect(links(await at(a.incident.id, '?country=IQ'))).toEqual([undefined, to(c, '?country=IQ')])
    await reviewRecord(b.path, 'publish')
    expect(links(await at(b.incident.id))).toEqual([to(a), to(c)])
    expect(links(await at(c.incident.id))).toEqual([to(a), undefined])
  })

  it('is for editors', async () => {
    const { incident } = await submitSigned()
    const { id } = await suggested()
    for (const path of ['/queue', '/queue.json', `/queue/${incident.id}`, `/queue/${id}`])
      expectProblem(await ask(path), 'token-needed')
    const made = await admin('/tokens', { json: { name: 'a', role: 'contributor' } })
    for (const path of ['/queue', '/queue.json', `/queue/${id}`])
      expectProblem(await ask(path, { token: made.data().token }), 'forbidden')
    expectProblem(await admin('/queue/x'), 'not-found')
    expectProblem(await admin(`/queue/${id.slice(0, -4)}0000`), 'not-found')
  })

  it.each([
    'contry=IQ',
    'country=XX',
    'warnings=yes',
    'cursor=x',
    'before=-1',
    'cursor=1&before=2',
    'country=IQ&country=SY',
    'event_type=fight',
  ])('refuses an address that asks for something else: %s', async (query) => {
    for (const path of ['/queue', '/queue.json'])
      expectProblem(await admin(`${path}?${query}`), 'invalid-query')
  })

  it('says that nothing waits', async () => {
    expect((await admin('/queue', { headers: browser })).text).toContain('The queue is empty.')
    expect(await waiting()).toEqual([])
  })
})

const base = (title: string) => ({
  title,
  event_type: 'remote_violence',
  date: '2022-01-05',
  location: { country: 'IQ' },
  summary: 'Rockets were fired at the base.',
  sources: [{ publisher: 'Example News' }],
})
