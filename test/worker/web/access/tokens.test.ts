import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  admin,
  ask,
  createHolder,
  expectProblem,
  type Handler,
  patchedDatabase,
  publishRecord,
  record,
  submitRecord,
  type TokenHolder,
  withBindings,
} from '../../client.ts'

const in2099 = '2099-01-31T12:00:00.000Z'

/** A token whose time has come: no clock is put forward, so its end is put back. */
const expired = async () => {
  const made = await createHolder('editor', { expires_at: in2099 })
  await env.DB.batch(
    [
      'DROP TRIGGER tokens_immutable',
      "UPDATE tokens SET created_at = '2020-01-01T00:00:00.000Z', expires_at = '2020-01-02T00:00:00.000Z'",
    ].map((sql) => env.DB.prepare(sql)),
  )
  return made
}

describe('a token', () => {
  it('is shown once, with what was said of it, and is not in the list', async () => {
    const said = { name: '  Desk of the north ', role: 'editor', expires_at: '2099-01-31T13:00:00+01:00' }
    const answer = await admin('/tokens', { json: said })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
    const { token, ...shown } = answer.data()
    expect(token).toMatch(/^sitrep_[\w-]{43}$/)
    const { id, created_at } = shown
    const datasets = null
    expect(shown).toEqual({
      id,
      name: 'Desk of the north',
      role: 'editor',
      datasets,
      expires_at: in2099,
      created_at,
    })
    const list = await admin('/tokens.json')
    const nulls = { revoked_at: null, revoked_by: null, last_used_at: null, former_secret_until: null }
    const known = { ...shown, created_by: 'admin', ...nulls }
    expect(list.data()).toEqual({ tokens: [known] })
    const { results } = await env.DB.prepare('SELECT * FROM tokens').all()
    expect(JSON.stringify(results)).not.toContain(token.slice('sitrep_'.length))
  })

  it.each([
    ['a day', '2099-01-31', '2099-01-31T23:59:59.999Z'],
    ['no time', null, null],
    ['nothing said', undefined, null],
  ])('ends at %s', async (_, expires_at, expected) => {
    const answer = await admin('/tokens', { json: { name: 'x', role: 'admin', expires_at } })
    expect(answer.data().expires_at).toBe(expected)
  })

  it.each([
    ['a time that is over', { expires_at: '2020-01-01T00:00:00Z' }, '/expires_at'],
    ['a day that there is not', { expires_at: '2099-02-30' }, '/expires_at'],
    ['a time in words', { expires_at: 'soon' }, '/expires_at'],
    ['a number for a time', { expires_at: 4_000_000_000 }, '/expires_at'],
    ['no name', { name: ' ' }, '/name'],
    ['a name of two lines', { name: 'a\nb' }, '/name'],
    ['half a character for a name', { name: '\ud800' }, '/name'],
    ['a name that is too long', { name: 'x'.repeat(101) }, '/name'],
    ['the role of everybody', { role: 'public' }, '/role'],
    ['another role', { role: 'owner' }, '/role'],
    ['a field that there is not', { expire_at: null }, '/expire_at'],
  ])('is refused with %s', async (_, part, pointer) => {
    const answer = await admin('/tokens', { json: { name: 'x', role: 'editor', ...part } })
    const { errors } = expectProblem(answer, 'invalid-request')
    expect(errors?.map((each) => each.pointer)).toEqual([pointer])
    expect((await admin('/tokens.json')).data().tokens).toEqual([])
  })

  it.each(['[]', '"x"', 'null'])('is one object, not %s', async (body) => {
    const headers = { 'Content-Type': 'application/json' }
    expectProblem(await admin('/tokens', { body, headers }), 'invalid-request')
  })

  it('ends when it is revoked, and stays in the list; a second time changes nothing', async () => {
    const { id, ask: as } = await createHolder('editor')
    expect((await as('/incidents?publish=true', { json: record() })).status).toBe(201)
    for (const _ of [1, 2]) expect((await admin(`/tokens/${id}`, { method: 'DELETE' })).status).toBe(204)
    expectProblem(await as('/incidents.csv'), 'token-invalid')
    const [listed, ...more] = (await admin('/tokens.json')).data().tokens
    expect(more).toEqual([])
    expect(listed).toMatchObject({ id, revoked_by: 'admin', revoked_at: expect.stringMatching(/Z$/) })
    const kinds = await env.DB.prepare('SELECT kind, actor, reason FROM commits ORDER BY seq').raw()
    const reason = "editor: a test's editor"
    expect(kinds.slice(1)).toEqual([
      ['grant', 'admin', reason],
      ['create', id, null],
      ['revoke', 'admin', reason],
    ])
  })

  it('that is not there cannot be revoked', async () => {
    for (const id of ['x', crypto.randomUUID()])
      expectProblem(await admin(`/tokens/${id}`, { method: 'DELETE' }), 'not-found')
  })

  it('ends by itself at its time', async () => {
    const { ask: as } = await expired()
    expectProblem(await as('/incidents.csv'), 'token-invalid')
  })

  it('works while the Worker has no first admin', async () => {
    const { ask: as } = await createHolder('admin')
    const bare = withBindings({ ADMIN_TOKEN: '' })
    expect((await as('/tokens.json', {}, bare)).status).toBe(200)
  })
})

