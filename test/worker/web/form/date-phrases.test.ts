import { describe, expect, it } from 'vitest'
import { addDays } from '../../../../schemas/edtf-date.ts'
import {
  admin,
  ask,
  browser,
  countRecords,
  expectProblem,
  fields,
  publishRecord,
  record,
  submitRecord,
} from '../../client.ts'
import { controlsOf, submittedFields, unescapeHtml } from '../../page-forms.ts'

type Typed = Readonly<Record<string, string>>

const send = (form: Typed, path = '/incidents') => ask(path, { form: { ...form }, headers: browser })
const typedIn = (html: string, name: string) => controlsOf(html).find((each) => each.name === name)?.value
const faultsOf = (html: string, name: string) => controlsOf(html).find((each) => each.name === name)?.faults
/** What the page asks back. */
const questionsOf = (html: string): string =>
  unescapeHtml((html.split('id="confirm"')[1]?.split('</ul>')[0] ?? '').replace(/<[^>]*>/g, ''))
const choicesOf = (html: string): string[] =>
  [...html.matchAll(/<button[^>]* name="_choice" value="([^"]*)"/g)].map(([, value = '']) =>
    unescapeHtml(value),
  )

/** The stored record of a form that led to its receipt. */
const storedAt = async (location: string | null) => (await ask(location ?? '')).data().incident

