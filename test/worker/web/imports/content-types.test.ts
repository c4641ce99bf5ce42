import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { findImport } from '../../../../src/services/imports/read-import.ts'
import { admin, application, ask, expectProblem, requestOf } from '../../client.ts'
import {
  cellsOf,
  csvOf,
  dumpRecordTables,
  importAs,
  importBody,
  recordsOf,
  reportCounts,
  row,
  rows,
  send,
  streamInPieces,
  utf8,
} from '../../services/imports/send-file.ts'
import { rejectionOf, testActors } from '../../support.ts'

const some = csvOf(rows('r1', 'r2'))

describe('a body that breaks off', () => {
  const many = utf8.encode(csvOf(Array.from({ length: 2000 }, (_, i) => row(`r${i}`))))

  it.each(['mode=all', 'mode=all&dry_run=true'])(
    'stores nothing, and the next import works: %s',
    async (mode) => {
      const before = await dumpRecordTables()
      const body = streamInPieces(many.slice(0, many.length / 2), 4096, 'breaks')
      const headers = { 'Content-Type': 'text/csv' }
      const answer = await admin(
        `/imports?dataset=shots&${mode}`,
        { method: 'POST', body, headers },
        application,
      )
      expectProblem(answer, 'body-unreadable')
      expect(await dumpRecordTables()).toEqual(before)
      expect(reportCounts(await importBody(`dataset=shots&${mode}`, many))).toEqual([2000, 0, 0, 0, 0])
    },
  )

  it('leaves what was committed before with mode=valid, and the whole file mends it', async () => {
    const large = utf8.encode(csvOf(Array.from({ length: 7000 }, (_, i) => row(`r${i}`))))
    const body = streamInPieces(large.slice(0, large.length - 5000), 65_536, 'breaks')
    const query = '/imports?dataset=shots&mode=valid'
    const headers = { 'Content-Type': 'text/csv' }
    expectProblem(await admin(query, { method: 'POST', body, headers }, application), 'body-unreadable')
    const some = (await recordsOf('shots')).length
    expect([some > 0, some < 7000]).toEqual([true, true])
    const report = await importBody('dataset=shots&mode=valid', large)
    expect(reportCounts(report)).toEqual([7000 - some, 0, some, 0, 0])
    expect((await dumpRecordTables()).import_chunks).toEqual([])
  }, 60_000)
})

describe('progress', () => {
  const Accept = { Accept: 'application/x-ndjson' }
  const lines = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))

  it('comes as lines, and the report last', async () => {
    const text = csvOf(
      Array.from({ length: 3000 }, (_, i) => row(`r${i}`, { country: i === 9 ? 'XX' : 'IQ' })),
    )
    const answer = await send('dataset=shots&mode=valid', text, 'text/csv', Accept)
    expect([answer.status, answer.type]).toEqual([200, 'application/x-ndjson'])
    const all = lines(answer.text)
    const report = all.pop()
    expect([report.rows, ...reportCounts(report)]).toEqual([3000, 2999, 0, 0, 0, 1])
    expect(all.length).toBeGreaterThan(2)
    const seen = all.map(({ progress }) => progress.rows)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(all.at(-1)).toEqual({ progress: { rows: 3000, rejected: 1 } })
  }, 30_000)

  it('ends with the problem of a file that cannot be read', async () => {
    const all = lines((await send('dataset=shots', 'event_typ\r\nbattle\r\n', 'text/csv', Accept)).text)
    expect(all.at(-1)).toMatchObject({
      problem: { type: '/problems/invalid-file', status: 422, errors: [{ line: 1 }] },
    })
  })

  it('leaves no staged rows where nobody listens any more', async () => {
    const text = csvOf(Array.from({ length: 9000 }, (_, i) => row(`r${i}`, { summary: 'x'.repeat(1500) })))
    const headers = { ...Accept, 'Content-Type': 'text/csv' }
    const request = requestOf('/imports?dataset=shots', {
      method: 'POST',
      body: text,
      headers,
      token: env.ADMIN_TOKEN,
    })
    const reader = (await application(request)).body?.getReader()
    await reader?.read()
    await reader?.read()
    await reader?.cancel()
    expect((await dumpRecordTables()).import_chunks).toEqual([])
    expect(await recordsOf('shots')).toEqual([])
  }, 30_000)
})

describe('what is kept of an import', () => {
  it('is shown to the importer and to editors only', async () => {
    const { import: id } = await importAs(testActors.contributor, csvOf([row('r1', { date: 'never' })]))
    for (const who of [testActors.contributor, testActors.editor, testActors.second])
      expect((await findImport(env.DB, who, id)).id).toBe(id)
    for (const who of [testActors.other, testActors.anyone])
      expect((await rejectionOf(findImport(env.DB, who, id))).type).toBe('not-found')
    for (const what of ['', '/errors.csv', '/annotated.csv', '/annotated.xlsx', '/file']) {
      expectProblem(await ask(`/imports/${id}${what}`), 'token-needed')
      const answer = await admin(`/imports/${id}${what}`)
      expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'private, no-store'])
    }
    expectProblem(await admin('/imports/0197f3a0-1c2b-7d4e-8f60-718293a4b5c6'), 'not-found')
  })

  it('has the digest and the size of the file, and the report', async () => {
    const report = await importBody('dataset=shots', some)
    const hash = await crypto.subtle.digest('SHA-256', utf8.encode(some))
    const hex = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    const kept = await env.DB.prepare('SELECT bytes, digest FROM imports').first()
    expect(kept).toEqual({ bytes: some.length, digest: hex })
    expect((await admin(`/imports/${report.import}`)).data()).toEqual({ ...report, errors: [] })
    expect(cellsOf((await admin(`/imports/${report.import}/errors.csv`)).text)).toEqual([])
  })
})

describe('the address of an import', () => {
  it.each([
    ['dataset=shots&dryrun=true', 'dryrun', 'dry_run'],
    ['datset=shots', 'datset', 'dataset'],
    ['mode=most', 'mode', 'all'],
    ['profile=ful', 'profile', 'full'],
    ['profile=nonsense', 'profile', 'flat'],
    ['dry_run=1', 'dry_run', 'true'],
    ['publish=yes', 'publish', 'true'],
    ['dataset=Big%20Name', 'dataset', 'lower-case letters'],
    ['mode=all&mode=valid', 'mode', 'once'],
    ['__proto__=x', '__proto__', 'Known'],
  ])('is refused, with the nearest right one: %s', async (query, parameter, hint) => {
    const before = await dumpRecordTables()
    const { errors = [] } = expectProblem(await send(query, some), 'invalid-query')
    expect(errors).toMatchObject([{ parameter }])
    expect(errors[0]?.detail).toContain(hint)
    expect(await dumpRecordTables()).toEqual(before)
  })

  it.each(['application/xml', 'application/x-www-form-urlencoded', ''])(
    'is refused for the type "%s"',
    async (type) => {
      const answer = await send('dataset=shots', new Blob([some]).stream(), type)
      expectProblem(answer, 'unsupported-type')
    },
  )
})
