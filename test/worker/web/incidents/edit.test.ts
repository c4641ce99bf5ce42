// A record is edited in the browser by those who may, and published by the same click.
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  browser,
  createHolder,
  publishRecord,
  type RequestOptions,
  submitRecord,
} from '../../client.ts'
import { controlsOf, submittedFields, unescapeHtml } from '../../page-forms.ts'

type Asks = typeof ask

/** Opens the form of a record and sends it with other values. */
const openAndSend = async (who: Asks, path: string, typed: Readonly<Record<string, string>>) => {
  const page = await who(`${path}/edit`, { headers: browser })
  expect(page.status, page.text.slice(0, 400)).toBe(200)
  return send(who, path, submittedFields(page.text, typed))
}

const send = (who: Asks, path: string, form: RequestOptions['form'] = {}) =>
  who(`${path}/edit`, { form, headers: browser })

const stored = async (path: string) => (await admin(`${path}.json`)).data()
const historyOf = async (path: string) => (await admin(`${path}/history.json`)).data().versions
const typedIn = (html: string, name: string) => controlsOf(html).find((each) => each.name === name)?.value

describe('a record that an editor edits', () => {
  it('is saved as a version with the reason, and stays as it was otherwise', async () => {
    const { path } = await submitRecord({ external: { scheme: 'ucdp', id: '7', fields: { a: 'b' } } })
    const before = await stored(path)
    const answer = await openAndSend(admin, path, { title: 'Mended', _reason: 'A typo.' })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${path}#saved`])
    const notice = '<p class="notice saved" id="saved" role="status" tabindex="-1">Saved.</p>'
    const signedIn = { ...browser, Cookie: `sitrep_token=${env.ADMIN_TOKEN}` }
    expect((await ask(path, { headers: signedIn })).text).toContain(notice)
    const { title, status, revision, ...rest } = await stored(path)
    expect([title, status, revision]).toEqual(['Mended', 'submitted', 2])
    for (const name of ['external', 'location', 'sources', 'weapons', 'notes', 'created_at'])
      expect([name, rest[name]]).toEqual([name, before[name]])
    expect((await historyOf(path)).at(-1)).toMatchObject({
      kind: 'update',
      reason: 'A typo.',
      changed: ['/title'],
    })
  })

  it('is saved and published by one commit', async () => {
    const { path } = await submitRecord()
    const answer = await openAndSend(admin, path, { title: 'Mended', _publish: 'true' })
    expect(answer.status).toBe(303)
    expect((await ask(`${path}.json`)).data()).toMatchObject({
      title: 'Mended',
      status: 'published',
      revision: 2,
    })
    expect((await historyOf(path)).map(({ kind }: { kind: string }) => kind)).toEqual(['create', 'publish'])
  })

  it('gives notes to editors alone, and takes them away', async () => {
    const { path } = await publishRecord()
    await openAndSend(admin, path, { notes: 'Call the filer.' })
    expect((await stored(path)).notes).toBe('Call the filer.')
    expect((await ask(`${path}.json`)).data().notes).toBeUndefined()
    await openAndSend(admin, path, { notes: '' })
    expect((await stored(path)).notes).toBeUndefined()
  })

  it('is not written if nothing differs', async () => {
    const { path } = await publishRecord()
    const { revision } = await stored(path)
    expect((await openAndSend(admin, path, {})).status).toBe(303)
    expect((await stored(path)).revision).toBe(revision)
  })

  it('comes back with its errors and all that was typed', async () => {
    const { path } = await publishRecord()
    const page = await openAndSend(admin, path, {
      date: '2022-13-01',
      title: 'Typed',
      _reason: 'Kept',
      notes: 'Too',
    })
    expect(page.status).toBe(422)
    expect(['date', 'title', '_reason', 'notes'].map((name) => typedIn(page.text, name))).toEqual([
      '2022-13-01',
      'Typed',
      'Kept',
      'Too',
    ])
    expect((await stored(path)).title).not.toBe('Typed')
  })

  it('keeps what was typed while the form grows', async () => {
    const { path } = await publishRecord()
    const page = await openAndSend(admin, path, { title: 'Typed', notes: 'Kept', _more: 'weapons' })
    expect([page.status, typedIn(page.text, 'title'), typedIn(page.text, 'notes')]).toEqual([
      200,
      'Typed',
      'Kept',
    ])
  })

  it('can be published from a draft alone', async () => {
    const { path } = await publishRecord()
    const page = await admin(`${path}/edit`, { headers: browser })
    expect(page.text).not.toContain('name="_publish"')
    const answer = await send(admin, path, submittedFields(page.text, { _publish: 'true' }))
    expect(answer.status).toBe(409)
    expect(typedIn(answer.text, 'title')).toBe((await stored(path)).title)
  })
})

