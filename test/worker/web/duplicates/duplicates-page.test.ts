import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  browser,
  createHolder,
  expectProblem,
  publishRecord,
  reviewRecord,
  type SubmittedRecord,
} from '../../client.ts'
import { type Form, formsOf } from '../../page-forms.ts'
import { fillStore } from '../../store/large-store.ts'

const signedIn = async () => {
  const answer = await ask('/sign-in', { form: { token: env.ADMIN_TOKEN, to: '/' }, headers: browser })
  const headers = { ...browser, Cookie: (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '' }
  return {
    get: (path: string) => ask(path, { headers }),
    send: (path: string, form: Readonly<Record<string, string>>) => ask(path, { form, headers }),
  }
}

const formWith = (page: string, text: string): Form => {
  const found = formsOf(page).find((each) => each.text.includes(text))
  if (!found) throw new Error(`There is no form with ${text}.`)
  return found
}

const place = {
  country: 'SY',
  admin1: 'Deir ez-Zor',
  place: 'Green Village',
  latitude: 35.02,
  longitude: 40.45,
}
const duplicatePair = async (day: string, over = {}): Promise<[SubmittedRecord, SubmittedRecord]> => [
  await publishRecord({ date: day, location: place, title: `Shells hit the base on ${day}`, ...over }),
  await publishRecord({
    date: day,
    location: { ...place, latitude: 35.03 },
    title: `Base shelled on ${day}`,
    sources: [{ publisher: 'Other News' }],
    ...over,
  }),
]

const pairsOn = (page: string): number => page.split('class="pair"').length - 1

describe('the page of likely duplicates', () => {
  it('has the pairs with their reasons and three buttons, the first pair by access keys', async () => {
    const [a, b] = await duplicatePair('2022-01-05')
    await publishRecord({ date: '2021-06-01', location: { country: 'AF' } })
    const { get } = await signedIn()
    const { text, status } = await get('/duplicates')
    expect([status, pairsOn(text)]).toEqual([200, 1])
    const [newer, older, apart] = formsOf(text)
    expect(newer).toMatchObject({ action: `${b.path}/merge`, fields: { into: a.incident.id } })
    expect(older).toMatchObject({ action: `${a.path}/merge`, fields: { into: b.incident.id } })
    expect(apart).toMatchObject({ action: `${b.path}/distinct`, fields: { other: a.incident.id } })
    expect([...text.matchAll(/accesskey="(.)"/g)].map(([, key]) => key)).toEqual(['1', '2', '3'])
    expect(newer?.text).toContain('autofocus')
    expect(text.match(/autofocus/g)).toHaveLength(1)
    expect(text).not.toContain('<script')
  })

  it('leads from a pair over the comparison to the merge, and on to the next pair', async () => {
    const [a, b] = await duplicatePair('2022-01-05', { dataset: 'd' })
    await duplicatePair('2022-03-05', { dataset: 'd' })
    await duplicatePair('2022-05-05')
    const { get, send } = await signedIn()
    const page = (await get('/duplicates?dataset=d')).text
    expect(pairsOn(page)).toBe(2)
    const { action, fields } = formsOf(page).find((each) => each.action === `${b.path}/merge`) as Form
    const compared = (await get(`${action}?${new URLSearchParams(fields)}`)).text
    expect(compared).toContain('Other News')
    const confirm = formWith(compared, 'accesskey="1"')
    expect(confirm.fields).toMatchObject({ into: a.incident.id, revision: '1', into_revision: '1' })
    const done = await send(confirm.action, confirm.fields)
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/duplicates?dataset=d'])
    expect((await ask(b.path)).headers.get('Location')).toBe(a.path)
    expect(pairsOn((await get('/duplicates?dataset=d')).text)).toBe(1)
    expect(pairsOn((await get('/duplicates')).text)).toBe(2)
  })

  it('remembers which are not the same, and shows them again when that is taken back on the record’s page', async () => {
    const [a, b] = await duplicatePair('2022-01-05')
    const { get, send } = await signedIn()
    const { action, fields } = formWith((await get('/duplicates')).text, 'Not the same')
    const told = await send(action, { ...fields, reason: 'two salvoes' })
    expect([told.status, told.headers.get('Location')]).toEqual([303, '/duplicates'])
    expect(pairsOn((await get('/duplicates')).text)).toBe(0)
    for (const { path } of [a, b]) expect((await get(path)).text).toContain('two salvoes')
    const undo = formWith((await get(a.path)).text, 'Undo')
    expect((await send(undo.action, undo.fields)).headers.get('Location')).toBe(
      a.path.replace('incidents', 'queue'),
    )
    expect(pairsOn((await get('/duplicates')).text)).toBe(1)
  })

  it('says how many records are not compared yet, and compares more at each visit', async () => {
    await fillStore(800)
    const { get } = await signedIn()
    const visits = [await get('/duplicates'), await get('/duplicates'), await get('/duplicates')]
    expect(visits.map(({ text }) => /(\d+) records have not been compared yet/.exec(text)?.[1])).toEqual([
      '500',
      '200',
      undefined,
    ])
  })

  it('goes on with less likely pairs, and comes back after a decision', async () => {
    // Of equally likely pairs, a record gets those with the five oldest ones.
    for (let i = 0; i < 8; i++) await publishRecord({ location: place, title: 'Shells hit the base' })
    const { get, send } = await signedIn()
    const first = (await get('/duplicates')).text
    expect(pairsOn(first)).toBe(20)
    const next = /href="(\/duplicates\?[^"]*)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const page = (await get(next)).text
    expect([pairsOn(page), page.includes('rel="next"')]).toEqual([5, false])
    const { action, fields } = formWith(page, 'Not the same')
    const told = await send(action, { ...fields, reason: 'two salvoes' })
    expect(told.headers.get('Location')).toBe(next)
    expect(pairsOn((await get(next)).text)).toBe(4)
  })

  it('refuses parameters that it has not, and forms that are not of the session', async () => {
    expectProblem(await admin('/duplicates?datset=d'), 'invalid-query')
    for (const cursor of ['x', '7', '1-2', '1-2-x', '99999999-1-2'])
      expectProblem(await admin(`/duplicates?cursor=${cursor}`), 'invalid-query')
    const [a, b] = await duplicatePair('2022-01-05')
    const { send } = await signedIn()
    for (const path of [`${b.path}/merge`, `${b.path}/distinct`])
      expect((await send(path, { into: a.incident.id, other: a.incident.id, reason: 'x' })).status).toBe(403)
    expect((await ask(b.path)).status).toBe(200)
  })
})

