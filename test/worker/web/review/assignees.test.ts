/** Who has an entry of the queue in hand, and what follows a decision. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import {
  type Answer,
  admin,
  ask,
  browser,
  createHolder,
  expectProblem,
  publishRecord,
  reviewRecord,
  submitRecord,
  type TokenHolder,
  withBindings,
} from '../../client.ts'
import { unescapeHtml } from '../../page-forms.ts'

const editors = async () => [
  await createHolder('editor', { name: 'Amal <b>A.</b>' }),
  await createHolder('editor', { name: 'Basim' }),
]
/** Files a report with a token, so that the queue has it behind those before. */
const submitSigned = async (over = {}) => (await submitRecord(over, { token: env.ADMIN_TOKEN })).incident.id

const take = (holder: TokenHolder, id: string) => holder.ask(`/queue/${id}/assignee`, { method: 'PUT' })
const release = (holder: TokenHolder, id: string) => holder.ask(`/queue/${id}/assignee`, { method: 'DELETE' })
const holderOf = async (id: string) => {
  const { waiting } = (await admin('/queue.json')).data()
  return waiting.find((each: { id: string }) => each.id === id)?.assignee?.name ?? null
}
const idsFor = async (holder: TokenHolder, query: string): Promise<string[]> =>
  (await holder.ask(`/queue.json?${query}`)).data().waiting.map(({ id }: { id: string }) => id)
const decide = (holder: TokenHolder, id: string, over: Readonly<Record<string, string>> = {}) =>
  holder.ask(`/incidents/${id}/review`, {
    form: { decision: 'reject', reason: 'checked', _queue: '', ...over },
    headers: browser,
  })
const pageOf = (holder: TokenHolder, path: string) => holder.ask(path, { headers: browser })
const locationOf = (answer: Answer) => [answer.status, answer.headers.get('Location')]

it('is one editor, named to the others, until another takes it over or a decision ends it', async () => {
  const [amal, basim] = (await editors()) as [TokenHolder, TokenHolder]
  const id = await submitSigned()
  expect((await take(amal, id)).data().assignee).toMatchObject({ actor: amal.id, name: 'Amal <b>A.</b>' })
  expect(await holderOf(id)).toBe('Amal <b>A.</b>')
  const shown = await pageOf(basim, `/queue/${id}`)
  expect(unescapeHtml(shown.text)).toContain('You can decide all the same.')
  for (const { text } of [shown, await pageOf(basim, '/queue')]) {
    expect(text).toContain('Amal &lt;b&gt;A.&lt;/b&gt;')
    expect(text).not.toContain('<b>A.')
  }
  // It is no lock.
  await release(basim, id)
  expect(await holderOf(id)).toBe('Amal <b>A.</b>')
  await take(basim, id)
  expect(await holderOf(id)).toBe('Basim')
  await release(basim, id)
  expect(await holderOf(id)).toBe(null)
  await take(amal, id)
  expect((await decide(basim, id)).status).toBe(303)
  await reviewRecord(`/incidents/${id}`, 'restore')
  expect(await holderOf(id)).toBe(null)
})

it('expires an hour after it was taken last', async () => {
  const [amal] = (await editors()) as [TokenHolder, TokenHolder]
  const id = await submitSigned()
  const first = (await take(amal, id)).data().assignee
  expect(Date.parse(first.until) - Date.parse(first.since)).toBe(3_600_000)
  const past = new Date(Date.now() - 1000).toISOString()
  await env.DB.prepare("UPDATE assignees SET since = '2020-01-01T00:00:00.000Z', until = ?1").bind(past).run()
  expect(await holderOf(id)).toBe(null)
  const again = (await take(amal, id)).data().assignee
  expect(Date.parse(again.since)).toBeGreaterThanOrEqual(Date.parse(first.since))
  const kept = (await take(amal, id)).data().assignee
  expect(kept.since).toBe(again.since)
})

it('is a filter of the queue, which depends on who asks', async () => {
  const [amal, basim] = (await editors()) as [TokenHolder, TokenHolder]
  const [one, two, three] = [await submitSigned(), await submitSigned(), await submitSigned()]
  await take(amal, one)
  await take(basim, two)
  expect(await idsFor(amal, 'assignee=me')).toEqual([one])
  expect(await idsFor(amal, 'assignee=others')).toEqual([two])
  expect(await idsFor(amal, 'assignee=none')).toEqual([three])
  expect(await idsFor(amal, 'assignee=me,none')).toEqual([one, three])
  expectProblem(await amal.ask('/queue.json?assignee=nobody'), 'invalid-query')
})

it('is taken of what awaits review only, reports and corrections', async () => {
  const { path, incident } = await publishRecord()
  const json = { reason: 'the report says so', revision: 1, patch: { title: 'Corrected' } }
  const correction = (await ask(`${path}/suggestions`, { json })).data().suggestion.id
  const [amal] = (await editors()) as [TokenHolder, TokenHolder]
  expect((await take(amal, correction)).status).toBe(200)
  expect(await holderOf(correction)).toBe('Amal <b>A.</b>')
  for (const id of [
    incident.id,
    'x',
    correction.replace(/.$/, (digit: string) => (digit === '0' ? '1' : '0')),
  ])
    expectProblem(await take(amal, id), 'not-found')
  await amal.ask(`/suggestions/${correction}/review`, { json: { decision: 'decline', reason: 'no' } })
  expectProblem(await take(amal, correction), 'not-found')
})

