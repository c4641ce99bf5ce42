import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { digest } from '../../../../src/auth/hash.ts'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import type { ChangeEvent } from '../../../../src/services/changes.ts'
import { applyEntries, entriesOf, nextPageUrl, readAllEntries, readPages } from '../../changes-client.ts'
import {
  admin,
  ask,
  etagOf,
  expectProblem,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'

const kinds = (entries: readonly ChangeEvent[]): string[] => entries.map(({ kind }) => kind)
const publicRecord = async (path: string) => (await ask(`${path}.json`)).data()

const imported = async (query: string, rows: readonly Record<string, unknown>[]) => {
  const body = rows.map((row) => JSON.stringify(record(row))).join('\n')
  const headers = { 'Content-Type': 'application/x-ndjson' }
  const answer = await admin(`/imports?${query}`, { method: 'POST', headers, body })
  expect(answer.status, answer.text).toBe(200)
  return answer.data()
}

describe('the feed of changes', () => {
  it('tells each change in the order of commits, with the record as it was then', async () => {
    const a = await publishRecord({ title: 'first' })
    const b = await submitRecord({ title: 'draft' })
    await patchRecord(a.path, a.etag, { title: 'second', tags: ['x'] })
    await reviewRecord(b.path, 'publish', { reason: 'checked' })
    await reviewRecord(a.path, 'retract', { reason: 'too soon' })
    await patchRecord(a.path, etagOf(a.incident.id, 3), { title: 'hidden edit' })
    await reviewRecord(a.path, 'restore', { reason: 'in time' })
    const entries = await readAllEntries()
    const [ida, idb] = [a.incident.id, b.incident.id]
    expect(entries.map(({ cursor: _, at: __, incident: ___, ...told }) => told)).toEqual([
      { commit: 1, kind: 'create', id: ida, revision: 1, reason: null, changed: [] },
      { commit: 3, kind: 'update', id: ida, revision: 2, reason: null, changed: ['/tags', '/title'] },
      { commit: 4, kind: 'publish', id: idb, revision: 2, reason: 'checked', changed: [] },
      { commit: 5, kind: 'retract', id: ida, revision: 3, reason: 'too soon', changed: [] },
      { commit: 7, kind: 'restore', id: ida, revision: 5, reason: 'in time', changed: [] },
    ])
    expect(entries.map(({ incident }) => incident?.title)).toEqual([
      'first',
      'second',
      'draft',
      undefined,
      'hidden edit',
    ])
    expect(entries[0]?.incident).toEqual(a.incident)
    expect(entries.at(-1)?.incident).toEqual(await publicRecord(a.path))
    for (const { at, commit, incident } of entries)
      expect(incident ?? { updated_at: at, commit }).toMatchObject({ updated_at: at, commit })
  })

  it('as JSON has the same, with the commit that it goes up to', async () => {
    await publishRecord()
    await submitRecord()
    const { data, headers } = await ask('/changes.json')
    expect(data()).toEqual({ commit: 1, changes: await readAllEntries() })
    expect(headers.get('Content-Type')).toBe('application/json')
    expect((await ask('/changes.ndjson')).type).toBe('application/x-ndjson')
  })

  it('tells nothing of what is not published, whoever asks', async () => {
    const draft = await submitRecord({ summary: 'Zaynab’s draft', notes: 'Zaynab' })
    const late = await submitRecord({ summary: 'Zaynab was named here', notes: 'Zaynab' })
    await patchRecord(late.path, late.etag, { summary: 'fit to print' })
    await reviewRecord(draft.path, 'reject', { reason: 'Zaynab asked for it' })
    await reviewRecord(draft.path, 'restore', { reason: 'Zaynab asked again' })
    await reviewRecord(late.path, 'publish')
    for (const who of [ask, admin]) {
      const answer = await who('/changes.ndjson')
      expect(kinds(entriesOf(answer))).toEqual(['publish'])
      expect(answer.text).not.toMatch(/Zaynab|"\/?notes"/)
      expect(answer.text).not.toContain(draft.incident.id)
    }
  })

  it('says of new notes that the record has a new revision, and nothing more', async () => {
    const { path, etag } = await publishRecord({ notes: 'Zaynab' })
    await patchRecord(path, etag, { notes: 'Zaynab called' })
    const answer = await ask('/changes.ndjson?since=1')
    expect(answer.text).not.toMatch(/Zaynab|notes/)
    expect(entriesOf(answer)).toMatchObject([
      { kind: 'update', revision: 2, changed: [], incident: await publicRecord(path) },
    ])
  })

  it('has the records of an import one by one, and goes on within it', async () => {
    const rows = Array.from({ length: 7 }, (_, i) => ({ reference: `r${i}`, title: `${i}` }))
    await imported('publish=true&dataset=d', rows)
    await imported('publish=true&dataset=d', [{ reference: 'r1', title: 'new' }, ...rows.slice(2)])
    await imported('dataset=d&missing=retract&confirm=1&reason=gone', rows.slice(1))
    const whole = await readAllEntries()
    expect(kinds(whole)).toEqual([...Array(7).fill('create'), 'update', 'retract', 'update'])
    expect(whole.slice(7).map(({ changed }) => changed)).toEqual([['/title'], [], ['/title']])
    expect(whole[8]).toMatchObject({ reason: 'gone', incident: null })
    expect(new Set(whole.map(({ cursor }) => cursor)).size).toBe(whole.length)
    for (const limit of [1, 2, 3, 10]) {
      const pages = await readPages(`/changes.ndjson?since=0&limit=${limit}`)
      expect(pages.map((page) => entriesOf(page).length > 0)).not.toContain(false)
      expect(pages.flatMap(entriesOf)).toEqual(whole)
    }
    for (const [i, { cursor }] of whole.entries())
      expect(await readAllEntries(`/changes.ndjson?cursor=${cursor}&limit=4`)).toEqual(whole.slice(i + 1))
    expect(await readAllEntries('/changes.ndjson?since=1')).toEqual(whole.slice(7))
    expect(applyEntries(whole)).toEqual((await ask('/incidents.json')).data().incidents)
  })

  it('ends a page that would be large early, and one record at least is in it', async () => {
    const summary = 'x'.repeat(9000)
    const rows = Array.from({ length: 200 }, (_, i) => ({ reference: `r${i}`, summary: `${i}${summary}` }))
    await imported('publish=true', rows)
    const pages = await readPages('/changes.ndjson?since=0')
    expect(pages.length).toBe(2)
    expect(pages[0]?.bytes.length).toBeLessThan(1_600_000)
    expect(applyEntries(pages.flatMap(entriesOf))).toHaveLength(200)
  })

  it('reads as many rows as its page has, however long the past is', async () => {
    const { path, incident } = await publishRecord()
    for (let i = 1; i < 30; i++) {
      await patchRecord(path, etagOf(incident.id, i), { title: `${i}` })
      await submitRecord()
    }
    const read = async (address: string): Promise<number> => {
      const { db, log } = measureDatabase(env.DB)
      expect((await ask(address, {}, withBindings({ DB: db }))).status).toBe(200)
      return log.reduce((sum, { rowsRead }) => sum + rowsRead, 0)
    }
    const perChange = 10
    for (const limit of [1, 5, 20])
      for (const since of [0, 20])
        expect(await read(`/changes.ndjson?since=${since}&limit=${limit}`)).toBeLessThanOrEqual(
          perChange * (limit + 1) + 2,
        )
  })

  it('answers with its commit, and is not sent again to who has it', async () => {
    const { path, etag } = await publishRecord()
    await submitRecord()
    const { headers } = await ask('/changes.ndjson?since=0')
    expect(headers.get('Sitrep-Commit')).toBe('1')
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(headers.get('Cache-Control')).toBe('public, no-cache')
    const known = { headers: { 'If-None-Match': `W/${headers.get('ETag')}` } }
    expect((await ask('/changes.ndjson?since=0', known)).status).toBe(304)
    // What a reader has of another schema is not fresh.
    const ofSchema = await digest(schemaVersion, '/changes.ndjson?since=0 up to 1', 'public')
    expect(headers.get('ETag')).toBe(`"${ofSchema.slice(0, 32)}"`)
    for (const other of ['/changes.json?since=0', '/changes.ndjson?since=0&limit=1'])
      expect((await ask(other, known)).status).toBe(200)
    await patchRecord(path, etag, { title: 'x' })
    expect((await ask('/changes.ndjson?since=0', known)).status).toBe(200)
    expect((await admin('/changes.ndjson')).headers.get('Cache-Control')).toBe('private, no-store')
  })

  it('ends where nothing more has happened', async () => {
    await publishRecord()
    await submitRecord()
    for (const address of ['/changes.ndjson?since=1', '/changes.ndjson?since=2', '/changes.ndjson?limit=1']) {
      const answer = await admin(address)
      expect([answer.status, nextPageUrl(answer)]).toEqual([200, undefined])
    }
    expect((await admin('/changes.ndjson?since=2')).text).toBe('')
    expect((await ask('/changes.ndjson?since=1')).text).toBe('')
    expectProblem(await ask('/changes.ndjson?since=2'), 'invalid-query')
  })

  it.each([
    ['since=3', 'since'],
    ['since=x', 'since'],
    ['since=-1', 'since'],
    ['since=1&since=2', 'since'],
    ['cursor=9.1', 'cursor'],
    ['cursor=1', 'cursor'],
    ['cursor=1.ZZ', 'cursor'],
    ['cursor=1.zzzzzzzzzzz', 'cursor'],
    ['limit=0', 'limit'],
    ['limit=10001', 'limit'],
    ['sinse=0', 'sinse'],
    ['country=IQ', 'country'],
  ])('refuses what it cannot follow: %s', async (query, parameter) => {
    await publishRecord()
    const { errors } = expectProblem(await ask(`/changes.ndjson?${query}`), 'invalid-query')
    expect(errors).toMatchObject([{ parameter }])
  })
})
