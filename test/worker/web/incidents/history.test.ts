import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  browser,
  expectProblem,
  patchRecord,
  publishRecord,
  reviewRecord,
  submitRecord,
} from '../../client.ts'

interface FeedEvent {
  readonly revision: number
  readonly kind: string
  readonly status: string
  readonly reason: string | null
  readonly actor?: string
  readonly changed: readonly string[]
  readonly incident: Readonly<Record<string, unknown>>
}

const versions = async (who: typeof ask, path: string): Promise<FeedEvent[]> => {
  const answer = await who(`${path}/history.json`)
  expect(answer.status, answer.text).toBe(200)
  return answer.data().versions
}

/** Changes a record against the version that stands. */
const edit = async (path: string, json: unknown) => {
  const etag = (await admin(`${path}.json`)).headers.get('ETag') ?? ''
  const answer = await patchRecord(path, etag, json)
  expect(answer.status, answer.text).toBe(200)
}

/** A record that was filed, edited, published, edited, retracted, restored and edited again: seven versions. */
const eventful = async () => {
  const filed = await submitRecord({ title: 'A secret draft', notes: 'Call at noon.' })
  const { path } = filed
  await edit(path, { title: 'Before publication', notes: 'Called.' })
  await reviewRecord(path, 'publish', { reason: 'two sources' })
  await edit(path, {
    title: 'After publication',
    notes: 'Called again.',
    weapons: [{ type: 'rocket', fired: 2 }],
  })
  await reviewRecord(path, 'retract', { reason: 'too soon' })
  await reviewRecord(path, 'restore', { reason: 'it was right' })
  await edit(path, { weapons: [{ type: 'mortar' }, { type: 'rocket', fired: 3 }] })
  return filed
}

