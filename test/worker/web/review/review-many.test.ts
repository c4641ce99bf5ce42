/** Deciding on many reports at once. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  browser,
  createHolder,
  expectProblem,
  newestCommit,
  patchedDatabase,
  patchRecord,
  publishRecord,
  reviewRecord,
  type SubmittedRecord,
  submitRecord,
  type TokenHolder,
  withBindings,
} from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { controlsOf, submittedFields } from '../../page-forms.ts'
import { dump } from '../../support.ts'

const seen = ({ incident: { id, revision } }: SubmittedRecord) => ({ id, revision })
const decide = (reports: unknown, over = {}, who = admin) =>
  who('/reports/review', { json: { decision: 'reject', reports, reason: 'spam', ...over } })
const statusOf = async ({ path }: SubmittedRecord) => (await admin(`${path}.json`)).data().status
const submitSome = async (count: number, over = {}) => {
  const all: SubmittedRecord[] = []
  for (let i = 0; i < count; i++) all.push(await submitRecord(over))
  return all
}

describe('deciding on many reports', () => {
  it('takes one commit with one reason, whoever filed them', async () => {
    const signed = await submitRecord({}, { token: (await createHolder('contributor')).secret })
    const all = [...(await submitSome(3)), signed]
    const before = await newestCommit()
    const answer = await decide(all.map(seen))
    expect([answer.status, answer.data()]).toEqual([
      200,
      { commit: before + 1, reviewed: all.map(({ incident }) => incident.id), not_reviewed: [] },
    ])
    expect(await newestCommit()).toBe(before + 1)
    for (const each of all) {
      expect(await statusOf(each)).toBe('rejected')
      const { versions } = (await admin(`${each.path}/history.json`)).data()
      expect(versions[1]).toMatchObject({ kind: 'reject', reason: 'spam', commit: before + 1, revision: 2 })
    }
    expect((await admin('/queue.json')).data().waiting).toEqual([])
  })

  it('leaves those that were edited, reviewed or never there, and tells their state', async () => {
    const [stale, rejected, good] = (await submitSome(3)) as [
      SubmittedRecord,
      SubmittedRecord,
      SubmittedRecord,
    ]
    const published = await publishRecord()
    await patchRecord(stale.path, stale.etag, { title: 'Edited' })
    await reviewRecord(rejected.path, 'reject')
    const unknown = good.incident.id.replace(/....$/, '0000')
    const answer = await decide([
      ...[stale, rejected, good, published].map(seen),
      { id: unknown, revision: 1 },
      { id: 'x', revision: 1 },
    ])
    expect(answer.data()).toEqual({
      commit: expect.any(Number),
      reviewed: [good.incident.id],
      not_reviewed: [
        { id: stale.incident.id, status: 'submitted', revision: 2, cause: 'stale' },
        { id: rejected.incident.id, status: 'rejected', revision: 2, cause: 'stale' },
        { id: published.incident.id, status: 'published', revision: 1, cause: 'status' },
        { id: unknown, status: null, revision: null, cause: 'missing' },
        { id: 'x', status: null, revision: null, cause: 'missing' },
      ],
    })
    expect([await statusOf(stale), await statusOf(published)]).toEqual(['submitted', 'published'])
  })

  it('leaves one that is edited in the same moment, and rejects the others', async () => {
    const [first, second] = (await submitSome(2)) as [SubmittedRecord, SubmittedRecord]
    let isFirst = true
    const batch = async (statements: D1PreparedStatement[]) => {
      if (isFirst) {
        isFirst = false
        await patchRecord(first.path, first.etag, { title: 'Edited' })
      }
      return env.DB.batch(statements)
    }
    const db = patchedDatabase({ batch: batch as D1Database['batch'] })
    const json = { decision: 'reject', reports: [first, second].map(seen), reason: 'spam' }
    const answer = await admin('/reports/review', { json }, withBindings({ DB: db }))
    expect(answer.status, answer.text).toBe(200)
    expect([isFirst, answer.data().reviewed]).toEqual([false, [second.incident.id]])
    expect(answer.data().not_reviewed).toEqual([
      { id: first.incident.id, status: 'submitted', revision: 2, cause: 'stale' },
    ])
  })

  it('writes nothing if nothing is left, if there is no reason, or if there are more than 100', async () => {
    const report = await submitRecord()
    const reports = [seen(report)]
    const before = await dump()
    expect((await decide([{ ...seen(report), revision: 2 }])).data().reviewed).toEqual([])
    for (const [wrong, over] of [
      [reports, { reason: ' ' }],
      [reports, { reason: undefined }],
      [reports, { decision: 'retract' }],
      [reports, { dry_run: 'yes' }],
      [[], {}],
      [Array.from({ length: 101 }, () => seen(report)), {}],
      [[report.incident.id], {}],
      [[{ id: report.incident.id }], {}],
      [undefined, {}],
    ] as const)
      expectProblem(await decide(wrong, over), 'invalid-request')
    expectProblem(await decide(reports, {}, ask), 'token-needed')
    expect(await dump()).toEqual(before)
  })

  it('names the entry that is wrong by a JSON Pointer', async () => {
    const [one] = (await submitSome(1)) as [SubmittedRecord]
    for (const [wrong, pointer, received] of [
      [{ id: one.incident.id }, '/reports/1/revision', undefined],
      [{ id: one.incident.id, revision: 'x' }, '/reports/1/revision', 'x'],
      [7, '/reports/1', 7],
    ] as const) {
      const { errors } = expectProblem(await decide([seen(one), wrong]), 'invalid-request')
      expect(errors).toMatchObject([{ pointer, ...(received === undefined ? {} : { received }) }])
    }
  })

  it('takes a batch of two statements for each, and one trip for all', async () => {
    const all = await submitSome(5)
    const { db, log } = measureDatabase(env.DB)
    const json = { decision: 'reject', reports: all.map(seen), reason: 'spam' }
    await admin('/reports/review', { json }, withBindings({ DB: db }))
    const written = log.filter(({ rowsWritten }) => rowsWritten > 0)
    expect(written).toHaveLength(1 + 2 * all.length)
  })
})

describe('publishing many reports', () => {
  const publish = (reports: unknown, over = {}) => decide(reports, { decision: 'publish', ...over })
  const countPublished = async () =>
    (await admin('/datasets.json')).data().datasets.find(({ slug }: { slug: string }) => slug === 'reports')
      ?.published

  it('makes them public in one commit, which a rehearsal foretells and does not write', async () => {
    const all = await submitSome(3, { dataset: 'reports' })
    const [before, store] = [await newestCommit(), await dump()]
    const ids = all.map(({ incident }) => incident.id)
    const rehearsed = await publish(all.map(seen), { dry_run: true })
    expect(rehearsed.data()).toEqual({ commit: null, reviewed: ids, not_reviewed: [] })
    expect(await dump()).toEqual(store)
    expect((await publish(all.map(seen))).data()).toEqual({
      commit: before + 1,
      reviewed: ids,
      not_reviewed: [],
    })
    for (const each of all) expect((await ask(`${each.path}.json`)).data().status).toBe('published')
    expect(await countPublished()).toBe(3)
    const { changes } = (await ask(`/changes.json?since=${before}`)).data()
    expect(changes.map(({ kind, id }: { kind: string; id: string }) => [kind, id])).toEqual(
      ids.toSorted().map((id) => ['publish', id]),
    )
  })

  it('leaves what its dataset, its reference or a rule forbids, and says which', async () => {
    await admin('/datasets/secret', { method: 'PUT', json: { publishable: false } })
    const asContributor = { token: (await createHolder('contributor')).secret }
    const unpublishable = await submitRecord({ dataset: 'secret' }, asContributor)
    const taken = await submitRecord({ dataset: 'reports', reference: 'taken' })
    await publishRecord({ dataset: 'reports', reference: 'taken' })
    const [first, second] = (await submitSome(2, { dataset: 'reports', reference: 'twice' })) as [
      SubmittedRecord,
      SubmittedRecord,
    ]
    const broken = await submitRecord({ dataset: 'reports' })
    const wrong = `replace(public_json, '2022-01-05', '2999-01-05')`
    await env.DB.batch([
      env.DB.prepare('DROP TRIGGER incident_body_next_revision'),
      env.DB.prepare(`UPDATE incident_body SET public_json = ${wrong}
        WHERE row_key = (SELECT row_key FROM incidents WHERE id = ?1)`).bind(broken.incident.id),
    ])
    const answer = await publish([unpublishable, taken, first, second, broken].map(seen))
    expect(answer.data()).toMatchObject({
      reviewed: [first.incident.id],
      not_reviewed: [
        { id: unpublishable.incident.id, cause: 'dataset' },
        { id: taken.incident.id, cause: 'reference' },
        { id: second.incident.id, cause: 'reference' },
        { id: broken.incident.id, cause: 'rules', errors: [{ rule: 'date.future', detail: /./ }] },
      ].map(({ errors, ...each }) => ({
        ...each,
        status: 'submitted',
        revision: 1,
        ...(errors ? { errors: [expect.objectContaining({ pointer: '/date', rule: 'date.future' })] } : {}),
      })),
    })
  })

  it('leaves a withheld place to a second editor, after another one has approved it', async () => {
    const guarded = await submitRecord({
      location: { country: 'IQ', place: 'Hit', withheld: 'place' },
    })
    const publish = (who: TokenHolder, over = {}) =>
      who.ask(
        '/reports/review',
        { json: { decision: 'publish', reason: 'checked', reports: [seen(guarded)], ...over } },
        door,
      )
    const [first, second] = [await createHolder('editor'), await createHolder('editor')]
    const door = withBindings({ SECOND_REVIEW: 'withheld' })
    const kept = { id: guarded.incident.id, status: 'submitted', revision: 1, cause: 'second_editor' }
    for (const over of [{ dry_run: true }, {}])
      expect((await publish(first, over)).data()).toEqual({
        commit: null,
        reviewed: [],
        not_reviewed: [kept],
      })
    const approval = { json: { decision: 'publish', reason: 'checked' } }
    await first.ask(`${guarded.path}/review`, approval, door)
    expect((await publish(first)).data().not_reviewed).toEqual([kept])
    expect(await statusOf(guarded)).toBe('submitted')
    expect((await publish(second)).data().reviewed).toEqual([guarded.incident.id])
    expect(await statusOf(guarded)).toBe('published')
  })

  it('is taken back for rejected reports only', async () => {
    const all = await submitSome(2)
    await decide(all.map(seen))
    const published = await publishRecord()
    const again = [...all, published].map(({ incident: { id } }) => ({
      id,
      revision: id === published.incident.id ? 1 : 2,
    }))
    const answer = await decide(again, { decision: 'restore' })
    expect(answer.data().not_reviewed).toEqual([
      { id: published.incident.id, status: 'published', revision: 1, cause: 'status' },
    ])
    for (const each of all) expect(await statusOf(each)).toBe('submitted')
  })
})

describe('on the page of the queue', () => {
  const open = async (query = '') => (await admin(`/queue${query}`, { headers: browser })).text
  const send = (form: Record<string, string>) =>
    admin('/reports/review', { form: { decision: 'reject', reason: 'spam', ...form }, headers: browser })
  const rehearse = (form: Record<string, string>) => send({ _rehearse: 'true', ...form })
  const boxes = (page: string) =>
    [...page.matchAll(/<input type="checkbox" name="([^"_]+)" value="([^"]+)"/g)].map(([, name, value]) => [
      name,
      value,
    ])

  it('a box selects each report in the revision that the page shows, and a rehearsal says what becomes of it', async () => {
    const [one, other] = (await submitSome(2)) as [SubmittedRecord, SubmittedRecord]
    await patchRecord(one.path, one.etag, { title: 'Edited' })
    expect(boxes(await open())).toEqual(
      [
        [one.incident.id, '2'],
        [other.incident.id, '1'],
      ].sort(),
    )
    const rehearsed = await rehearse({ [one.incident.id]: '2', _queue: 'country=IQ' })
    expect(rehearsed.status, rehearsed.text).toBe(200)
    expect(boxes(rehearsed.text)).toEqual([[one.incident.id, '2']])
    expect(await statusOf(one)).toBe('submitted')
    const hidden = submittedFields(rehearsed.text.slice(rehearsed.text.indexOf('action="/reports/review"')))
    expect(hidden).toMatchObject({ decision: 'reject', _queue: 'country=IQ', reason: 'spam' })
    const done = await send({ [one.incident.id]: '2', _queue: 'country=IQ' })
    const commit = await newestCommit()
    expect([done.status, done.headers.get('Location')]).toEqual([303, `/queue?country=IQ&done=${commit}`])
    expect([await statusOf(one), await statusOf(other)]).toEqual(['rejected', 'submitted'])
    const after = await open(`?country=IQ&done=${commit}`)
    expect(after).toMatch(/role="status".*Rejected.*Edited/s)
  })

  it('a rehearsal takes all that match the filters, in the revisions of that moment', async () => {
    const [shown, hidden] = [await submitRecord(), await submitRecord({ location: { country: 'SY' } })]
    const rehearsed = await rehearse({ _all: 'true', _queue: 'country=IQ' })
    expect([rehearsed.status, rehearsed.text.includes('Reject reports')]).toEqual([200, true])
    expect(boxes(rehearsed.text)).toEqual([[shown.incident.id, '1']])
    const corrections = await rehearse({ _all: 'true', _queue: 'kind=suggestion' })
    expect(corrections.text).toContain('Choose at least one report.')
    expect(await statusOf(hidden)).toBe('submitted')
  })

  it('says which reports stay as they are and why, and shows the queue', async () => {
    const [stale, good] = (await submitSome(2)) as [SubmittedRecord, SubmittedRecord]
    await patchRecord(stale.path, stale.etag, { title: '<b>Edited</b> meanwhile' })
    const form = { [stale.incident.id]: '1', [good.incident.id]: '1' }
    const rehearsed = await rehearse(form)
    expect(boxes(rehearsed.text)).toEqual([[good.incident.id, '1']])
    const done = await send(form)
    expect([done.status, await statusOf(good), await statusOf(stale)]).toEqual([200, 'rejected', 'submitted'])
    for (const { text } of [rehearsed, done]) {
      expect(text).toContain('1 report stays as it is')
      expect(text).toContain('Somebody has changed it since you saw it.')
      expect(text).toContain('&lt;b&gt;Edited&lt;/b&gt; meanwhile')
      expect(text).not.toContain('<b>Edited')
    }
  })

  it('keeps what was selected and typed if something is missing', async () => {
    const [one] = (await submitSome(1)) as [SubmittedRecord]
    const refused = await send({ [one.incident.id]: '1', reason: '' })
    expect([refused.status, await statusOf(one)]).toEqual([422, 'submitted'])
    expect(refused.text).toMatch(new RegExp(`name="${one.incident.id}" value="1" checked`))
    expect(refused.text).toContain('Please give a reason.')
    const nothing = await rehearse({ reason: 'typed', _stock: 'The sources support it.' })
    expect(nothing.status).toBe(422)
    expect(controlsOf(nothing.text).find(({ name }) => name === 'reason')?.value).toBe('typed')
    expect(nothing.text).toMatch(/<option value="The sources support it\." selected/)
    expect(nothing.text).toContain('Choose at least one report.')
  })

  it('takes a usual reason, with what was typed behind it', async () => {
    const [one, other] = (await submitSome(2)) as [SubmittedRecord, SubmittedRecord]
    await send({ [one.incident.id]: '1', _stock: 'No source supports it.', reason: '' })
    await send({ [other.incident.id]: '1', _stock: 'No source supports it.', reason: ' I asked. ' })
    const reasonOf = async ({ path }: SubmittedRecord) =>
      (await admin(`${path}/history.json`)).data().versions[1].reason
    expect([await reasonOf(one), await reasonOf(other)]).toEqual([
      'No source supports it.',
      'No source supports it. I asked.',
    ])
  })

  it('is refused to a page without the proof of the session', async () => {
    const [one] = (await submitSome(1)) as [SubmittedRecord]
    const { secret } = await createHolder('editor')
    const headers = { ...browser, Cookie: `sitrep_token=${secret}` }
    const form = { [one.incident.id]: '1', decision: 'reject', reason: 'spam' }
    const send = async (more: Record<string, string>) =>
      (await ask('/reports/review', { form: { ...form, ...more }, headers })).type
    await send({})
    expect(await statusOf(one)).toBe('submitted')
    const { _csrf = '' } = submittedFields((await ask('/queue', { headers })).text)
    await send({ _csrf })
    expect(await statusOf(one)).toBe('rejected')
  })
})