describe('a date in words in the form', () => {
  it.each([
    ['the night of 4 to 5 January 2022', '[2022-01-04..2022-01-05]', 'at night'],
    ['evening of 5 January 2022', '2022-01-05', 'in the evening'],
    ['مساء ٥ كانون الثاني ٢٠٢٢', '2022-01-05', 'in the evening'],
    ['around 5 January 2022', '2022-01-05~', ''],
    ['in 2021', '2021', ''],
    ['27/11/2021', '2021-11-27', ''],
  ])('%s is asked back as %s, and stored when it is sent again', async (typed, date, note) => {
    const asked = await send(fields({ date: typed, title: 'Kept', 'weapons.0.type': 'rocket' }))
    expect(asked.status).toBe(422)
    expect(await countRecords()).toBe(0)
    expect(questionsOf(asked.text)).toContain(`We understood ${date}`)
    expect(questionsOf(asked.text)).toContain(note && `, ${note}.`)
    expect(asked.text).not.toMatch(/role="alert"|aria-invalid/)
    expect(asked.text).toContain('Yes, send')
    const again = submittedFields(asked.text)
    expect(again).toMatchObject({
      date,
      ...(note && { date_note: note }),
      title: 'Kept',
      'weapons.0.type': 'rocket',
    })
    const answer = await send(again)
    expect(answer.status).toBe(303)
    const stored = await storedAt(answer.headers.get('Location'))
    expect(stored).toMatchObject({ date, title: 'Kept', ...(note && { date_note: note }) })
  })

  it('with several readings has a button for each, which sends the report', async () => {
    const asked = await send(fields({ date: '05/01/2022', title: 'Kept' }))
    expect([asked.status, typedIn(asked.text, 'date')]).toEqual([422, '05/01/2022'])
    expect(choicesOf(asked.text)).toEqual(['date=2022-01-05', 'date=2022-05-01'])
    expect(asked.text).toContain('Send: 1 May 2022')
    const again = submittedFields(asked.text)
    expect(choicesOf((await send(again)).text)).toHaveLength(2)
    const answer = await send({ ...again, _choice: 'date=2022-05-01' })
    expect(answer.status).toBe(303)
    expect(await storedAt(answer.headers.get('Location'))).toMatchObject({
      date: '2022-05-01',
      title: 'Kept',
    })
  })

  it('is counted in the zone of the stated country', async () => {
    const todayIn = async (country: string) =>
      typedIn((await send(fields({ date: 'today', 'location.country': country }))).text, 'date') ?? ''
    // Samoa and American Samoa have the same time, on different days.
    const [samoa, american] = [await todayIn('WS'), await todayIn('AS')]
    expect(samoa).toBe(addDays(american, 1))
  })

  it('is counted in the zone of the browser, if it states one', async () => {
    const todayIn = async (_zone: string) =>
      typedIn((await send(fields({ date: 'today', _zone }))).text, 'date') ?? ''
    const [samoa, american] = [await todayIn('Pacific/Apia'), await todayIn('Pacific/Pago_Pago')]
    expect(samoa).toBe(addDays(american, 1))
    expect(await todayIn('Mars/Olympus')).toBe(await todayIn('Asia/Baghdad'))
    const asked = await send(fields({ date: 'today', _zone: 'Asia/Baghdad' }))
    expect(typedIn(asked.text, '_zone')).toBe('Asia/Baghdad')
  })

  it('adds to the note that was typed, once', async () => {
    const form = fields({ date: 'evening of 5 January 2022', date_note: 'says a witness' })
    const asked = await send(form)
    expect(typedIn(asked.text, 'date_note')).toBe('says a witness; in the evening')
    const again = await send({ ...form, date_note: 'says a witness; in the evening' })
    expect(typedIn(again.text, 'date_note')).toBe('says a witness; in the evening')
  })

  it('is asked back with every other error at once', async () => {
    const asked = await send(
      fields({
        date: 'early March 2022',
        'casualties.deaths.low': '5',
        'casualties.deaths.high': '2',
        'sources.0.published': 'evening of 5 January 2022',
      }),
    )
    expect(typedIn(asked.text, 'date')).toBe('[2022-03-01..2022-03-10]')
    expect(typedIn(asked.text, 'sources.0.published')).toBe('2022-01-05')
    expect(typedIn(asked.text, 'date_note')).toBeUndefined()
    expect(asked.text).toContain('casualties.order')
    expect(unescapeHtml(asked.text)).toContain('There is 1 problem')
    expect(questionsOf(asked.text)).toContain('Source 1: Published on: You wrote')
    expect(questionsOf(asked.text)).toContain('We understood 2022-01-05')
    expect(asked.text).not.toContain('Yes, send')
  })

  it.each(['5 Ramadan 1443', '١٥ رمضان ١٤٤٣'])('%s is not read, and the form says why', async (date) => {
    const asked = await send(fields({ date }))
    expect(faultsOf(asked.text, 'date')).toContain('Hijri calendar')
    expect(typedIn(asked.text, 'date')).toBe(date)
  })

  it('that is no date stays as it was typed', async () => {
    const asked = await send(fields({ date: 'soon' }))
    expect(typedIn(asked.text, 'date')).toBe('soon')
    expect(faultsOf(asked.text, 'date')).toContain('Write a day (2022-01-05)')
  })

  it('stays as it was typed while the form grows', async () => {
    const page = await send({ ...fields({ date: 'early March 2022' }), _more: 'weapons' }, '/submit')
    expect([page.status, typedIn(page.text, 'date')]).toEqual([200, 'early March 2022'])
  })

  it('is refused to programs, as a form and as JSON', async () => {
    const yesterday = record({ date: 'yesterday' })
    for (const answer of [
      await ask('/incidents', { form: fields({ date: 'yesterday' }) }),
      await ask('/incidents', { json: yesterday }),
    ])
      expect(expectProblem(answer, 'invalid-record').errors).toContainEqual(
        expect.objectContaining({
          pointer: '/date',
          rule: 'date.invalid',
          detail: expect.stringMatching(/^Write a day/),
          received: 'yesterday',
        }),
      )
  })

  it('is asked back by the form to correct a report', async () => {
    const { receipt, path } = await submitRecord()
    const page = await ask(receipt, { headers: browser })
    const asked = await send(submittedFields(page.text, { date: 'dawn of 3 March 2022' }), receipt)
    expect([asked.status, typedIn(asked.text, 'date')]).toEqual([422, '2022-03-03'])
    expect((await send(submittedFields(asked.text), receipt)).status).toBe(303)
    expect((await admin(`${path}.json`)).data()).toMatchObject({ date: '2022-03-03', date_note: 'at dawn' })
  })

  it('is asked back by the form to suggest a correction', async () => {
    const { path } = await publishRecord()
    const page = await ask(`${path}/suggest`, { headers: browser })
    const typed = { date: 'early March 2022', _reason: 'I was there.' }
    const asked = await send(submittedFields(page.text, typed), `${path}/suggestions`)
    expect([asked.status, typedIn(asked.text, 'date')]).toEqual([422, '[2022-03-01..2022-03-10]'])
    expect((await send(submittedFields(asked.text), `${path}/suggestions`)).status).toBe(303)
  })

  it('is not replaced unless the form says so', async () => {
    const { path } = await publishRecord()
    const page = await ask(`${path}/suggest`, { headers: browser })
    const form = submittedFields(page.text, { date: 'early March 2022', _reason: '' })
    const refused = await send(form, `${path}/suggestions`)
    expect(faultsOf(refused.text, '_reason')).not.toBe('')
    expect(typedIn(refused.text, 'date')).toBe('early March 2022')
  })
})