describe('the page of a merge', () => {
  it('takes an id or an address, and shows both beside what they would be as one', async () => {
    const [a, b] = await duplicatePair('2022-01-05')
    const { get } = await signedIn()
    const form = formWith((await get(b.path)).text, 'name="into"')
    expect(form.action).toBe(`${b.path}/merge`)
    for (const into of [a.incident.id, `http://sitrep.test${a.path}.json`, ` ${a.path}/history `]) {
      const { text } = await get(`${form.action}?${new URLSearchParams({ into })}`)
      const main = text.split('<main')[1] ?? ''
      for (const part of ['Shells hit the base', 'Base shelled', 'Example News', 'Other News', 'Result'])
        expect(main).toContain(part)
      expect(formWith(text, 'accesskey="1"').fields.into).toBe(a.incident.id)
    }
  })

  it('says why two cannot be merged, and keeps what was typed', async () => {
    const { get, send } = await signedIn()
    const [a, b] = await duplicatePair('2022-01-05')
    const compared = (await get(`${b.path}/merge?into=${a.incident.id}`)).text
    const confirm = formWith(compared, 'accesskey="1"')
    const unsaid = await send(confirm.action, { ...confirm.fields, reason: '' })
    expect([unsaid.status, unsaid.text.includes('Please give a reason.')]).toEqual([422, true])
    await admin(a.path, {
      method: 'PATCH',
      json: { title: 'changed meanwhile' },
      headers: { 'Content-Type': 'application/merge-patch+json', 'If-Match': a.etag },
    })
    const late = await send(confirm.action, { ...confirm.fields, reason: 'one and the same' })
    expect([late.status, late.text.includes('one and the same')]).toEqual([412, true])
    expect(formWith(late.text, 'accesskey="1"').fields.into_revision).toBe('2')
    const nobody = await get(`${b.path}/merge?into=nonsense`)
    expect([nobody.status, nobody.text.includes('value="nonsense"')]).toEqual([422, true])
    await reviewRecord(a.path, 'retract')
    expect((await get(`${b.path}/merge?into=${a.incident.id}`)).status).toBe(409)
  })

  it('names the rules that the two would break, and has no button then', async () => {
    const actors = (from: number) => Array.from({ length: 60 }, (_, i) => ({ name: `actor ${from + i}` }))
    const [a, b] = [await publishRecord({ actors: actors(0) }), await publishRecord({ actors: actors(100) })]
    const { get } = await signedIn()
    const { text, status } = await get(`${b.path}/merge?into=${a.incident.id}`)
    expect(status).toBe(200)
    expect(text).toContain('list.length')
    expect(text).not.toContain('accesskey="1"')
  })

  it('offers both values of what differs, shows the result of the chosen ones, and merges it', async () => {
    const [a, b] = [
      await publishRecord({ title: 'A', weapons: [{ type: 'rocket', fired: 4 }] }),
      await publishRecord({
        title: 'B',
        weapons: [{ type: 'rocket', fired: 5 }],
        tags: ['x'],
        reference: 'R-77',
      }),
    ]
    const { get, send } = await signedIn()
    const { text } = await get(`${b.path}/merge?into=${a.incident.id}`)
    const form = formWith(text, 'accesskey="1"')
    expect(form.fields).toMatchObject({ '/weapons/0/fired': 'range', '/title': 'into', '/tags': 'from' })
    for (const label of [
      'Weapon 1: Fired: keep',
      'Weapon 1: Fired: merge from',
      'Weapon 1: Fired: range of both',
    ])
      expect(text).toContain(`aria-label="${label}"`)
    expect([text.includes('R-77'), '/reference' in form.fields]).toEqual([true, false])
    const fields = { ...form.fields, '/title': 'from', '/weapons/0/fired': 'from', reason: 'one & the same' }
    const preview = await send(form.action, { ...fields, _preview: '1' })
    expect(preview.status).toBe(200)
    expect(preview.text).toContain('one &amp; the same')
    expect((await ask(`${a.path}.json`)).data().title).toBe('A')
    const shown = formWith(preview.text, 'accesskey="1"')
    expect(shown.fields).toMatchObject({ '/weapons/0/fired': 'from', '/title': 'from', '/tags': 'from' })
    const stale = await send(shown.action, { ...shown.fields, into_revision: '7' })
    expect(stale.status).toBe(412)
    expect(formWith(stale.text, 'accesskey="1"').fields).toMatchObject({ '/title': 'from' })
    expect((await send(shown.action, shown.fields)).status).toBe(303)
    expect((await ask(`${a.path}.json`)).data()).toMatchObject({
      title: 'B',
      weapons: [{ type: 'rocket', fired: 5 }],
      tags: ['x'],
    })
  })

  it('offers the range of casualties of which one record says that there were none', async () => {
    const [a, b] = [
      await publishRecord({ casualties: { injuries: { low: 2, high: 3 } } }),
      await publishRecord({ casualties: { reported: 'none', injuries: { best: 0 } } }),
    ]
    const { get, send } = await signedIn()
    const { text } = await get(`${b.path}/merge?into=${a.incident.id}`)
    const form = formWith(text, 'accesskey="1"')
    expect(form.fields).toMatchObject({ '/casualties/injuries': 'into', '/casualties/reported': '' })
    const fields = { ...form.fields, '/casualties/injuries': 'range', reason: 'disputed' }
    expect((await send(form.action, fields)).status).toBe(303)
    expect((await ask(`${a.path}.json`)).data().casualties).toEqual({
      reported: 'some',
      injuries: { low: 0, best: 0, high: 3 },
    })
    expect(text).toContain('aria-label="Casualties: Injuries: range of both"')
  })

  it('drops choices that lead nowhere, and says so', async () => {
    const [a, b] = await duplicatePair('2022-01-05')
    const { get, send } = await signedIn()
    const form = formWith((await get(`${b.path}/merge?into=${a.incident.id}`)).text, 'accesskey="1"')
    const fields = { ...form.fields, '/weapons/3/fired': 'into', reason: 'kept' }
    for (const more of [{}, { _preview: '1' }]) {
      const answer = await send(form.action, { ...fields, ...more })
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('do not differ here')
      expect(formWith(answer.text, 'accesskey="1"').text).toContain('kept')
    }
  })

  it('leads to the survivor, whose desk names what was merged into it; that can be restored from its history', async () => {
    const [a, b] = await duplicatePair('2022-01-05')
    const { get, send } = await signedIn()
    const confirm = formWith((await get(`${b.path}/merge?into=${a.incident.id}`)).text, 'accesskey="1"')
    expect((await send(confirm.action, confirm.fields)).headers.get('Location')).toBe(a.path)
    expect((await get(a.path)).text).toContain(`${b.path}/history`)
    expect((await get(b.path)).headers.get('Location')).toBe(a.path)
    const history = (await get(`${b.path}/history`)).text
    expect(history).toContain('keeps the details it took over')
    expect(history).toContain(`href="${a.path}"`)
    const form = formWith(history, 'value="restore"')
    const restored = await send(form.action, { ...form.fields, decision: 'restore', reason: 'two after all' })
    expect([restored.status, restored.headers.get('Location')]).toEqual([303, b.path])
    expect((await get(b.path)).status).toBe(200)
    expect((await get(a.path)).text).not.toContain(`${b.path}/history`)
  })

  it('is for editors', async () => {
    const [a, b] = await duplicatePair('2022-01-05')
    const { ask: as } = await createHolder('contributor')
    expect((await as(`${b.path}/merge?into=${a.incident.id}`)).status).toBe(403)
    expect((await as(b.path, { headers: browser })).text).not.toContain('name="into"')
  })
})
