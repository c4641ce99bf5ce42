import { describe, expect, it } from 'vitest'
import { recordShape, type Shape } from '../../../../src/record/shape.ts'
import { admin, ask, browser, countRecords, fields, publishRecord, submitRecord } from '../../client.ts'
import { controlsOf, openableGroups, submittedFields, unescapeHtml } from '../../page-forms.ts'

/** The names of the controls for a shape: the first entry of each list. */
const namesOf = (shape: Shape, path: string): string[] => {
  if (shape.kind === 'group')
    return [...shape.fields.values()]
      .filter(({ metadata }) => !metadata.hideInForm && !metadata.editorsOnly)
      .flatMap((field) => namesOf(field.shape, path === '' ? field.name : `${path}.${field.name}`))
  return shape.kind === 'list' && shape.item.kind === 'group' ? namesOf(shape.item, `${path}.0`) : [path]
}

const send = (form: Record<string, string>, path = '/incidents') => ask(path, { form, headers: browser })
const page = async () => (await ask('/submit', { headers: browser })).text
const typedIn = (html: string, name: string) => controlsOf(html).find((each) => each.name === name)?.value
const faultsOf = (html: string, name: string) => controlsOf(html).find((each) => each.name === name)?.faults

describe('the form', () => {
  it('asks first for what a person knows, in eight controls', async () => {
    const visible = controlsOf(await page()).filter(({ hidden, name }) => !hidden && name !== '_website')
    expect(visible.map(({ name }) => name)).toEqual([
      ...['_kind', 'date', 'location.country', 'location.place', 'summary', '_killed', '_hurt', '_source'],
    ])
  })

  it('has a control for every field of a record by its path, once, in groups that open; none for editors', async () => {
    const first = await page()
    const groups = openableGroups(first)
    const opened = await Promise.all(
      groups.map(async (_open) => (await send({ ...submittedFields(first), _open }, '/submit')).text),
    )
    const firstNames = controlsOf(first).map(({ name }) => name)
    const added = opened.flatMap((text) =>
      controlsOf(text)
        .filter(({ name, hidden }) => !hidden && !firstNames.includes(name))
        .map(({ name }) => name),
    )
    const first4 = firstNames.filter((name) => !name.startsWith('_'))
    // What happened has exact controls only for values that are no kind.
    const exact = [...first4, ...added, 'event_type', 'event_subtype']
    expect(exact.sort()).toEqual(namesOf(recordShape, '').sort())
    for (const text of opened) expect(text).not.toContain('role="alert"')
    expect(namesOf(recordShape, '')).toContain('casualties.groups.0.deaths.best')
    for (const name of ['notes', 'external.scheme', 'status', 'id']) expect(exact).not.toContain(name)
  })

  it('is empty, posts to where records come in, and has a key of its own each time', async () => {
    const [first, second] = [await page(), await page()]
    expect(first).toMatch(/<form[^>]* action="\/incidents"[^>]* method="post"/)
    for (const { value, hidden, name } of controlsOf(first))
      if (name !== '_zone') expect(value !== '').toBe(hidden)
    expect(typedIn(first, '_key')).toMatch(/^[\w-]{20,}$/)
    expect(typedIn(first, '_key')).not.toBe(typedIn(second, '_key'))
  })

  it('as a browser sends it, filled in, makes a record and leads to its receipt', async () => {
    const answer = await send(
      submittedFields(await page(), fields({ 'weapons.0.fired': '2', tags: 'a; b؛ c' })),
    )
    expect([answer.status, answer.text]).toEqual([303, ''])
    expect(answer.headers.get('Location')).toMatch(/^\/receipts\/[\w-]{43}$/)
    const receipt = await ask(answer.headers.get('Location') ?? '')
    expect(receipt.data().incident).toMatchObject({
      weapons: [{ fired: 2 }],
      tags: ['a', 'b', 'c'],
      status: 'submitted',
    })
    expect(receipt.data().incident).not.toHaveProperty('damage')
  })

  it('leads who may see it to the record itself', async () => {
    const filed = await admin('/incidents', { form: fields(), headers: browser })
    expect(filed.headers.get('Location')).toMatch(/^\/incidents\/[0-9a-f-]{36}$/)
    const published = await admin('/incidents?publish=true', { form: fields(), headers: browser })
    expect((await ask(published.headers.get('Location') ?? '', { headers: browser })).status).toBe(200)
  })

  it('is answered as data to a program that sends it', async () => {
    const answer = await ask('/incidents', { form: fields() })
    expect([answer.status, answer.type]).toEqual([201, 'application/json'])
    expect((await ask('/incidents', { form: fields({ date: 'soon' }) })).type).toBe(
      'application/problem+json',
    )
  })

  it('sent twice with the same key is one record with one receipt', async () => {
    const form = submittedFields(await page(), fields())
    const all = await Promise.all([send(form), send(form), send(form)])
    const told = all.map(({ status, headers }) => `${status} ${headers.get('Location')}`)
    expect(new Set(told.filter((each) => !each.startsWith('409'))).size).toBe(1)
    expect(`303 ${(await send(form)).headers.get('Location')}`).toBe(
      told.find((each) => each.startsWith('303')),
    )
    expect(await countRecords()).toBe(1)
  })
})

