/** A record with a withheld place is published by two editors, whatever door it takes. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  type Answer,
  ask,
  createHolder,
  etagOf,
  expectProblem,
  fields,
  record,
  type SubmittedRecord,
  submitRecord,
  type TokenHolder,
  withBindings,
} from '../../client.ts'
import { signIn } from '../../signed-in.ts'

const door = withBindings({ SECOND_REVIEW: 'withheld' })
const withheld = { location: { country: 'IQ', place: 'Hit', withheld: 'place' } }

let first: TokenHolder
let second: TokenHolder

beforeEach(async () => {
  first = await createHolder('editor', { name: 'Amal' })
  second = await createHolder('editor', { name: 'Badr' })
})

const by = (holder: TokenHolder, path: string, json: object, through = door): Promise<Answer> =>
  holder.ask(path, { json }, through)
const publish = (holder: TokenHolder, { path }: Pick<SubmittedRecord, 'path'>, more = {}) =>
  by(holder, `${path}/review`, { decision: 'publish', reason: 'seen twice', ...more })
const statusOf = async ({ path }: SubmittedRecord): Promise<string> =>
  (await ask(`${path}.json`, { token: env.ADMIN_TOKEN })).data().status

describe('a record with a withheld place', () => {
  it('is approved by the first editor who publishes it, and published by a second one', async () => {
    const filed = await submitRecord(withheld)
    const { page } = await signIn(second.secret, door)
    expect(await page(filed.path)).toContain('two editors have to publish the record')
    for (let i = 0; i < 2; i++) {
      const answer = await publish(first, filed)
      expect([answer.status, answer.data()]).toMatchObject([
        200,
        {
          incident: { status: 'submitted', revision: 1 },
          detail: 'Approved by Amal. A second editor has to publish the record.',
        },
      ])
    }
    expect(await page(filed.path)).toMatch(
      /Approved by <bdi title="[^"]+">Amal<\/bdi>\. A second editor has to publish the record\./,
    )
    const { approvals } = (await second.ask(`${filed.path}/comments`)).data()
    expect(approvals).toMatchObject([{ name: 'Amal', revision: 1, text: 'seen twice' }])
    expect((await ask(`${filed.path}.json`)).status).toBe(404)
    const published = await publish(second, filed)
    expect(published.data()).toMatchObject({ incident: { status: 'published', revision: 2 } })
    expect(published.data().detail).toBe(undefined)
    expect((await ask(`${filed.path}.json`)).status).toBe(200)
  })

  it('needs another approval after an edit', async () => {
    const filed = await submitRecord(withheld)
    await publish(first, filed)
    const headers = { 'If-Match': filed.etag, 'Content-Type': 'application/merge-patch+json' }
    await first.ask(filed.path, { method: 'PATCH', json: { title: 'Edited' }, headers })
    expect((await publish(second, filed)).data()).toMatchObject({
      incident: { status: 'submitted', revision: 2 },
      detail: expect.stringContaining('Approved by Badr'),
    })
    expectProblem(await publish(first, filed, { revision: 1 }), 'stale-revision')
    expect((await publish(first, filed)).data().incident).toMatchObject({ status: 'published', revision: 3 })
  })

  it('is approved once by two who publish at the same time, and never published by one alone', async () => {
    const [alone, together] = [await submitRecord(withheld), await submitRecord(withheld)]
    const twice = await Promise.all([publish(first, alone), publish(first, alone), publish(first, alone)])
    expect([twice.map(({ status }) => status), await statusOf(alone)]).toEqual([[200, 200, 200], 'submitted'])
    await Promise.all([publish(first, together), publish(second, together)])
    expect(await statusOf(together)).toBe('published')
  })

  it('gets the same answer again with an Idempotency-Key', async () => {
    const filed = await submitRecord(withheld)
    const headers = { 'Idempotency-Key': 'a-key' }
    const json = { decision: 'publish', reason: 'x' }
    const send = () => first.ask(`${filed.path}/review`, { json, headers }, door)
    const [one, again] = [await send(), await send()]
    expect(one.data().incident).toEqual(again.data().incident)
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    expect(await statusOf(filed)).toBe('submitted')
  })

  it('is saved and approved by the form that edits and publishes', async () => {
    const filed = await submitRecord(withheld)
    const form = fields({
      'location.place': 'Hit',
      'location.withheld': 'place',
      title: 'Saved',
      _publish: 'true',
    })
    const save = async (holder: TokenHolder, revision: number) =>
      (await signIn(holder.secret, door)).send(`${filed.path}/edit`, {
        ...form,
        _seen: etagOf(filed.incident.id, revision),
      })
    expect((await save(first, 1)).status).toBe(303)
    const saved = (await ask(`${filed.path}.json`, { token: env.ADMIN_TOKEN })).data()
    expect(saved).toMatchObject({ status: 'submitted', revision: 2, title: 'Saved' })
    expect((await save(first, 2)).status).toBe(303)
    expect(await statusOf(filed)).toBe('submitted')
    expect((await save(second, 2)).status).toBe(303)
    expect(await statusOf(filed)).toBe('published')
  })

  it('is refused where it would be published as it is filed, and says what to do', async () => {
    const problem = expectProblem(
      await by(first, '/incidents?publish=true', record(withheld)),
      'second-editor-needed',
    )
    expect(problem.errors).toMatchObject([{ pointer: '/location/withheld', rule: 'location.withheld' }])
    const batch = await by(first, '/incidents?publish=true', [record(withheld), record()])
    expect(batch.data().results).toMatchObject([
      { status: 409, errors: [{ rule: 'location.withheld' }] },
      { status: 201, incident: { status: 'published' } },
    ])
    const lines = [record({ ...withheld, reference: 'a' }), record({ reference: 'b' })]
    const file = {
      body: lines.map((each) => JSON.stringify(each)).join('\n'),
      headers: { 'Content-Type': 'application/x-ndjson' },
    }
    const send = async (query: string) =>
      (await first.ask(`/imports?${query}`, { method: 'POST', ...file }, door)).data()
    expect(await send('publish=true')).toMatchObject({
      created: 0,
      errors: [{ row: 1, pointer: '/location/withheld', rule: 'location.withheld' }],
    })
    expect(await send('publish=true&mode=valid')).toMatchObject({ created: 1, rejected: 1 })
    expect(await send('')).toMatchObject({ created: 1, unchanged: 1 })
    // The draft that is there now is not published by a file either.
    expect(await send('publish=true&mode=valid')).toMatchObject({ created: 0, unchanged: 1, rejected: 1 })
  })

  it('is published among many once another editor has approved it', async () => {
    const [plain, hidden] = [await submitRecord(), await submitRecord(withheld)]
    const reports = [plain, hidden].map(({ incident: { id } }) => ({ id, revision: 1 }))
    const many = async (holder: TokenHolder, more = {}) =>
      (await by(holder, '/reports/review', { decision: 'publish', reason: 'x', reports, ...more })).data()
    const kept = [{ id: hidden.incident.id, status: 'submitted', cause: 'second_editor' }]
    expect(await many(first, { dry_run: true })).toMatchObject({ commit: null, not_reviewed: kept })
    expect(await many(first)).toMatchObject({ reviewed: [plain.incident.id], not_reviewed: kept })
    await publish(first, hidden)
    const left = { reports: reports.slice(1) }
    expect(await many(first, left)).toMatchObject({ commit: null, not_reviewed: kept })
    expect(await many(second, left)).toMatchObject({ reviewed: [hidden.incident.id], not_reviewed: [] })
    expect(await statusOf(hidden)).toBe('published')
  })

  it('that is published already is edited, imported and filed again by one', async () => {
    const filed = await submitRecord({ ...withheld, reference: 'a' }, { token: first.secret })
    await publish(first, filed)
    await publish(second, filed)
    const again = await by(first, '/incidents?publish=true', record({ ...withheld, reference: 'a' }))
    expect(again.status).toBe(200)
    const headers = {
      'If-Match': etagOf(filed.incident.id, 2),
      'Content-Type': 'application/merge-patch+json',
    }
    const edited = await first.ask(filed.path, { method: 'PATCH', json: { title: 'x' }, headers }, door)
    expect(edited.data().incident).toMatchObject({ status: 'published', revision: 3 })
  })

  it.each([
    ['a place of launching', { launched_from: { place: 'Ramadi', withheld: 'place' } }, 'submitted'],
    ['nothing that is withheld', {}, 'published'],
    ['notes alone', { notes: 'call at noon' }, 'published'],
  ])('is told by %s', async (_, over, status) => {
    const filed = await submitRecord(over)
    await publish(first, filed)
    expect(await statusOf(filed)).toBe(status)
  })

  it('is published by one where the operator says so', async () => {
    const filed = await submitRecord(withheld)
    const off = withBindings({ SECOND_REVIEW: 'off' })
    const json = { decision: 'publish', reason: 'x' }
    expect((await by(first, `${filed.path}/review`, json, off)).data().incident.status).toBe('published')
  })
})
