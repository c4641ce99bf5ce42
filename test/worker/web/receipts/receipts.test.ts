import { describe, expect, it } from 'vitest'
import {
  admin,
  application,
  ask,
  browser,
  expectProblem,
  fields,
  patchRecord,
  readAnswer,
  record,
  reviewRecord,
  submitRecord,
} from '../../client.ts'
import { controlsOf } from '../../page-forms.ts'

const html = { headers: browser }
const page = async (receipt: string) => (await ask(receipt, html)).text
const hasForm = (text: string): boolean => controlsOf(text).some(({ name }) => name === 'event_type')

describe('a receipt', () => {
  it('as data has the state, whether it can be corrected, the record and its ETag', async () => {
    const { receipt, incident, etag } = await submitRecord({ title: 'mine' })
    const answer = await ask(receipt)
    expect([answer.status, answer.type, answer.headers.get('ETag')]).toEqual([200, 'application/json', etag])
    expect(answer.data()).toEqual({ state: 'submitted', open: true, incident })
  })

  it.each([
    ['submitted', [], true, 'submitted'],
    ['rejected', ['reject'], false, 'rejected'],
    ['published', ['publish'], false, 'published'],
    ['retracted', ['publish', 'retract'], false, 'retracted'],
    ['published again', ['publish', 'retract', 'restore'], false, 'published'],
    ['submitted again', ['reject', 'restore'], false, 'submitted'],
  ] as const)('follows its record: %s', async (_, decisions, open, state) => {
    const { receipt, path } = await submitRecord({ title: 'mine' })
    for (const decision of decisions) await reviewRecord(path, decision, { reason: 'a matter among editors' })
    const answer = await ask(receipt)
    expect(answer.data()).toMatchObject({ state, open, incident: { title: 'mine' } })
    expect(answer.text).not.toContain('among editors')
    const text = await page(receipt)
    expect(hasForm(text)).toBe(open)
    expect(text.includes(`href="${path}"`)).toBe(state === 'published')
    expect(text).toContain('mine')
    expect(text).not.toContain('among editors')
  })

  it('has an address that no Host header leads to another server', async () => {
    for (const host of ['evil.example', 'sitrep.test'])
      for (const name of ['Host', 'X-Forwarded-Host'])
        for (const url of ['http://evil.example', 'http://sitrep.test']) {
          const headers = { [name]: host, 'Content-Type': 'application/json' }
          const request = new Request(`${url}/incidents`, {
            method: 'POST',
            headers,
            body: JSON.stringify(record()),
          })
          const { receipt } = (await readAnswer(await application(request))).data()
          expect(receipt).toMatch(/^\/receipts\/[\w-]{43}$/)
        }
  })

  it('is there for nobody who has not its secret', async () => {
    const { receipt, incident } = await submitRecord()
    const other = await submitRecord()
    for (const secret of [
      'x',
      incident.id,
      `${receipt.slice(10)}x`,
      receipt.slice(10, -1),
      '__proto__',
      '%00',
      '%E0',
      `${receipt.slice(10)}/`,
    ]) {
      expectProblem(await ask(`/receipts/${secret}`), 'not-found')
      expectProblem(await ask(`/receipts/${secret}`, { form: fields() }), 'not-found')
    }
    expect((await ask(other.receipt)).data().incident.id).toBe(other.incident.id)
    expect(receipt).not.toBe(other.receipt)
    expect((await admin(`/incidents/${incident.id}.json`)).text).not.toContain(receipt.slice(10))
  })
})

describe('the editors’ notes', () => {
  it('are on no receipt, whatever becomes of the record', async () => {
    const { receipt, path, etag } = await submitRecord({ title: 'mine' })
    await patchRecord(path, etag, { notes: 'the filer seems nervous' })
    for (const decision of ['reject', 'restore', 'publish', 'retract', 'restore', undefined]) {
      for (const asked of [{}, html]) expect((await ask(receipt, asked)).text).not.toMatch(/nervous|"notes"/)
      if (decision) await reviewRecord(path, decision)
    }
    expect((await admin(`${path}.json`)).text).toContain('nervous')
  })
})
