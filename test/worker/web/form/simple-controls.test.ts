/** The simple controls of the form: what happened, how many were killed and hurt, who says so. */
import { describe, expect, it } from 'vitest'
import { admin, ask, browser, countRecords, publishRecord, submitRecord } from '../../client.ts'
import { controlsOf, submittedFields, unescapeHtml } from '../../page-forms.ts'

type Typed = Readonly<Record<string, string>>

const send = (form: Typed, path = '/incidents') => ask(path, { form: { ...form }, headers: browser })
const page = async (path = '/submit') => (await ask(path, { headers: browser })).text
const faultsOf = (html: string, name: string) => controlsOf(html).find((each) => each.name === name)?.faults
const namesOf = (html: string) => controlsOf(html).map(({ name }) => name)
const storedAt = async (location: string | null) => (await ask(location ?? '')).data().incident

/** The shortest whole report. */
const shortest = (over: Typed = {}): Record<string, string> => ({
  _kind: 'shelling',
  date: '2022-01-05',
  'location.country': 'IQ',
  'location.place': 'Hit',
  summary: 'Rockets fell near the market.',
  _source: 't.me/example/1',
  ...over,
})

const file = async (over: Typed = {}) => {
  const answer = await send(submittedFields(await page(), shortest(over)))
  expect([answer.status, unescapeHtml(answer.text).match(/class="(?:summary|notice).*/)?.[0]]).toEqual([
    303,
    undefined,
  ])
  return storedAt(answer.headers.get('Location'))
}

describe('the shortest report', () => {
  it('is kind, day, country, place, a sentence and a link', async () => {
    const stored = await file()
    expect(stored).toMatchObject({
      event_type: 'remote_violence',
      event_subtype: 'shelling',
      date: '2022-01-05',
      location: { country: 'IQ', place: 'Hit' },
      summary: 'Rockets fell near the market.',
      sources: [{ url: 'https://t.me/example/1' }],
      warnings: [],
    })
    for (const name of ['casualties', 'title', 'weapons']) expect(stored).not.toHaveProperty(name)
  })

  it('has on its lists the kind and the place for a title', async () => {
    await admin('/incidents?publish=true', { form: shortest(), headers: browser })
    expect(await page('/incidents')).toContain('Shelling, rocket or missile attack, Hit, Iraq')
  })

  it.each([
    [{ _kind: 'battle' }, { event_type: 'battle' }],
    [{ _killed: '2' }, { casualties: { reported: 'some', deaths: { best: 2 } } }],
    [
      { _killed: 'at least 2', _hurt: 'none' },
      { casualties: { reported: 'some', deaths: { low: 2 }, injuries: { best: 0 } } },
    ],
    [{ _killed: 'none', _hurt: 'لا يوجد' }, { casualties: { reported: 'none' } }],
    [{ _killed: 'not known', _hurt: 'غير معروف' }, { casualties: { reported: 'unknown' } }],
    [{ _hurt: 'بين ٢ و٥' }, { casualties: { reported: 'some', injuries: { low: 2, high: 5 } } }],
    [{ _source: 'Example News' }, { sources: [{ publisher: 'Example News' }] }],
    [
      { _source: 'Example News: https://example.org/a' },
      { sources: [{ publisher: 'Example News', url: 'https://example.org/a' }] },
    ],
  ])('stores %j as %j', async (typed, stored) => {
    const record = await file(typed as unknown as Typed)
    expect(record).toMatchObject(stored)
    expect(record.casualties).toEqual((stored as { casualties?: object }).casualties)
  })
})

describe('a simple control', () => {
  it('that is not understood has an error of its own that says what would be right; nothing is lost', async () => {
    const typed = shortest({
      _killed: 'loads',
      _hurt: '2',
      _source: 'https://a.example/1 https://b.example/2',
    })
    const { status, text } = await send(submittedFields(await page(), typed))
    expect(status).toBe(422)
    expect(faultsOf(text, '_killed')).toContain('"at least 2"')
    expect(faultsOf(text, '_source')).toContain('Give one link here')
    expect(faultsOf(text, '_hurt')).toBe('')
    expect(submittedFields(text)).toMatchObject(typed)
    expect(unescapeHtml(text)).toContain('There are 2 problems')
    expect(await countRecords()).toBe(0)
  })

  it('that is not understood leads to no receipt of an earlier report with the same key', async () => {
    const form = submittedFields(await page(), shortest())
    expect((await send(form)).status).toBe(303)
    const again = await send({ ...form, _killed: 'loads' })
    expect([again.status, submittedFields(again.text)._killed]).toEqual([422, 'loads'])
    expect((await send({ ...form, _killed: 'about 5' })).status).toBe(422)
    expect((await send({ ...form, event_type: '', _source: ' t.me/example/1 ' })).status).toBe(303)
    expect(await countRecords()).toBe(1)
  })

  it('has the errors of its fields', async () => {
    const typed = shortest({ _kind: '', _source: 'ftp://example.org/a', _killed: '5 to 2' })
    const { text } = await send(submittedFields(await page(), typed))
    expect(faultsOf(text, '_kind')).toContain('field.required')
    expect(faultsOf(text, '_source')).toContain('url.invalid')
    expect(faultsOf(text, '_killed')).toContain('casualties.order')
    expect(text).toContain('href="#in-_kind"')
    const { text: without } = await send(submittedFields(await page(), shortest({ _source: ' ' })))
    expect(faultsOf(without, '_source')).not.toBe('')
  })

  it.each([
    ['about 5', '5'],
    ['dozens', 'at least 24'],
    ['حوالي ٢٠', '20'],
  ])('with %s is asked back as %s, and stored when it is sent again', async (typed, meaning) => {
    const asked = await send(submittedFields(await page(), shortest({ _killed: typed })))
    expect([asked.status, await countRecords()]).toEqual([422, 0])
    expect(asked.text).toContain('Is this right?')
    expect(asked.text).not.toMatch(/role="alert"|aria-invalid/)
    expect(submittedFields(asked.text)._killed).toBe(meaning)
    expect((await send(submittedFields(asked.text))).status).toBe(303)
  })

  it('is filled in by the exact fields of links, scripts and other forms, and by links of its own', async () => {
    const query =
      'event_type=remote_violence&event_subtype=shelling&sources.0.url=https://example.org/a&casualties.reported=some&casualties.deaths.low=2'
    expect(submittedFields(await page(`/submit?${query}`))).toMatchObject({
      _kind: 'shelling',
      _source: 'https://example.org/a',
      _killed: 'at least 2',
    })
    expect(submittedFields(await page('/submit?_kind=drone_strike&_hurt=2&_source=a'))).toMatchObject({
      _kind: 'drone_strike',
      _hurt: '2',
      _source: 'a',
    })
  })

  it('gives way to exact controls for values that it cannot say', async () => {
    const query =
      'event_type=battle&event_subtype=shelling&sources.0.title=A&casualties.deaths.low=2&casualties.deaths.best=3'
    const text = await page(`/submit?${query}`)
    expect(submittedFields(text)).toMatchObject({
      event_type: 'battle',
      event_subtype: 'shelling',
      'sources.0.title': 'A',
      'casualties.deaths.low': '2',
    })
    for (const name of ['_kind', '_killed', '_hurt', '_source']) expect(namesOf(text)).not.toContain(name)
  })

  it('beside an exact field that says something else is an error, and both are shown', async () => {
    const typed = shortest({ event_type: 'battle', 'sources.0.publisher': 'Other' })
    const { status, text } = await send(submittedFields(await page(), typed))
    expect(status).toBe(422)
    expect(faultsOf(text, '_kind')).toContain('field.twice')
    expect(faultsOf(text, '_source')).toContain('field.twice')
    expect(submittedFields(text)).toMatchObject(typed)
    const same = shortest({ event_type: 'remote_violence' })
    expect((await send(submittedFields(await page(), same))).status).toBe(303)
  })

  it('is read from programs too, which get no questions', async () => {
    expect((await ask('/incidents', { form: shortest() })).status).toBe(201)
    const { errors } = (await ask('/incidents', { form: shortest({ _killed: 'about 5' }) })).data()
    expect(errors).toMatchObject([{ pointer: '/_killed', rule: 'mapping.estimate', received: 'about 5' }])
  })
})

describe('exact controls', () => {
  it('take over the meaning of the simple ones, and stay while the form is sent', async () => {
    const form = submittedFields(await page(), shortest({ _killed: 'at least 2', _source: 'x.com/a' }))
    const numbers = await send({ ...form, _open: 'numbers' }, '/submit')
    expect(numbers.status).toBe(200)
    expect(submittedFields(numbers.text)).toMatchObject({
      'casualties.deaths.low': '2',
      'casualties.reported': 'some',
      _opened: 'numbers',
    })
    expect(namesOf(numbers.text)).not.toContain('_killed')
    const sources = await send({ ...form, _open: 'sources' }, '/submit')
    expect(submittedFields(sources.text)).toMatchObject({
      'sources.0.url': 'https://x.com/a',
      _opened: 'sources',
    })
    const again = await send({ ...submittedFields(sources.text), date: 'soon' })
    expect(submittedFields(again.text)).toMatchObject({ 'sources.0.url': 'https://x.com/a' })
    expect(namesOf(again.text)).not.toContain('_source')
    expect(numbers.text).toContain('formaction="/submit#group-sources"')
  })

  it('are opened by a link as well', async () => {
    const text = await page('/submit?_open=weapons&_open=nothing')
    expect(namesOf(text)).toContain('weapons.0.fired')
    expect(text).toContain('id="group-weapons"')
    expect(namesOf(text)).not.toContain('launched_from.place')
  })

  it('keep what cannot be said simply in a form that corrects a report', async () => {
    const over = {
      casualties: { reported: 'some', deaths: { low: 1, best: 2 }, source: 'a' },
      sources: [{ key: 'a', publisher: 'Example News' }],
    }
    const { receipt, incident } = await submitRecord(over)
    const text = await page(receipt)
    expect(submittedFields(text)).toMatchObject({
      'casualties.deaths.low': '1',
      'sources.0.key': 'a',
      _kind: 'shelling',
    })
    expect((await send(submittedFields(text), receipt)).status).toBe(303)
    expect((await ask(receipt)).data().incident).toEqual(incident)
    const opened = await send({ ...submittedFields(text), _open: 'weapons', summary: 'typed' }, receipt)
    expect([opened.status, submittedFields(opened.text).summary]).toEqual([200, 'typed'])
    expect(namesOf(opened.text)).toContain('weapons.0.type')
    expect((await ask(receipt)).data().incident).toEqual(incident)
  })

  it('are opened in the form that suggests a correction', async () => {
    const { path } = await publishRecord()
    const form = submittedFields(await page(`${path}/suggest`), { _reason: 'why' })
    expect(form).toMatchObject({ _kind: 'shelling', _source: 'Example News https://example.org/a' })
    const opened = await send({ ...form, _open: 'damage' }, `${path}/suggest`)
    expect(namesOf(opened.text)).toContain('damage.level')
    expect(submittedFields(opened.text)._reason).toBe('why')
  })
})

describe('the short form for frames', () => {
  it('is the first part of the form', async () => {
    const text = await page('/submit?embed&event_subtype=shelling&title=hidden')
    const visible = controlsOf(text).filter(({ hidden, name }) => !hidden && name !== '_website')
    expect(visible.map(({ name }) => name)).toEqual([
      ...['_kind', 'date', 'location.country', 'location.place', 'summary', '_killed', '_hurt', '_source'],
    ])
    const { status } = await send(submittedFields(text, shortest()))
    expect(status).toBe(303)
  })
})
