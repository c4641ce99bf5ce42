/** The form in which editors describe a dataset. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { maxLengths } from '../../../../schemas/dataset.ts'
import {
  admin,
  application,
  ask,
  browser,
  createHolder,
  expectProblem,
  newestCommit,
  publishRecord,
} from '../../client.ts'
import { controlsOf, unescapeHtml } from '../../page-forms.ts'

const headers = { ...browser, Cookie: `sitrep_token=${env.ADMIN_TOKEN}` }
const path = '/datasets/trial/edit'
const put = (json: object) => admin('/datasets/trial', { method: 'PUT', json })
const stored = async () => (await admin('/datasets/trial.json')).data().dataset

/** Returns the values of the form as a browser sends them. */
const read = (page: string): Record<string, string> => {
  const form = /<form action="\/datasets\/trial\/edit".*?<\/form>/s.exec(page)?.[0] ?? ''
  const controls = controlsOf(form).filter(({ name }) => name !== 'publishable')
  const values = Object.fromEntries(controls.map(({ name, value }) => [name, value ?? '']))
  return / checked=""/.test(form) ? { ...values, publishable: 'true' } : values
}

const open = async (): Promise<Record<string, string>> => {
  const { status, text } = await ask(path, { headers }, application)
  expect(status).toBe(200)
  return read(text)
}

const send = (form: Record<string, string>) => ask(path, { form, headers }, application)

const faultsOf = (page: string, name: string): string[] => {
  const [list = ''] = new RegExp(`<ul class="faults" id="${name}-faults">.*?</ul>`, 's').exec(page) ?? []
  return [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, fault = '']) => unescapeHtml(fault))
}

const full = { title: 'Trial', description: 'One\n\nTwo', licence: 'CC0', attribution: 'Thank us' }

beforeEach(async () => {
  await put(full)
})

describe('the form of a dataset', () => {
  it('has what is stored, and stores nothing if nothing was changed', async () => {
    const form = await open()
    expect(form).toMatchObject({ ...full, publishable: 'true' })
    const commit = await newestCommit()
    const answer = await send(form)
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/datasets/trial'])
    expect(await newestCommit()).toBe(commit)
  })

  it('replaces the description', async () => {
    const form = await open()
    const { publishable: _, ...closed } = form
    expect((await send({ ...closed, title: ' Other ', licence: '' })).status).toBe(303)
    expect(await stored()).toMatchObject({ ...full, title: 'Other', licence: null, publishable: false })
  })

  it('says beside each field what is wrong, and keeps all that was typed', async () => {
    const form = { ...(await open()), title: 'x'.repeat(maxLengths.title + 1), attribution: 'a\u0007' }
    const { status, text } = await send(form)
    expect(status).toBe(422)
    expect(faultsOf(text, 'title')).toEqual([`It can have at most ${maxLengths.title} characters.`])
    expect(faultsOf(text, 'attribution')).toHaveLength(1)
    for (const name of ['description', 'licence', 'publishable']) expect(faultsOf(text, name)).toEqual([])
    expect(read(text)).toMatchObject({ ...form, attribution: expect.stringContaining('a') })
    expect(text).toContain('role="alert"')
    expect(await stored()).toMatchObject(full)
  })

  it('keeps a dataset with published records publishable', async () => {
    await publishRecord({ dataset: 'trial' })
    const { publishable: _, ...closed } = await open()
    const { status, text } = await send({ ...closed, title: 'Other' })
    expect(status).toBe(409)
    expect(faultsOf(text, 'publishable')).toEqual(['A dataset with published records must stay publishable.'])
    expect(read(text).title).toBe('Other')
    expect(await stored()).toMatchObject(full)
  })

  it('tells of a change in between, shows it, and replaces it if it is sent again', async () => {
    const form = await open()
    await put({ ...full, title: 'Theirs', licence: null, publishable: false })
    const first = await send({ ...form, title: 'Mine' })
    expect(first.status).toBe(409)
    expect(first.text).toContain('Somebody else has changed the description')
    expect(faultsOf(first.text, 'title')).toEqual(['Now: Theirs'])
    expect(faultsOf(first.text, 'licence')).toEqual(['Now: empty'])
    expect(faultsOf(first.text, 'publishable')).toEqual(['Now: they may not be published'])
    expect(faultsOf(first.text, 'description')).toEqual([])
    expect((await stored()).title).toBe('Theirs')
    const again = read(first.text)
    expect(again).toMatchObject({ title: 'Mine', licence: 'CC0', publishable: 'true' })
    expect((await send(again)).status).toBe(303)
    expect(await stored()).toMatchObject({ ...full, title: 'Mine', publishable: true })
  })

  it('is refused without the proof of its session, and from other sites', async () => {
    const { _csrf, ...form } = await open()
    expect(_csrf).toMatch(/./)
    expect((await send({ ...form, title: 'Other' })).status).toBe(403)
    const elsewhere = { ...headers, Origin: 'https://elsewhere.test' }
    expect(
      (await ask(path, { form: { ...form, _csrf: _csrf ?? '' }, headers: elsewhere }, application)).status,
    ).toBe(403)
    expect(await stored()).toMatchObject(full)
  })

  it('is for editors, and of a dataset that there is', async () => {
    const contributor = await createHolder('contributor')
    expectProblem(await ask(path), 'token-needed')
    expectProblem(await contributor.ask(path), 'forbidden')
    expectProblem(await ask(path, { form: full }), 'token-needed')
    expectProblem(await contributor.ask(path, { form: full }), 'forbidden')
    for (const slug of ['nothing', 'No%20name']) {
      expectProblem(await admin(`/datasets/${slug}/edit`), 'not-found')
      expectProblem(await admin(`/datasets/${slug}/edit`, { form: full }), 'not-found')
    }
    const editor = await createHolder('editor')
    expect((await editor.ask(path, html)).status).toBe(200)
  })
})

const html = { headers: { Accept: browser.Accept } }
