import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  type Answer,
  admin,
  ask,
  browser,
  createHolder,
  expectProblem,
  fields,
  newAddress,
  origin,
  publishRecord,
  type RequestOptions,
  readAnswer,
  record,
  submitRecord,
  type TokenHolder,
  worker,
} from '../../client.ts'
import { controlsOf } from '../../page-forms.ts'

let desk: TokenHolder
beforeEach(async () => {
  desk = await createHolder('editor')
})

const cookieOf = ({ headers }: Answer): string => headers.get('Set-Cookie')?.split(';')[0] ?? ''

/** Signs in as a browser does; the cookie of the answer. */
const signIn = async (token = desk.secret): Promise<string> => {
  const answer = await ask('/sign-in', { form: { token, to: '/incidents' }, headers: browser })
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/incidents'])
  return cookieOf(answer)
}

/** What a browser with the cookie asks. */
const signedIn =
  (Cookie: string) =>
  (path: string, { headers, ...asked }: RequestOptions = {}) =>
    ask(path, { ...asked, headers: { ...browser, Cookie, ...headers } })

const csrfOn = ({ text }: Answer): string =>
  controlsOf(text).find(({ name }) => name === '_csrf')?.value ?? ''

describe('signing in', () => {
  it('holds the token in a cookie that no script reads and no other site sends along', async () => {
    const answer = await ask('/sign-in', { form: { token: ` ${desk.secret} ` }, headers: browser })
    expect(answer.headers.get('Set-Cookie')).toBe(
      `sitrep_token=${desk.secret}; Path=/; HttpOnly; SameSite=Lax`,
    )
    expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
  })

  it('sends the cookie on https alone where the page came so, and for this host alone', async () => {
    const request = new Request('https://sitrep.test/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ token: desk.secret }),
      redirect: 'manual',
      headers: { 'CF-Connecting-IP': newAddress() },
    })
    const answer = await readAnswer(await worker(request))
    expect(answer.headers.get('Set-Cookie')).toBe(
      `__Host-sitrep_token=${desk.secret}; Path=/; HttpOnly; Secure; SameSite=Lax`,
    )
    const asks = (Cookie: string) =>
      worker(new Request('https://sitrep.test/tokens', { headers: { ...browser, Cookie } }))
    expect((await asks(cookieOf(answer))).status).toBe(403)
    expect((await asks(`sitrep_token=${desk.secret}`)).status).toBe(401)
  })

  it.each([
    ['/tokens', '/tokens'],
    ['/incidents?status=submitted', '/incidents?status=submitted'],
    ['//elsewhere.test/tokens', '/'],
    ['https://elsewhere.test/tokens', '/'],
    ['/\\elsewhere.test/tokens', '/'],
    ['/..//elsewhere.test', '/'],
    ['/.\\/elsewhere.test/tokens', '/'],
    ['/tokens/../..//elsewhere.test?a=b', '/'],
    ['', '/'],
    ['incidents', '/'],
  ])('leads on within this site alone: %s', async (to, expected) => {
    const shown = await ask(`/sign-in?${new URLSearchParams({ to })}`)
    expect(controlsOf(shown.text).find(({ name }) => name === 'to')?.value).toBe(expected)
    const { secret } = await createHolder('contributor')
    const answer = await ask('/sign-in', { form: { token: secret, to }, headers: browser })
    expect(answer.headers.get('Location')).toBe(expected)
  })

  it('leads back to the page that one came from, and editors from the front page to the queue', async () => {
    const hrefIn = async (path: string) =>
      /href="(\/sign-in[^"]*)">Sign in/.exec((await ask(path, { headers: browser })).text)?.[1]
    expect(await hrefIn('/incidents?country=IQ')).toBe('/sign-in?to=%2Fincidents%3Fcountry%3DIQ')
    expect(await hrefIn('/')).toBe('/sign-in')
    expect(await hrefIn('/sign-in?to=/tokens')).toBe('/sign-in')
    for (const [role, path] of [
      ['contributor', '/'],
      ['editor', '/queue'],
      ['admin', '/queue'],
    ] as const) {
      const { secret } = await createHolder(role)
      const answer = await ask('/sign-in', { form: { token: secret }, headers: browser })
      expect([role, answer.headers.get('Location')]).toEqual([role, path])
    }
  })

  it('leads back to the page that asked for a token', async () => {
    const { status, text } = await ask('/queue?dataset=a', { headers: browser })
    expect(status).toBe(401)
    expect(text).toContain('href="/sign-in?to=%2Fqueue%3Fdataset%3Da"')
  })

  it.each(['', 'nonsense', `sitrep_${'A'.repeat(43)}`])(
    'is refused with what is no token: %s',
    async (token) => {
      const answer = await ask('/sign-in', { form: { token }, headers: browser })
      expect([answer.status, answer.headers.has('Set-Cookie')]).toEqual([401, false])
      expect(answer.text).toContain('unknown, expired or revoked')
      expectProblem(await ask('/sign-in', { form: { token } }), 'token-invalid')
    },
  )

  it('is refused from another site, and so is signing out', async () => {
    for (const path of ['/sign-in', '/sign-out']) {
      const asked = { form: { token: desk.secret }, headers: { Origin: 'https://elsewhere.test' } }
      expectProblem(await ask(path, asked), 'cross-origin')
    }
  })
})

