import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { upkeep } from '../../../../src/services/maintenance.ts'
import {
  type Answer,
  admin,
  ask,
  browser,
  expectProblem,
  patchRecord,
  publishRecord,
  reviewRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { controlsOf, submittedFields } from '../../page-forms.ts'

const why = 'The report says so on page 2.'

const suggest = (path: string, over: Readonly<Record<string, unknown>> = {}, who = ask): Promise<Answer> =>
  who(`${path}/suggestions`, { json: { reason: why, revision: 1, patch: { title: 'Corrected' }, ...over } })

const idOf = (answer: Answer): string => {
  expect([200, 201], answer.text).toContain(answer.status)
  return answer.data().suggestion.id
}

const decide = (id: string, json: unknown) => admin(`/suggestions/${id}/review`, { json })

const waiting = async (): Promise<string[]> =>
  (await admin('/queue.json')).data().waiting.map(({ id }: { id: string }) => id)

const kept = async (where = '1'): Promise<number> =>
  (await env.DB.prepare(`SELECT count(*) AS kept FROM suggestions WHERE ${where}`).first<number>('kept')) ?? 0

/** Puts suggestions into the table as if they had come over the years. */
const pileUp = async (howMany: number, values: Readonly<Record<string, string>>) => {
  const row = {
    row_key: 'i',
    id: "format('%036d', i)",
    incident: '(SELECT row_key FROM incidents ORDER BY row_key LIMIT 1)',
    revision: '1',
    actor: "'public'",
    at: "'2024-01-01T00:00:00.000Z'",
    reason: "'x'",
    patch: "'{}'",
    warnings: '0',
    status: "'waiting'",
    ...values,
  }
  await env.DB.prepare(
    `WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${howMany})
     INSERT INTO suggestions (${Object.keys(row)}) SELECT ${Object.values(row)} FROM numbers`,
  ).run()
}

describe('a suggested correction', () => {
  it('waits for an editor, and nothing of it is public', async () => {
    const { path, incident } = await publishRecord({ title: 'As published' })
    const before = await Promise.all(
      [`${path}.json`, path, `${path}/history.json`, '/incidents.csv'].map((each) => ask(each)),
    )
    const answer = await suggest(path, {
      patch: { title: 'Corrected', tags: null, location: { place: 'elsewhere' } },
    })
    expect(answer.status).toBe(201)
    expect(answer.data()).toEqual({
      suggestion: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        status: 'waiting',
        revision: 1,
        at: expect.any(String),
        patch: { title: 'Corrected', location: { place: 'elsewhere' } },
      },
    })
    const after = await Promise.all(
      [`${path}.json`, path, `${path}/history.json`, '/incidents.csv'].map((each) => ask(each)),
    )
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text))
    expect(await waiting()).toEqual([idOf(answer)])
    const page = (await admin(`/queue/${idOf(answer)}`, { headers: browser })).text
    for (const shown of [why, 'As published', 'Corrected', 'elsewhere', 'Location: Place'])
      expect(page).toContain(shown)
    expect((await admin(path, { headers: browser })).text).toContain(`/queue/${idOf(answer)}`)
    expect(incident.revision).toBe(1)
  })

  it('that is sent twice waits once', async () => {
    const { path } = await publishRecord()
    const first = await suggest(path)
    const again = await suggest(path, { reason: 'pressed twice' })
    expect([first.status, again.status, idOf(again)]).toEqual([201, 200, idOf(first)])
    expect(await kept()).toBe(1)
  })

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['no reason', { reason: undefined }, '/reason'],
    ['a blank reason', { reason: ' ' }, '/reason'],
    ['a reason that is too long', { reason: 'x'.repeat(2001) }, '/reason'],
    ['no revision', { revision: undefined }, '/revision'],
    ['no patch', { patch: undefined }, '/patch'],
    ['a list for a patch', { patch: ['title'] }, '/patch'],
    ['nothing that changes', { patch: { title: null } }, ''],
    ['notes for the editors', { patch: { notes: 'x' } }, '/notes'],
    ['a field more', { title: 'x' }, '/title'],
  ])('is refused where it is not whole: %s', async (_, over, pointer) => {
    const { path } = await publishRecord()
    const { errors = [] } = expectProblem(await suggest(path, over), 'invalid-request')
    if (pointer) expect(errors.map((each) => each.pointer)).toEqual([pointer])
    expect(await kept()).toBe(0)
  })

  it('keeps the rules as an edit does', async () => {
    const { path } = await publishRecord()
    const { errors = [] } = expectProblem(
      await suggest(path, { patch: { date: 'soon', status: 'retracted', titel: 'x', dataset: 'elsewhere' } }),
      'invalid-record',
    )
    expect(errors.map(({ rule }) => rule).sort()).toEqual([
      'dataset.unknown',
      'date.invalid',
      'field.server',
      'field.unknown',
    ])
    expect(await kept()).toBe(0)
  })

  it('is of a published record, in the revision that was seen', async () => {
    const draft = await submitRecord()
    expectProblem(await suggest(draft.path), 'not-found')
    expectProblem(await suggest(draft.path, {}, admin), 'invalid-transition')
    const { path, etag } = await publishRecord()
    await patchRecord(path, etag, { title: 'newer' })
    const stale = await suggest(path)
    expectProblem(stale, 'stale-revision')
    expect(stale.headers.get('ETag')).toContain('.2.')
    await reviewRecord(path, 'retract')
    expectProblem(await suggest(path, { revision: 3 }), 'retracted')
    for (const at of [draft.path, path])
      expect((await ask(`${at}/suggest`)).status).toBe(at === path ? 410 : 404)
    expect(await kept()).toBe(0)
  })

  it('is as large as the public may send, comes as often, and only where the public may', async () => {
    const { path } = await publishRecord()
    expectProblem(await suggest(path, { patch: { summary: 'x'.repeat(33_000) } }), 'too-large')
    const text = { body: '{}', headers: { 'Content-Type': 'text/plain' } }
    expectProblem(await ask(`${path}/suggestions`, text), 'unsupported-type')
    const json = { reason: why, revision: 1, patch: { title: 'x' } }
    const busy = withBindings({ PUBLIC_RATE: { limit: async () => ({ success: false }) } })
    expectProblem(await ask(`${path}/suggestions`, { json }, busy), 'rate-limited')
    const closed = withBindings({ PUBLIC_SUBMISSIONS: 'false' })
    expectProblem(await ask(`${path}/suggestions`, { json }, closed), 'token-needed')
    expect((await ask(`${path}/suggest`, { headers: browser }, closed)).text).toContain(
      'does not accept corrections',
    )
    expect((await admin(`${path}/suggestions`, { json }, closed)).status).toBe(201)
  })
})

