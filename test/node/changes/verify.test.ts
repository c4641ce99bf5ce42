// The verifier of docs/following-changes.md proves an export, and finds a byte that somebody changed in the store.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseFile } from '../../../scripts/vacuum.ts'
import { findDocument } from '../support/documents.ts'
import { newStore, removeStore, type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

const { blocks } = findDocument('docs/following-changes.md')
const script = blocks.find(({ info }) => info === 'verify.py')?.text ?? ''
const folder = mkdtempSync(join(tmpdir(), 'sitrep-verify-'))
const store = newStore()

let server: Server
beforeAll(async () => {
  server = await startServer({ store })
  writeFileSync(join(folder, 'verify.py'), script)
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
  removeStore(store)
  rmSync(folder, { recursive: true, force: true })
})

const verify = (...noted: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync('python3', ['verify.py', server.url, ...noted], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, lines: stdout.split('\n').filter(Boolean), stderr }
}

const send = async (path: string, body: string, type = 'application/json', method = 'POST') => {
  const answer = await server.admin(path, { method, headers: { 'Content-Type': type }, body })
  expect(answer.ok, await answer.clone().text()).toBe(true)
  return answer
}

const headOf = async (): Promise<string> =>
  ((await (await fetch(`${server.url}/health`)).json()) as { chain: { digest: string } }).chain.digest

const idOf = async (reference: string): Promise<string> => {
  const rows = await (await fetch(`${server.url}/incidents.csv?fields=id,reference`)).text()
  return (
    rows
      .split('\r\n')
      .find((row) => row.endsWith(`,${reference}`))
      ?.split(',')[0] ?? ''
  )
}

const record = (i: number) => ({
  reference: `r${i}`,
  event_type: 'battle',
  date: '2022-01-05',
  location: { country: 'IQ', latitude: 33.3 + i / 1e7, longitude: 44 },
  title: `Title ${i}, "عين" \u2028 \\ ${i % 3 === 0 ? '^' : ''} 😀`,
  notes: 'for editors',
  sources: [{ publisher: 'Example News' }],
})

describe('the verifier of a researcher', () => {
  it('has about 30 lines, and proves an empty register', () => {
    expect(script.split('\n').filter(Boolean).length).toBeLessThanOrEqual(32)
    expect(verify()).toEqual({ status: 0, lines: [`0 records, head ${'0'.repeat(64)}`], stderr: '' })
  })

  it('proves an export against a head that was noted, with the gaps of redactions', async () => {
    const lines = Array.from({ length: 12_000 }, (_, i) => JSON.stringify(record(i))).join('\n')
    await send('/imports?publish=true&dataset=trial', lines, 'application/x-ndjson')
    await send('/datasets/trial', JSON.stringify({ title: 'Trial' }), 'application/json', 'PUT')
    const noted = await headOf()
    const [one, other, third] = [await idOf('r5'), await idOf('r7'), await idOf('r8')]
    await send(`/incidents/${one}/review`, JSON.stringify({ decision: 'retract', reason: 'it was “not” so' }))
    await send(`/incidents/${third}/merge`, JSON.stringify({ into: other, reason: 'one event' }))
    await send(`/incidents/${other}/redact`, JSON.stringify({ remove: ['/title'], reason: 'a life' }))
    const head = await headOf()
    expect(verify(noted, head)).toEqual({
      status: 0,
      lines: [1, 4]
        .map((commit) => `redaction: commit ${commit} ${other}`)
        .concat(`11998 records, head ${head}`),
      stderr: '',
    })
    expect(verify('f'.repeat(64))).toMatchObject({
      status: 1,
      lines: expect.arrayContaining([`wrong: ${'f'.repeat(64)}`]),
    })
  })

  it('names the commit of a byte that somebody changed', async () => {
    const db = new DatabaseSync(databaseFile(store))
    db.exec('DROP TRIGGER incident_body_next_revision')
    const planted = db
      .prepare(
        `UPDATE incident_body SET
          public_json = replace(public_json, 'Title 9,', 'Title 8,'), full_json = replace(full_json, 'Title 9,', 'Title 8,')
        WHERE public_json LIKE '%Title 9,%'`,
      )
      .run()
    expect(planted.changes).toBe(1)
    db.close()
    const { status, lines } = verify()
    expect([status, lines]).toEqual([1, expect.arrayContaining(['wrong: 1'])])
  })
})
