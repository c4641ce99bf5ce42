import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  application,
  ask,
  browser,
  countRecords,
  expectProblem,
  fields,
  origin,
  publishRecord,
  record,
  submitRecord,
  withBindings,
} from '../../client.ts'

describe('a token that is given and not valid', () => {
  const token = env.ADMIN_TOKEN
  const wrong: [string, string][] = [
    ['unknown', 'Bearer sitrep_nonsense'],
    ['cut off', `Bearer ${token.slice(0, -1)}`],
    ['too long', `Bearer ${token}x`],
    ['in other case', `Bearer ${token.toUpperCase()}`],
    ['empty', 'Bearer '],
    ['no header', ''],
    ['without its scheme', token],
    ['of another scheme', `Basic ${btoa(`admin:${token}`)}`],
    ['two', `Bearer ${token} ${token}`],
    ['two by comma', `Bearer ${token}, Bearer ${token}`],
    ['huge', `Bearer ${'x'.repeat(8000)}`],
  ]

  it.each(wrong)('is refused everywhere, also where the public may go: %s', async (_, Authorization) => {
    const headers = { Authorization }
    for (const [path, asked] of [
      ['/', {}],
      ['/incidents', {}],
      ['/incidents.csv', {}],
      ['/health', {}],
      ['/nothing-here', {}],
      ['/incidents', { json: record() }],
      ['/submit', { form: fields() }],
      ['/incidents/x', { method: 'PATCH', json: {} }],
    ] as const) {
      const answer = await ask(path, { ...asked, headers }, application)
      expectProblem(answer, 'token-invalid')
      expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer\b.*error="invalid_token"/)
      expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
      expect(answer.headers.has('Access-Control-Allow-Origin')).toBe(false)
      expect(answer.text).not.toContain(token)
    }
    expect(await countRecords()).toBe(0)
  })

  it.each(['bearer', 'BEARER', 'Bearer  '])(
    'is not one whose scheme is written otherwise: %s',
    async (scheme) => {
      const headers = { Authorization: `${scheme} ${token}` }
      expect((await ask('/incidents.csv?status=submitted', { headers })).status).toBe(200)
    },
  )

  it.each(['', undefined])('is any token while the Worker has no first admin: %s', async (ADMIN_TOKEN) => {
    const bare = withBindings({ ADMIN_TOKEN: ADMIN_TOKEN as string })
    for (const each of ['', 'undefined', 'null', token])
      expectProblem(await ask('/incidents.csv', { token: each }, bare), 'token-invalid')
    expect((await ask('/incidents.csv', {}, bare)).status).toBe(200)
  })

  it.each([
    ['hello', 'weak'],
    ['a'.repeat(64), 'weak'],
    ['0123456789a'.repeat(3), 'weak'],
    ['sitrep_0123456789abcdef01234567', 'weak'],
    ['', 'missing'],
  ])('is no guessable secret, and /health says so: %s', async (ADMIN_TOKEN, state) => {
    const bare = withBindings({ ADMIN_TOKEN })
    expectProblem(await ask('/incidents.csv', { token: ADMIN_TOKEN }, bare), 'token-invalid')
    expect((await ask('/health', {}, bare)).data().admin_token).toBe(state)
    expect((await ask('/health')).data()).not.toHaveProperty('admin_token')
  })

  it('cannot be given in the address', async () => {
    for (const name of ['token', 'access_token', 'authorization'])
      expectProblem(await ask(`/incidents.csv?${name}=${token}`), 'invalid-query')
  })
})

describe('what needs a token', () => {
  it('is refused with 401 and a challenge to who has none, before anything is said of the record', async () => {
    const { path, etag } = await publishRecord()
    const hidden = await submitRecord()
    const headers = { 'If-Match': etag, 'Content-Type': 'application/merge-patch+json' }
    for (const to of [path, hidden.path, '/incidents/x', '/incidents/0197f3a0-1c2b-7d4e-8f60-718293a4b5c6'])
      for (const [address, asked] of [
        [to, { method: 'PUT', json: record() }],
        [to, { method: 'PATCH', body: '{}', headers }],
        [to, { method: 'PATCH', body: 'nonsense', headers: { 'Content-Type': 'text/plain' } }],
        [`${to}/review`, { json: { decision: 'publish', reason: 'x' } }],
      ] as const) {
        const answer = await ask(address, asked)
        expectProblem(answer, 'token-needed')
        expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer\b/)
        expect(answer.headers.has('ETag')).toBe(false)
      }
    expect((await ask(`${path}.json`)).data().revision).toBe(1)
  })
})

describe('a form that a browser sends', () => {
  const urlencoded = 'application/x-www-form-urlencoded'
  const multipart = () => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields())) form.set(name, value)
    return form
  }

  it.each([
    ['another site', 'https://elsewhere.test'],
    ['another port', `${origin}:8080`],
    ['another scheme', origin.replace('http:', 'https:')],
    ['a site with a longer name', `${origin}.elsewhere.test`],
    ['a place without a name', 'null'],
    ['nothing', ''],
  ])('is refused from %s', async (_, Origin) => {
    const { receipt, etag } = await submitRecord()
    const headers = { Origin }
    for (const path of ['/incidents', '/submit', receipt])
      for (const asked of [
        { form: fields({ _seen: etag }), headers },
        { body: multipart(), headers },
      ])
        expectProblem(await ask(path, asked, application), 'cross-origin')
    expectProblem(
      await ask('/incidents', { form: fields(), headers, token: env.ADMIN_TOKEN }, application),
      'cross-origin',
    )
    expect(await countRecords()).toBe(1)
  })

  it.each([
    ['this site', { Origin: origin }],
    ['a program, which has none', {}],
  ])('is taken from %s', async (_, headers) => {
    expect((await ask('/incidents', { form: fields(), headers })).status).toBe(201)
    expect((await ask('/incidents', { body: multipart(), headers })).status).toBe(201)
    expect((await ask('/submit', { form: fields(), headers })).status).toBe(200)
    expect(await countRecords()).toBe(2)
  })

  it('is taken from this site at whatever name it is asked', async () => {
    const form = new URLSearchParams(fields()).toString()
    const request = new Request('https://other.test:8443/incidents', {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { ...browser, Origin: 'https://other.test:8443', 'Content-Type': urlencoded },
    })
    expect((await withBindings({})(request)).status).toBe(303)
  })

  it('cannot pass for JSON: a plain text is refused, and no other site may ask whether it may send JSON', async () => {
    const headers = { Origin: 'https://elsewhere.test', 'Content-Type': 'text/plain' }
    expectProblem(await ask('/incidents', { body: JSON.stringify(record()), headers }), 'unsupported-type')
    const asking = {
      Origin: 'https://elsewhere.test',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type',
    }
    const answer = await ask('/incidents', { method: 'OPTIONS', headers: asking })
    expect(answer.status).toBe(405)
    expect([...answer.headers].filter(([name]) => name.startsWith('access-control'))).toEqual([])
  })
})
