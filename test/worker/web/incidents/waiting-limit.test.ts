/** The most reports of the public that await review. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  browser,
  countRecords,
  expectProblem,
  fields,
  record,
  reviewRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { controlsOf } from '../../page-forms.ts'

const twoWait = withBindings({ MAX_WAITING: '2' })
const file = (asked = {}, door = twoWait) => ask('/incidents', { json: record(), ...asked }, door)

describe('reports that await review', () => {
  it('are as many as the setting says; what comes then is refused with the time to wait', async () => {
    for (let i = 0; i < 2; i++) expect((await file()).status).toBe(201)
    const refused = await file()
    expectProblem(refused, 'queue-full')
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '3600'])
    expectProblem(await file({ json: [record(), record()] }), 'queue-full')
    expect(await countRecords()).toBe(2)
  })

  it('are counted with each review, and reports with a token are not', async () => {
    const { path } = await submitRecord()
    await submitRecord()
    expect((await admin('/incidents', { json: record() }, twoWait)).status).toBe(201)
    for (const [decision, status] of [
      ['reject', 201],
      ['restore', 503],
      ['publish', 503],
    ] as const) {
      await reviewRecord(path, decision)
      expect([decision, (await file()).status]).toEqual([decision, status])
    }
  })

  it('have no limit if it is 0 or none', async () => {
    await submitRecord()
    for (const MAX_WAITING of ['0', '', 'x'])
      expect((await file({}, withBindings({ MAX_WAITING }))).status).toBe(201)
  })

  it('do not take away the first answer from somebody who sends a report again', async () => {
    const headers = { 'Idempotency-Key': 'k' }
    await file({ headers })
    await file()
    const again = await file({ headers })
    expect([again.status, again.headers.get('Idempotency-Replayed')]).toEqual([201, 'true'])
  })

  it('leave a form as it was typed', async () => {
    for (let i = 0; i < 2; i++) await file()
    const form = fields({ title: 'Typed by hand' })
    const { status, text } = await ask('/incidents', { form, headers: browser }, twoWait)
    expect([status, text.includes('in some hours')]).toEqual([503, true])
    expect(controlsOf(text).find(({ name }) => name === 'title')?.value).toBe('Typed by hand')
  })

  it('are counted in the batch of a report: by one row, which the statement reads twice', async () => {
    const { db, log } = measureDatabase(env.DB)
    const door = withBindings({ DB: db, MAX_WAITING: '2' })
    for (let i = 0; i < 2; i++) await file({}, door)
    const counts = log.filter(({ sql }) => sql.includes('waiting_reports'))
    expect(counts.map(({ rowsRead, rowsWritten }) => [rowsRead, rowsWritten])).toEqual([
      [2, 0],
      [2, 0],
    ])
  })
})