describe('what a token costs', () => {
  /** A door that counts the statements of each request. */
  const counting = () => {
    const seen: string[] = []
    const prepare = (sql: string) => {
      seen.push(sql)
      return env.DB.prepare(sql)
    }
    const door: Handler = withBindings({ DB: patchedDatabase({ prepare }) })
    return { door, of: () => seen.splice(0).filter((sql) => sql.includes('tokens')) }
  }

  it('is one row read for each request, and one row written a minute', async () => {
    const { ask: as } = await createHolder('editor')
    const { door, of } = counting()
    const uses = async () => {
      expect((await as('/health', {}, door)).status).toBe(200)
      return of().map((sql) => sql.trim().slice(0, 6))
    }
    expect(await uses()).toEqual(['SELECT', 'UPDATE'])
    // So that no minute ends meanwhile.
    const [{ last_used_at: used }] = (await admin('/tokens.json')).data().tokens
    await env.DB.prepare("UPDATE tokens SET used_at = '2099-01-01T00:00:00.000Z'").run()
    expect(await uses()).toEqual(['SELECT'])
    expect(used).toMatch(/T\d\d:\d\d:00\.000Z$/)
    await env.DB.prepare("UPDATE tokens SET used_at = '2020-01-01T00:00:00.000Z'").run()
    expect(await uses()).toEqual(['SELECT', 'UPDATE'])
    const plan = await env.DB.prepare('EXPLAIN QUERY PLAN SELECT id FROM tokens WHERE digest = ?1')
      .bind('a')
      .all()
    expect(JSON.stringify(plan.results)).toContain('PRIMARY KEY')
  })

  it('is nothing where the form shows that it is none', async () => {
    const { secret } = await createHolder('editor')
    const { door, of } = counting()
    const malformed = [
      secret.slice(0, -1),
      `${secret}A`,
      secret.replace('sitrep_', 'Sitrep_'),
      secret.slice('sitrep_'.length),
      `sitrep_${'A'.repeat(42)}B`,
      `sitrep_${'%'.repeat(43)}`,
      `sitrep_${'A'.repeat(42)}é`,
    ]
    for (const token of malformed) {
      expectProblem(
        await ask('/incidents.csv', { headers: { Authorization: `Bearer ${encodeURI(token)}` } }, door),
        'token-invalid',
      )
      expect(of()).toEqual([])
    }
    expectProblem(await ask('/incidents.csv', { token: `sitrep_${'A'.repeat(43)}` }, door), 'token-invalid')
    expect(of()).toHaveLength(1)
  })
})

