/** Two worlds that differ in what is private alone: in one it is marked, in the other it is something else or is not there. */
import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, vi } from 'vitest'
import { type Answer, application, ask, type RequestOptions, record } from '../../client.ts'
import { dump } from '../../support.ts'

const schema = env.TEST_MIGRATIONS.flatMap(({ queries }) => queries).join('\n;')

export const privateMark = 'zqsecret'

/** What the observers' requests are made from: the same in both worlds, though in one of them it leads nowhere. */
export interface TestWorld {
  readonly observer: string
  /** Records that are published or were. */
  readonly publicIds: readonly string[]
  readonly privateIds: readonly string[]
  readonly suggestions: readonly string[]
  readonly imports: readonly string[]
  /** ETags of lists and records that an editor got, and cursors. */
  readonly tags: readonly string[]
  readonly cursors: readonly string[]
  readonly commits: number
  /** Secrets and digests that no answer may have, whatever they look like. */
  readonly secrets: readonly string[]
}

const begin = Date.UTC(2024, 5, 15, 12)
/** So many places are left for what is there in one world alone. */
const apart = 50

/** What chance gives is the same at the same place of both worlds, and so is the time. */
class Fate {
  #place = 0
  #state = 1

  constructor() {
    vi.spyOn(Date, 'now').mockImplementation(() => begin + this.#place * 1000)
    vi.spyOn(crypto, 'randomUUID').mockReturnValue('00000000-0000-4000-8000-000000000000')
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      const view = new Uint8Array(
        (array as Uint8Array).buffer,
        (array as Uint8Array).byteOffset,
        (array as Uint8Array).byteLength,
      )
      for (let i = 0; i < view.length; i++) {
        this.#state = (Math.imul(this.#state, 1103515245) + 12345) >>> 0
        view[i] = this.#state >>> 16
      }
      return array
    })
  }

  /** The next place. */
  turn(): void {
    this.#place++
    this.#state = this.#place * 7919
  }

  /** A place that both worlds come to, whatever was in one of them alone. */
  meet(): void {
    this.#place = Math.ceil(this.#place / apart) * apart
  }
}

const as = (token: string | undefined, path: string, asked: RequestOptions = {}): Promise<Answer> =>
  ask(path, { ...(token === undefined ? {} : { token }), ...asked }, application)

const root = (path: string, asked: RequestOptions = {}) => as(env.ADMIN_TOKEN, path, asked)

const done = async (answer: Promise<Answer>): Promise<Answer> => {
  const found = await answer
  expect(found.status, found.text).toBeLessThan(300)
  return found
}

const seqNow = async (): Promise<number> =>
  (await env.DB.prepare('SELECT max(seq) AS seq FROM commits').first<number>('seq')) ?? 0