describe('whoever is signed in', () => {
  it('is named on every page, with a way out and what the role leads to; nothing of it is kept', async () => {
    const [as, anyones] = [signedIn(await signIn()), signedIn('')]
    const { path } = await publishRecord()
    for (const address of ['/', '/incidents', path, '/datasets', '/codebook', '/submit', '/nothing-here']) {
      const answer = await as(address)
      expect([address, answer.text.includes('a test&#39;s editor</bdi>, editor')]).toEqual([address, true])
      expect(answer.text).toContain('action="/sign-out"')
      expect(answer.text).toContain('Unpublished')
      expect(answer.text).not.toContain('href="/tokens"')
      expect(answer.text).not.toContain(desk.secret)
      expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
      expect(answer.headers.has('Access-Control-Allow-Origin')).toBe(false)
      const open = await anyones(address)
      // Going back must show the form that was filed, though its cookie has changed since: see form-key.test.ts.
      const shared = address === '/submit' ? [answer] : [answer, open]
      for (const { headers } of shared) expect(headers.get('Vary')).toMatch(/\bCookie\b/)
      expect(open.text).not.toContain('/sign-out')
      expect(open.headers.get('Access-Control-Allow-Origin')).toBe('*')
    }
  })

  it('sees what the role sees, as pages and as files', async () => {
    const { path } = await submitRecord({ title: 'hidden away' })
    const as = signedIn(await signIn())
    for (const address of [path, '/incidents?status=submitted', '/incidents.csv?status=submitted'])
      expect((await as(address)).text).toContain('hidden away')
  })

  it('is whoever the header names, where there is one', async () => {
    const headers = { Authorization: `Bearer ${env.ADMIN_TOKEN}` }
    const as = signedIn(await signIn())
    expect((await as('/tokens.json')).status).toBe(403)
    expect((await as('/tokens.json', { headers })).status).toBe(200)
    expect((await as('/incidents', { headers: { Authorization: 'Bearer x' } })).status).toBe(401)
  })

  it('files by the form in the own name', async () => {
    const as = signedIn(await signIn())
    const _csrf = csrfOn(await as('/submit'))
    const answer = await as('/incidents', { form: fields({ _csrf }) })
    expect(answer.status).toBe(303)
    const { results } = await env.DB.prepare('SELECT filer, facets FROM incidents').all()
    expect(results).toMatchObject([{ filer: desk.id }])
    const [{ _csrf: kept, ...incident }] = (await as('/incidents.json?status=submitted')).data().incidents
    expect([kept, incident.summary]).toEqual([undefined, fields().summary])
  })

  it('is known to nothing but pages, files and forms: a script sends its token itself', async () => {
    const as = signedIn(await signIn())
    const { path, etag } = await publishRecord()
    const headers = { Accept: 'application/json', 'If-Match': etag }
    expectProblem(await as(path, { method: 'PATCH', json: { title: 'x' }, headers }), 'token-needed')
    expectProblem(await as('/incidents?publish=true', { json: record(), headers }), 'token-needed')
    const sent = { body: 'date,country\r\n', headers: { ...headers, 'Content-Type': 'text/csv' } }
    expectProblem(await as('/imports', sent), 'token-needed')
  })

  it('is signed out by the button of any page', async () => {
    const as = signedIn(await signIn())
    const out = await as('/sign-out', { form: { _csrf: csrfOn(await as('/')) } })
    expect([out.status, out.headers.get('Location')]).toEqual([303, '/'])
    expect(out.headers.get('Set-Cookie')).toMatch(/^sitrep_token=; Max-Age=0; Path=\//)
    expect((await admin('/tokens.json')).data().tokens[0].revoked_at).toBeNull()
  })
})

describe('a form of whoever is signed in', () => {
  it.each([
    ['nothing', async () => ''],
    ['something else', async () => 'x'.repeat(43)],
    ['the proof of somebody else', async () => csrfOn(await signedIn(await signIn(env.ADMIN_TOKEN))('/'))],
    ['the token', async () => desk.secret],
  ])('is refused with %s for a proof, whatever its type and address', async (_, proof) => {
    const as = signedIn(await signIn())
    const { receipt, etag } = await submitRecord()
    const _csrf = await proof()
    const headers = { Accept: 'application/json' }
    for (const path of ['/incidents', '/submit', receipt, '/sign-out', '/sign-in', '/tokens']) {
      const form = fields({ _csrf, _seen: etag })
      const body = new FormData()
      for (const [name, value] of Object.entries(form)) body.set(name, value)
      for (const asked of [{ form }, { body }])
        expectProblem(await as(path, { ...asked, headers }), 'form-stale')
    }
  })

  it('is refused from another site, though it had the proof', async () => {
    const as = signedIn(await signIn())
    const form = fields({ _csrf: csrfOn(await as('/')) })
    const headers = { Accept: 'application/json', Origin: 'https://elsewhere.test' }
    expectProblem(await as('/incidents', { form, headers }), 'cross-origin')
  })
})

describe('a cookie whose token has ended', () => {
  const ended = async () => {
    const as = signedIn(await signIn())
    const _csrf = csrfOn(await as('/'))
    await admin(`/tokens/${desk.id}`, { method: 'DELETE' })
    return { as, _csrf }
  }

  it('is taken away, and pages that are public say so', async () => {
    const { as } = await ended()
    for (const address of ['/', '/incidents', '/codebook']) {
      const answer = await as(address)
      expect([answer.status, answer.text.includes('You have been signed out')]).toEqual([200, true])
      expect(answer.headers.get('Set-Cookie')).toMatch(/^sitrep_token=; Max-Age=0/)
      expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
      expect(answer.headers.has('Access-Control-Allow-Origin')).toBe(false)
    }
    expect((await as('/tokens')).status).toBe(401)
  })

  it('files nothing in the name of the public, and signs in anew', async () => {
    const { as, _csrf } = await ended()
    const headers = { Accept: 'application/json' }
    expectProblem(await as('/incidents', { form: fields({ _csrf }), headers }), 'token-invalid')
    const { secret } = await createHolder('editor')
    expect((await as('/sign-in', { form: { token: secret, _csrf } })).status).toBe(303)
    expect((await as('/sign-out', { form: { _csrf } })).status).toBe(303)
  })
})

describe('the page of tokens', () => {
  it('makes one, shows it once, and revokes it', async () => {
    const as = signedIn(await signIn(env.ADMIN_TOKEN))
    const shown = await as('/tokens')
    expect(shown.text).toContain('a test&#39;s editor')
    const _csrf = csrfOn(shown)
    const form = { _csrf, name: 'Desk <of> the north', role: 'contributor', expires_at: '2099-01-31' }
    const made = await as('/tokens', { form })
    expect(made.status).toBe(201)
    const [secret = ''] = /sitrep_[\w-]{43}/.exec(made.text) ?? []
    expect((await ask('/incidents.csv?status=submitted', { token: secret })).status).toBe(200)
    const [token] = (await admin('/tokens.json')).data().tokens
    expect(token).toMatchObject({ name: form.name, role: form.role, expires_at: '2099-01-31T23:59:59.999Z' })
    expect((await as('/tokens')).text).not.toContain(secret)
    const revoked = await as(`/tokens/${token.id}/revoke`, { form: { _csrf } })
    expect([revoked.status, revoked.headers.get('Location')]).toEqual([303, `/tokens/${token.id}#saved`])
    expectProblem(await ask('/incidents.csv', { token: secret }), 'token-invalid')
  })

  it('says what is wrong with one, with what was typed', async () => {
    const as = signedIn(await signIn(env.ADMIN_TOKEN))
    const _csrf = csrfOn(await as('/tokens'))
    const form = { _csrf, name: 'Desk', role: 'editor', expires_at: '2020-01-01' }
    const answer = await as('/tokens', { form })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('expires_at: It must be in the future.')
    expect(controlsOf(answer.text)).toContainEqual(expect.objectContaining({ name: 'role', value: 'editor' }))
  })

  it('leads whoever has not signed in to where they can, and back', async () => {
    const answer = await ask('/tokens', { headers: browser })
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('href="/sign-in?to=%2Ftokens"')
    expect(answer.text).not.toContain(origin)
  })
})