describe('a form with errors', () => {
  /** Exact fields that have a simple control, and simple controls in whose place there are exact ones. */
  const replaced = ['event_type', 'event_subtype', '_kind', '_source']
  const typed = fields({
    date: 'yesterday-ish',
    title: "\"><script>alert(1)</script> & 'quoted' عين",
    summary: '\n</textarea><b>bold</b>\r\nsecond line ',
    'location.country': '"><img src=x>',
    'weapons.0.type': 'rokcet',
    'weapons.0.fired': 'two',
    'weapons.1.model': ' kept ',
    'sources.0.url': 'javascript:alert(1)',
    'actors.0.with': 'a; b\\; c',
    tags: 'Not A Tag',
  })

  it('comes back with everything that was typed, as text, and stores nothing', async () => {
    const form = submittedFields(await page(), typed)
    const answer = await send(form)
    expect([answer.status, answer.type]).toEqual([422, 'text/html; charset=UTF-8'])
    const again = Object.fromEntries(controlsOf(answer.text).map(({ name, value }) => [name, value]))
    for (const [name, value] of Object.entries(form))
      if (!replaced.includes(name)) expect([name, again[name]]).toEqual([name, value])
    expect(again).toMatchObject({ _kind: 'shelling' })
    expect(answer.text).not.toMatch(/<script(?! type="module" src="\/client\/)|<b>bold|<img/)
    expect(await countRecords()).toBe(0)
  })

  it('says beside each field what is wrong with it, and above all of them how many there are', async () => {
    const { text } = await send(submittedFields(await page(), typed))
    const wrong = ['date', 'location.country', 'weapons.0.type', 'weapons.0.fired', 'sources.0.url', 'tags']
    for (const name of wrong)
      expect([name, faultsOf(text, name)]).toEqual([name, expect.stringMatching(/\w/)])
    for (const { name, faults } of controlsOf(text))
      if (!wrong.includes(name)) expect([name, faults]).toEqual([name, ''])
    expect(faultsOf(text, 'weapons.0.type')).toMatch(/\brocket\b/)
    expect(unescapeHtml(text)).toContain('There are 6 problems')
  })

  it('says beside an entry what is wrong with that entry, also when one before it is blank', async () => {
    const { text } = await send(
      submittedFields(
        await page(),
        fields({ 'weapons.0.type': '', 'weapons.1.fired': 'many', 'weapons.3.hit': 'few' }),
      ),
    )
    const faulty = controlsOf(text).filter(({ faults }) => faults !== '')
    expect(faulty.map(({ value }) => value)).toEqual(['many', 'few'])
  })

  it('names also what no control is for', async () => {
    const { text, status } = await send(fields({ colour: 'red', 'external.scheme': 'NOT A SLUG' }))
    expect(status).toBe(422)
    expect(text).toContain('/colour')
    expect(text).toContain('/external/scheme')
  })

  it('can be sent again with its key once it is right, and is one record then', async () => {
    const wrong = await send(submittedFields(await page(), fields({ date: 'soon' })))
    const right = submittedFields(wrong.text, { date: '2022-01-05' })
    expect(right._key).toMatch(/^[\w-]{20,}$/)
    const [first, again] = [await send(right), await send(right)]
    expect([first.status, again.status]).toEqual([303, 303])
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'))
    expect(await countRecords()).toBe(1)
  })
})

describe('one entry more', () => {
  it('of a list is shown, blank, behind what was typed, with the key; nothing is stored', async () => {
    const form = submittedFields(await page(), {
      title: 'kept <b>',
      'weapons.0.type': 'rocket',
      'weapons.0.fired': 'two',
    })
    const answer = await send({ ...form, _more: 'weapons' }, '/submit')
    expect(answer.status).toBe(200)
    const again = submittedFields(answer.text)
    expect(again).toMatchObject({
      title: 'kept <b>',
      'weapons.0.type': 'rocket',
      'weapons.0.fired': 'two',
      'weapons.1.type': '',
      _key: form._key,
    })
    expect(again).not.toHaveProperty('weapons.2.type')
    expect(again).not.toHaveProperty('sources.1.url')
    expect(answer.text).not.toContain('role="alert"')
    expect(await countRecords()).toBe(0)
  })

  it.each(['', 'nothing', '__proto__', 'weapons.0', 'title', '<script>'])(
    'of what is no list changes nothing: %s',
    async (_more) => {
      const { status, text } = await send(
        { ...submittedFields(await page(), { title: 'kept' }), _more },
        '/submit',
      )
      expect(status).toBe(200)
      expect(text).not.toMatch(/<script(?! type="module" src="\/client\/)/)
      const [before, after] = [await page(), text].map((html) => controlsOf(html).map(({ name }) => name))
      const group = ['_opened', 'dataset', 'reference', 'title']
      expect(after?.filter((name) => !group.includes(name) && !name.startsWith('weapons.0.'))).toEqual(before)
      expect(typedIn(text, 'title')).toBe('kept')
    },
  )

  it('of a group inside an entry is shown there', async () => {
    const { text } = await send({ ...submittedFields(await page()), _more: 'casualties.groups' }, '/submit')
    expect(submittedFields(text)).toHaveProperty('casualties.groups.1.deaths.best')
  })
})

describe('the pages that lead to the form', () => {
  it('name no record that is not public', async () => {
    await publishRecord({ title: 'seen by all' })
    await submitRecord({ title: 'seen by none' })
    const home = await ask('/', { headers: browser })
    expect(home.text).toContain('seen by all')
    expect(home.text).not.toContain('seen by none')
    expect(home.text).toContain('href="/submit"')
  })
})
