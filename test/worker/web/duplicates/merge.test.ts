import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { ChangeEvent } from '../../../../src/services/changes.ts'
import { parseKey } from '../../../../src/services/incidents/read.ts'
import { listActive } from '../../../../src/store/distinct-pairs.ts'
import { applyEntries, readAllEntries } from '../../changes-client.ts'
import {
  admin,
  ask,
  browser,
  createHolder,
  etagOf,
  expectProblem,
  newestCommit,
  patchedDatabase,
  patchRecord,
  publishRecord,
  type RequestOptions,
  record,
  reviewRecord,
  type SubmittedRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { dump } from '../../support.ts'

type Part = Readonly<Record<string, unknown>>

const merge = (from: SubmittedRecord, into: SubmittedRecord, more: Part = {}, asked: RequestOptions = {}) =>
  admin(`${from.path}/merge`, {
    json: { into: into.incident.id, reason: 'the same attack', ...more },
    ...asked,
  })

const restore = (each: SubmittedRecord) =>
  reviewRecord(each.path, 'restore', { reason: 'two attacks after all' })
const published = async () => (await ask('/incidents.json')).data().incidents
const idsIn = async (query = '') =>
  (await ask(`/incidents.json${query}`)).data().incidents.map(({ id }: { id: string }) => id)
const seen = ({ cursor: _, at: __, incident: ___, ...told }: ChangeEvent) => told

const first = {
  title: 'First',
  sources: [{ key: 'a', publisher: 'Example News' }],
  casualties: { deaths: { best: 2 } },
}
const second = {
  sources: [{ key: 'a', publisher: 'Other News' }],
  claims: [{ by: 'Somebody', source: 'a' }],
  casualties: { deaths: { best: 5 } },
  tags: ['x'],
}

const where = async (path: string, asked: RequestOptions = {}) => {
  const { status, headers } = await ask(path, asked)
  return [status, headers.get('Location')]
}

describe('a merge', () => {
  it('gives the survivor what the other states, in one commit', async () => {
    const [a, b] = [await publishRecord(first), await publishRecord(second)]
    const answer = await merge(b, a)
    expect([answer.status, answer.headers.get('ETag')]).toEqual([200, etagOf(a.incident.id, 2)])
    expect(answer.headers.get('Content-Location')).toBe(a.path)
    const { incident, merged } = answer.data()
    expect(merged).toEqual({ id: b.incident.id, into: a.incident.id })
    expect(incident).toMatchObject({
      id: a.incident.id,
      status: 'published',
      revision: 2,
      commit: 3,
      created_at: a.incident.created_at,
      title: 'First',
      sources: [
        { key: 'a', publisher: 'Example News' },
        { key: 'a-2', publisher: 'Other News' },
      ],
      claims: [{ by: 'Somebody', source: 'a-2' }],
      casualties: { deaths: { best: 2, high: 5 } },
      tags: ['x'],
    })
    expect(await published()).toEqual([incident])
    expect(await newestCommit()).toBe(3)
    expect((await ask('/incidents.csv')).headers.get('Sitrep-Rows')).toBe('1')
  })

  it('takes a patch on top', async () => {
    const [a, b] = [await publishRecord(first), await publishRecord(second)]
    const { incident } = (
      await merge(b, a, { patch: { title: 'Both', casualties: { deaths: { best: 4 } }, tags: null } })
    ).data()
    expect(incident).toMatchObject({ title: 'Both', casualties: { deaths: { best: 4, high: 5 } } })
    expect(incident).not.toHaveProperty('tags')
  })

  const salvo = (fired?: number) => publishRecord({ series: 'salvo', weapons: [{ type: 'rocket', fired }] })
  const firedIn = async () =>
    (await ask('/incidents.csv?series=salvo&fields=munitions_fired')).text.trim().split(/\r?\n/).slice(1)

  it('adds no counts: three reports of one salvo are a range, and a count that is chosen', async () => {
    const [a, b, c] = [await salvo(4), await salvo(5), await salvo()]
    await merge(b, a)
    const { incident } = (await merge(c, a)).data()
    expect(incident.weapons).toEqual([{ type: 'rocket', fired: 4, fired_high: 5 }])
    expect(await firedIn()).toEqual(['4'])
    expect((await ask(a.path, { headers: browser })).text).toContain('<span>4 (at most 5)</span>')
    const d = await salvo(6)
    const chosen = await merge(d, a, { choose: { '/weapons/0/fired': 'from' } })
    expect(chosen.data().incident.weapons).toEqual([{ type: 'rocket', fired: 6 }])
    expect(await firedIn()).toEqual(['6'])
  })

  it('takes the patch on top of what is chosen', async () => {
    const [a, b] = [await publishRecord(first), await publishRecord({ ...second, title: 'Second' })]
    const choose = { '/title': 'from', '/casualties/deaths': 'from', '/tags': 'into' }
    const { incident } = (
      await merge(b, a, { choose, patch: { casualties: { deaths: { high: 7 } } } })
    ).data()
    expect(incident).toMatchObject({ title: 'Second', casualties: { deaths: { best: 5, high: 7 } } })
    expect(incident).not.toHaveProperty('tags')
  })

  it.each<[string, Part, string, string]>([
    [
      'where nothing differs',
      { '/date': 'from' },
      '/choose/~1date',
      'do not differ here. They differ at /casualties/deaths, ',
    ],
    ['of no field', { '/colour': 'into' }, '/choose/~1colour', 'no field with this pointer'],
    ['of a range that is none', { '/tags': 'range' }, '/choose/~1tags', 'It can be into or from.'],
    ['of another dataset', { '/dataset': 'from' }, '/choose/~1dataset', 'keeps its own value'],
    ['of another reference', { '/reference': 'from' }, '/choose/~1reference', 'keeps its own value'],
    ['of an entry', { '/tags/0': 'from' }, '/choose/~1tags~10', 'Choose /tags.'],
    ['of a third side', { '/tags': 'both' }, '/choose', 'must be into, from or range'],
  ])('refuses a choice %s, and names it', async (_, choose, pointer, detail) => {
    const [a, b] = [
      await publishRecord(first),
      await publishRecord({ ...second, dataset: 'd', reference: 'r' }),
    ]
    const { errors } = expectProblem(await merge(b, a, { choose }), 'invalid-request')
    expect(errors).toMatchObject([{ pointer: expect.stringContaining(pointer), rule: 'request.invalid' }])
    expect(errors?.[0]?.detail).toContain(detail)
    expect(await idsIn()).toHaveLength(2)
  })

  it('shows nobody a place that the merged record withholds', async () => {
    const [a, b] = [
      await publishRecord({ title: 'Open', location: { country: 'IQ' } }),
      await publishRecord({
        location: { country: 'IQ', place: 'Safe house', latitude: 33.1234, longitude: 42, withheld: 'place' },
      }),
    ]
    expect((await merge(b, a)).data().incident.location).toMatchObject({
      place: 'Safe house',
      withheld: 'place',
    })
    for (const path of [`${a.path}.json`, a.path, '/incidents.csv', '/changes.ndjson?since=0'])
      expect((await ask(path)).text).not.toMatch(/Safe house|33\.1234/)
  })

  it('makes links that led to either of the two lead nowhere, and others from another dataset to the same', async () => {
    const c = await publishRecord({ dataset: 'd', reference: 'c' })
    const a = await publishRecord(first)
    const links = [
      { type: 'same_event', incident: a.incident.id },
      { type: 'follows', incident: 'c' },
      { type: 'related', incident: 'later' },
    ]
    const b = await publishRecord({ ...second, dataset: 'd', links })
    const { incident, warnings } = (await merge(b, a)).data()
    expect(incident.links).toEqual([
      { type: 'follows', incident: c.incident.id },
      { type: 'related', incident: 'later' },
    ])
    expect(warnings.map(({ rule }: { rule: string }) => rule)).toEqual(['link.unresolved'])
  })

  it('leads from the merged record to the survivor, whoever may see that, whatever is asked', async () => {
    const [a, b] = [await publishRecord(first), await publishRecord(second)]
    await merge(b, a)
    for (const ending of ['', '.json'])
      for (const asked of [{}, { token: env.ADMIN_TOKEN }, { headers: browser }, { method: 'HEAD' }])
        expect(await where(b.path + ending, asked)).toEqual([308, a.path + ending])
    for (const ending of ['/history', '/history.json', '/suggest'])
      expect(await where(b.path + ending)).toEqual([308, a.path + ending])
    const answer = await ask(b.path)
    expect(answer.headers.get('Cache-Control')).toContain('no-store')
    expectProblem(answer, 'merged')
    expect((await ask(`${b.path}.json?commit=2`)).data()).toEqual(b.incident)
    expect(await idsIn('?commit=2')).toEqual([a.incident.id, b.incident.id].sort())
    expect(await idsIn()).toEqual([a.incident.id])
    expect((await ask('/incidents.json?commit=3')).headers.get('Sitrep-Rows')).toBe('1')
  })

  it('leads on to the last survivor where that was merged, too', async () => {
    const [a, b, c] = [await publishRecord(first), await publishRecord(second), await publishRecord()]
    await merge(b, a)
    await merge(a, c)
    expect(await where(b.path)).toEqual([308, c.path])
    expect(expectProblem(await merge(await publishRecord(), a), 'invalid-transition').detail).toContain(
      c.incident.id,
    )
    await restore(a)
    expect(await where(b.path)).toEqual([308, a.path])
    await reviewRecord(a.path, 'retract')
    expect(await where(b.path)).toEqual([308, a.path])
    expectProblem(await ask(a.path), 'retracted')
  })

  it('says nothing of records that the public does not see', async () => {
    const [a, b] = [await submitRecord(first), await submitRecord(second)]
    const { incident } = (await merge(b, a)).data()
    expect(incident.status).toBe('submitted')
    for (const each of [a, b]) expect(await where(each.path)).toEqual([404, null])
    expect(await where(b.path, { token: env.ADMIN_TOKEN })).toEqual([308, a.path])
    expect(await readAllEntries()).toEqual([])
    expect((await ask('/incidents.csv')).headers.get('Sitrep-Commit')).toBe('0')
    await reviewRecord(a.path, 'publish')
    expect(await where(b.path)).toEqual([308, a.path])
  })

  it('of a report that waits is told by its receipt, and to who filed it by the survivor', async () => {
    const filer = await createHolder('contributor')
    const [a, b] = [await publishRecord(first), await submitRecord(second, { token: filer.secret })]
    await merge(b, a)
    expect((await ask(b.receipt, { headers: browser })).text).toContain('Merged')
    expect((await filer.ask(b.path)).status).toBe(308)
    expect((await readAllEntries()).map(({ kind }) => kind)).toEqual(['create', 'update'])
  })

  it('leads the links of other records to the survivor, and takes no corrections any more', async () => {
    const [a, b] = [await publishRecord(first), await publishRecord(second)]
    const c = await publishRecord({ links: [{ type: 'follows', incident: b.incident.id }] })
    const suggestion = { reason: 'x', revision: 1, patch: { title: 'Other' } }
    const { id } = (await ask(`${b.path}/suggestions`, { json: suggestion })).data().suggestion
    await merge(b, a)
    expect((await ask(c.path, { headers: browser })).text).toContain(`href="${a.path}"`)
    expect(await where(`${b.path}/suggestions`, { json: suggestion })).toEqual([308, `${a.path}/suggestions`])
    const settle = (decision: string) =>
      admin(`/suggestions/${id}/review`, { json: { decision, reason: 'x' } })
    expectProblem(await settle('accept'), 'invalid-transition')
    expect((await settle('decline')).status).toBe(200)
    await reviewRecord(a.path, 'retract')
    expect((await ask(c.path, { headers: browser })).text).not.toContain(`href="${a.path}"`)
  })

  it('keeps the history of both whole', async () => {
    const [a, b] = [await publishRecord(first), await publishRecord(second)]
    await merge(b, a)
    const history = async (each: SubmittedRecord) =>
      (await admin(`${each.path}/history.json`))
        .data()
        .versions.map(({ kind, status, reason }: Part) => [kind, status, reason])
    expect(await history(a)).toEqual([
      ['create', 'published', null],
      ['update', 'published', 'the same attack'],
    ])
    expect(await history(b)).toEqual([
      ['create', 'published', null],
      ['merge', 'merged', 'the same attack'],
    ])
  })

  it('is undone by restore, which leaves the survivor as it is and says so', async () => {
    for (const make of [publishRecord, submitRecord]) {
      const [a, b] = [await publishRecord(first), await make(second)]
      await merge(b, a)
      const whole = (await ask(`${a.path}.json`)).data()
      const answer = await restore(b)
      expect(answer.data()).toMatchObject({
        incident: {
          ...b.incident,
          revision: 3,
          commit: expect.any(Number),
          created_at: expect.stringContaining(b.incident.created_at),
          updated_at: expect.any(String),
        },
        detail: expect.stringContaining('keeps the details it took over'),
      })
      expect((await ask(b.path)).status).toBe(make === publishRecord ? 200 : 404)
      expect((await ask(`${a.path}.json`)).data()).toEqual(whole)
      expectProblem(await restore(b), 'invalid-transition')
      await merge(b, a)
      expect(await where(b.path)).toEqual([308, a.path])
    }
  })

  it('is told in the feed, the survivor’s update behind it, so that who follows holds what is published', async () => {
    const [a, b, c] = [await publishRecord(first), await publishRecord(second), await publishRecord()]
    await merge(b, a)
    await merge(a, c, { reason: 'and again' })
    await restore(b)
    const [ida, idb, idc] = [a, b, c].map(({ incident }) => incident.id)
    const changed = expect.any(Array)
    const entries = await readAllEntries()
    expect(entries.slice(3).map(seen)).toEqual([
      { commit: 4, kind: 'merge', id: idb, into: ida, revision: 2, reason: 'the same attack', changed: [] },
      { commit: 4, kind: 'update', id: ida, revision: 2, reason: 'the same attack', changed },
      { commit: 5, kind: 'merge', id: ida, into: idc, revision: 3, reason: 'and again', changed: [] },
      { commit: 5, kind: 'update', id: idc, revision: 2, reason: 'and again', changed },
      { commit: 6, kind: 'restore', id: idb, revision: 3, reason: 'two attacks after all', changed: [] },
    ])
    expect(entries[4]?.changed).toContain('/claims')
    expect(entries[3]?.incident).toBeNull()
    expect(applyEntries(entries)).toEqual(await published())
    expect(await readAllEntries('/changes.ndjson?since=0&limit=1')).toEqual(entries)
    for (const [i, { cursor }] of entries.entries())
      expect(await readAllEntries(`/changes.ndjson?cursor=${cursor}`)).toEqual(entries.slice(i + 1))
  })

  it('of one into an older and into a newer record is told in the same order', async () => {
    const [a, b, c] = [await publishRecord(first), await publishRecord(second), await publishRecord()]
    await merge(c, a)
    await merge(a, b)
    const told = (await readAllEntries()).slice(3).map(({ kind, id }) => [kind, id])
    expect(told).toEqual([
      ['merge', c.incident.id],
      ['update', a.incident.id],
      ['merge', a.incident.id],
      ['update', b.incident.id],
    ])
  })

  it('is refused where the record would break a rule, which it names; nothing changes', async () => {
    const actors = (from: number) => Array.from({ length: 60 }, (_, i) => ({ name: `actor ${from + i}` }))
    const [a, b] = [await publishRecord({ actors: actors(0) }), await publishRecord({ actors: actors(100) })]
    const before = await dump()
    const { errors } = expectProblem(await merge(b, a), 'invalid-record')
    expect(errors).toMatchObject([{ pointer: '/actors', rule: 'list.length' }])
    expectProblem(await merge(b, a, { patch: { actors: null, date: 'soon' } }), 'invalid-record')
    expect(await dump()).toEqual(before)
    expect((await merge(b, a, { patch: { actors: actors(0) } })).status).toBe(200)
  })

  it('is refused of records that are not in a state for it', async () => {
    const [shown, waits, rejected, retracted] = [
      await publishRecord(),
      await submitRecord(),
      await submitRecord(),
      await publishRecord(),
    ]
    await reviewRecord(rejected.path, 'reject')
    await reviewRecord(retracted.path, 'retract')
    const before = await dump()
    for (const [from, into] of [
      [shown, waits],
      [shown, rejected],
      [shown, retracted],
      [rejected, shown],
      [retracted, shown],
    ] as const)
      expectProblem(await merge(from, into), 'invalid-transition')
    expectProblem(await merge(shown, shown), 'invalid-request')
    for (const into of [
      'x',
      shown.incident.id.replace(/.$/, '0').replace(/..$/, '00'),
      waits.incident.id.replace(/^./, 'f'),
    ])
      expectProblem(await merge(shown, waits, { into }), 'invalid-request')
    expectProblem(await admin('/incidents/x/merge', { json: { into: 'y', reason: 'x' } }), 'not-found')
    expect(await dump()).toEqual(before)
  })

  it.each<[string, Part]>([
    ['no reason', { reason: ' ' }],
    ['no survivor', { into: undefined }],
    ['a patch that is no object', { patch: [] }],
    ['an unknown field', { from: 'x' }],
  ])('with %s is refused', async (_, more) => {
    const [a, b] = [await publishRecord(first), await publishRecord(second)]
    expectProblem(await merge(b, a, more), 'invalid-request')
  })

  it('is made against the revisions that were seen, and once for one key', async () => {
    const [a, b] = [await publishRecord(first), await publishRecord(second)]
    await patchRecord(a.path, a.etag, { title: 'changed' })
    const late = await merge(b, a, { into_revision: 1 })
    expectProblem(late, 'stale-revision')
    expect(late.headers.get('ETag')).toBe(etagOf(a.incident.id, 2))
    expectProblem(await merge(b, a, { revision: 2 }), 'stale-revision')
    const headers = { 'Idempotency-Key': 'k' }
    const [once, again] = [await merge(b, a, {}, { headers }), await merge(b, a, {}, { headers })]
    expect([once.status, again.status, again.headers.get('Idempotency-Replayed')]).toEqual([200, 200, 'true'])
    expect(again.data()).toEqual(once.data())
    expect(await newestCommit()).toBe(4)
  })

  it.each(['survivor', 'merged'])(
    'is refused where the %s changes meanwhile, and then nothing is merged',
    async (who) => {
      const [a, b] = [await publishRecord(first), await publishRecord(second)]
      const changing = who === 'survivor' ? a : b
      let done = false
      const DB = patchedDatabase({
        batch: async (statements) => {
          if (!done) {
            done = true
            await patchRecord(changing.path, changing.etag, { title: 'meanwhile' })
          }
          return env.DB.batch(statements) as never
        },
      })
      const json = { into: a.incident.id, reason: 'x' }
      const late = await admin(`${b.path}/merge`, { json }, withBindings({ DB }))
      expectProblem(late, 'stale-revision')
      expect(late.headers.get('ETag')).toBe(etagOf(changing.incident.id, 2))
      expect(await idsIn()).toHaveLength(2)
      expect(await newestCommit()).toBe(3)
    },
  )

  it('takes all or nothing', async () => {
    const [a, b] = [await publishRecord(first), await publishRecord(second)]
    const before = await dump()
    const DB = patchedDatabase({
      batch: (statements) => env.DB.batch([...statements, env.DB.prepare('DELETE FROM merges')]) as never,
    })
    const json = { into: a.incident.id, reason: 'x' }
    expect((await admin(`${b.path}/merge`, { json }, withBindings({ DB }))).status).toBe(500)
    expect(await dump()).toEqual(before)
  })

  it('is refused where the survivor would take a reference or a dataset that it may not have', async () => {
    const [a, b] = [await publishRecord(first), await publishRecord({ ...second, reference: 'theirs' })]
    expectProblem(await merge(b, a, { patch: { reference: 'theirs' } }), 'reference-taken')
    await admin('/datasets/hidden', { method: 'PUT', json: { publishable: false } })
    expectProblem(await merge(b, a, { patch: { dataset: 'hidden' } }), 'not-publishable')
  })
})

describe('a row of a file about a merged record', () => {
  const send = async (over: Part, query = '', as = admin) => {
    const headers = { 'Content-Type': 'application/x-ndjson' }
    const answer = await as(`/imports?${query}`, { headers, body: JSON.stringify(record(over)) })
    expect(answer.status, answer.text).toBe(200)
    return answer.data()
  }
  const made = async (reference?: string) => {
    await send({ ...second, reference }, 'publish=true&dataset=d')
    const b = { path: `/incidents/${(await idsIn('?dataset=d'))[0]}` } as SubmittedRecord
    const a = await publishRecord(first)
    expect((await merge(b, a)).status).toBe(200)
    return { a, b }
  }

  it('goes into its own history, is noted, and publishes nothing', async () => {
    const { a, b } = await made('r')
    const commit = await newestCommit()
    const same = await send({ ...second, reference: 'r' }, 'publish=true&dataset=d')
    expect(same).toMatchObject({ unchanged: 1, commit: null, notes: { 'record.merged': 1 } })
    const whole = await published()
    const other = await send({ ...second, reference: 'r', title: 'Other' }, 'publish=true&dataset=d')
    expect(other).toMatchObject({ updated: 1, commit: commit + 1, notes: { 'record.merged': 1 } })
    expect(await published()).toEqual(whole)
    expect((await ask('/incidents.csv')).headers.get('Sitrep-Commit')).toBe(String(commit))
    expect(await where(b.path)).toEqual([308, a.path])
    expect((await restore(b)).data().incident).toMatchObject({ title: 'Other', status: 'published' })
    expect(applyEntries(await readAllEntries())).toEqual(await published())
  })

  it('changes nothing where it has no reference, and makes no other record', async () => {
    const { a } = await made()
    expect(await send(second, 'publish=true&dataset=d')).toMatchObject({
      unchanged: 1,
      notes: { 'record.merged': 1 },
    })
    expect(await idsIn()).toEqual([a.incident.id])
  })

  it('is no reason to retract it, nor is its absence', async () => {
    const { a } = await made('r')
    await send({ ...second, reference: 'other' }, 'publish=true&dataset=d')
    const left = await send(
      { ...second, reference: 'other' },
      'publish=true&dataset=d&missing=retract&reason=x&confirm=0',
    )
    expect(left).toMatchObject({ unchanged: 1, retracted: 0 })
    expect(await idsIn()).toContain(a.incident.id)
  })
})

describe('two records told apart', () => {
  const tell = (one: SubmittedRecord, json: Part) => admin(`${one.path}/distinct`, { json })
  const standing = async (each: SubmittedRecord, others?: readonly SubmittedRecord[]) =>
    (await listActive(env.DB, parseKey(each.incident.id)))
      .filter(({ id }) => others?.some(({ incident }) => incident.id === id) ?? true)
      .map(({ id }) => parseKey(id))
      .sort()

  it('are remembered for the pair, whichever of them is named first, until it is taken back', async () => {
    const [a, b, c] = [await publishRecord(), await submitRecord(), await publishRecord()]
    const [ka, kb] = [a, b].map(({ incident }) => parseKey(incident.id))
    const reason = 'two attacks of one day'
    const answer = await tell(b, { other: a.incident.id, reason })
    expect(answer.data()).toEqual({ pair: [a.incident.id, b.incident.id].sort(), distinct: true })
    expect((await tell(a, { other: b.incident.id, reason: 'again' })).data()).toEqual(answer.data())
    expect([await standing(a), await standing(b), await standing(c)]).toEqual([[kb], [ka], []])
    expect([await standing(a, [b, c]), await standing(a, [c])]).toEqual([[kb], []])
    const undone = await tell(a, { other: b.incident.id, reason: 'it was one', undo: true })
    expect(undone.data()).toMatchObject({ distinct: false })
    expect([await standing(a), await standing(b)]).toEqual([[], []])
    expect((await tell(a, { other: b.incident.id, reason: 'x', undo: true })).status).toBe(200)
    await tell(a, { other: b.incident.id, reason: 'after all' })
    expect(await standing(b)).toEqual([ka])
    const rows = (await dump()).distinct_pairs
    expect(rows).toMatchObject([
      { reason, actor: 'admin', end_reason: 'it was one', ended_by: 'admin' },
      { reason: 'after all', ended_at: null },
    ])
    expect(await newestCommit()).toBe(3)
  })

  it.each<[string, (a: SubmittedRecord) => Part]>([
    ['itself', (a) => ({ other: a.incident.id })],
    ['no record', () => ({ other: 'x' })],
    ['no reason', () => ({ reason: '' })],
    ['an undo that is a text', () => ({ undo: 'true' })],
    ['an unknown field', () => ({ why: 'x' })],
  ])('with %s are refused', async (_, part) => {
    const [a, b] = [await publishRecord(), await publishRecord()]
    expectProblem(await tell(a, { other: b.incident.id, reason: 'x', ...part(a) }), 'invalid-request')
    expect((await dump()).distinct_pairs).toEqual([])
  })
})