describe('a contributor', () => {
  const own = async () => {
    const [mine, other] = [await createHolder('contributor'), await createHolder('contributor')]
    return { mine, other, draft: await submitRecord({ notes: 'Ask again.' }, { token: mine.secret }) }
  }
  const change = (etag: string) => ({
    method: 'PATCH',
    json: { title: 'Changed' },
    headers: { 'Content-Type': 'application/merge-patch+json', 'If-Match': etag },
  })

  it('reads and edits a record of their own until it is published, and sees it with its notes', async () => {
    const { mine, draft } = await own()
    const { path, etag } = draft
    expect((await mine.ask(`${path}.json`)).data()).toMatchObject({
      status: 'submitted',
      notes: 'Ask again.',
    })
    expect((await mine.ask(path, { headers: { Accept: 'text/html' } })).status).toBe(200)
    const edited = await mine.ask(path, change(etag))
    expect(edited.data().incident).toMatchObject({ revision: 2, title: 'Changed', notes: 'Ask again.' })
    await admin(`${path}/review`, { json: { decision: 'publish', reason: 'checked' } })
    const seen = await mine.ask(`${path}.json`)
    expect(seen.data()).toMatchObject({ status: 'published', revision: 3 })
    expect(seen.data()).not.toHaveProperty('notes')
    expectProblem(await mine.ask(path, change(seen.headers.get('ETag') ?? '')), 'forbidden')
  })

  it('edits what was rejected, and not what was retracted, which is gone as it is for all', async () => {
    const { mine, draft } = await own()
    const decide = (decision: string) =>
      admin(`${draft.path}/review`, { json: { decision, reason: 'so it is' } })
    const rejected = await decide('reject')
    expect((await mine.ask(draft.path, change(rejected.headers.get('ETag') ?? ''))).status).toBe(200)
    for (const decision of ['restore', 'publish']) expect((await decide(decision)).status).toBe(200)
    const retracted = await decide('retract')
    expectProblem(await mine.ask(`${draft.path}.json`), 'retracted')
    expectProblem(await mine.ask(draft.path, change(retracted.headers.get('ETag') ?? '')), 'retracted')
  })

  it('does not learn of a record of another that is not published, and edits none that is', async () => {
    const { other, draft } = await own()
    for (const path of [draft.path, `${draft.path}.json`, `${draft.path}.json?commit=3`])
      expectProblem(await other.ask(path), 'not-found')
    expectProblem(await other.ask(draft.path, change(draft.etag)), 'not-found')
    await admin(`${draft.path}/review`, { json: { decision: 'publish', reason: 'checked' } })
    const { headers } = await other.ask(`${draft.path}.json`)
    expectProblem(await other.ask(draft.path, change(headers.get('ETag') ?? '')), 'forbidden')
  })

  it('gets the first answer again, though the record was published since', async () => {
    const { mine, draft } = await own()
    const { headers, ...asked } = change(draft.etag)
    const keyed = { ...asked, headers: { ...headers, 'Idempotency-Key': 'k' } }
    const first = await mine.ask(draft.path, keyed)
    await admin(`${draft.path}/review`, { json: { decision: 'publish', reason: 'checked' } })
    const again = await mine.ask(draft.path, keyed)
    expect([again.status, again.text]).toEqual([200, first.text])
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
  })

  it('lists and exports what is published and, by status, what is their own; another sees none of it', async () => {
    const { mine, other, draft } = await own()
    const shown = await publishRecord({ title: 'for all' })
    await submitRecord({ title: 'of the public' })
    const ids = (answer: Answer) => answer.data().incidents.map((each: { id: string }) => each.id)
    const list = async (who: TokenHolder, query: string) =>
      ids(await who.ask(`/incidents.json?status=${query}`))
    expect(await list(mine, 'submitted')).toEqual([draft.incident.id])
    expect(await list(mine, 'submitted,rejected,published')).toEqual([draft.incident.id, shown.incident.id])
    expect(ids(await mine.ask('/incidents.json'))).toEqual([shown.incident.id])
    expect(await list(other, 'submitted')).toEqual([])
    for (const status of ['retracted', 'merged', 'submitted,retracted'])
      expectProblem(await mine.ask(`/incidents.csv?status=${status}`), 'forbidden')
    const csv = await mine.ask('/incidents.csv?status=submitted')
    expect(csv.headers.get('Sitrep-Rows')).toBe('1')
    expect((await mine.ask('/incidents.json?status=submitted')).text).not.toContain('Ask again.')
    const pinned = csv.headers.get('Content-Location') ?? ''
    await admin(`${draft.path}/review`, { json: { decision: 'publish', reason: 'checked' } })
    expect((await mine.ask(pinned)).text).toBe(csv.text)
    expect((await other.ask(pinned)).headers.get('Sitrep-Rows')).toBe('0')
  })

  it('has an ETag of their own for lists, and gets no answer of another for it', async () => {
    const { mine, other } = await own()
    const path = '/incidents.json?status=submitted'
    const etag = (await mine.ask(path)).headers.get('ETag') ?? ''
    const headers = { 'If-None-Match': etag }
    expect((await mine.ask(path, { headers })).status).toBe(304)
    for (const who of [other.ask, admin]) expect((await who(path, { headers })).status).toBe(200)
  })

  it('gets a record whole, though the public has it by the same ETag without its notes', async () => {
    const { path } = await publishRecord({ notes: 'Ask again.' })
    const headers = { 'If-None-Match': (await ask(`${path}.json`)).headers.get('ETag') ?? '' }
    expect((await ask(`${path}.json`, { headers })).status).toBe(304)
    expect((await admin(`${path}.json`, { headers })).data().notes).toBe('Ask again.')
  })

  it('imports anew what is their own and waits, and nothing that is published or of another', async () => {
    const { mine, other } = await own()
    const send = async (who: TokenHolder, summary: string) => {
      const body = `reference,event_type,date,country,source_urls,summary\r\na,battle,2022-01-05,SY,https://example.org/a,${summary}\r\n`
      const answer = await who.ask('/imports', { body, headers: { 'Content-Type': 'text/csv' } })
      const { created, updated, unchanged, errors } = answer.data()
      return [created, updated, unchanged, ...errors.map(({ rule }: { rule: string }) => rule)]
    }
    expect(await send(mine, 'one')).toEqual([1, 0, 0])
    expect(await send(mine, 'two')).toEqual([0, 1, 0])
    expect(await send(other, 'three')).toEqual([0, 0, 0, 'reference.taken'])
    const { incidents } = (await mine.ask('/incidents.json?status=submitted')).data()
    const { id } = incidents.find((each: { reference?: string }) => each.reference === 'a')
    await admin(`/incidents/${id}/review`, { json: { decision: 'publish', reason: 'checked' } })
    expect(await send(mine, 'two')).toEqual([0, 0, 1])
    expect(await send(mine, 'four')).toEqual([0, 0, 0, 'reference.taken'])
  })
})