export const buildWorld = async (isMarked: boolean): Promise<TestWorld> => {
  await reset()
  await env.DB.prepare(schema).run()
  const fate = new Fate()
  const said = (what: string) => (isMarked ? `${privateMark} ${what}` : `other ${what}`)
  const [secrets, hidden, suggestions, imports]: string[][] = [[], [], [], []]

  const token = async (role: string): Promise<string> => {
    fate.turn()
    const { id, token } = (await done(root('/tokens', { json: { name: said(role), role } }))).data()
    secrets?.push(id, token)
    return token
  }
  const filed = async (by: string | undefined, over: object, query = '', headers = {}): Promise<string> => {
    fate.turn()
    const answer = await done(
      as(by, `/incidents${query}`, { json: record(over as Record<string, unknown>), headers }),
    )
    secrets?.push(answer.data().receipt.split('/').at(-1))
    return answer.data().incident.id
  }
  const changed = async (id: string, patch: object): Promise<void> => {
    fate.turn()
    const ETag = (await root(`/incidents/${id}.json`)).headers.get('ETag') ?? ''
    const headers = { 'If-Match': ETag, 'Content-Type': 'application/merge-patch+json' }
    await done(root(`/incidents/${id}`, { method: 'PATCH', json: patch, headers }))
  }
  const acted = async (id: string, act: string, json: object): Promise<void> => {
    fate.turn()
    await done(root(`/incidents/${id}/${act}`, { json }))
  }
  /** What is not there in the other world; tokens take the numbers of its commits. */
  const only = async (commits: number, act: () => Promise<void>): Promise<void> => {
    fate.meet()
    const first = await seqNow()
    if (isMarked) await act()
    else for (let i = 0; i < commits; i++) await token('contributor')
    expect((await seqNow()) - first).toBe(commits)
    fate.turn()
    fate.meet()
  }
  const sent = async (by: string, query: string, body: string): Promise<void> => {
    fate.turn()
    const headers = { 'Content-Type': 'text/csv' }
    imports?.push((await done(as(by, `/imports?${query}`, { method: 'POST', body, headers }))).data().import)
  }

  const [filer, editor] = [await token('contributor'), await token('editor')]
  const observer = await token('contributor')

  const first = await filed(
    env.ADMIN_TOKEN,
    { title: 'First', reference: 'first', notes: said('notes') },
    '?publish=true',
  )
  const second = await filed(filer, {
    title: said('title'),
    reference: said('reference'),
    notes: said('n'),
    tags: ['draft'],
    actors: [{ name: said('actor'), role: 'perpetrator' }],
  })
  await changed(second, { title: 'Second', reference: 'second', tags: null, actors: null })
  await acted(second, 'review', { decision: 'publish', reason: 'seen twice' })
  const third = await filed(env.ADMIN_TOKEN, { title: 'Third', reference: 'third' }, '?publish=true')
  await acted(third, 'review', { decision: 'retract', reason: 'it was not so' })
  await changed(third, { title: said('since'), summary: said('since') })
  await acted(third, 'revert', { version: 1, reason: said('back') })

  const draft = {
    title: said('draft'),
    summary: said('draft'),
    event_type: 'unrest',
    event_subtype: null,
    date: '2023-05-01',
    location: { country: 'YE', place: said('place'), latitude: 15.3, longitude: 44.2 },
    tags: [`${privateMark}-tag`],
    series: `${privateMark}-series`,
    actors: [{ name: said('actor'), role: 'side_a' }],
    weapons: [{ type: 'mortar', fired: 3 }],
    casualties: { deaths: { best: 77 } },
    claims: [{ by: said('claimant') }],
    sources: [{ publisher: said('publisher') }],
    links: [{ type: 'related', incident: first }],
    notes: said('notes'),
  }
  await only(9, async () => {
    hidden?.push(
      await filed(undefined, { ...draft, reference: `${privateMark}-1` }, '', {
        'Idempotency-Key': `${privateMark}-key`,
      }),
    )
    hidden?.push(
      await filed(filer, { ...draft, dataset: `${privateMark}-set`, reference: `${privateMark}-2` }),
    )
    const rejected = await filed(filer, { ...draft, reference: `${privateMark}-3` })
    await acted(rejected, 'review', { decision: 'reject', reason: said('rejected') })
    const redacted = await filed(filer, { ...draft, reference: `${privateMark}-4` })
    await changed(redacted, { title: 'changed since' })
    await acted(redacted, 'redact', { erase: [said('place')], reason: said('redaction') })
    hidden?.push(rejected, redacted)
    await token('editor')
    await sent(filer, 'dataset=reports', `reference,date,country\n${privateMark},never,${privateMark}\n`)
    await sent(
      editor,
      'dry_run=true',
      `reference,date,country,event_type,sources\n${privateMark}-5,2023-05-01,YE,unrest,x\n`,
    )
    await sent(
      editor,
      `dataset=${privateMark}-set`,
      `reference,date,country,event_type,sources\n${privateMark}-6,2023-05-01,YE,unrest,x\n`,
    )
    for (const title of [said('a'), said('b')]) {
      fate.turn()
      const json = { reason: said('suggestion'), revision: 1, patch: { title } }
      suggestions?.push(
        (await done(as(filer, `/incidents/${first}/suggestions`, { json }))).data().suggestion.id,
      )
    }
    for (const [id, part] of [
      [first, 'comments'],
      [second, 'questions'],
      [hidden?.[0], 'questions'],
    ]) {
      fate.turn()
      await done(as(editor, `/incidents/${id}/${part}`, { json: { text: said(String(part)) } }))
    }
    fate.turn()
    const { questions } = (await done(as(editor, `/incidents/${second}/questions`))).data()
    const answer = { question: questions[0].id, text: said('answer') }
    await done(as(filer, `/incidents/${second}/answers`, { json: answer }))
    secrets?.push(questions[0].id)
    const json = { decision: 'decline', reason: said('declined') }
    await done(as(editor, `/suggestions/${suggestions?.[0]}/review`, { json }))
    await done(as(editor, `/incidents.csv?status=submitted&q=${privateMark}`))
  })

  const fourth = await filed(env.ADMIN_TOKEN, { title: said('name'), reference: 'fourth' }, '?publish=true')
  await acted(fourth, 'redact', { erase: [said('name')], reason: 'a life is at stake' })
  const fifth = await filed(
    env.ADMIN_TOKEN,
    { title: 'Fifth', links: [{ type: 'related', incident: first }] },
    '?publish=true',
  )
  await only(1, async () => {
    hidden?.push(await filed(undefined, { ...draft, reference: `${privateMark}-7` }))
  })

  const all = 'status=submitted,published,rejected,retracted'
  const lists = await Promise.all(
    [
      '/incidents.json',
      `/incidents.json?${all}`,
      `/incidents.csv?${all}`,
      '/incidents',
      '/changes.json?since=0',
      '/datasets.json',
      '/counts.json',
    ].map((path) => as(editor, path)),
  )
  const drafts = await Promise.all(hidden?.map((id) => root(`/incidents/${id}.json`)) ?? [])
  const paged = await as(editor, `/incidents.json?${all}&limit=4`)
  const cursor = /cursor=(\d+)/.exec(paged.headers.get('Link') ?? '')?.[1] ?? ''
  // From here on chance gives the same to every request.
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => array)
  const kept = isMarked ? await dump() : {}
  const digests = [...(kept.tokens ?? []), ...(kept.receipts ?? [])].map(({ digest }) => String(digest))
  const keys = (kept.idempotency ?? []).flatMap(({ key, request, salt }) => [key, request, salt].map(String))
  return {
    observer,
    publicIds: [first, second, third, fourth, fifth],
    privateIds: hidden ?? [],
    suggestions: suggestions ?? [],
    imports: imports ?? [],
    tags: [...lists, ...drafts].flatMap(({ headers }) => headers.get('ETag') ?? []),
    cursors: [cursor],
    commits: await seqNow(),
    secrets: [
      ...(secrets ?? []),
      ...digests,
      ...keys,
      ...(hidden ?? []),
      ...(suggestions ?? []),
      ...(imports ?? []),
    ],
  }
}
