/** Editing many records by a filter and a patch. */
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
  type RequestOptions,
  reviewRecord,
  type SubmittedRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { controlsOf } from '../../page-forms.ts'
import { dump } from '../../support.ts'

const act = { filter: 'series=bulk', patch: { outcome: 'hit' }, reason: 'all were checked' }
const send = (over: object = {}, who: typeof ask = admin) =>
  who('/incidents/bulk', { json: { ...act, ...over } })
const rehearse = async (over: object = {}) => (await send({ ...over, dry_run: true })).data()
const read = async ({ path }: SubmittedRecord) => (await admin(`${path}.json`)).data()
const publishSome = async (count: number, over = {}): Promise<SubmittedRecord[]> => {
  const all: SubmittedRecord[] = []
  for (let i = 0; i < count; i++) all.push(await publishRecord({ series: 'bulk', ...over }))
  return all
}

const countStaged = async (): Promise<number> =>
  (await env.DB.prepare('SELECT count(*) AS n FROM import_chunks').first<number>('n')) ?? 0

describe('a bulk edit', () => {
  it('is rehearsed, confirmed, and made in one commit with one reason', async () => {
    const all = await publishSome(3)
    const same = await publishRecord({ series: 'bulk', outcome: 'hit' })
    await publishRecord()
    const before = await dump()
    const commit = await newestCommit()
    const dry = await rehearse()
    expect(dry).toMatchObject({
      ...{ rehearsed: commit, matched: 4, changed: 3, unchanged: 1, rejected: 0, stale: 0 },
      ...{ commit: null, errors: [], left: [] },
    })
    expect(dry.examples[0]).toEqual({
      id: all[0]?.incident.id,
      changes: [{ pointer: '/outcome', after: 'hit' }],
    })
    expect(await dump()).toEqual(before)
    const done = await send({ confirm: 4, rehearsed: dry.rehearsed })
    expect([done.status, done.data().commit, done.data().changed]).toEqual([200, commit + 1, 3])
    for (const each of all) {
      expect(await read(each)).toMatchObject({ outcome: 'hit', revision: 2, commit: commit + 1 })
      const { versions } = (await admin(`${each.path}/history.json`)).data()
      expect(versions[1]).toMatchObject({ kind: 'update', reason: 'all were checked' })
    }
    expect((await read(same)).revision).toBe(1)
    expect((await ask('/incidents.csv?outcome=hit')).headers.get('Sitrep-Rows')).toBe('4')
  })

  it('changes nothing a second time', async () => {
    await publishSome(2)
    await send({ confirm: 2 })
    const before = await dump()
    expect((await send({ confirm: 2 })).data()).toMatchObject({ changed: 0, unchanged: 2, commit: null })
    expect(await dump()).toEqual(before)
  })

  it('adds tags to those that records have, and removes some', async () => {
    const [one, other] = await Promise.all([
      publishRecord({ series: 'bulk', tags: ['a', 'b'] }),
      publishRecord({ series: 'bulk', tags: ['b'] }),
    ])
    await send({ patch: {}, tags: { add: ['c', 'b'], remove: ['a'] }, confirm: 2 })
    expect([(await read(one)).tags, (await read(other)).tags]).toEqual([
      ['b', 'c'],
      ['b', 'c'],
    ])
    await send({ patch: {}, tags: { remove: ['b', 'c'] }, confirm: 2 })
    expect((await read(one)).tags).toBeUndefined()
  })

  it('takes records of a status that the filter names, and none of another', async () => {
    const draft = await submitRecord({ series: 'bulk' })
    const [shown] = await publishSome(1)
    expect((await send({ filter: 'series=bulk&status=submitted', confirm: 1 })).data().changed).toBe(1)
    expect([(await read(draft)).outcome, (await read(shown as SubmittedRecord)).outcome]).toEqual([
      'hit',
      undefined,
    ])
    const refused = expectProblem(await send({ filter: 'status=merged', confirm: 0 }), 'invalid-request')
    expect(refused.errors?.[0]?.pointer).toBe('/filter')
  })

  it('keeps what is withheld', async () => {
    const place = { country: 'IQ', place: 'Ain al-Asad', latitude: 33.8, longitude: 42.4, withheld: 'place' }
    const hidden = await publishRecord({ series: 'bulk', location: place, notes: 'for editors' })
    await send({ patch: { location: { admin1: 'Anbar' } }, confirm: 1 })
    expect(await read(hidden)).toMatchObject({
      location: { ...place, admin1: 'Anbar' },
      notes: 'for editors',
    })
    const seen = (await ask(`${hidden.path}.json`)).data()
    expect([seen.location.place, seen.location.latitude, seen.notes]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('counts records that would break a rule, and writes the others with mode=valid only', async () => {
    const [good] = await publishSome(1)
    const bad = await publishRecord({ series: 'bulk', event_type: 'battle', event_subtype: 'armed_clash' })
    const over = { patch: { event_subtype: 'air_strike' } }
    const dry = await rehearse(over)
    expect(dry).toMatchObject({ matched: 2, changed: 1, rejected: 1 })
    expect(dry.errors).toMatchObject([{ id: bad.incident.id, pointer: '/event_subtype' }])
    expect(dry.errors[0].detail).toMatch(/\S/)
    const before = await dump()
    const all = (await send({ ...over, confirm: 2 })).data()
    expect([all.commit, all.changed, all.rejected]).toEqual([null, 0, 1])
    expect(await dump()).toEqual(before)
    const valid = (await send({ ...over, mode: 'valid', confirm: 2 })).data()
    expect([valid.changed, valid.rejected]).toEqual([1, 1])
    expect((await read(good as SubmittedRecord)).event_subtype).toBe('air_strike')
    expect((await read(bad)).revision).toBe(1)
  })

  it('leaves a record that was changed since its rehearsal, and tells it', async () => {
    const [stale, good] = (await publishSome(2)) as [SubmittedRecord, SubmittedRecord]
    const { rehearsed } = await rehearse()
    await patchRecord(stale.path, stale.etag, { title: 'Edited', series: 'other' })
    const done = (await send({ confirm: 2, rehearsed })).data()
    expect(done).toMatchObject({ matched: 2, changed: 1, stale: 1 })
    expect(done.left).toEqual([{ id: stale.incident.id, status: 'published', revision: 2 }])
    expect([(await read(stale)).outcome, (await read(good)).outcome]).toEqual([undefined, 'hit'])
  })

  it('leaves a record that is edited in the moment of the commit', async () => {
    const [first, second] = (await publishSome(2)) as [SubmittedRecord, SubmittedRecord]
    let isFirst = true
    const batch = async (statements: D1PreparedStatement[]) => {
      if (isFirst && (await countStaged()) > 0) {
        isFirst = false
        await patchRecord(first.path, first.etag, { title: 'Edited' })
      }
      return env.DB.batch(statements)
    }
    const db = patchedDatabase({ batch: batch as D1Database['batch'] })
    const asked = { json: { ...act, confirm: 2 } }
    const done = await admin('/incidents/bulk', asked, withBindings({ DB: db }))
    expect(done.status, done.text).toBe(200)
    expect([isFirst, done.data().changed, done.data().stale]).toEqual([false, 1, 1])
    expect([await read(first), await read(second)]).toMatchObject([
      { title: 'Edited', revision: 2 },
      { outcome: 'hit', revision: 2 },
    ])
    expect(await countStaged()).toBe(0)
    expect(await env.DB.prepare('SELECT count(*) FROM imports').first('count(*)')).toBe(0)
  })

  it.each([
    ['another number', { confirm: 2 }, '/confirm'],
    ['no number', {}, '/confirm'],
    ['no reason', { reason: ' ', confirm: 1 }, '/reason'],
    ['a dataset', { patch: { dataset: 'other' }, confirm: 1 }, '/patch/dataset'],
    ['a reference', { patch: { reference: 'x' }, confirm: 1 }, '/patch/reference'],
    ['a field that no record has', { patch: { outcom: 'hit' }, confirm: 1 }, '/patch/outcom'],
    ['no change', { patch: {}, confirm: 1 }, '/patch'],
    ['a list as patch', { patch: [], confirm: 1 }, '/patch'],
    ['tags that are no list', { tags: { add: 'x' }, confirm: 1 }, '/tags/add'],
    ['an unknown mode', { mode: 'some', confirm: 1 }, '/mode'],
    ['an unknown field', { dryrun: true, confirm: 1 }, '/dryrun'],
  ])('with %s is refused', async (_, over, pointer) => {
    await publishSome(1)
    const before = await dump()
    const { errors } = expectProblem(await send(over), 'invalid-request')
    expect(errors?.map((each) => each.pointer)).toContain(pointer)
    expect(await dump()).toEqual(before)
  })

  it('with an unknown filter is refused, and the right one named', async () => {
    const { errors } = expectProblem(await send({ filter: 'serie=bulk', confirm: 0 }), 'invalid-query')
    expect(errors?.[0]).toMatchObject({ parameter: 'serie' })
    expectProblem(await send({ filter: 'commit=1', confirm: 0 }), 'invalid-query')
  })

  it('is for editors', async () => {
    expectProblem(await send({ dry_run: true }, ask), 'token-needed')
    const { ask: contributor } = await createHolder('contributor')
    expectProblem(await send({ dry_run: true }, contributor as typeof ask), 'forbidden')
  })
})

describe('on the page of a bulk edit', () => {
  const asked: RequestOptions = { headers: browser }
  const post = (form: Record<string, string>) => admin('/incidents/bulk', { form, headers: browser })
  const fieldsOf = (page: string) =>
    Object.fromEntries(controlsOf(page).map(({ name, value }) => [name, value]))
  const typed = { filter: 'series=bulk', 'set.outcome': 'hit', add_tags: 'x, y', reason: 'checked' }

  it('a rehearsal shows what would change, and its button makes it', async () => {
    const [one] = (await publishSome(2)) as [SubmittedRecord, SubmittedRecord]
    const list = async (role: 'editor' | 'contributor') => {
      const headers = { ...browser, Cookie: `sitrep_token=${(await createHolder(role)).secret}` }
      return (await ask('/incidents?series=bulk', { headers })).text
    }
    const link = '<a href="/incidents/bulk?series=bulk">Edit these 2 records</a>'
    expect([(await list('editor')).includes(link), (await list('contributor')).includes('/bulk')]).toEqual([
      true,
      false,
    ])
    const page = await admin('/incidents/bulk?series=bulk', asked)
    expect(page.text).toContain('2 incidents')
    const rehearsal = await post(typed)
    expect(rehearsal.status, rehearsal.text).toBe(200)
    expect(rehearsal.text).toContain('Change 2 records')
    expect((await read(one)).revision).toBe(1)
    const [form = ''] = /<form[^>]*>(?:(?!<\/form>).)*Change 2 records/s.exec(rehearsal.text) ?? []
    const sent = fieldsOf(form.slice(form.lastIndexOf('<form')))
    const done = await post(sent)
    const commit = await newestCommit()
    expect([done.status, done.headers.get('Location')]).toEqual([303, `/commits/${commit}`])
    expect(await read(one)).toMatchObject({ outcome: 'hit', tags: ['x', 'y'], revision: 2 })
    expect((await admin(`/commits/${commit}`, asked)).text).toContain('Undo 2 records')
  })

  it('keeps what was typed if it is refused, and names what is wrong', async () => {
    const refused = await post({ ...typed, patch: '{"a":' })
    expect(refused.status).toBe(400)
    expect(fieldsOf(refused.text)).toMatchObject({ ...typed, patch: '{"a":' })
    const nothing = await post({ filter: 'series=bulk', reason: 'x' })
    expect([nothing.status, nothing.text.includes('Choose at least one change')]).toEqual([422, true])
  })

  it('tells records that break a rule, and offers no button', async () => {
    await publishRecord({ series: 'bulk', event_type: 'battle', event_subtype: 'armed_clash' })
    const page = await post({ ...typed, 'set.event_subtype': 'air_strike' })
    expect(page.text).toContain('Nothing is changed while records break a rule')
    expect(page.text).not.toContain('name="confirm"')
  })

  it('a box removes a value, and the merge patch applies last', async () => {
    const record = await publishRecord({ series: 'bulk', outcome: 'hit', notes: 'old' })
    const form = { ...typed, 'set.outcome': '', 'remove.outcome': 'true', patch: '{"notes":"new"}' }
    await post({ ...form, confirm: '1' })
    const stored = await read(record)
    expect([stored.outcome, stored.notes]).toEqual([undefined, 'new'])
  })

  it('shows the page of no commit that does not exist', async () => {
    expectProblem(await admin('/commits/999'), 'not-found')
    expectProblem(await admin('/commits/x'), 'not-found')
  })

  it('offers no undo after all records were changed again', async () => {
    const [one] = (await publishSome(1)) as [SubmittedRecord]
    await send({ confirm: 1 })
    const commit = await newestCommit()
    await reviewRecord(one.path, 'retract')
    expect((await admin(`/commits/${commit}`, asked)).text).toContain('nothing to undo')
  })
})