describe('what can pile up', () => {
  it('is 20 for one record, whoever suggests', async () => {
    const { path } = await publishRecord()
    const ids: string[] = []
    for (let i = 0; i < 20; i++) ids.push(idOf(await suggest(path, { patch: { title: `Title ${i}` } })))
    for (const who of [ask, admin])
      expectProblem(await suggest(path, { patch: { title: 'One more' } }, who), 'suggestions-full')
    expect((await suggest(path, { patch: { title: 'Title 3' } })).status).toBe(200)
    expect((await suggest((await publishRecord()).path)).status).toBe(201)
    await decide(ids[4] ?? '', { decision: 'decline', reason: 'no' })
    expect((await suggest(path, { patch: { title: 'One more' } })).status).toBe(201)
  })

  it('is 1,000 by the public in all; those with a token still may', async () => {
    for (let i = 0; i < 50; i++) await publishRecord()
    const { path } = await publishRecord()
    const numbered = 'SELECT row_key, row_number() OVER (ORDER BY row_key) - 1 AS nth FROM incidents'
    const spread = `(SELECT row_key FROM (${numbered}) WHERE nth = (i - 1) / 20)`
    await pileUp(1000, { incident: spread })
    const full = await suggest(path)
    expectProblem(full, 'suggestions-full')
    expect(full.headers.get('Retry-After')).toBe('86400')
    expect((await suggest(path, {}, admin)).status).toBe(201)
  })

  it('is 20 from one network in a day, and no address is kept', async () => {
    const from = (address: string, path: string, title = 'Corrected') =>
      ask(`${path}/suggestions`, {
        json: { reason: why, revision: 1, patch: { title } },
        headers: { 'CF-Connecting-IP': address },
      })
    const paths: string[] = []
    for (let i = 0; i < 21; i++) paths.push((await publishRecord()).path)
    const [last = ''] = paths
    for (const [i, path] of paths.slice(1).entries())
      expect((await from(`2001:db8:7:${i}::9`, path)).status).toBe(201)
    await decide((await waiting())[0] ?? '', { decision: 'decline', reason: 'no' })
    expectProblem(await from('2001:db8:7:ffff::9', last), 'suggestions-full')
    expect((await from('2001:db8:8::9', last)).status).toBe(201)
    expect((await suggest(last, { patch: { title: 'By the editor' } }, admin)).status).toBe(201)
    const { results } = await env.DB.prepare('SELECT * FROM suggestions').all()
    expect(JSON.stringify(results)).not.toMatch(/2001:db8/)
    expect(new Set(results.map(({ sender }) => sender)).size).toBe(3)
    const tomorrow = Date.now() + 86_400_000
    vi.spyOn(Date, 'now').mockReturnValue(tomorrow)
    expect((await from('2001:db8:7::9', last, 'The next day')).status).toBe(201)
    await upkeep(env.DB, env.FILES, tomorrow)
    const { results: kept } = await env.DB.prepare(
      'SELECT sender FROM suggestions WHERE sender IS NOT NULL',
    ).all()
    expect(kept).toHaveLength(1)
  })

  it('is thrown away 30 days after it was declined, a hundred at a time', async () => {
    const { path } = await publishRecord()
    const day = 86_400_000
    const ago = (days: number) => `'${new Date(Date.now() - days * day).toISOString()}'`
    await env.DB.exec('DROP TRIGGER suggestions_insert')
    const old = { status: "'declined'", decided_at: `iif(i <= 130, ${ago(31)}, ${ago(29)})` }
    await pileUp(150, old)
    expect((await suggest(path)).status).toBe(201)
    expect([await kept("status = 'declined'"), await kept('row_key <= 130')]).toEqual([50, 30])
    expect((await suggest(path, { patch: { title: 'Another' } })).status).toBe(201)
    expect([await kept("status = 'declined'"), await kept("status = 'waiting'")]).toEqual([20, 2])
  })
})

