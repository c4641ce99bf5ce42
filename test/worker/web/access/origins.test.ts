/** What pages of other sites may do. `permission-table.test.ts` crosses the origins with every route and token. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  ask,
  browser,
  countRecords,
  expectProblem,
  fields,
  type Handler,
  origin,
  publishRecord,
  record,
  withBindings,
} from '../../client.ts'
import { controlsOf, submittedFields } from '../../page-forms.ts'

const named = 'https://ngo.example'
const other = 'https://other.example'
const site: Handler = withBindings({ FORM_ORIGINS: `${named} http://127.0.0.1:9001/` })
const openSite: Handler = withBindings({ FORM_ORIGINS: '*' })

const from = (Origin: string, more: Readonly<Record<string, string>> = {}) => ({
  headers: { ...browser, Origin, ...more },
})
const cors = ({ headers }: Answer) => [...headers].filter(([name]) => name.startsWith('access-control'))
const locationOf = ({ headers }: Answer): string => headers.get('Location') ?? ''

const preflight = (Origin: string, method = 'POST', path = '/incidents', door = site) =>
  ask(
    path,
    {
      method: 'OPTIONS',
      headers: {
        Origin,
        'Access-Control-Request-Method': method,
        'Access-Control-Request-Headers': 'content-type, idempotency-key',
      },
    },
    door,
  )

describe('the list of origins', () => {
  it('is empty unless the operator names an origin', async () => {
    for (const FORM_ORIGINS of ['', ' ', 'ngo.example', 'ftp://ngo.example', `${named}.other`]) {
      const closed = withBindings({ FORM_ORIGINS })
      expectProblem(
        await ask('/incidents', { form: fields(), headers: { Origin: named } }, closed),
        'cross-origin',
      )
      expect((await preflight(named, 'POST', '/incidents', closed)).status).toBe(405)
    }
    const unset = withBindings({ FORM_ORIGINS: undefined as unknown as string })
    expect((await ask('/incidents', { json: record() }, unset)).status).toBe(201)
    expect(await countRecords()).toBe(1)
  })

  it('lets in every origin where the operator wants that', async () => {
    for (const Origin of [named, other, 'null'])
      expect((await ask('/incidents', { form: fields(), headers: { Origin } }, openSite)).status).toBe(201)
    const answer = await preflight(other, 'POST', '/incidents', openSite)
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(other)
  })
})

describe('a form of another site', () => {
  const send = (over: Readonly<Record<string, string>>, asked = from(named), door = site) =>
    ask('/incidents', { form: fields(over), ...asked }, door)

  it('leads to a receipt without _next, and back with it', async () => {
    expect(locationOf(await send({}))).toMatch(/^\/receipts\/[\w-]{43}$/)
    const answer = await send({ _next: `${named}/thanks?x=1#old` })
    expect(answer.status).toBe(303)
    const to = new URL(locationOf(answer))
    expect(to.href).toMatch(/^https:\/\/ngo\.example\/thanks\?x=1#receipt=\/receipts\/[\w-]{43}$/)
    const receipt = await ask(new URLSearchParams(to.hash.slice(1)).get('receipt') ?? '')
    expect(receipt.data().incident).not.toHaveProperty('_next')
  })

  it.each([
    `${other}/`,
    'https://ngo.example.evil.example/',
    'https://ngo.example@evil.example/',
    'http://ngo.example/',
    'https://someone:secret@ngo.example/',
    'https://ngo.example./',
    'blob:https://ngo.example/x',
    '//evil.example/',
    '/incidents',
    'javascript:alert(1)',
    'nonsense',
    '',
  ])('leads nowhere else: %s', async (_next) => {
    expect(locationOf(await send({ _next }))).toMatch(/^\/receipts\//)
  })

  it('leads to a page of its own alone where every origin is let in', async () => {
    const to = { _next: `${other}/thanks` }
    expect(locationOf(await send(to, from(other), openSite))).toMatch(
      /^https:\/\/other\.example\/thanks#receipt=/,
    )
    expect(locationOf(await send(to, from(named), openSite))).toMatch(/^\/receipts\//)
    expect(locationOf(await send(to, from(origin), openSite))).toMatch(/^\/receipts\//)
  })

  it('files as the public, whoever is signed in, and so does the form that it gets back', async () => {
    const Cookie = `sitrep_token=${env.ADMIN_TOKEN}`
    const asEditor = (Origin: string) => from(Origin, { Cookie })
    const wrong = await send({ date: 'soon', _next: `${named}/thanks` }, asEditor(named))
    expect(wrong.status).toBe(422)
    expect(wrong.text).not.toContain('/sign-out')
    const action = /<form[^>]* action="([^"]+)"/.exec(wrong.text)?.[1] ?? ''
    expect(action).toBe('/incidents?guest=true')
    expect(wrong.text).toContain('formaction="/submit?guest=true#')
    expect(wrong.headers.get('Content-Security-Policy')).toContain(`form-action 'self' ${named}`)
    const form = submittedFields(wrong.text, { date: '2022-01-05' })
    const right = await ask(action, { form, ...asEditor(origin) }, site)
    expect(locationOf(right)).toMatch(/^https:\/\/ngo\.example\/thanks#receipt=\/receipts\//)
    const { results } = await env.DB.prepare('SELECT DISTINCT filer FROM incidents').all()
    expect(results).toEqual([{ filer: 'public' }])
  })

  it('is refused from any other with a page that says what to do', async () => {
    const { status, text } = await send({}, from(other))
    expect(status).toBe(403)
    for (const words of [other, 'Nothing was stored', 'open the form on this site', 'href="/submit"'])
      expect(text).toContain(words)
    expect((await send({}, from('null'))).text).toContain('a page that does not say where it is')
    expect(await countRecords()).toBe(0)
  })
})

describe('fetch', () => {
  it('asks first, and may send JSON and a key from an origin that is named', async () => {
    const answer = await preflight(named)
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(named)
    expect(answer.headers.get('Access-Control-Allow-Methods')).toBe('POST')
    expect(answer.headers.get('Access-Control-Allow-Headers')).toBe('Accept, Content-Type, Idempotency-Key')
    expect(answer.headers.get('Vary')).toMatch(/\bOrigin\b/)
    expect((await preflight('http://127.0.0.1:9001')).status).toBe(204)
  })

  it('reads the answer, right or wrong, with the headers that matter', async () => {
    const headers = { Origin: named, 'Idempotency-Key': 'k' }
    const json = record()
    await ask('/incidents', { json, headers }, site)
    for (const [sent, status] of [
      [json, 201],
      [{ ...json, date: 'soon' }, 422],
    ] as const) {
      const answer = await ask('/incidents', { json: sent, headers }, site)
      expect([answer.status, answer.headers.get('Access-Control-Allow-Origin')]).toEqual([status, named])
      for (const name of ['Location', 'Idempotency-Replayed'])
        expect(answer.headers.get('Access-Control-Expose-Headers')?.split(', ')).toContain(name)
      expect(answer.headers.get('Vary')).toMatch(/\bOrigin\b/)
      expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
    }
  })

  it.each([
    ['another origin', other, 'POST', '/incidents'],
    ['no origin', 'null', 'POST', '/incidents'],
    ['another method', named, 'PUT', '/incidents/x'],
    ['an import', named, 'POST', '/imports'],
    ['a review', named, 'POST', '/incidents/x/review'],
  ])('may not ask for more: %s', async (_, Origin, method, path) => {
    const answer = await preflight(Origin, method, path)
    expectProblem(answer, 'method-not-allowed')
    expect(cors(answer)).toEqual([])
  })

  it.each(['/incidents.csv', '/incidents', '/incidents/x', '/sitrep.css', '/codebook', '/changes.ndjson'])(
    'may ask for what is public with headers from everywhere: %s',
    async (path) => {
      const answer = await preflight(other, 'GET', path)
      expect([answer.status, answer.headers.get('Access-Control-Allow-Origin')]).toEqual([204, '*'])
      const allowed = answer.headers.get('Access-Control-Allow-Headers') ?? ''
      expect(allowed.split(', ')).toEqual(expect.arrayContaining(['If-None-Match', 'Range', 'If-Range']))
      expect(allowed.toLowerCase()).not.toMatch(/authorization|cookie/)
    },
  )

  it('is told of no page where there is none', async () => {
    expectProblem(await preflight(other, 'GET', '/nothing-here'), 'not-found')
  })
})

describe('the short form', () => {
  it('may be framed by named origins alone, and is filed without a cookie', async () => {
    const Cookie = `sitrep_token=${env.ADMIN_TOKEN}`
    const answer = await ask(
      '/submit?embed=1&dataset=reports&location.country=SY&actors.0.name=Somebody',
      from(origin, { Cookie }),
      site,
    )
    const policy = answer.headers.get('Content-Security-Policy')
    expect(policy).toContain(`frame-ancestors ${named} http://127.0.0.1:9001;`)
    expect(answer.headers.has('X-Frame-Options')).toBe(false)
    expect(answer.text).toMatch(/<form[^>]* action="\/incidents\?guest=true" target="_top"/)
    expect(answer.text).not.toContain('/sign-out')
    expect(answer.text, 'a field that its filer does not see').not.toContain('Somebody')
    const typed = { event_type: 'battle', date: '2022-01-05', 'sources.0.publisher': 'Example News' }
    const form = submittedFields(answer.text, typed)
    const filed = await ask('/incidents?guest=true', { form, ...from(origin, { Cookie }) }, site)
    const { incident } = (await ask(locationOf(filed))).data()
    expect(incident).toMatchObject({ dataset: 'reports', location: { country: 'SY' } })
  })

  it('is framed by nobody unless an origin is named, and the other pages by nobody at all', async () => {
    const policyOf = async (path: string, door: Handler) =>
      (await ask(path, { headers: browser }, door)).headers.get('Content-Security-Policy')
    const { receipt } = await publishRecord()
    expect(await policyOf('/submit?embed=1', withBindings({}))).toContain("frame-ancestors 'none'")
    expect(await policyOf('/submit?embed=1', openSite)).toContain('frame-ancestors *;')
    for (const path of ['/submit', '/incidents', '/sign-in', receipt, '/incidents?embed=1'])
      expect(await policyOf(path, site)).toContain("frame-ancestors 'none'")
  })

  it('says so where the public may not file', async () => {
    const closed = withBindings({ FORM_ORIGINS: named, PUBLIC_SUBMISSIONS: 'false' })
    const { status, text } = await ask('/submit?embed=1', { headers: browser }, closed)
    expect([status, text.includes('<form')]).toEqual([200, false])
  })
})

describe('the address of the form', () => {
  const filledIn = async (query: string): Promise<Record<string, string>> => {
    const { text } = await ask(`/submit?${query}`, { headers: browser })
    const controls = controlsOf(text).filter(
      ({ name, value }) => value !== '' && !['_key', '_served', '_opened'].includes(name),
    )
    return Object.fromEntries(controls.map(({ name, value }) => [name, value]))
  }

  it('fills in the fields that it names', async () => {
    const query = {
      'location.country': 'SY',
      title: 'A & "B"',
      tags: 'a; b',
      'weapons.0.type': 'mortar',
      'sources.1.publisher': 'Second',
    }
    const { 'sources.1.publisher': publisher, ...same } = query
    expect(await filledIn(new URLSearchParams(query).toString())).toEqual({
      ...same,
      _source: publisher,
    })
  })

  it.each([
    'id=x',
    'status=published',
    'notes=x',
    '_csrf=x',
    '_key=mine',
    '_website=x',
    'weapons=x',
    'weapons.x.type=mortar',
    'title.x=y',
    'utm_source=x',
    'a=b',
    '=x',
  ])('fills in nothing else: %s', async (query) => {
    expect(await filledIn(query)).toEqual({})
  })

  it('takes no more entries than a list has', async () => {
    const query = Array.from({ length: 200 }, (_, i) => `sources.${i}.title=x`).join('&')
    const shown = Object.keys(await filledIn(query))
    expect(shown.length).toBeGreaterThan(9)
    expect(shown.length).toBeLessThan(101)
  })
})
