import { describe, expect, it } from 'vitest'
import { ask, browser, expectProblem, fields, publishRecord, record } from '../client.ts'

const many = 1500
const unknown = (path: string) =>
  `${path}?${Array.from({ length: many }, (_, i) => `unknown${i}=x`).join('&')}`

describe('errors that grow with the request', () => {
  it.each([
    '/incidents',
    '/incidents.csv',
    '/incidents.csv.sha256',
    '/datasets',
    '/changes.json',
    '/counts.json',
    '/incidents/x/suggest',
  ])('of an address are the first 20, and how many there are: %s', async (path) => {
    const asked = await ask(unknown(path), { headers: { Accept: 'application/json' } })
    const { detail, errors } = expectProblem(asked, 'invalid-query')
    expect(errors).toHaveLength(20)
    expect(detail).toContain(`the first 20 of 1,500 errors`)
    expect(asked.bytes.length).toBeLessThan(40_000)
    const page = await ask(unknown(path), { headers: browser })
    expect([page.status, page.text.match(/#rule-parameter\.unknown/g)?.length]).toEqual([400, 20])
    expect(page.text).toContain(`the first 20 of 1,500 errors`)
  })

  it('of a record are the first 20, and how many there are', async () => {
    const wrong = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`unknown${i}`, 'x']))
    const answer = await ask('/incidents', { json: record(wrong) })
    const { detail, errors } = expectProblem(answer, 'invalid-record')
    expect([detail, errors?.length]).toEqual(['30 errors; the first 20 are listed.', 20])
    expect(answer.bytes.length).toBeLessThan(20_000)
  })

  it('of a form are the first 20, and how many there are', async () => {
    const wrong = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`weapons.${i}.fired`, 'x']))
    const { path, etag } = await publishRecord()
    for (const to of ['/incidents', `${path}/suggestions`]) {
      const page = await ask(to, { form: fields({ ...wrong, _reason: 'x', _seen: etag }), headers: browser })
      expect([to, page.status]).toEqual([to, 422])
      const [summary = ''] = /<div class="summary"[\s\S]*?<\/div>/.exec(page.text) ?? []
      expect(summary.match(/<li>/g)).toHaveLength(20)
      expect(summary).toMatch(/There are \d\d problems; the first 20 are listed/)
    }
  })
})