describe('the decision on a correction', () => {
  it('that accepts it is an edit by the editor, with the reason of its author', async () => {
    const { path } = await publishRecord({ title: 'As published', notes: 'ours' })
    const id = idOf(await suggest(path, { patch: { title: 'Corrected', weapons: [{ type: 'rocket' }] } }))
    const answer = await decide(id, { decision: 'accept', revision: 1 })
    expect([answer.status, answer.headers.get('ETag')]).toEqual([200, expect.stringContaining('.2.')])
    expect((await admin(`${path}.json`)).data()).toMatchObject({
      title: 'Corrected',
      weapons: [{ type: 'rocket' }],
      notes: 'ours',
      revision: 2,
    })
    const { versions } = (await admin(`${path}/history.json`)).data()
    expect(versions[1]).toMatchObject({
      kind: 'update',
      actor: 'admin',
      reason: why,
      changed: ['/weapons', '/title'],
    })
    expect(await waiting()).toEqual([])
    expect(await kept("status = 'accepted' AND decided_by = 'admin' AND decided_at IS NOT NULL")).toBe(1)
    expect((await admin(`/queue/${id}`, { headers: browser })).text).toContain('Accepted')
  })

  it('that accepts it may give a reason of its own', async () => {
    const { path } = await publishRecord()
    await decide(idOf(await suggest(path)), { decision: 'accept', reason: 'checked by telephone' })
    expect((await ask(`${path}/history.json`)).text).toContain('checked by telephone')
    expect((await ask(`${path}/history.json`)).text).not.toContain(why)
  })

  it('that declines it needs a reason, and leaves the record as it is', async () => {
    const { path, incident } = await publishRecord()
    const id = idOf(await suggest(path))
    expectProblem(await decide(id, { decision: 'decline' }), 'invalid-request')
    expect((await decide(id, { decision: 'decline', reason: 'the report is older' })).status).toBe(200)
    expect((await ask(`${path}.json`)).data()).toEqual(incident)
    expect(await waiting()).toEqual([])
    expect((await admin(`/queue/${id}`, { headers: browser })).text).toContain('the report is older')
  })

  it('comes once', async () => {
    const { path } = await publishRecord()
    const id = idOf(await suggest(path))
    await decide(id, { decision: 'decline', reason: 'no' })
    for (const decision of ['accept', 'decline'])
      expectProblem(await decide(id, { decision, reason: 'x' }), 'invalid-transition')
    const other = idOf(await suggest(path, { patch: { title: 'Other' } }))
    const all = await Promise.all([
      decide(other, { decision: 'accept' }),
      decide(other, { decision: 'decline', reason: 'x' }),
      decide(other, { decision: 'accept' }),
    ])
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status } of all) expect([200, 409, 412]).toContain(status)
  })

  it('is made against the record as it stands: what changed since is kept, and shown where both touch it', async () => {
    const { path, etag } = await publishRecord({ title: 'one', summary: 'first' })
    const id = idOf(await suggest(path, { patch: { title: 'two', outcome: 'hit' } }))
    await patchRecord(path, etag, { summary: 'second' })
    const page = async () => (await admin(`/queue/${id}`, { headers: browser })).text
    expect(await page()).not.toContain('has changed since')
    const { headers } = await admin(`${path}.json`)
    await patchRecord(path, headers.get('ETag') ?? '', { title: 'another' })
    expect(await page()).toContain('has changed since')
    expectProblem(await decide(id, { decision: 'accept', revision: 1 }), 'stale-revision')
    expect((await decide(id, { decision: 'accept', revision: 3 })).status).toBe(200)
    expect((await ask(`${path}.json`)).data()).toMatchObject({
      title: 'two',
      outcome: 'hit',
      summary: 'second',
      revision: 4,
    })
  })

  it('is refused where the record would break a rule by now, and the correction waits on', async () => {
    const { path, etag } = await publishRecord({ sources: [{ key: 'a', publisher: 'A' }] })
    const id = idOf(await suggest(path, { patch: { weapons: [{ type: 'rocket', source: 'a' }] } }))
    await patchRecord(path, etag, { sources: [{ key: 'b', publisher: 'B' }] })
    expectProblem(await decide(id, { decision: 'accept' }), 'invalid-record')
    expect(await waiting()).toEqual([id])
  })

  it('that accepts what stands there already makes no revision', async () => {
    const { path, etag } = await publishRecord()
    const id = idOf(await suggest(path))
    await patchRecord(path, etag, { title: 'Corrected' })
    const answer = await decide(id, { decision: 'accept' })
    expect(answer.data().incident.revision).toBe(2)
    expect(await waiting()).toEqual([])
  })

  it('is for editors, and of a correction that is there', async () => {
    const { path } = await publishRecord()
    const id = idOf(await suggest(path))
    const json = { decision: 'accept' }
    expectProblem(await ask(`/suggestions/${id}/review`, { json }), 'token-needed')
    const made = await admin('/tokens', { json: { name: 'a', role: 'contributor' } })
    expectProblem(await ask(`/suggestions/${id}/review`, { json, token: made.data().token }), 'forbidden')
    for (const other of ['x', path.slice(-36), `${id.slice(0, -4)}0000`])
      expectProblem(await decide(other, json), 'not-found')
    for (const wrong of [
      {},
      { decision: 'bless' },
      { decision: 'accept', reason: '' },
      { ...json, note: 'x' },
    ])
      expectProblem(await decide(id, wrong), 'invalid-request')
    expect(await waiting()).toEqual([id])
  })

  it('by its form leads to the next of the queue, and says in the form what was wrong', async () => {
    const { path, etag } = await publishRecord()
    const id = idOf(await suggest(path))
    const form = { decision: 'decline', reason: ' ', revision: '1', _queue: 'country=IQ' }
    const send = (over: Readonly<Record<string, string>>) =>
      admin(`/suggestions/${id}/review`, { form: { ...form, ...over }, headers: browser })
    const refused = await send({})
    expect([refused.status, refused.text.includes('Please give a reason.')]).toEqual([422, true])
    await patchRecord(path, etag, { summary: 'newer' })
    const stale = await send({ decision: 'accept', reason: 'mine' })
    expect([stale.status, stale.text.includes('The record is now at revision 2.')]).toEqual([412, true])
    expect(controlsOf(stale.text).find(({ name }) => name === 'reason')?.value).toBe('mine')
    const done = await send({ decision: 'accept', reason: 'mine', revision: '2' })
    expect([done.status, done.headers.get('Location')]).toEqual([303, `/queue?country=IQ&done=${id}`])
    const queue = await admin(`/queue?country=IQ&done=${id}`, { headers: browser })
    expect(queue.text).toMatch(/role="status".*Correction accepted/s)
    const after = await admin(`/queue/${id}?country=IQ`, { headers: browser })
    expect([after.status, after.text.includes('Accepted')]).toEqual([200, true])
  })
})

