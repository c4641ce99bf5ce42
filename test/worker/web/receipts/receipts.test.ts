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
import { controlsOf, unescapeHtml } from '../../page-forms.ts'

const html = { headers: browser }
const page = async (receipt: string) => (await ask(receipt, html)).text
const hasForm = (text: string): boolean => controlsOf(text).some(({ name }) => name === '_kind')

describe('a receipt', () => {
  it('as data has the state, whether it can be corrected, the record and its ETag', async () => {
    const { receipt, incident, etag } = await submitRecord({ title: 'mine' })
    const answer = await ask(receipt)
    expect([answer.status, answer.type, answer.headers.get('ETag')]).toEqual([200, 'application/json', etag])
    expect(answer.data()).toEqual({ state: 'submitted', open: true, questions: [], incident })
  })

  it.each([
    ['submitted', [], true, 'submitted', undefined],
    ['rejected', ['reject'], false, 'rejected', 'why reject'],
    ['published', ['publish'], false, 'published', undefined],
    ['retracted', ['publish', 'retract'], false, 'retracted', 'why retract'],
    ['published again', ['publish', 'retract', 'restore'], false, 'published', undefined],
    ['submitted again', ['reject', 'restore'], false, 'submitted', undefined],
    ['rejected again', ['reject', 'restore', 'reject'], false, 'rejected', 'why reject'],
  ] as const)('follows its record, with the reason: %s', async (_, decisions, open, state, reason) => {
    const { receipt, path } = await submitRecord({ title: 'mine' })
    for (const decision of decisions) await reviewRecord(path, decision, { reason: `why ${decision}` })
    const answer = await ask(receipt)
    expect(answer.data()).toMatchObject({ state, open, incident: { title: 'mine' } })
    expect(answer.data().reason).toBe(reason)
    const text = await page(receipt)
    expect(hasForm(text)).toBe(open)
    expect(text.includes(`href="${path}"`)).toBe(state === 'published')
    expect(text).toContain('mine')
    expect(/why \w+/.exec(text)?.[0]).toBe(reason)
  })

  it('has the reason of an editor who edited the record since, as text, and as a redaction left it', async () => {
    const { receipt, path } = await submitRecord({ title: 'mine' })
    const reason = 'seen by <b>Abu X</b>'
    const { headers } = await reviewRecord(path, 'reject', { reason })
    await patchRecord(path, headers.get('ETag') ?? '', { title: 'edited' })
    expect((await ask(receipt)).data()).toMatchObject({ reason, incident: { title: 'mine' } })
    expect(await page(receipt)).toContain('seen by &lt;b&gt;Abu X&lt;/b&gt;')
    await admin(`${path}/redact`, { json: { reason: 'a life', erase: ['Abu X'] } })
    for (const asked of [{}, html]) expect((await ask(receipt, asked)).text).not.toContain('Abu X')
    expect((await ask(receipt)).data().reason).toBe('seen by <b>[redacted]</b>')
  })

  it('shows all that was filed, with its own address and the whole report as text to copy', async () => {
    const over = {
      title: 'Rockets <b>',
      tags: ['a', 'b'],
      casualties: { deaths: { low: 2 }, source: 'x' },
      weapons: [{ type: 'rocket', fired: 14 }],
      launched_from: { place: 'Ramadi' },
      sources: [{ key: 'x', publisher: 'Example News', said_by: 'an officer' }],
      notes: 'call at noon',
    }
    const { receipt } = await submitRecord(over)
    const text = await page(receipt)
    const filed = text.split('id="filed"')[1]?.split('</section>')[0] ?? ''
    for (const said of [
      'Rockets &lt;b&gt;',
      'Rocket<',
      '>14<',
      'Ramadi',
      'Example News',
      'an officer',
      'call at noon',
    ])
      expect(filed).toContain(said)
    expect(text).toContain(`value="http://sitrep.test${receipt}"`)
    const copied = unescapeHtml(/<textarea id="receipt-text"[^>]*>([^<]*)/.exec(text)?.[1] ?? '')
    expect(copied.split('\n').slice(0, 2)).toEqual(['Rockets <b>', ''])
    for (const line of [
      'Specific type: Shelling, rocket or missile attack',
      'Date: 5 January 2022',
      'Location: Country: Iraq',
      'Casualties: Deaths: Low: 2',
      'Weapon 1: Fired: 14',
      'Tags: a; b',
    ])
      expect(copied.split('\n')).toContain(line)
    expect(copied).not.toContain(receipt)
    expect([...text.matchAll(/ data-copy/g)]).toHaveLength(2)
    for (const [, anchor] of filed.matchAll(/href="#([^"]+)"/g)) expect(text).toContain(`id="${anchor}"`)
  })

  it('tells nobody else why a report was rejected', async () => {
    const { path } = await submitRecord({ title: 'mine' })
    const other = await submitRecord({ title: 'other' })
    await reviewRecord(path, 'reject', { reason: 'a matter of few' })
    for (const asked of ['', '.json', '/history.json'].map((ending) => path + ending))
      expectProblem(await ask(asked), 'not-found')
    for (const asked of [
      other.receipt,
      '/changes.ndjson?since=0',
      '/chain.ndjson?since=0',
      '/incidents.atom',
    ])
      expect((await ask(asked)).text).not.toContain('a matter of few')
  })

  it('of a merged report has the reason, and the survivor as soon as that is public', async () => {
    const [into, merged] = [await submitRecord({ title: 'theirs' }), await submitRecord({ title: 'mine' })]
    const json = { into: into.incident.id, reason: 'one attack' }
    expect((await admin(`${merged.path}/merge`, { json })).status).toBe(200)
    const told = (await ask(merged.receipt)).data()
    expect(told).toMatchObject({ state: 'merged', reason: 'one attack', incident: { title: 'mine' } })
    expect(told).not.toHaveProperty('into')
    for (const asked of [{}, html])
      expect((await ask(merged.receipt, asked)).text).not.toMatch(new RegExp(`theirs|${into.incident.id}`))
    expect(await page(merged.receipt)).toContain('The other record is not public.')
    await reviewRecord(into.path, 'publish')
    expect((await ask(merged.receipt)).data()).toMatchObject({ reason: 'one attack', into: into.incident.id })
    expect(await page(merged.receipt)).toContain(`href="${into.path}"`)
    expect(await page(merged.receipt)).not.toContain('theirs')
    await reviewRecord(into.path, 'retract')
    expect(await page(merged.receipt)).toContain(`href="${into.path}"`)
    await reviewRecord(merged.path, 'restore')
    for (const name of ['reason', 'into']) expect((await ask(merged.receipt)).data()).not.toHaveProperty(name)
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
