/** Merging several records of one event at once. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { verifyChain } from '../../../../src/services/verify-chain.ts'
import { verifyPublicChain } from '../../chain-client.ts'
import {
  admin,
  ask,
  browser,
  createHolder,
  expectProblem,
  newestCommit,
  patchRecord,
  publishRecord,
  reviewRecord,
  type SubmittedRecord,
  submitRecord,
} from '../../client.ts'
import { submittedFields } from '../../page-forms.ts'
import { dump } from '../../support.ts'

const idOf = ({ incident }: SubmittedRecord) => incident.id
const read = async ({ path }: SubmittedRecord) => (await admin(`${path}.json`)).data()
const mergeFrom = (into: SubmittedRecord, from: readonly SubmittedRecord[], over: object = {}, who = admin) =>
  who(`${into.path}/merge-from`, { json: { from: from.map(idOf), reason: 'one salvo', ...over } })

const rockets = (fired?: number) => [{ type: 'rocket', ...(fired === undefined ? {} : { fired }) }]
const salvo = async (file = publishRecord): Promise<[SubmittedRecord, SubmittedRecord, SubmittedRecord]> => [
  await file({ title: 'First', weapons: rockets(4) }),
  await file({ title: 'Second', weapons: rockets(5), casualties: { deaths: { best: 2 } } }),
  await file({ title: 'Third', weapons: rockets(), casualties: { deaths: { best: 4 } } }),
]

describe('merging several records', () => {
  it('makes one entry of three reports of one salvo, whose counts are never added', async () => {
    const [one, two, three] = await salvo()
    const before = await newestCommit()
    const done = await mergeFrom(one, [two, three])
    expect(done.status, done.text).toBe(200)
    expect(await newestCommit()).toBe(before + 1)
    const { weapons, casualties } = await read(one)
    expect(weapons).toEqual([{ type: 'rocket', fired: 4, fired_high: 5 }])
    expect(casualties).toEqual({ deaths: { best: 2, high: 4 } })
    for (const { path } of [two, three]) {
      const led = await ask(`${path}.json`)
      expect([led.status, led.headers.get('Location')]).toEqual([308, `${one.path}.json`])
    }
    expect((await ask('/incidents.csv')).headers.get('Sitrep-Rows')).toBe('1')
  })

  it('answers with the texts as they were sent, carets too', async () => {
    const one = await publishRecord({ title: 'y^2' })
    const done = await mergeFrom(one, [await publishRecord({ summary: 'a^b' })])
    expect([done.status, done.data().incident]).toEqual([200, await read(one)])
  })

  it('keeps two kinds of weapon as two entries', async () => {
    const one = await publishRecord({ weapons: rockets(4) })
    const two = await publishRecord({ weapons: [{ type: 'drone_one_way', fired: 2 }] })
    const three = await publishRecord({ weapons: [...rockets(6), { type: 'drone_one_way', fired: 1 }] })
    await mergeFrom(one, [two, three])
    expect((await read(one)).weapons).toEqual([
      { type: 'rocket', fired: 4, fired_high: 6 },
      expect.objectContaining({ type: 'drone_one_way', fired: 2 }),
    ])
  })

  it('takes the value of any of the records by its id, the range of all, and a patch afterwards', async () => {
    const [one, two, three] = await salvo()
    const choose = { '/title': idOf(three), '/weapons/0/fired': idOf(two), '/casualties': idOf(three) }
    const done = await mergeFrom(one, [two, three], { choose, patch: { tags: ['merged'] } })
    expect(done.data().incident).toMatchObject({
      ...{ title: 'Third', weapons: rockets(5), casualties: { deaths: { best: 4 } }, tags: ['merged'] },
    })
  })

  it('tells each merge in the feed of changes, and the survivor after them', async () => {
    const [one, two, three] = await salvo()
    const before = await newestCommit()
    // The survivor is the record in the middle, so that one key is below it and one above.
    await mergeFrom(two, [one, three])
    const feed = async (query: string) => (await ask(`/changes.json?since=${before}${query}`)).data()
    const { changes } = await feed('')
    expect(changes.map(({ kind, id, into }: Record<string, string>) => [kind, id, into])).toEqual([
      ['merge', idOf(one), idOf(two)],
      ['merge', idOf(three), idOf(two)],
      ['update', idOf(two), undefined],
    ])
    const first = await feed('&limit=2')
    expect(first.changes).toHaveLength(2)
    const rest = await feed(`&cursor=${first.changes[1].cursor}`)
    expect(rest.changes.map(({ id }: { id: string }) => id)).toEqual([idOf(two)])
  })

  it('is one commit, which both chains of digests prove', async () => {
    const [one, two, three] = await salvo()
    await mergeFrom(one, [two, three])
    const merges = await env.DB.prepare(
      'SELECT count(DISTINCT commit_seq) AS commits, count(*) AS merged FROM merges',
    ).first()
    expect(merges).toEqual({ commits: 1, merged: 2 })
    expect((await verifyChain(env.DB)).faults).toEqual([])
    expect((await verifyPublicChain()).wrong).toEqual([])
  })

  it('restores one of them as it was', async () => {
    const [one, two, three] = await salvo()
    await mergeFrom(one, [two, three])
    expect((await reviewRecord(three.path, 'restore')).status).toBe(200)
    expect([(await read(three)).status, (await ask(`${two.path}.json`)).status]).toEqual(['published', 308])
  })

  it('refuses a record that was edited since, and merges none', async () => {
    const [one, two, three] = await salvo()
    await patchRecord(three.path, three.etag, { title: 'Edited' })
    const before = await dump()
    const revisions = { [idOf(two)]: 1, [idOf(three)]: 1 }
    expectProblem(await mergeFrom(one, [two, three], { revisions }), 'stale-revision')
    expectProblem(await mergeFrom(one, [two, three], { revision: 2 }), 'stale-revision')
    expect(await dump()).toEqual(before)
  })

  it('refuses records that cannot be merged, and merges none', async () => {
    const [one, two, three] = await salvo()
    const draft = await submitRecord()
    await reviewRecord(three.path, 'retract')
    const before = await dump()
    expectProblem(await mergeFrom(one, [two, three]), 'invalid-transition')
    expectProblem(await mergeFrom(draft, [two]), 'invalid-transition')
    for (const [over, pointer] of [
      [{ from: [] }, '/from'],
      [{ from: 'x' }, '/from'],
      [{ from: [idOf(one)] }, '/from'],
      [{ from: ['0197f3a0-1c2b-7d4e-8f60-718293a4b5c6'] }, '/from'],
      [{ choose: { '/title': idOf(three) } }, '/choose'],
      [{ choose: { '/nothing': 'into' } }, '/choose/~1nothing'],
      [{ choose: { '/event_type': idOf(two) } }, '/choose/~1event_type'],
      [{ reason: '' }, '/reason'],
    ] as const) {
      const { errors } = expectProblem(await mergeFrom(one, [two], over), 'invalid-request')
      expect(errors?.map((each) => each.pointer)).toEqual([pointer])
    }
    expect(await dump()).toEqual(before)
  })

  it('merges reports that await review, and is for editors', async () => {
    const [one, two, three] = await salvo(submitRecord)
    expectProblem(await mergeFrom(one, [two], {}, ask), 'token-needed')
    const { ask: contributor } = await createHolder('contributor')
    expectProblem(await contributor(`/merge?into=${idOf(one)}&from=${idOf(two)}`), 'forbidden')
    expect((await mergeFrom(one, [two, three])).status).toBe(200)
    expect((await read(one)).status).toBe('submitted')
  })
})

describe('on the page that merges several records', () => {
  const open = async (into: SubmittedRecord, from: readonly SubmittedRecord[]) =>
    (await admin(`/merge?into=${idOf(into)}&from=${from.map(idOf).join('&from=')}`, { headers: browser }))
      .text
  const send = (into: SubmittedRecord, form: Readonly<Record<string, string>>) =>
    admin(`${into.path}/merge-from`, { form, headers: browser })

  it('each value can be chosen, the result is shown, and the button merges', async () => {
    const [one, two, three] = await salvo()
    const page = await open(one, [two, three])
    for (const text of ['First', 'Second', 'Third', 'Merge 2 records into the first one'])
      expect(page.includes(text), text).toBe(true)
    const form = { ...submittedFields(page), '/title': idOf(three) }
    const preview = await send(one, { ...form, _preview: '1' })
    expect([preview.status, submittedFields(preview.text)['/title']]).toEqual([200, idOf(three)])
    expect((await read(one)).revision).toBe(1)
    const done = await send(one, submittedFields(preview.text))
    expect([done.status, done.headers.get('Location')]).toEqual([303, one.path])
    expect(await read(one)).toMatchObject({ title: 'Third', weapons: [{ fired: 4, fired_high: 5 }] })
  })

  it('keeps what was chosen and typed if it is refused', async () => {
    const [one, two, three] = await salvo()
    const form = { ...submittedFields(await open(one, [two, three])), '/title': idOf(two) }
    const refused = await send(one, { ...form, reason: '' })
    expect([refused.status, submittedFields(refused.text)['/title']]).toEqual([422, idOf(two)])
    await patchRecord(three.path, three.etag, { title: 'Edited' })
    const stale = await send(one, form)
    expect([stale.status, stale.text.includes('Edited')]).toEqual([412, true])
    expect((await read(one)).revision).toBe(1)
  })

  it('is offered by the list of duplicates and by each record', async () => {
    const all = await salvo()
    const [one, ...others] = all
    const href = `/merge?into=${idOf(one)}&amp;from=${others.map(idOf).join('&amp;from=')}`
    const list = await admin('/duplicates', { headers: browser })
    expect(list.text.includes(`${href}&amp;duplicates=`)).toBe(true)
    for (const { path } of all)
      expect((await admin(path, { headers: browser })).text.includes(`href="${href}"`)).toBe(true)
  })

  it('says what is wrong with an address', async () => {
    const one = await publishRecord()
    const none = await admin(`/merge?into=${idOf(one)}`, { headers: browser })
    expect([none.status, none.text.includes('1 to 20 ids')]).toEqual([422, true])
    expect((await admin('/merge?into=x', { headers: browser })).status).toBe(404)
  })
})
