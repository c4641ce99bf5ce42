/** Another secret for a token, without a gap. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { en } from '../../../../src/messages/en.ts'
import { type Answer, admin, ask, createHolder, expectProblem, record } from '../../client.ts'

const rotate = async (id: string, json: object = {}): Promise<Answer> => {
  const answer = await admin(`/tokens/${id}/rotate`, { json })
  expect(answer.status, answer.text).toBe(201)
  return answer
}
const works = async (token: string): Promise<boolean> => (await ask('/health', { token })).status === 200
const msPerHour = 3_600_000

/** Puts the end of the secrets that were replaced into the past. */
const passGrace = () =>
  env.DB.prepare("UPDATE former_secrets SET valid_until = '2020-01-01T00:00:00.000Z'").run()

describe('a new secret', () => {
  it('is shown once, and the one before works beside it until its time', async () => {
    const { id, secret: old } = await createHolder('editor')
    const answer = (await rotate(id, { grace_hours: 2 })).data()
    expect(answer).toMatchObject({ id, role: 'editor', token: expect.stringMatching(/^sitrep_/) })
    expect(Date.parse(answer.former_secret_until) - Date.now()).toBeGreaterThan(1.9 * msPerHour)
    expect(Date.parse(answer.former_secret_until) - Date.now()).toBeLessThan(2.1 * msPerHour)
    for (const secret of [old, answer.token, old]) expect(await works(secret)).toBe(true)
    const { results } = await env.DB.prepare('SELECT * FROM tokens, former_secrets').all()
    expect(JSON.stringify(results)).not.toContain(answer.token.slice('sitrep_'.length))
    await passGrace()
    expect([await works(old), await works(answer.token)]).toEqual([false, true])
    const [listed] = (await admin('/tokens.json')).data().tokens
    expect(listed).toMatchObject({ id, former_secret_until: null })
  })

  it('ends the one before at its first use, if that is asked, and not at a use of the one before', async () => {
    const { id, secret: old } = await createHolder('editor')
    const { token } = (await rotate(id, { until_first_use: true })).data()
    for (const _ of [1, 2]) expect(await works(old)).toBe(true)
    expect(await works(token)).toBe(true)
    expect([await works(old), await works(token)]).toEqual([false, true])
  })

  it('ends the one before at once with no time of grace', async () => {
    const { id, secret: old } = await createHolder('editor')
    const { token } = (await rotate(id, { grace_hours: 0 })).data()
    expect([await works(old), await works(token)]).toEqual([false, true])
  })

  it('keeps the name of the token, and who did what with either is one actor', async () => {
    const { id, secret: old, ask: as } = await createHolder('editor')
    await as('/incidents?publish=true', { json: record() })
    const { token } = (await rotate(id)).data()
    await ask('/incidents?publish=true', { token, json: record() })
    const { commits } = (await admin(`/commits.json?actor=${id}`)).data()
    expect(commits.map(({ name, kind }: { name: string; kind: string }) => [name, kind])).toEqual([
      ["a test's editor", 'create'],
      ["a test's editor", 'create'],
    ])
    expect(await works(old)).toBe(true)
  })

  it('is written into the log', async () => {
    const { id } = await createHolder('editor')
    await rotate(id)
    const [newest] = (await admin('/commits.json?limit=1')).data().commits
    expect(newest).toMatchObject({ kind: 'rotate', actor: 'admin', reason: "editor: a test's editor" })
  })

  it('of a revoked token does not work, nor does the one before', async () => {
    const { id, secret: old } = await createHolder('editor')
    const { token } = (await rotate(id)).data()
    await admin(`/tokens/${id}`, { method: 'DELETE' })
    expect([await works(old), await works(token)]).toEqual([false, false])
    expectProblem(await admin(`/tokens/${id}/rotate`, { json: {} }), 'invalid-request')
    expectProblem(await admin(`/tokens/${id}/limits`, { json: {} }), 'invalid-request')
    const page = await admin(`/tokens/${id}`, { headers: { Accept: 'text/html' } })
    expect(page.text).toContain(en.tokens.states.revoked)
    expect(page.text).not.toContain(en.tokens.formerUntil)
  })

  it('is none of a token that has expired, until it is given another expiry', async () => {
    const { id, secret } = await createHolder('editor')
    const limit = (json: object) => admin(`/tokens/${id}/limits`, { json })
    expect((await limit({ expires_at: '2099-01-31' })).data().expires_at).toBe('2099-01-31T23:59:59.999Z')
    await env.DB.batch([
      env.DB.prepare('DROP TRIGGER tokens_immutable'),
      env.DB.prepare(
        "UPDATE tokens SET created_at = '2020-01-01T00:00:00.000Z', expires_at = '2020-01-02T00:00:00.000Z'",
      ),
    ])
    expect(await works(secret)).toBe(false)
    expectProblem(await admin(`/tokens/${id}/rotate`, { json: {} }), 'invalid-request')
    expect((await limit({ expires_at: null })).data()).toMatchObject({ expires_at: null, datasets: null })
    expect(await works(secret)).toBe(true)
  })

  it.each([
    ['more than a week', { grace_hours: 169 }, '/grace_hours'],
    ['a time before now', { grace_hours: -1 }, '/grace_hours'],
    ['half an hour', { grace_hours: 0.5 }, '/grace_hours'],
    ['words', { grace_hours: 'soon' }, '/grace_hours'],
    ['a text for yes', { until_first_use: 'yes' }, '/until_first_use'],
    ['a field that there is not', { hours: 1 }, '/hours'],
  ])('is refused with %s', async (_, json, pointer) => {
    const { id } = await createHolder('editor')
    const { errors } = expectProblem(await admin(`/tokens/${id}/rotate`, { json }), 'invalid-request')
    expect(errors?.map((each) => each.pointer)).toEqual([pointer])
  })

  it('needs a token that is there', async () => {
    for (const act of ['rotate', 'limits'])
      expectProblem(await admin(`/tokens/${crypto.randomUUID()}/${act}`, { json: {} }), 'not-found')
  })
})