describe('the history of a record', () => {
  it('has every version for editors, with who, when, why, and what it changed', async () => {
    const { path } = await eventful()
    const told = await versions(admin, path)
    expect(
      told.map(({ revision, kind, status, reason, actor }) => [revision, kind, status, reason, actor]),
    ).toEqual([
      [1, 'create', 'submitted', null, 'public'],
      [2, 'update', 'submitted', null, 'admin'],
      [3, 'publish', 'published', 'two sources', 'admin'],
      [4, 'update', 'published', null, 'admin'],
      [5, 'retract', 'retracted', 'too soon', 'admin'],
      [6, 'restore', 'published', 'it was right', 'admin'],
      [7, 'update', 'published', null, 'admin'],
    ])
    expect(told.map(({ changed }) => changed)).toEqual([
      [],
      ['/title', '/notes'],
      [],
      ['/weapons', '/title', '/notes'],
      [],
      [],
      ['/weapons/0/type', '/weapons/0/fired', '/weapons/1'],
    ])
    for (const [i, { incident }] of told.entries()) {
      const at = await admin(`${path}.json?commit=${i + 1}`)
      expect(incident).toEqual(at.data())
    }
  })

  it('begins for the public at the first publication, has what was public, and names nobody', async () => {
    const { path } = await eventful()
    const answer = await ask(`${path}/history.json`)
    const told = await versions(ask, path)
    expect(told.map(({ revision, kind, reason }) => [revision, kind, reason])).toEqual([
      [3, 'publish', 'two sources'],
      [4, 'update', null],
      [6, 'restore', 'it was right'],
      [7, 'update', null],
    ])
    expect(told.map(({ changed }) => changed)).toEqual([
      [],
      ['/weapons', '/title'],
      [],
      ['/weapons/0/type', '/weapons/0/fired', '/weapons/1'],
    ])
    const page = await ask(`${path}/history`, { headers: browser })
    for (const hidden of ['secret draft', 'too soon', 'Call', 'notes', 'admin', 'actor', '"public"'])
      for (const { text } of [answer, page]) expect(text).not.toContain(hidden)
    for (const { incident } of told) {
      const at = await ask(`${path}.json?commit=${incident.commit}`)
      expect(at.data()).toEqual(incident)
    }
  })

  it('is as hidden as the record itself', async () => {
    const { path } = await submitRecord()
    const both = async () => [await ask(`${path}/history`), await ask(`${path}/history.json`)]
    for (const answer of await both()) expectProblem(answer, 'not-found')
    await reviewRecord(path, 'publish')
    for (const answer of await both()) expect(answer.status).toBe(200)
    await reviewRecord(path, 'retract')
    for (const answer of await both()) expectProblem(answer, 'retracted')
    expectProblem(await ask(`${path}/history.json?from=2&to=2`), 'retracted')
    expect(await versions(admin, path)).toHaveLength(3)
  })

  it('is whole for the contributor who filed a record, and names nobody, until it is published', async () => {
    const token = (await admin('/tokens', { json: { name: 'a', role: 'contributor' } })).data().token
    const { path } = await submitRecord({ notes: 'mine' }, { token })
    const as: typeof ask = (address) => ask(address, { token })
    await edit(path, { title: 'By an editor' })
    await reviewRecord(path, 'reject', { reason: 'no source' })
    const told = await versions(as, path)
    expect(told.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['create', null],
      ['update', null],
      ['reject', 'no source'],
    ])
    for (const each of told) expect([each.actor, each.incident.notes]).toEqual([undefined, 'mine'])
    await reviewRecord(path, 'restore')
    await reviewRecord(path, 'publish')
    expect((await versions(as, path)).map(({ kind }) => kind)).toEqual(['publish'])
  })

  it('has the name of the token that made a version, for editors', async () => {
    const { id, token } = (
      await admin('/tokens', { json: { name: 'Desk of the north', role: 'editor' } })
    ).data()
    const { path } = await submitRecord()
    await ask(`${path}/review`, { json: { decision: 'publish', reason: 'x' }, token })
    expect((await versions(admin, path))[1]).toMatchObject({ actor: id, name: 'Desk of the north' })
    expect((await admin(`${path}/history`, { headers: browser })).text).toContain('Desk of the north')
    expect((await ask(`${path}/history.json`)).text).not.toMatch(/north|actor/)
  })

  it('calls what an import did by what became of the record', async () => {
    const csv = (title: string) =>
      `reference,title,event_type,date,country,source_urls\r\na,${title},battle,2022-01-05,SY,https://example.org/1\r\n`
    const send = async (title: string, query: string) => {
      const sent = { body: csv(title), headers: { 'Content-Type': 'text/csv' } }
      expect((await admin(`/imports?profile=flat${query}`, sent)).status).toBe(200)
    }
    await send('one', '')
    await send('two', '')
    await send('two', '&publish=true')
    const { id } = (await admin('/incidents.json')).data().incidents[0]
    expect((await versions(admin, `/incidents/${id}`)).map(({ kind }) => kind)).toEqual([
      'create',
      'update',
      'publish',
    ])
  })

  it('comes in pages that follow one another', async () => {
    const { path, incident } = await publishRecord()
    for (let i = 2; i <= 52; i++) await edit(path, { title: `Title ${i}` })
    const first = await ask(`${path}/history.json`)
    expect(first.data().versions).toHaveLength(50)
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('Link') ?? '')?.[1] ?? ''
    expect(next).toBe(`/incidents/${incident.id}/history.json?cursor=50`)
    const second = await ask(next)
    expect(second.headers.has('Link')).toBe(false)
    expect(second.data().versions.map((each: FeedEvent) => [each.revision, each.changed])).toEqual([
      [51, ['/title']],
      [52, ['/title']],
    ])
    const page = await ask(`${path}/history`, { headers: browser })
    expect(page.text).toContain(`href="${path}/history?cursor=50"`)
    expectProblem(await ask(`${path}/history.json?cursor=99`), 'not-found')
  })
})

