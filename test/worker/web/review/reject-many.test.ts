/** Rejecting many reports at once. */
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
  withBindings,
} from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { controlsOf, submittedFields } from '../../page-forms.ts'
import { dump } from '../../support.ts'

const seen = ({ incident: { id, revision } }: SubmittedRecord) => ({ id, revision })
const reject = (reports: unknown, over = {}, who = admin) =>
  who('/reports/reject', { json: { reports, reason: 'spam', ...over } })
const statusOf = async ({ path }: SubmittedRecord) => (await admin(`${path}.json`)).data().status
const submitSome = async (count: number, over = {}) => {
  const all: SubmittedRecord[] = []
  for (let i = 0; i < count; i++) all.push(await submitRecord(over))
  return all
}

describe('rejecting many reports', () => {
  it('takes one commit with one reason, whoever filed them', async () => {
    const signed = await submitRecord({}, { token: (await createHolder('contributor')).secret })
    const all = [...(await submitSome(3)), signed]
    const before = await newestCommit()
    const answer = await reject(all.map(seen))
    expect([answer.status, answer.data()]).toEqual([
      200,
      { rejected: all.map(({ incident }) => incident.id), not_rejected: [] },
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
    const answer = await reject([
      ...[stale, rejected, good, published].map(seen),
      { id: unknown, revision: 1 },
      { id: 'x', revision: 1 },
    ])
    expect(answer.data()).toEqual({
      rejected: [good.incident.id],
      not_rejected: [
        { id: stale.incident.id, status: 'submitted', revision: 2 },
        { id: rejected.incident.id, status: 'rejected', revision: 2 },
        { id: published.incident.id, status: 'published', revision: 1 },
        { id: unknown, status: null, revision: null },
        { id: 'x', status: null, revision: null },
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
    const json = { reports: [first, second].map(seen), reason: 'spam' }
    const answer = await admin('/reports/reject', { json }, withBindings({ DB: db }))
    expect(answer.status, answer.text).toBe(200)
    expect([isFirst, answer.data().rejected]).toEqual([false, [second.incident.id]])
    expect(answer.data().not_rejected).toEqual([{ id: first.incident.id, status: 'submitted', revision: 2 }])
  })

  it('writes nothing if nothing is left, if there is no reason, or if there are more than 100', async () => {
    const report = await submitRecord()
    const reports = [seen(report)]
    const before = await dump()
    expect((await reject([{ ...seen(report), revision: 2 }])).data().rejected).toEqual([])
    for (const [wrong, over] of [
      [reports, { reason: ' ' }],
      [reports, { reason: undefined }],
      [[], {}],
      [Array.from({ length: 101 }, () => seen(report)), {}],
      [[report.incident.id], {}],
      [[{ id: report.incident.id }], {}],
      [undefined, {}],
    ] as const)
      expectProblem(await reject(wrong, over), 'invalid-request')
    expectProblem(await reject(reports, {}, ask), 'token-needed')
    expect(await dump()).toEqual(before)
  })

  it('names the entry that is wrong by a JSON Pointer', async () => {
    const [one] = (await submitSome(1)) as [SubmittedRecord]
    for (const [wrong, pointer, received] of [
      [{ id: one.incident.id }, '/reports/1/revision', undefined],
      [{ id: one.incident.id, revision: 'x' }, '/reports/1/revision', 'x'],
      [7, '/reports/1', 7],
    ] as const) {
      const { errors } = expectProblem(await reject([seen(one), wrong]), 'invalid-request')
      expect(errors).toMatchObject([{ pointer, ...(received === undefined ? {} : { received }) }])
    }
  })

  it('takes a batch of two statements for each, and one trip for all', async () => {
    const all = await submitSome(5)
    const { db, log } = measureDatabase(env.DB)
    const json = { reports: all.map(seen), reason: 'spam' }
    await admin('/reports/reject', { json }, withBindings({ DB: db }))
    const written = log.filter(({ rowsWritten }) => rowsWritten > 0)
    expect(written).toHaveLength(1 + 2 * all.length)
  })
})

describe('on the page of the queue', () => {
  const open = async (query = '') => (await admin(`/queue${query}`, { headers: browser })).text
  const send = (form: Record<string, string>, query = '') =>
    admin(`/reports/reject${query}`, { form: { reason: 'spam', ...form }, headers: browser })
  const boxes = (page: string) =>
    [...page.matchAll(/<input type="checkbox" name="([^"]+)" value="([^"]+)"/g)].map(([, name, value]) => [
      name,
      value,
    ])

  it('a box selects each report in the revision that the page shows', async () => {
    const [one, other] = (await submitSome(2)) as [SubmittedRecord, SubmittedRecord]
    await patchRecord(one.path, one.etag, { title: 'Edited' })
    const page = await open()
    expect(boxes(page)).toEqual(
      [
        [one.incident.id, '2'],
        [other.incident.id, '1'],
      ].sort(),
    )
    const done = await send({ [one.incident.id]: '2' })
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/queue'])
    expect([await statusOf(one), await statusOf(other)]).toEqual(['rejected', 'submitted'])
  })

  it('a button takes all that the page shows, within its filters, and leads back to them', async () => {
    const [shown, hidden] = [await submitRecord(), await submitRecord({ location: { country: 'SY' } })]
    const page = await open('?country=IQ')
    expect(page).toContain('action="/reports/reject?country=IQ"')
    const later = await submitRecord()
    const { _shown = '' } = submittedFields(page)
    const done = await send({ _shown, _all: 'true' }, '?country=IQ')
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/queue?country=IQ'])
    expect([await statusOf(shown), await statusOf(hidden), await statusOf(later)]).toEqual([
      'rejected',
      'submitted',
      'submitted',
    ])
  })

  it('says how many were not rejected, and shows the queue', async () => {
    const [stale, good] = (await submitSome(2)) as [SubmittedRecord, SubmittedRecord]
    await patchRecord(stale.path, stale.etag, { title: 'Edited meanwhile' })
    const done = await send({ [stale.incident.id]: '1', [good.incident.id]: '1' })
    expect(done.status).toBe(200)
    expect(done.text).toContain('1 report was rejected. 1 was not')
    expect(done.text).toContain('Edited meanwhile')
  })

  it('keeps what was selected and typed if something is missing', async () => {
    const [one] = (await submitSome(1)) as [SubmittedRecord]
    const refused = await send({ [one.incident.id]: '1', reason: '' })
    expect([refused.status, await statusOf(one)]).toEqual([422, 'submitted'])
    expect(refused.text).toMatch(new RegExp(`name="${one.incident.id}" value="1" checked`))
    const nothing = await send({ reason: 'typed' })
    expect(controlsOf(nothing.text).find(({ name }) => name === 'reason')?.value).toBe('typed')
    expect(nothing.text).toContain('Choose at least one report.')
  })

  it('is refused to a page without the proof of the session', async () => {
    const [one] = (await submitSome(1)) as [SubmittedRecord]
    const { secret } = await createHolder('editor')
    const headers = { ...browser, Cookie: `sitrep_token=${secret}` }
    const form = { [one.incident.id]: '1', reason: 'spam' }
    const send = async (more: Record<string, string>) =>
      (await ask('/reports/reject', { form: { ...form, ...more }, headers })).type
    await send({})
    expect(await statusOf(one)).toBe('submitted')
    const { _csrf = '' } = submittedFields((await ask('/queue', { headers })).text)
    await send({ _csrf })
    expect(await statusOf(one)).toBe('rejected')
  })
})
