/** What the form of a report has against programs, and that no person loses a report by it. */
import { describe, expect, it, vi } from 'vitest'
import {
  ask,
  browser,
  countRecords,
  createHolder,
  expectProblem,
  fields,
  type Handler,
  record,
  withBindings,
} from '../../client.ts'
import { controlsOf, submittedFields } from '../../page-forms.ts'
import { dump } from '../../support.ts'

const [settings = ''] = Object.values<string>(
  import.meta.glob('../../../../wrangler.toml', { query: '?raw', import: 'default', eager: true }) as Record<
    string,
    string
  >,
)
/** The settings of a deployment, where the tests have others. */
const minSeconds = /^FORM_MIN_SECONDS = "(\d+)"$/m.exec(settings)?.[1] ?? ''
const patient = withBindings({ FORM_MIN_SECONDS: minSeconds })
const typed = fields({ title: 'Typed by hand' })

const open = (door: Handler = patient, path = '/submit') => ask(path, { headers: browser }, door)
const send = (form: Record<string, string>, door: Handler = patient) =>
  ask('/incidents', { form, headers: browser }, door)
const fieldOn = (page: string, name: string) => controlsOf(page).find((each) => each.name === name)?.value

/** The fields of a page that was served some seconds ago, with what a person typed. */
const filled = async (seconds: number, over = {}, path = '/submit') => {
  const page = submittedFields((await open(patient, path)).text, { ...typed, ...over })
  return { ...page, _served: String(Date.now() - seconds * 1000) }
}

describe('a deployment', () => {
  it('waits three seconds, asks no stranger, and keeps no log of who asks', () => {
    expect(minSeconds).toBe('3')
    expect(settings).toMatch(/^TURNSTILE_SITE_KEY = ""$/m)
    expect(settings).toMatch(/^\[observability\.logs\]\nenabled = true\ninvocation_logs = false$/m)
  })

  it('stores neither the address nor the browser of a sender', async () => {
    const sender = { 'CF-Connecting-IP': '203.0.113.77', 'User-Agent': 'Browser/7.7 of a sender' }
    const answer = await ask(
      '/incidents',
      { form: await filled(4), headers: { ...browser, ...sender } },
      patient,
    )
    expect([answer.status, await countRecords()]).toEqual([303, 1])
    expect(JSON.stringify(await dump())).not.toMatch(/203\.0\.113|Browser\/7/)
  })
})

describe('a form that our page served', () => {
  it.each(['/submit', '/submit?embed=1'])('is taken from a person: of %s', async (path) => {
    const answer = await send(await filled(4, {}, path))
    expect([answer.status, await countRecords()]).toEqual([303, 1])
  })

  it('comes back if it is sent at once, with everything typed, and is taken some seconds later', async () => {
    const page = await open()
    const refused = await send(submittedFields(page.text, typed))
    expect([refused.status, await countRecords()]).toEqual([422, 0])
    expect(refused.text).toContain('faster than people')
    for (const name of ['title', 'location.country', '_key', '_served'])
      expect([name, fieldOn(refused.text, name)]).toEqual([name, submittedFields(page.text, typed)[name]])
    const again = submittedFields(refused.text)
    const later = await send({ ...again, _served: String(Number(again._served) - 3000) })
    expect([later.status, await countRecords()]).toEqual([303, 1])
  })

  it('comes back if its hidden field was filled in, without that field, and is taken then', async () => {
    const refused = await send(await filled(4, { _website: 'https://spam.example' }))
    expect([refused.status, await countRecords()]).toEqual([422, 0])
    expect(refused.text).toContain('perhaps by your browser')
    expect(fieldOn(refused.text, 'title')).toBe('Typed by hand')
    expect(fieldOn(refused.text, '_website')).toBeUndefined()
    const later = await send(submittedFields(refused.text))
    expect([later.status, await countRecords()]).toEqual([303, 1])
  })

  it('hides the field from people: by a class, from readers of screens, from the keyboard, from autofill', async () => {
    const { text } = await open()
    expect(text).toMatch(/<div class="spoken" aria-hidden="true">/)
    expect(text.match(/<input[^>]*name="_website"[^>]*>/)?.[0]).toMatch(
      /(?=.*autocomplete="off")(?=.*tabindex="-1")/,
    )
    expect(text).not.toContain('style=')
  })

  it('is a problem to a program', async () => {
    const answer = await ask('/incidents', { form: await filled(0) }, patient)
    expectProblem(answer, 'form-held')
  })
})