describe('declining many at once', () => {
  const decline = (json: unknown) => admin('/suggestions/decline', { json })

  it('declines those that wait, and says which did not', async () => {
    const { path } = await publishRecord()
    const ids: string[] = []
    for (let i = 0; i < 4; i++) ids.push(idOf(await suggest(path, { patch: { title: `Title ${i}` } })))
    const [accepted = '', ...others] = ids
    await decide(accepted, { decision: 'accept' })
    const unknown = `${accepted.slice(0, -4)}0000`
    const answer = await decline({ suggestions: [...ids, unknown, 'x'], reason: 'advertising' })
    expect([answer.status, answer.data()]).toEqual([
      200,
      { declined: others, not_waiting: [accepted, unknown, 'x'] },
    ])
    expect([await waiting(), await kept("status = 'declined'")]).toEqual([[], 3])
    expect(await kept("decision_reason = 'advertising' AND decided_by = 'admin'")).toBe(3)
  })

  it('declines a thousand, and no more', async () => {
    for (let i = 0; i < 50; i++) await publishRecord()
    const numbered = 'SELECT row_key, row_number() OVER (ORDER BY row_key) - 1 AS nth FROM incidents'
    const made = "format('016f5e66-e800-7%03x-8000-000000000000', i - 1)"
    await pileUp(1000, {
      row_key: 'i - 1',
      id: made,
      incident: `(SELECT row_key FROM (${numbered}) WHERE nth = (i - 1) / 20)`,
    })
    const { results } = await env.DB.prepare('SELECT id FROM suggestions').all<{ id: string }>()
    const ids = results.map(({ id }) => id)
    expectProblem(await decline({ suggestions: [...ids, 'x'], reason: 'x' }), 'invalid-request')
    expect((await decline({ suggestions: ids, reason: 'x' })).data().declined).toHaveLength(1000)
    expect((await suggest((await publishRecord()).path)).status).toBe(201)
  })

  it('needs a reason and something to decline', async () => {
    const id = idOf(await suggest((await publishRecord()).path))
    for (const wrong of [{ suggestions: [id] }, { suggestions: [], reason: 'x' }, { reason: 'x' }])
      expectProblem(await decline(wrong), 'invalid-request')
    expect(await waiting()).toEqual([id])
  })

  it('is done on the page of the queue by what is chosen there, and leads back to it', async () => {
    const { path } = await publishRecord()
    await submitRecord()
    const ids: string[] = []
    for (const title of ['one', 'two', 'three']) ids.push(idOf(await suggest(path, { patch: { title } })))
    const page = (await admin('/queue?country=IQ', { headers: browser })).text
    expect(page.match(/type="checkbox" name="[^"]+" value="decline"/g)).toHaveLength(3)
    const form = {
      [ids[0] ?? '']: 'decline',
      [ids[2] ?? '']: 'decline',
      reason: 'spam',
      _queue: 'country=IQ',
    }
    const done = await admin('/suggestions/decline', { form, headers: browser })
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/queue?country=IQ'])
    expect((await waiting()).filter((each) => ids.includes(each))).toEqual([ids[1]])
  })

  it('is not offered where no correction waits', async () => {
    await submitRecord()
    const page = (await admin('/queue', { headers: browser })).text
    expect([page.includes('value="decline"'), page.includes('/suggestions/decline')]).toEqual([false, false])
  })
})

describe('the form of a correction', () => {
  const page = async (path: string) => (await ask(`${path}/suggest`, { headers: browser })).text
  const send = (path: string, form: Readonly<Record<string, string>>) =>
    ask(`${path}/suggestions`, { form, headers: browser })

  it('holds the record as it is published, and sends what was changed', async () => {
    const over = {
      title: 'عين "x" & <b>',
      notes: 'for editors only',
      tags: ['a', 'b'],
      weapons: [{ type: 'rocket', fired: 2 }],
      external: { scheme: 'acled', id: 'x1', fields: { iso: 368 } },
    }
    const { path } = await publishRecord(over)
    const text = await page(path)
    expect(text).not.toContain('for editors only')
    const answer = await send(
      path,
      submittedFields(text, { 'weapons.0.fired': '3', tags: 'a', _reason: why }),
    )
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${path}/suggest?sent=true`])
    expect((await ask(`${path}/suggest?sent=true`, { headers: browser })).text).toContain('Thank you')
    const stored = await env.DB.prepare('SELECT patch, reason, actor FROM suggestions').first()
    expect(stored).toEqual({
      patch: JSON.stringify({ weapons: [{ type: 'rocket', fired: 3 }], tags: ['a'] }),
      reason: why,
      actor: 'public',
    })
  })

  it('comes back with everything typed and what is wrong', async () => {
    const { path, etag } = await publishRecord()
    const form = submittedFields(await page(path), {
      date: 'yesterday-ish',
      title: '<b>kept</b>',
      _reason: why,
    })
    const wrong = await send(path, form)
    expect(wrong.status).toBe(422)
    const shown = controlsOf(wrong.text)
    const fieldNamed = (name: string) => shown.find((each) => each.name === name)?.value
    expect([fieldNamed('title'), fieldNamed('_reason'), fieldNamed('_seen')]).toEqual([
      '<b>kept</b>',
      why,
      etag,
    ])
    expect(shown.find(({ name }) => name === 'date')?.faults).toMatch(/\w/)

    const silent = await send(path, { ...form, date: '2022-01-06', _reason: ' ' })
    expect(silent.status).toBe(422)
    expect(controlsOf(silent.text).find(({ name }) => name === '_reason')?.faults).toContain(
      'Please give a reason',
    )
    const idle = await send(path, submittedFields(await page(path), { _reason: why }))
    expect([idle.status, idle.text.includes('changes nothing')]).toEqual([422, true])
    await patchRecord(path, etag, { title: 'newer' })
    const stale = await send(path, { ...form, date: '2022-01-06' })
    expect([stale.status, controlsOf(stale.text).find(({ name }) => name === '_seen')?.value]).toEqual([
      412,
      etag,
    ])
    expect(await kept()).toBe(0)
  })

  it('gets one entry more without sending anything', async () => {
    const { path } = await publishRecord()
    const form = submittedFields(await page(path), { title: 'typed', _reason: why, _more: 'sources' })
    const more = await ask(`${path}/suggest`, { form, headers: browser })
    expect(submittedFields(more.text)).toMatchObject({ title: 'typed', _reason: why, 'sources.1.url': '' })
    expectProblem(await ask(`${path}/suggest`, { json: {} }), 'unsupported-type')
    expect(await kept()).toBe(0)
  })
})