describe('an edit of what somebody else has changed', () => {
  it('shows their changes and all that was typed, and replaces them if it is sent again', async () => {
    const { path } = await publishRecord({ title: 'First', summary: 'A summary' })
    const [mine, theirs] = [await admin(`${path}/edit`, { headers: browser }), { summary: 'Their summary' }]
    await openAndSend(admin, path, theirs)
    const page = await send(admin, path, submittedFields(mine.text, { title: 'Mine' }))
    expect(page.status).toBe(412)
    expect([typedIn(page.text, 'title'), typedIn(page.text, 'summary')]).toEqual(['Mine', 'A summary'])
    const text = unescapeHtml(page.text.replace(/<[^>]*>/g, ' '))
    expect(text).toContain('Somebody else has changed the record')
    expect(text.indexOf('Somebody else has')).toBeLessThan(text.indexOf('What has changed since'))
    expect(text).toMatch(/Summary\s+A summary\s+Their summary/)
    expect(await stored(path)).toMatchObject({ title: 'First', summary: 'Their summary' })
    const again = await send(admin, path, submittedFields(page.text, { summary: 'Their summary' }))
    expect(again.status).toBe(303)
    expect(await stored(path)).toMatchObject({ title: 'Mine', summary: 'Their summary' })
  })

  it('of two at once takes one, and tells the other', async () => {
    const { path } = await publishRecord()
    const page = await admin(`${path}/edit`, { headers: browser })
    const answers = await Promise.all(
      ['One', 'Two'].map((title) => send(admin, path, submittedFields(page.text, { title }))),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 412])
    const [winner, loser] = answers[0]?.status === 303 ? ['One', 'Two'] : ['Two', 'One']
    expect((await stored(path)).title).toBe(winner)
    expect(typedIn(answers.find(({ status }) => status === 412)?.text ?? '', 'title')).toBe(loser)
  })
})

describe('a contributor', () => {
  it('edits a report of their own until it is published, without notes or a button to publish', async () => {
    const { ask: holder, secret } = await createHolder('contributor')
    const { path } = await submitRecord({}, { token: secret })
    const page = await holder(`${path}/edit`, { headers: browser })
    expect(page.text).not.toMatch(/name="(?:notes|_publish)"/)
    expect((await openAndSend(holder, path, { title: 'Mine, mended' })).status).toBe(303)
    expect((await stored(path)).title).toBe('Mine, mended')
    const forced = await send(holder, path, submittedFields(page.text, { _publish: 'true' }))
    expect(forced.status).toBe(403)
    await admin(`${path}/review`, { json: { decision: 'publish', reason: 'seen' } })
    expect((await holder(`${path}/edit`, { headers: browser })).status).toBe(403)
  })

  it('keeps notes that they cannot see in the form', async () => {
    const { ask: holder, secret } = await createHolder('contributor')
    const { path } = await submitRecord({ notes: 'For editors' }, { token: secret })
    await openAndSend(holder, path, { title: 'Mended' })
    expect(await stored(path)).toMatchObject({ title: 'Mended', notes: 'For editors' })
  })
})