it('is taken and released by the buttons of the page, which keep the filters', async () => {
  const [amal] = (await editors()) as [TokenHolder, TokenHolder]
  const id = await submitSigned()
  const send = (form: Readonly<Record<string, string>>) =>
    amal.ask(`/queue/${id}/assignee`, { form: { _queue: 'country=IQ', ...form }, headers: browser })
  expect(locationOf(await send({}))).toEqual([303, `/queue/${id}?country=IQ`])
  expect(await holderOf(id)).toBe('Amal <b>A.</b>')
  expectProblem(await amal.ask(`/queue/${id}/assignee`, { form: { release: 'no' } }), 'invalid-request')
  await send({ release: 'true' })
  expect(await holderOf(id)).toBe(null)
})

it('is never public, nor seen by the filer', async () => {
  const filer = await createHolder('contributor')
  const { incident, path, receipt } = await submitRecord({}, { token: filer.secret })
  const [amal] = (await editors()) as [TokenHolder, TokenHolder]
  const read = async () => {
    const asked = [
      () => filer.ask(`${path}.json`),
      () => filer.ask(`${path}/history.json`),
      () => ask(receipt),
      () => ask(`${path}.json`),
    ]
    const answers: string[] = []
    for (const each of asked) answers.push((await each()).text.replace(/urn:uuid:[\w-]+/g, ''))
    return answers
  }
  const before = await read()
  await take(amal, incident.id)
  expect(await read()).toEqual(before)
})

it('leads each of two editors to another report, and tells the second one of a decision', async () => {
  const [amal, basim] = (await editors()) as [TokenHolder, TokenHolder]
  const [one, two, three, four] = [
    await submitSigned(),
    await submitSigned(),
    await submitSigned(),
    await submitSigned(),
  ]
  await take(amal, one)
  await take(basim, two)
  const led = await decide(amal, one)
  expect(led.headers.get('Location')).toMatch(new RegExp(`^/queue/${three}\\?done=\\d+$`))
  // Who works through the queue has the next one in hand.
  expect(await holderOf(three)).toBe('Amal <b>A.</b>')
  const notice = (await pageOf(amal, led.headers.get('Location') ?? '')).text
  expect(notice).toMatch(/role="status".*Rejected.*action="\/reports\/review"/s)
  // Basim decides the one that Amal has in hand, and is not hindered; Amal is told, and keeps what was typed.
  expect((await decide(basim, three, { revision: '1', decision: 'publish' })).status).toBe(303)
  const late = await decide(amal, three, { revision: '1', reason: 'typed by Amal' })
  expect(late.status).toBe(412)
  expect(late.text).toContain('typed by Amal')
  expect((await decide(basim, two)).headers.get('Location')).toMatch(new RegExp(`^/queue/${four}\\?`))
  const last = await decide(amal, four)
  expect(last.headers.get('Location')).toMatch(/^\/queue\?done=\d+$/)
})

it('says of an approval that another editor has to publish it, and leads on', async () => {
  const [amal, basim] = (await editors()) as [TokenHolder, TokenHolder]
  const place = { country: 'IQ', place: 'Hit', withheld: 'place' }
  const [one, two] = [await submitSigned({ location: place }), await submitSigned()]
  const form = { decision: 'publish', reason: 'checked', _queue: '' }
  const publish = (holder: TokenHolder) =>
    holder.ask(
      `/incidents/${one}/review`,
      { form, headers: browser },
      withBindings({ SECOND_REVIEW: 'withheld' }),
    )
  const approved = await publish(amal)
  expect(locationOf(approved)).toEqual([303, `/queue/${two}?done=${one}`])
  const { text } = await pageOf(amal, approved.headers.get('Location') ?? '')
  expect(text).toMatch(/role="status".*Approved; another editor has to publish it/s)
  expect((await publish(basim)).headers.get('Location')).toMatch(new RegExp(`^/queue/${two}\\?done=\\d+$`))
})

it('is followed by a way back while the record is as the decision left it', async () => {
  const [amal] = (await editors()) as [TokenHolder, TokenHolder]
  const id = await submitSigned({ title: 'Wrongly <i>rejected</i>' })
  const location = (await decide(amal, id)).headers.get('Location') ?? ''
  const { text } = await pageOf(amal, location)
  expect(text).toContain('Wrongly &lt;i&gt;rejected&lt;/i&gt;')
  const seen = /name="_seen" value="([^"]+)"/.exec(text)?.[1] ?? ''
  const form = { decision: 'restore', reason: 'back', _seen: unescapeHtml(seen), _queue: '' }
  const undone = await amal.ask('/reports/review', { form, headers: browser })
  expect(undone.headers.get('Location')).toMatch(/^\/queue\?done=\d+$/)
  expect((await admin(`/incidents/${id}.json`)).data().status).toBe('submitted')
  expect((await pageOf(amal, location)).text).not.toContain('role="status"')
  const again = await amal.ask('/reports/review', { form, headers: browser })
  expect([again.status, again.text.includes('1 report stays as it is')]).toEqual([200, true])
  const published = (await decide(amal, id, { decision: 'publish' })).headers.get('Location') ?? ''
  const shown = (await pageOf(amal, published)).text
  expect(shown).toMatch(/role="status".*Published/s)
  expect(shown).not.toContain('name="_seen"')
})
