import { describe, expect, it } from 'vitest'
import { formatNames, mediaTypeOf } from '../../../../src/export/registry.ts'
import { ask, expectProblem, publishRecord } from '../../client.ts'

describe('the Accept header', () => {
  const page = 'text/html; charset=UTF-8'
  const firefox = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

  it.each<[string | undefined, string]>([
    [undefined, page],
    ['*/*', page],
    [firefox, page],
    ['text/html', page],
    ['text/*', page],
    ['image/png', page],
    ['text/csv', 'text/csv'],
    ['TEXT/CSV', 'text/csv'],
    ['text/csv;q=0.5, text/html;q=0.4', 'text/csv'],
    ['text/csv;q=0.4, text/html', page],
    ['text/csv;q=0, text/html;q=0.1', page],
    ['application/json', 'application/json'],
    ['application/json, text/csv', 'application/json'],
    ['application/json;q=0.5, text/csv', 'text/csv'],
    ['application/x-ndjson, */*;q=0.1', 'application/x-ndjson'],
    ['application/json, */*;q=0.5', 'application/json'],
    ['application/geo+json, application/json;q=0.9', 'application/geo+json'],
  ])('of the list gives what is asked for: Accept: %s', async (accept, wanted) => {
    await publishRecord({ title: 'found' })
    const answer = await ask('/incidents?country=IQ', {
      headers: accept === undefined ? {} : { Accept: accept },
    })
    expect(answer.status).toBe(200)
    expect(answer.type.startsWith(wanted)).toBe(true)
    expect(answer.text).toContain('found')
    expect(answer.headers.get('Vary')).toMatch(/\bAccept\b/)
    const name = formatNames.find((each) => mediaTypeOf(each) === wanted)
    if (name) {
      const own = await ask(`/incidents.${name}?country=IQ`)
      expect(answer.text).toBe(own.text)
      for (const each of ['ETag', 'Content-Location', 'Sitrep-Rows'])
        expect(answer.headers.get(each)).toBe(own.headers.get(each))
    }
  })

  it.each<[string | undefined, string]>([
    [undefined, page],
    ['*/*', page],
    [firefox, page],
    ['application/json', 'application/json'],
    ['application/json, text/html;q=0.9', 'application/json'],
    ['application/json;q=0.1, text/html', page],
    ['application/xhtml+xml', page],
  ])('of a record gives what is asked for: Accept: %s', async (accept, wanted) => {
    const { path, incident } = await publishRecord()
    const answer = await ask(path, { headers: accept === undefined ? {} : { Accept: accept } })
    expect([answer.status, answer.type]).toEqual([200, wanted])
    if (wanted === 'application/json') expect(answer.data()).toEqual(incident)
    expect((await ask(`${path}.json`, { headers: { Accept: 'text/html' } })).type).toBe('application/json')
  })

  const problem = 'application/problem+json'

  it.each<[string | undefined, string]>([
    [undefined, problem],
    ['*/*', problem],
    ['application/json', problem],
    ['text/csv', problem],
    ['text/html;q=0', problem],
    ['text/html;q=0.1, application/json', problem],
    ['*/*, text/html;q=0.5', problem],
    [firefox, page],
    ['TEXT/HTML', page],
    ['application/xhtml+xml', page],
    ['application/json;q=0.1, text/html', page],
    ['application/json; q=0.5, */*;q=0.1, text/html ;level=1; q=0.6', page],
  ])('of what goes wrong gives a page to who would rather have one: Accept: %s', async (accept, wanted) => {
    const headers = accept === undefined ? {} : { Accept: accept }
    expect((await ask('/nothing-here', { headers })).type).toBe(wanted)
    expect((await ask('/incidents', { form: { date: 'soon' }, headers })).type).toBe(wanted)
  })

  it('of a file that is named by its extension is not done', async () => {
    expect((await ask('/incidents.csv', { headers: { Accept: 'text/html' } })).type).toMatch(/^text\/csv/)
    expect(
      expectProblem(await ask('/incidents?contry=IQ', { headers: { Accept: 'text/csv' } }), 'invalid-query')
        .status,
    ).toBe(400)
  })
})