describe('what our page did not serve', () => {
  it.each([
    ['a script', { json: record() }],
    ['a form of another site', { form: typed }],
    ['a form with a key of its own', { form: { ...typed, _key: 'abc' } }],
  ])('is taken at once: %s', async (_, asked) => {
    expect([(await ask('/incidents', asked, patient)).status, await countRecords()]).toEqual([201, 1])
  })

  it('is not asked of somebody with a token', async () => {
    const { ask: as } = await createHolder('contributor')
    const form = await filled(0)
    expect((await as('/incidents', { form, headers: browser }, patient)).status).toBe(303)
  })
})

const keys = { TURNSTILE_SITE_KEY: 'a-site-key', TURNSTILE_SECRET: 'a-secret' }
const widgetOrigin = 'https://challenges.cloudflare.com'

describe('Turnstile', () => {
  it.each([
    ['neither key', {}],
    ['its site key alone', { TURNSTILE_SITE_KEY: 'a-site-key' }],
    ['its secret alone', { TURNSTILE_SECRET: 'a-secret' }],
  ])('is off with %s: no byte of it is served, and nobody is asked', async (_, bindings) => {
    const fetched = vi.spyOn(globalThis, 'fetch')
    const door = withBindings(bindings)
    const page = await open(door)
    expect(page.text + page.headers.get('Content-Security-Policy')).not.toMatch(
      /turnstile|challenges|<script(?! type="module" src="\/client\/)/,
    )
    expect((await send(await filled(4), door)).status).toBe(303)
    expect(fetched).not.toHaveBeenCalled()
  })

  it('is in the form, and the policy of the page lets in its script and frame only there', async () => {
    const door = withBindings(keys)
    for (const path of ['/submit', '/submit?embed=1']) {
      const { text, headers } = await open(door, path)
      expect(text).toContain('class="cf-turnstile" data-sitekey="a-site-key"')
      const policy = headers.get('Content-Security-Policy')
      expect(policy).toContain(`script-src 'self' ${widgetOrigin}; frame-src ${widgetOrigin}`)
    }
    const home = await open(door, '/')
    expect(home.headers.get('Content-Security-Policy')).not.toContain(widgetOrigin)
  })

  const answers: readonly (readonly [string, () => Promise<Response>, number])[] = [
    ['says yes', async () => Response.json({ success: true }), 303],
    ['says no', async () => Response.json({ success: false }), 422],
    ['fails', async () => new Response('x', { status: 500 }), 303],
    ['is not JSON', async () => new Response('x'), 303],
    ['cannot be reached', () => Promise.reject(new TypeError('network')), 303],
  ]

  it.each(answers)('lets a report in unless it says no: it %s', async (_, answer, status) => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(answer)
    const sent = await send(await filled(4, { 'cf-turnstile-response': 'a-token' }), withBindings(keys))
    expect([sent.status, await countRecords()]).toEqual([status, status === 303 ? 1 : 0])
    const [url, init] = fetched.mock.calls[0] ?? []
    expect([url, String(init?.body)]).toEqual([
      `${widgetOrigin}/turnstile/v0/siteverify`,
      'secret=a-secret&response=a-token',
    ])
    if (status === 422) expect(fieldOn(sent.text, 'title')).toBe('Typed by hand')
  })

  it('is not asked about a form without its answer, which comes back, nor about a script', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch')
    const refused = await send(await filled(4), withBindings(keys))
    expect([refused.status, refused.text.includes('needs JavaScript')]).toEqual([422, true])
    expect((await ask('/incidents', { json: record() }, withBindings(keys))).status).toBe(201)
    expect(fetched).not.toHaveBeenCalled()
  })
})
