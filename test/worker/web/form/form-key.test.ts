import { describe, expect, it } from 'vitest'
import { type Answer, admin, ask, browser, countRecords, expectProblem, fields } from '../../client.ts'
import { controlsOf, openableGroups, submittedFields } from '../../page-forms.ts'

const open = (headers: Readonly<Record<string, string>> = {}, path = '/submit') =>
  ask(path, { headers: { Accept: browser.Accept, ...headers } })
const send = (form: Record<string, string>, path = '/incidents') => ask(path, { form, headers: browser })
const keyOn = ({ text }: Answer): string => controlsOf(text).find(({ name }) => name === '_key')?.value ?? ''
const cookieOf = ({ headers }: Answer): string => headers.get('Set-Cookie')?.split(';')[0] ?? ''
const locationOf = ({ headers }: Answer): string => headers.get('Location') ?? ''

describe('the key of the form', () => {
  it('is kept by the browser alone: no cache and no script has it, and no other page gets it', async () => {
    const page = await open()
    expect(page.headers.get('Set-Cookie')).toBe(
      `sitrep_form=${keyOn(page)}; Path=/submit; HttpOnly; SameSite=Lax`,
    )
    expect(page.headers.get('Cache-Control')).toBe('private, no-cache')
    expect(page.headers.get('Vary') ?? '').not.toMatch(/Cookie/)
  })

  it('is the same in every tab of the browser until a report is filed', async () => {
    const first = await open()
    const second = await open({ Cookie: cookieOf(first) })
    expect([keyOn(second), cookieOf(second)]).toEqual([keyOn(first), ''])
    const refused = await send(submittedFields(first.text, fields({ date: 'soon' })))
    expect([refused.status, keyOn(refused), cookieOf(refused)]).toEqual([422, keyOn(first), ''])
    const all = [
      await send(submittedFields(first.text, fields())),
      await send(submittedFields(second.text, fields())),
    ]
    expect(locationOf(all[1] as Answer)).toBe(locationOf(all[0] as Answer))
    expect(await countRecords()).toBe(1)
  })

  it('is another for the next report, but survives a reload', async () => {
    const page = await open()
    const filed = await send(submittedFields(page.text, fields()))
    const Cookie = cookieOf(filed)
    for (const control of ['max-age=0', 'no-cache'])
      expect(keyOn(await open({ Cookie, 'Cache-Control': control }))).toBe(keyOn(page))
    const next = await open({ Cookie })
    expect(keyOn(next)).not.toBe(keyOn(page))
    expect(cookieOf(next)).toBe(`sitrep_form=${keyOn(next)}`)
    await send(submittedFields(next.text, fields()))
    expect(await countRecords()).toBe(2)
  })

  it.each(['x', `${'A'.repeat(43)}B`, '<script>', '.used', ''])(
    'is not taken from a broken cookie: %s',
    async (value) => {
      const page = await open({ Cookie: `sitrep_form=${encodeURIComponent(value)}` })
      expect(keyOn(page)).toMatch(/^[\w-]{43}$/)
      expect(cookieOf(page)).toBe(`sitrep_form=${keyOn(page)}`)
    },
  )

  it('of the short form is in the page alone', async () => {
    const [first, second] = [await open({}, '/submit?embed=1'), await open({}, '/submit?embed=1')]
    expect([cookieOf(first), keyOn(first) === keyOn(second)]).toEqual(['', false])
    const form = submittedFields(first.text, fields())
    const all = [await send(form, '/incidents?guest=true'), await send(form, '/incidents?guest=true')]
    expect(all.map(cookieOf)).toEqual(['', ''])
    expect(locationOf(all[1] as Answer)).toBe(locationOf(all[0] as Answer))
  })

  it('leads to the receipt though blank entries were added in between, or the form is sent as multipart', async () => {
    const page = await open()
    const form = submittedFields(page.text, fields())
    const more = await send({ ...form, _more: 'weapons' }, '/submit')
    const [first, again] = [await send(form), await send(submittedFields(more.text))]
    const body = new FormData()
    for (const [name, value] of Object.entries(form)) body.set(name, value)
    const multipart = await ask('/incidents', { body, headers: browser })
    for (const each of [again, multipart]) expect(locationOf(each)).toBe(locationOf(first))
    expect(await countRecords()).toBe(1)
  })
})

describe('a report in simple controls', () => {
  it('is the same one in exact controls, and in another language', async () => {
    const page = await open()
    const typed = submittedFields(page.text, {
      ...{ _kind: 'shelling', date: '2022-01-05', 'location.country': 'IQ', _killed: '3', _hurt: '4' },
      ...{ summary: 'Rockets were fired.', _source: 'Example News' },
    })
    const first = await send(typed)
    expect([first.status, locationOf(first)]).toEqual([303, expect.stringContaining('/receipts/')])
    let form = typed
    for (const _open of openableGroups(page.text).toReversed())
      form = submittedFields((await send({ ...form, _open }, '/submit?lang=ar')).text)
    expect(form['casualties.deaths.best']).toBe('3')
    expect(locationOf(await send(form))).toBe(locationOf(first))
    expect(await countRecords()).toBe(1)
  })
})

describe('another text with a used key', () => {
  it('gets the form with all that was typed, which files it once', async () => {
    const page = await open()
    const first = await send(submittedFields(page.text, fields()))
    const other = submittedFields(page.text, fields({ title: 'Another <b>', 'weapons.1.type': 'mortar' }))
    const [answer, again] = [await send(other), await send(other)]
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('This form has already filed a report')
    expect(answer.text).not.toContain(locationOf(first))
    const typed = submittedFields(answer.text)
    expect(typed).toMatchObject({ title: 'Another <b>', 'weapons.0.type': 'mortar', date: '2022-01-05' })
    expect(typed._key).not.toBe(other._key)
    expect(keyOn(again)).toBe(typed._key)
    const filed = [await send(typed), await send(submittedFields(again.text))]
    expect(filed.map(({ status }) => status)).toEqual([303, 303])
    expect(new Set(filed.map(locationOf)).size).toBe(1)
    expect(locationOf(filed[0] as Answer)).not.toBe(locationOf(first))
    expect(await countRecords()).toBe(2)
  })

  it('is a problem for a program', async () => {
    await ask('/incidents', { form: fields({ _key: 'k' }) })
    expectProblem(
      await ask('/incidents', { form: fields({ _key: 'k', title: 'x' }) }),
      'idempotency-key-reused',
    )
  })

  it('gets the form also when it is wrong besides', async () => {
    await send(fields({ _key: 'k' }))
    const { status, text } = await send(fields({ _key: 'k', date: 'soon' }))
    expect([status, submittedFields(text).date]).toEqual([422, 'soon'])
    expect((await send(submittedFields(text))).text).toContain('date.invalid')
  })
})

describe('the same text without the key', () => {
  it('is a report of its own with possible duplicates, and leads to no receipt but its own', async () => {
    const page = await open()
    const first = await send(submittedFields(page.text, fields()))
    const answers = [await send(fields()), await send(submittedFields((await open()).text, fields()))]
    expect(new Set([first, ...answers].map(locationOf)).size).toBe(3)
    const asEditor = (await admin('/incidents', { form: fields() })).data()
    expect(asEditor.possible_duplicates).toHaveLength(3)
    expect(await countRecords()).toBe(4)
  })
})
