import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { ar } from '../../../../src/messages/ar.ts'
import {
  admin,
  ask,
  browser,
  expectProblem,
  origin,
  patchRecord,
  publishRecord,
  reviewRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { controlsOf, unescapeHtml } from '../../page-forms.ts'
import { signIn } from '../../signed-in.ts'

/** Sends a form as somebody who is signed in does: by cookie, with the proof that the page carries. */
const signedIn = async () => {
  const answer = await ask('/sign-in', { form: { token: env.ADMIN_TOKEN, to: '/' }, headers: browser })
  const cookie = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  expect(cookie).toContain('=')
  const headers = { ...browser, Cookie: cookie }
  const page = async (path: string) => (await ask(path, { headers })).text
  return {
    headers,
    page,
    send: (path: string, form: Readonly<Record<string, string>>) => ask(path, { form, headers }),
  }
}

/** The hidden fields of the form that has the field of a reason. */
const hiddenIn = (page: string): Record<string, string> => {
  const form = page.split('<form').find((each) => each.includes('name="reason"')) ?? ''
  return Object.fromEntries(
    controlsOf(form.split('</form>')[0] ?? '').flatMap((each) =>
      each.hidden ? [[each.name, each.value]] : [],
    ),
  )
}

const buttonsOn = (page: string): string[] =>
  [...page.matchAll(/name="decision" value="(\w+)"/g)].map(([, decision = '']) => decision)

describe('the desk on the page of a record', () => {
  it('has the buttons of what its status allows, who changed it last, when and why', async () => {
    const { page } = await signedIn()
    const { path } = await submitRecord()
    expect(buttonsOn(await page(path))).toEqual(['publish', 'reject'])
    await reviewRecord(path, 'reject', { reason: 'no source at all' })
    const rejected = await page(path)
    expect(buttonsOn(rejected)).toEqual(['restore'])
    expect(rejected).toContain('no source at all')
    expect(rejected).toContain('<bdi>first admin</bdi>')
    await reviewRecord(path, 'restore')
    await reviewRecord(path, 'publish')
    expect(buttonsOn(await page(path))).toEqual(['retract'])
    await reviewRecord(path, 'retract')
    expect(buttonsOn(await page(path))).toEqual(['restore'])
  })

  it('is not there for the public, nor on a version of the past', async () => {
    const { path, incident } = await publishRecord()
    const there = async (text: string) => text.includes('id="desk"')
    expect(await there((await ask(path, { headers: browser })).text)).toBe(false)
    const { page } = await signedIn()
    expect(await there(await page(path))).toBe(true)
    const past = await page(`${path}?commit=${incident.commit}`)
    expect(await there(past)).toBe(false)
    expect(past).toContain('This is revision 1.')
  })

  it('publishes by its form, and leads back to the record', async () => {
    const { page, send } = await signedIn()
    const { path } = await submitRecord()
    const form = { ...hiddenIn(await page(path)), decision: 'publish', reason: 'two\r\nsources' }
    expect(form).toMatchObject({ revision: '1', _csrf: expect.stringMatching(/./) })
    const answer = await send(`${path}/review`, form)
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, path])
    expect((await ask(`${path}.json`)).data()).toMatchObject({ status: 'published', revision: 2 })
    const { versions } = (await admin(`${path}/history.json`)).data()
    expect(versions[1]).toMatchObject({ kind: 'publish', reason: 'two\nsources', actor: 'admin' })
  })

  it('leads back into the queue where it was opened there, and nowhere else', async () => {
    const { page, send } = await signedIn()
    const { path, incident } = await submitRecord()
    const hidden = hiddenIn(await page(`/queue/${incident.id}?country=IQ`))
    const answer = await send(`${path}/review`, { ...hidden, decision: 'reject', reason: 'x' })
    const done = (await admin(`${path}.json`)).data().commit
    const leads = [303, `/queue?country=IQ&done=${done}`]
    expect([answer.status, answer.headers.get('Location')]).toEqual(leads)
    const astray = {
      ...hidden,
      revision: '2',
      decision: 'restore',
      reason: 'x',
      _queue: '//elsewhere.test/?country=SY',
    }
    expect((await send(`${path}/review`, astray)).headers.get('Location')).toMatch(/^\/queue\?done=\d+$/)
  })

  it('offers the reasons for rejecting that the operator has set in the language of the page', async () => {
    const { incident } = await submitRecord()
    const door = withBindings({ REJECT_REASONS_EN: ' Spam.\n\nNo <b>date</b>.\n' })
    const offered = async (language: string): Promise<string[]> => {
      const { headers } = await signIn(env.ADMIN_TOKEN, door)
      const { text } = await ask(`/queue/${incident.id}?lang=${language}`, { headers }, door)
      const [, group = ''] = text.split('<optgroup').slice(1)
      return [...group.matchAll(/<option value="([^"]*)"/g)].map(([, value = '']) => unescapeHtml(value))
    }
    expect(await offered('en')).toEqual(['Spam.', 'No <b>date</b>.'])
    expect(await offered('ar')).toEqual(ar.desk.reasons.reject)
  })

  it.each([
    ['without a reason', { reason: ' ' }, 422, 'Please give a reason.'],
    [
      'where the record has changed since',
      { revision: '1', reason: 'my <b>words</b>' },
      412,
      'The record is now at revision 2.',
    ],
    [
      'where the status forbids it',
      { decision: 'retract', reason: 'my <b>words</b>' },
      409,
      'A submitted record cannot be retracted.',
    ],
    ['of another name', { decision: 'bless', reason: 'my <b>words</b>' }, 422, 'decision must be publish'],
  ])(
    'says on the page why nothing was done, and keeps what was typed: %s',
    async (_, over, status, words) => {
      const { page, send } = await signedIn()
      const { path, etag } = await submitRecord()
      await patchRecord(path, etag, { title: 'newer' })
      const form = { ...hiddenIn(await page(path)), decision: 'publish', ...over }
      const answer = await send(`${path}/review`, form)
      expect([answer.status, answer.type]).toEqual([status, 'text/html; charset=UTF-8'])
      expect(unescapeHtml(answer.text)).toContain(words)
      expect(answer.text).toContain('role="alert"')
      expect(controlsOf(answer.text).find(({ name }) => name === 'reason')?.value).toBe(over.reason)
      expect(answer.text).not.toContain('<b>words')
      expect(hiddenIn(answer.text).revision).toBe('2')
      expect((await admin(`${path}.json`)).data()).toMatchObject({ status: 'submitted', revision: 2 })
    },
  )

  it('takes no form of another site, none without its proof, and none of the public', async () => {
    const { headers, page, send } = await signedIn()
    const { path } = await submitRecord()
    const hidden = hiddenIn(await page(path))
    const bare = { revision: hidden.revision ?? '', decision: 'publish', reason: 'x' }
    const form = { ...hidden, ...bare }
    expect((await send(`${path}/review`, bare)).status).toBe(403)
    expect((await send(`${path}/review`, { ...bare, _csrf: 'x' })).status).toBe(403)
    const elsewhere = { ...headers, Origin: 'https://elsewhere.test' }
    expect((await ask(`${path}/review`, { form, headers: elsewhere })).status).toBe(403)
    const accept = { Accept: 'application/json', Origin: origin }
    expectProblem(await ask(`${path}/review`, { form, headers: accept }), 'token-needed')
    expect((await admin(`${path}.json`)).data().status).toBe('submitted')
  })

  it('reverts to an old version from the page of a difference', async () => {
    const { page, send } = await signedIn()
    const { path, etag } = await publishRecord({ title: 'first' })
    await patchRecord(path, etag, { title: 'second' })
    const hidden = hiddenIn(await page(`${path}/history?from=1&to=2`))
    expect(hidden).toMatchObject({ version: '1', revision: '2' })
    const empty = await send(`${path}/revert`, { ...hidden, reason: '' })
    expect([empty.status, empty.text.includes('Please give a reason.')]).toEqual([422, true])
    const answer = await send(`${path}/revert`, { ...hidden, reason: 'it was right' })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, path])
    expect((await ask(`${path}.json`)).data()).toMatchObject({ title: 'first', revision: 3 })
    const late = await send(`${path}/revert`, { ...hidden, reason: 'from an old page' })
    expect([late.status, controlsOf(late.text).find(({ name }) => name === 'reason')?.value]).toEqual([
      412,
      'from an old page',
    ])
    expect(await page(`${path}/history?from=3&to=1`)).not.toContain('revert')
    expect((await ask(`${path}/history?from=1&to=2`, { headers: browser })).text).not.toContain('revert')
  })
})