describe('the pages of tokens', () => {
  const form = (path: string, fields: Record<string, string>) =>
    admin(path, { form: fields, headers: { Accept: 'text/html' } })

  it('make a token, limit it, give it another secret and revoke it, without a script', async () => {
    const made = await form('/tokens', {
      name: 'Desk',
      role: 'editor',
      datasets: ' reports, ',
      expires_at: '',
    })
    expect(made.status).toBe(201)
    const [secret = ''] = /sitrep_[\w-]{43}/.exec(made.text) ?? []
    const [, id = ''] = /action="\/tokens\/([\w-]{36})\/rotate"/.exec(made.text) ?? []
    expect(await works(secret)).toBe(true)
    const limited = await form(`/tokens/${id}/limits`, { expires_at: '2099-01-31', datasets: '' })
    expect([limited.status, limited.headers.get('Location')]).toEqual([303, `/tokens/${id}#saved`])
    const [listed] = (await admin('/tokens.json')).data().tokens
    expect(listed).toMatchObject({ datasets: null, expires_at: '2099-01-31T23:59:59.999Z' })
    const rotated = await form(`/tokens/${id}/rotate`, { grace_hours: '0', until_first_use: 'true' })
    const [next = ''] = /sitrep_[\w-]{43}/.exec(rotated.text) ?? []
    expect([rotated.status, await works(secret), await works(next)]).toEqual([201, false, true])
    expect((await form(`/tokens/${id}/revoke`, {})).status).toBe(303)
    const page = await admin(`/tokens/${id}`, { headers: { Accept: 'text/html' } })
    expect(page.text).toContain('first admin')
    expect(page.text).not.toContain('/rotate"')
  })

  it('keep what was typed if it is wrong', async () => {
    const { id } = await createHolder('editor')
    for (const path of ['/tokens', `/tokens/${id}/limits`]) {
      const answer = await form(path, {
        ...(path === '/tokens' && { name: 'x', role: 'editor' }),
        datasets: 'a b',
      })
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('value="a b"')
      expect(answer.text).toContain('There is no dataset')
    }
  })
})

describe('the administration', () => {
  it('says how the site is, to admins', async () => {
    const { ask: as } = await createHolder('editor', { datasets: ['reports'] })
    await as('/incidents', { json: record() })
    const { text } = await admin('/admin', { headers: { Accept: 'text/html' } })
    for (const words of ['1 valid token', '1 dataset', 'Reports: 1. Corrections: 0.', 'Commit 2', '0 MB'])
      expect(text).toContain(words)
    expectProblem(await as('/admin'), 'forbidden')
  })
})
