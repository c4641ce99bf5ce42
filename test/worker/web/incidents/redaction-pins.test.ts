import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  createHolder,
  etagOf,
  expectProblem,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { dump } from '../../support.ts'
import { findFiles, importRows, redactRecord, secret, secretPattern } from './redact-record.ts'

describe('what an address pinned before a redaction', () => {
  it('is gone for those who would get what was redacted, and there for all others', async () => {
    await publishRecord({ title: 'first' })
    const { path, incident } = await submitRecord({ title: secret, notes: 'n' })
    await reviewRecord(path, 'publish')
    await patchRecord(path, etagOf(incident.id, 2), { title: 'told otherwise' })
    await reviewRecord(path, 'retract')
    await publishRecord({ title: 'last' })
    const pins = [1, 2, 3, 4, 5, 6]
    const texts = await Promise.all(pins.map(async (i) => (await ask(`/incidents.csv?commit=${i}`)).text))
    await redactRecord(path, { erase: [secret] })
    const kinds = await Promise.all(
      pins.map(async (i) => {
        const answer = await ask(`/incidents.csv?commit=${i}`)
        return answer.status === 200 ? answer.text === texts[i - 1] : answer.status
      }),
    )
    expect(kinds).toEqual([true, true, 410, true, true, true])
    const detail = expectProblem(await ask('/incidents.csv?commit=3'), 'redacted').detail
    expect(detail).toContain('a life is at stake')
    for (const address of [
      '/incidents?commit=3',
      '/incidents.zip?commit=3',
      '/incidents.csv.sha256?commit=3',
      `${path}.json?commit=3`,
      '/incidents.loss.csv?profile=ucdp&commit=3',
    ])
      expect([address, (await ask(address)).status]).toEqual([address, 410])
    expect((await ask(`${path}.json?commit=4`)).status).toBe(200)
    for (const [commit, status] of [
      [2, 'submitted'],
      [4, 'published'],
    ] as const)
      expect((await admin(`/incidents.json?commit=${commit}&status=${status}`)).status).toBe(
        commit === 2 ? 410 : 200,
      )
    expect((await ask('/incidents.csv')).status).toBe(200)
  })

  it('is there for the public where the editors’ notes alone were redacted', async () => {
    const { path } = await publishRecord({ notes: secret })
    const before = (await ask('/incidents.csv?commit=1')).text
    await redactRecord(path, { remove: ['/notes'] })
    expect((await ask('/incidents.csv?commit=1')).text).toBe(before)
    expectProblem(await admin('/incidents.json?commit=1'), 'redacted')
    expect(JSON.stringify(await dump())).not.toMatch(secretPattern)
  })

  it('is there for a contributor who would get none of it: of another’s draft, and of notes', async () => {
    const [mine, other] = [await createHolder('contributor'), await createHolder('contributor')]
    const draft = await submitRecord({ title: secret }, { token: mine.secret })
    await redactRecord(draft.path, { erase: [secret] })
    const list = '/incidents.json?status=submitted&commit=3'
    expectProblem(await mine.ask(list), 'redacted')
    expect((await other.ask(list)).status).toBe(200)
    const { path } = await publishRecord({ notes: secret })
    await redactRecord(path, { remove: ['/notes'] })
    expect((await other.ask('/incidents.json?commit=5')).status).toBe(200)
    expectProblem(await admin('/incidents.json?commit=5'), 'redacted')
  })

  it('is not given from what is kept of it', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) =>
      record({ reference: `r${i}`, title: i ? 'x' : secret }),
    )
    await importRows('publish=true', rows)
    const pin = (await ask('/incidents.csv')).headers.get('Content-Location') ?? ''
    for (let i = 0; i < 2; i++) expect((await ask(pin)).text).toMatch(secretPattern)
    expect(await findFiles(secretPattern)).toHaveLength(2)
    const path = `/incidents/${(await ask('/incidents.json?limit=1')).data().incidents[0].id}`
    await redactRecord(path, { erase: [secret] })
    expect(await findFiles(secretPattern)).toEqual([])
    expectProblem(await ask(pin), 'redacted')
  })

  it('is not kept by a reader who was at it while the redaction was made', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) =>
      record({ reference: `r${i}`, title: i ? 'x' : secret }),
    )
    await importRows('publish=true', rows)
    const pin = (await ask('/incidents.csv')).headers.get('Content-Location') ?? ''
    const path = `/incidents/${(await ask('/incidents.json?limit=1')).data().incidents[0].id}`
    const late = new Proxy(env.FILES, {
      get: (bucket, name) => {
        const found = Reflect.get(bucket, name)
        if (name !== 'put') return typeof found === 'function' ? found.bind(bucket) : found
        return async (...asked: Parameters<R2Bucket['put']>) => {
          if (asked[0].endsWith('/file'))
            expect((await redactRecord(path, { erase: [secret] })).status).toBe(200)
          return bucket.put(...asked)
        }
      },
    })
    expect((await ask(pin, {}, withBindings({ FILES: late }))).text).toMatch(secretPattern)
    expect(await findFiles(secretPattern)).toEqual([])
    expectProblem(await ask(pin), 'redacted')
  })
})
