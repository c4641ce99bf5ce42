/** A record with a long history is redacted page by page. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  admin,
  etagOf,
  expectProblem,
  patchRecord,
  publishRecord,
  reviewRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { measureDatabase, oversizedStatements } from '../../measured-database.ts'
import { dump } from '../../support.ts'
import { redactionMark, secret, secretPattern } from './redact-record.ts'

/** About 100 KB. */
const sources = Array.from({ length: 100 }, (_, i) => ({
  publisher: `Paper ${i}`,
  title: `${i}: ${'what was said of it. '.repeat(22)}`,
  url: `https://example.org/${'x'.repeat(500)}/${i}`,
}))

const redacting = async (path: string, erase: readonly string[]) => {
  const { db, log } = measureDatabase(env.DB)
  const json = { reason: 'a life is at stake', erase }
  const answer = await admin(`${path}/redact`, { json }, withBindings({ DB: db }))
  return { answer, log }
}

describe('the redaction of a record with a long history', () => {
  it('reads it in pages, and writes the versions in which something was found', async () => {
    const { path, incident } = await publishRecord({ sources })
    const titles = Array.from({ length: 30 }, (_, i) => (i > 9 && i < 13 ? `${i}, by ${secret}` : `${i}`))
    for (const [i, title] of titles.entries()) await patchRecord(path, etagOf(incident.id, i + 1), { title })
    const { answer, log } = await redacting(path, [secret])
    expect(answer.status, answer.text.slice(0, 500)).toBe(200)
    expect(Math.max(...log.map(({ answerBytes }) => answerBytes))).toBeLessThan(1_000_000)
    expect(oversizedStatements(log)).toEqual([])
    const staged = log.filter(({ sql }) => sql.startsWith('INSERT INTO redacted_versions'))
    expect(staged.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)).toBe(3 * 2)
    const tables = await dump()
    expect(tables.redacted_versions).toEqual([])
    expect(JSON.stringify(tables)).not.toMatch(secretPattern)
    const taken = tables.incident_history?.filter(({ redacted }) => redacted !== null)
    expect(taken?.map(({ revision }) => revision)).toEqual([12, 13, 14])
    const changed = (await admin(`${path}/history.json`)).data().versions
    expect(JSON.stringify(changed)).toContain(`10, by ${redactionMark}`)
  })

  it('takes no more statements where each of its reasons has the text', async () => {
    const statements: number[] = []
    for (const rounds of [2, 40]) {
      const { path } = await submitRecord({ title: secret })
      await reviewRecord(path, 'publish', { reason: `${secret} said so` })
      for (let i = 0; i < rounds; i++)
        for (const decision of ['retract', 'restore'])
          await reviewRecord(path, decision, { reason: `${secret} said so` })
      const { answer, log } = await redacting(path, [secret])
      expect(answer.status, answer.text.slice(0, 500)).toBe(200)
      statements.push(log.length)
    }
    expect(statements[1]).toBe(statements[0])
    expect(JSON.stringify(await dump())).not.toMatch(secretPattern)
  })

  it('leaves nothing staged when it is refused', async () => {
    const { path, etag } = await publishRecord({ title: secret })
    await patchRecord(path, etag, { title: 'x' })
    const before = await dump()
    expectProblem((await redacting(path, [secret, 'never written'])).answer, 'invalid-request')
    expect(await dump()).toEqual(before)
  })
})