describe('the difference between two versions', () => {
  it('is told field by field, forwards and backwards', async () => {
    const { path } = await eventful()
    const between = async (from: number, to: number) =>
      (await ask(`${path}/history.json?from=${from}&to=${to}`)).data().changes
    expect(await between(4, 7)).toEqual([
      { pointer: '/weapons/0/type', before: 'rocket', after: 'mortar' },
      { pointer: '/weapons/0/fired', before: 2 },
      { pointer: '/weapons/1', after: { type: 'rocket', fired: 3 } },
    ])
    expect(await between(7, 3)).toEqual([
      { pointer: '/weapons', before: [{ type: 'mortar' }, { type: 'rocket', fired: 3 }] },
      { pointer: '/title', before: 'After publication', after: 'Before publication' },
    ])
    expect(await between(4, 6)).toEqual([])
  })

  it('is a page with the title of each field, what stood there and what stands there', async () => {
    const { path } = await eventful()
    const { text, status } = await ask(`${path}/history?from=4&to=7`, { headers: browser })
    expect(status).toBe(200)
    for (const shown of [
      'Weapon 1: Type of weapon',
      'Weapon 1: Fired',
      'Weapon 2',
      'Rocket',
      'Mortar',
      'Revision 4',
    ])
      expect(text).toContain(shown)
    expect((await ask(`${path}/history?from=4&to=6`, { headers: browser })).text).toContain(
      'There are no differences.',
    )
  })

  it('escapes what was typed', async () => {
    const { path, etag } = await publishRecord({ title: '<b>one</b>' })
    await patchRecord(path, etag, {
      title: '<i>two</i>',
      external: { scheme: 'acled', fields: { '<u>': 1 } },
    })
    const { text } = await ask(`${path}/history?from=1&to=2`, { headers: browser })
    for (const tag of ['<b>one', '<i>two', '<u>']) expect(text).not.toContain(tag)
    expect(text).toContain('&lt;i&gt;two')
  })

  it('is not made with a version that was not public, nor with one that is not there', async () => {
    const { path } = await eventful()
    for (const query of ['from=1&to=3', 'from=3&to=5', 'from=2&to=2', 'from=3&to=8'])
      for (const suffix of ['', '.json'])
        expectProblem(await ask(`${path}/history${suffix}?${query}`), 'not-found')
    expect((await admin(`${path}/history.json?from=1&to=5`)).status).toBe(200)
    expectProblem(await admin(`${path}/history.json?from=1&to=8`), 'not-found')
  })

  it.each([
    'from=1',
    'to=1',
    'from=1&to=2&cursor=1',
    'from=0&to=1',
    'from=a&to=1',
    'from=1&from=2&to=3',
    'form=1&to=2',
    'from=1.5&to=1',
  ])('refuses an address that asks for something else: %s', async (query) => {
    const { path } = await publishRecord()
    for (const suffix of ['', '.json']) {
      const { errors = [] } = expectProblem(await ask(`${path}/history${suffix}?${query}`), 'invalid-query')
      expect(errors.length).toBeGreaterThan(0)
    }
  })
})

describe('an old version that a record reverts to', () => {
  const revert = (path: string, json: unknown) => admin(`${path}/revert`, { json })

  it('is the next revision, with its reason, and the status stays', async () => {
    const { path } = await eventful()
    const answer = await revert(path, { version: 2, reason: 'the title was right', revision: 7 })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.data().incident).toMatchObject({
      revision: 8,
      status: 'published',
      title: 'Before publication',
    })
    expect(answer.data().incident.notes).toBe('Called.')
    expect((await versions(admin, path)).at(-1)).toMatchObject({
      kind: 'update',
      reason: 'the title was right',
      actor: 'admin',
    })
    const { changes } = (await admin(`${path}/history.json?from=2&to=8`)).data()
    expect(changes).toEqual([])
  })

  it('makes no revision where it says what is there', async () => {
    const { path } = await publishRecord()
    expect((await revert(path, { version: 1, reason: 'x' })).data().incident.revision).toBe(1)
  })

  it('is judged by the rules of today like any edit', async () => {
    const { path } = await publishRecord({ title: 'first' })
    await edit(path, { title: 'second' })
    // The version is spoilt behind the guards' back, as if a rule had come since.
    await env.DB.exec('DROP TRIGGER incident_history_immutable')
    await env.DB.prepare(
      `UPDATE incident_history SET public_json = replace(public_json, '2022-01-05', 'some day')`,
    ).run()
    const { errors = [] } = expectProblem(await revert(path, { version: 1, reason: 'x' }), 'invalid-record')
    expect(errors.map(({ rule }) => rule)).toContain('date.invalid')
  })

  it('is refused from an old page, without a reason, of no version, and to the public', async () => {
    const { path } = await eventful()
    expectProblem(await revert(path, { version: 2, reason: 'x', revision: 6 }), 'stale-revision')
    expectProblem(await revert(path, { version: 9, reason: 'x' }), 'not-found')
    for (const json of [
      { version: 2 },
      { version: 2, reason: ' ' },
      { reason: 'x' },
      { version: '2', reason: 'x' },
      {},
    ])
      expectProblem(await revert(path, json), 'invalid-request')
    expectProblem(await ask(`${path}/revert`, { json: { version: 2, reason: 'x' } }), 'token-needed')
    expect(await versions(admin, path)).toHaveLength(7)
  })

  it('says on the page why it was refused, and keeps the reason that was typed', async () => {
    const { path } = await eventful()
    const form = { version: '2', revision: '6', reason: 'the title was right' }
    const answer = await admin(`${path}/revert`, { form, headers: browser })
    expect(answer.status).toBe(412)
    expect(answer.text).toContain('The record has changed since')
    expect(answer.text).toContain('>the title was right</textarea>')
  })
})
