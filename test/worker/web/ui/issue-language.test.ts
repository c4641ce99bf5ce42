/** What errors and warnings say on a page in another language; JSON says it in English. */
import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { ar } from '../../../../src/messages/ar.ts'
import { en } from '../../../../src/messages/en.ts'
import { sentence } from '../../../../src/text/sentence.ts'
import { showWarnings } from '../../../../src/web/ui/warnings.tsx'
import { ruleCasesAt, validationContext, withBase } from '../../../pure/rule-cases.ts'
import { ask, browser, fields, publishRecord, record } from '../../client.ts'
import { unescapeHtml } from '../../page-forms.ts'

const arabic = { ...browser, Cookie: 'sitrep_lang=ar' }

const visit = async (path: string, options: Parameters<typeof ask>[1] = {}) => {
  const { text } = await ask(path, { ...options, headers: arabic })
  return unescapeHtml(text)
}

const noMonth = sentence`There is no month ${'13'}.`
const early = sentence`The date is before 1900. Check the year.`

describe('a refused form', () => {
  const wrong = { date: '2022-13', event_type: 'batle', 'location.latitude': '91', 'sources.0.url': 'a b' }

  it('says its errors in the language of the page', async () => {
    const page = await visit('/incidents', { form: fields(wrong) })
    expect(page).toContain('<html lang="ar"')
    for (const say of [noMonth, (m: typeof en) => m.fields.max('90')]) {
      expect(page).toContain(say(ar))
      expect(page).not.toContain(say(en))
    }
  })

  it('says them in English to a program, whatever the language of its sender', async () => {
    const headers = { 'Accept-Language': 'ar', Cookie: 'sitrep_lang=ar' }
    const { text } = await ask('/incidents', { json: record({ date: '2022-13' }), headers })
    expect(JSON.parse(text).errors).toEqual([
      { pointer: '/date', rule: 'date.invalid', detail: 'There is no month 13.', received: '2022-13' },
    ])
  })
})

describe('a refused address', () => {
  it('names its parameters in the language of the page', async () => {
    const page = await visit('/incidents?from=soon&weapn=x')
    expect(page).toContain(`from: ${ar.parameters.day('"soon"', 'from', [])}`)
    expect(page).not.toContain('Did you mean')
  })
})

describe('a stored warning', () => {
  it('is said on the page of the record in its language', async () => {
    const { path } = await publishRecord({
      date: '1899-01-05',
      links: [{ type: 'same_event', incident: 'x' }],
    })
    const page = await visit(path)
    for (const text of [early(ar), ar.fields.unresolvedLink]) expect(page).toContain(text)
    const { warnings } = (await ask(`${path}.json`, { headers: { 'Accept-Language': 'ar' } })).data()
    expect(warnings).toContainEqual({ pointer: '/date', rule: 'date.early', detail: early(en) })
  })

  const show = (warning: StoredIncident['warnings'][number], language = ar) =>
    showWarnings(validationContext as never, withBase({}) as never, [warning], language as typeof en)

  it('that the rules of today do not give is shown by its rule, beside its English', () => {
    const warning = { pointer: '/location/country', rule: 'location.outside', detail: '1, 2 is outside IQ.' }
    expect(show(warning)).toEqual([
      {
        pointer: '/location/country',
        rule: 'location.outside',
        text: ar.translate('The coordinates should be in the stated country.'),
        english: '1, 2 is outside IQ.',
      },
    ])
    expect(show(warning, en as never)).toEqual([
      { pointer: '/location/country', rule: 'location.outside', text: '1, 2 is outside IQ.' },
    ])
  })

  it('of each rule is said in the language of the page', () => {
    const cases = ruleCasesAt(validationContext.now).filter(({ severity }) => severity === 'warning')
    const texts = cases.flatMap(({ pointer, rule, breaks }) =>
      showWarnings(
        validationContext as never,
        withBase(breaks) as never,
        [{ pointer, rule, detail: 'x' }],
        ar as typeof en,
      ),
    )
    expect(
      texts.filter(({ text, english }) => english !== undefined || !/\p{Script=Arabic}/u.test(text)),
    ).toEqual([])
  })
})
