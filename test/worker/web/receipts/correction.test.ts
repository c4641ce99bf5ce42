import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  browser,
  etagOf,
  expectProblem,
  newestCommit,
  patchRecord,
  record,
  reviewRecord,
  submitRecord,
} from '../../client.ts'
import { controlsOf, submittedFields } from '../../page-forms.ts'

const html = { headers: browser }
const page = async (receipt: string) => (await ask(receipt, html)).text
const hasForm = (text: string): boolean => controlsOf(text).some(({ name }) => name === '_kind')
const correct = (receipt: string, form: Record<string, string>) => ask(receipt, { form, headers: browser })

describe('a correction by receipt', () => {
  it('by form replaces what was filed, until it is reviewed, as often as it takes', async () => {
    const { receipt, path } = await submitRecord({
      title: 'first',
      tags: ['a', 'b'],
      weapons: [{ type: 'rocket', fired: 2 }],
    })
    for (const title of ['second', 'third']) {
      const form = submittedFields(await page(receipt), { title, 'weapons.0.fired': '' })
      const answer = await correct(receipt, form)
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, receipt])
    }
    const now = (await admin(`${path}.json`)).data()
    expect(now).toMatchObject({
      title: 'third',
      tags: ['a', 'b'],
      weapons: [{ type: 'rocket' }],
      revision: 3,
      status: 'submitted',
    })
    expect(now.weapons[0]).not.toHaveProperty('fired')
  })

  it('by form that changes nothing makes no revision', async () => {
    const over = {
      title: 'عين "x" & <b>',
      summary: 'a\n\n b',
      tags: ['a', 'b'],
      actors: [{ name: 'A; B', with: ['C; D', 'E\\'] }],
      location: { country: 'IQ', latitude: 33.25, longitude: -0.5 },
    }
    const { receipt, incident } = await submitRecord(over)
    expect((await correct(receipt, submittedFields(await page(receipt)))).status).toBe(303)
    expect((await ask(receipt)).data().incident).toEqual(incident)
    expect(await newestCommit()).toBe(1)
  })

  it('by form keeps what the form does not show', async () => {
    const hidden = { notes: 'call me at noon', external: { scheme: 'acled', id: 'x1', fields: { iso: 368 } } }
    const { receipt, path } = await submitRecord(hidden)
    expect((await correct(receipt, submittedFields(await page(receipt), { title: 'second' }))).status).toBe(
      303,
    )
    expect((await admin(`${path}.json`)).data()).toMatchObject({ title: 'second', ...hidden })
  })

  it('by JSON needs the ETag that was seen, and answers with the next', async () => {
    const { receipt, etag, incident } = await submitRecord()
    expectProblem(await ask(receipt, { json: record({ title: 'x' }) }), 'precondition-required')
    expectProblem(
      await ask(receipt, { json: record({ title: 'x' }), headers: { 'If-Match': `"${incident.id}.9"` } }),
      'stale-revision',
    )
    const answer = await ask(receipt, { json: record({ title: 'x' }), headers: { 'If-Match': `W/${etag}` } })
    expect([answer.status, answer.headers.get('ETag')]).toEqual([200, etagOf(incident.id, 2)])
    expect(answer.data()).toMatchObject({
      state: 'submitted',
      open: true,
      incident: { title: 'x', revision: 2 },
    })
  })

  it('made from an old version is refused with the current ETag, and changes nothing', async () => {
    const { receipt, incident } = await submitRecord()
    const old = submittedFields(await page(receipt), { title: 'from an old page' })
    await correct(receipt, submittedFields(await page(receipt), { title: 'newer' }))
    for (const form of [old, { ...old, _seen: '"x"' }, { ...old, _seen: '' }]) {
      const answer = await correct(receipt, form)
      expect(answer.status).toBe(412)
      expect(answer.headers.get('ETag')).toBe(etagOf(incident.id, 2))
    }
    const { _seen: _, ...unseen } = old
    expect((await correct(receipt, unseen)).status).toBe(428)
    expect((await ask(receipt)).data().incident.title).toBe('newer')
  })

  it('made from an old version comes back as typed, and replaces the newer one when it is sent again', async () => {
    const { receipt } = await submitRecord()
    const old = submittedFields(await page(receipt), { title: 'from an old page' })
    await correct(receipt, submittedFields(await page(receipt), { title: 'newer' }))
    const { text } = await correct(receipt, old)
    expect(text).toContain('corrected elsewhere')
    expect(submittedFields(text)).toMatchObject({ title: 'from an old page' })
    expect((await correct(receipt, submittedFields(text))).status).toBe(303)
    expect((await ask(receipt)).data().incident).toMatchObject({ title: 'from an old page', revision: 3 })
  })

  it('made of one version twice at once is taken once', async () => {
    const { receipt } = await submitRecord()
    const form = submittedFields(await page(receipt))
    const all = await Promise.all(['a', 'b', 'c'].map((title) => correct(receipt, { ...form, title })))
    expect(all.map(({ status }) => status).sort()).toEqual([303, 412, 412])
    expect(await newestCommit()).toBe(2)
  })

  it.each(['publish', 'reject'])('is refused after the review: %s', async (decision) => {
    const { receipt, path } = await submitRecord({ title: 'first' })
    const form = submittedFields(await page(receipt), { title: 'late' })
    const reviewed = await reviewRecord(path, decision)
    for (const seen of [form._seen, reviewed.headers.get('ETag')])
      expect((await correct(receipt, { ...form, _seen: seen ?? '' })).status).toBe(409)
    const headers = { 'If-Match': reviewed.headers.get('ETag') ?? '' }
    expectProblem(await ask(receipt, { json: record({ title: 'late' }), headers }), 'invalid-transition')
    expect((await admin(`${path}.json`)).data()).toMatchObject({ title: 'first', revision: 2 })
  })

  it('is refused once an editor has edited it, and the filer sees what was filed', async () => {
    const { receipt, path, etag } = await submitRecord({ title: 'mine' })
    const form = submittedFields(await page(receipt), { title: 'late' })
    await patchRecord(path, etag, { title: 'theirs' })
    expect((await correct(receipt, form)).status).toBe(409)
    expect((await ask(receipt)).data()).toMatchObject({ open: false, incident: { title: 'mine' } })
    expect(hasForm(await page(receipt))).toBe(false)
  })

  it('with errors comes back with everything typed and what is wrong beside it', async () => {
    const { receipt, incident } = await submitRecord()
    const form = submittedFields(await page(receipt), { date: 'yesterday-ish', title: '<b>kept</b>' })
    const answer = await correct(receipt, form)
    expect(answer.status).toBe(422)
    const shown = controlsOf(answer.text)
    expect(shown.find(({ name }) => name === 'title')?.value).toBe('<b>kept</b>')
    expect(shown.find(({ name }) => name === 'date')).toMatchObject({
      value: 'yesterday-ish',
      faults: expect.stringMatching(/\w/),
    })
    expect(shown.find(({ name }) => name === '_seen')?.value).toBe(form._seen)
    expect(answer.text).not.toContain('<b>kept')
    expect((await ask(receipt)).data().incident).toEqual(incident)
    expectProblem(await ask(receipt, { form: { ...form } }), 'invalid-record')
  })

  it('gets one entry more without storing anything or losing what was seen', async () => {
    const { receipt } = await submitRecord({ weapons: [{ type: 'rocket' }] })
    const form = submittedFields(await page(receipt), { title: 'typed', _more: 'weapons' })
    const target =
      /<button[^>]*name="_more"[^>]*formaction="([^"]+)"/.exec(await page(receipt))?.[1] ?? receipt
    await correct(receipt, submittedFields(await page(receipt), { title: 'meanwhile' }))
    const more = await ask(target, { form, headers: browser })
    expect(more.status).toBe(200)
    const again = submittedFields(more.text)
    expect(again).toMatchObject({ title: 'typed', 'weapons.0.type': 'rocket', 'weapons.1.type': '' })
    expect((await correct(receipt, again)).status).toBe(412)
    expect((await ask(receipt)).data().incident.title).toBe('meanwhile')
  })

  it('may not move the record, nor take a dataset that is not there', async () => {
    const { receipt } = await submitRecord()
    for (const more of [{ status: 'published' }, { dataset: 'elsewhere' }, { id: 'x' }])
      expect(
        (await correct(receipt, submittedFields(await page(receipt), more as Record<string, string>))).status,
      ).toBe(422)
    expect(await newestCommit()).toBe(1)
  })
})
