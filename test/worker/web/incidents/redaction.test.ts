import { env } from 'cloudflare:workers'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { runBatch } from '../../../../src/store/batch.ts'
import * as commits from '../../../../src/store/commits.ts'
import { keyOf } from '../../../../src/store/ids.ts'
import * as imports from '../../../../src/store/imports/imports.ts'
import { promote } from '../../../../src/store/imports/promote.ts'
import { readZip } from '../../../pure/export/read-zip.ts'
import { applyEntries, readAllEntries } from '../../changes-client.ts'
import {
  type Answer,
  admin,
  ask,
  browser,
  createHolder,
  etagOf,
  expectProblem,
  newestCommit,
  patchedDatabase,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { dump } from '../../support.ts'
import {
  findFiles,
  importRows,
  ndjson,
  redactionMark,
  redactRecord,
  secret,
  secretPattern,
} from './redact-record.ts'

const formats = ['csv', 'json', 'ndjson', 'geojson', 'xlsx', 'zip', 'parquet']
const textOf = ({ bytes }: Answer): string =>
  bytes[0] === 0x50 && bytes[1] === 0x4b
    ? readZip(bytes)
        .map((each) => Buffer.from(each.bytes).toString('utf8'))
        .join('\n')
    : Buffer.from(bytes).toString('utf8')

/** A record whose every part holds the secret, in several versions. */
const full = record({
  dataset: 'd',
  reference: `ref ${secret}`,
  title: `By ${secret}`,
  summary: `${secret} said so, ${secret} was there.`,
  notes: `Call ${secret}.`,
  actors: [{ name: secret, role: 'perpetrator', with: [`friends of ${secret}`] }],
  location: { country: 'IQ', admin1: `home of ${secret}`, place: secret, latitude: 33.3, longitude: 44.4 },
  external: { scheme: 'ucdp', id: '1', fields: { [`of ${secret}`]: secret } },
  links: [{ type: 'related', incident: `next to ${secret}` }],
  sources: [{ publisher: secret, title: `told by ${secret}` }],
})

describe('a redaction', () => {
  it('leaves nothing of a text in the database, the files and the answers, at no commit and for nobody', async () => {
    const { import: id } = await importRows('publish=true&dataset=d', [full, record({ reference: 'r' })])
    await importRows('dataset=d&dry_run=true', [full])
    const [{ id: uuid }] = (await ask(`/incidents.json?actor=${encodeURIComponent(secret)}`)).data().incidents
    const path = `/incidents/${uuid}`
    await patchRecord(path, etagOf(uuid, 1), { title: `Once more by ${secret}`, tags: ['x'] })
    await reviewRecord(path, 'retract', { reason: `${secret} asked for it` })
    await reviewRecord(path, 'restore', { reason: 'It was right.' })
    expect(
      Object.values(await dump()).filter((rows) => secretPattern.test(JSON.stringify(rows))).length,
    ).toBeGreaterThan(3)
    expect(await findFiles(secretPattern)).not.toEqual([])
    const suggestion = { reason: `${secret} told me`, patch: { title: secret } }
    expect((await ask(`${path}/suggestions`, { json: { ...suggestion, revision: 4 } })).status).toBe(201)
    const { incident: other } = await publishRecord()
    for (const undo of [false, true, false]) {
      const telling = { other: other.id, reason: `${secret} told them apart`.normalize('NFD'), undo }
      expect((await admin(`${path}/distinct`, { json: telling })).status).toBe(200)
    }
    const before = await newestCommit()

    const answer = await redactRecord(path, { erase: [secret] })
    expect(answer.status, answer.text).toBe(200)
    const { incident } = answer.data()
    expect(incident).toMatchObject({
      revision: 5,
      status: 'published',
      title: `Once more by ${redactionMark}`,
    })
    expect(incident.location).toMatchObject({
      admin1: `home of ${redactionMark}`,
      place: redactionMark,
      latitude: 33.3,
    })
    expect(incident.external.fields).toEqual({ [`of ${redactionMark}`]: redactionMark })

    for (const [table, rows] of Object.entries(await dump()))
      expect([table, secretPattern.test(JSON.stringify(rows))]).toEqual([table, false])
    expect(await findFiles(secretPattern)).toEqual([])
    for (const who of [ask, admin])
      for (const address of [
        ...formats.map((name) => `/incidents.${name}`),
        ...Array.from({ length: before + 2 }, (_, i) => `/incidents.json?commit=${i}`),
        '/incidents.csv?profile=full',
        '/changes.json',
        path,
        `${path}.json`,
        `${path}.json?commit=${before}`,
        `${path}/history`,
        `${path}/history.json`,
        `${path}/history?from=1&to=4`,
        '/queue',
        `/imports/${id}`,
        `/imports/${id}/file`,
        `/imports/${id}/errors.csv`,
        '/commits.json',
      ])
        expect([address, secretPattern.test(textOf(await who(address)))]).toEqual([address, false])
    expect((await ask(`/incidents.csv?actor=${encodeURIComponent(secret)}`)).headers.get('Sitrep-Rows')).toBe(
      '0',
    )
    expect((await ask(`/incidents.csv?q=zaynab`)).headers.get('Sitrep-Rows')).toBe('0')
    expect(
      (await ask(`/incidents.csv?actor=${encodeURIComponent(redactionMark)}`)).headers.get('Sitrep-Rows'),
    ).toBe('1')
    expect((await ask('/incidents.csv')).text).toContain(`By ${redactionMark}`.slice(3))
    for (const ending of ['/file', '/errors.csv'])
      expect(expectProblem(await admin(`/imports/${id}${ending}`), 'redacted').detail).toContain('at stake')
  })

  it('is told: by the record’s next version, by the feed, and by who made it', async () => {
    const { path, incident, etag } = await publishRecord({ title: `By ${secret}` })
    await patchRecord(path, etag, { tags: ['x'] })
    await redactRecord(path, { erase: [secret] })
    const entries = await readAllEntries()
    expect(entries.map(({ kind, revision, changed }) => [kind, revision, changed])).toEqual([
      ['create', 1, []],
      ['update', 2, ['/tags']],
      ['redact', 3, ['/title']],
    ])
    expect(entries.at(-1)?.reason).toBe('a life is at stake')
    expect(entries.map((each) => each.incident?.title)).toEqual(Array(3).fill(`By ${redactionMark}`))
    expect(applyEntries(entries)).toEqual((await ask('/incidents.json')).data().incidents)
    expect((await ask(`${path}.json`)).data()).toEqual({
      ...incident,
      title: `By ${redactionMark}`,
      tags: ['x'],
      revision: 3,
      commit: 3,
      updated_at: expect.any(String),
    })
  })

  it('removes values by their pointers, in every version that has them', async () => {
    const sources = [{ publisher: 'A' }, { publisher: secret }, { publisher: 'B' }]
    const { path, etag, incident } = await publishRecord({ sources, damage: { note: secret }, notes: secret })
    await patchRecord(path, etag, { title: 'x', notes: `${secret} again` })
    const remove = ['/damage/note', '/sources/1', '/notes']
    const answer = await redactRecord(path, { remove })
    expect(answer.data().incident.sources).toEqual([{ publisher: 'A' }, { publisher: 'B' }])
    expect(answer.data().incident).not.toHaveProperty('damage')
    expect(JSON.stringify(await dump())).not.toMatch(secretPattern)
    expect((await readAllEntries()).at(-1)?.changed).not.toContain('/notes')
    expect((await readAllEntries()).map((each) => each.incident?.sources.length)).toEqual([2, 2, 2])
    expect(incident.id).toBe(answer.data().incident.id)
  })

  it('takes the warnings of what it removes along, which may quote it', async () => {
    const location = { country: 'IQ', latitude: 10.123, longitude: 11.987 }
    const { path, etag, incident } = await publishRecord({ location, summary: null })
    await patchRecord(path, etag, { title: 'x' })
    expect(incident.warnings.map(({ pointer }) => pointer)).toEqual(['/location/country', '/summary'])
    const remove = ['/location/latitude', '/location/longitude']
    const { warnings, location: left } = (await redactRecord(path, { remove })).data().incident
    expect(left).toEqual({ country: 'IQ' })
    expect(warnings).toMatchObject([{ rule: 'summary.empty' }])
    expect(JSON.stringify(await dump())).not.toMatch(/10\.123|11\.987/)
    expect((await ask('/incidents.csv?near=10.12,11.98,50&commit=3')).headers.get('Sitrep-Rows')).toBe('0')
  })

  it('empties what an import has staged of the record, so that its commit is refused', async () => {
    const { incident, path } = await publishRecord({ title: secret })
    const rowKey = keyOf(incident.id) ?? 0
    const row = {
      id: incident.id,
      at: incident.created_at,
      actor: 'admin',
      dataset: 'elsewhere',
      profile: 'flat',
      mode: 'all',
      dry_run: 0,
      content_type: 'text/csv',
      mapping: null,
    } as const
    await imports.insert(env.DB, row).run()
    const staged = [rowKey, incident.id, 2, 'admin', 'published', secret]
    await env.DB.prepare("INSERT INTO import_chunks VALUES (?1, 0, 0, ?2, ?3, '[]', '[]', '[]')")
      .bind(row.id, JSON.stringify([staged]), JSON.stringify([[rowKey, 2, secret]]))
      .run()
    await redactRecord(path, { erase: [secret] })
    expect((await dump()).import_chunks).toMatchObject([
      { incident_rows: JSON.stringify([staged.slice(0, 3)]), body_rows: '[]' },
    ])
    const commit = { now: 0, actor: 'a', kind: 'import', rows: 1, visible: false, published: 0 } as const
    const some = { hasNew: false, hasUpdated: true, hasRowMatches: false }
    const promotion = runBatch(env.DB, [commits.insert(env.DB, commit), ...promote(env.DB, row.id, some)])
    await expect(promotion).rejects.toMatchObject({ constraint: 'stale_revision' })
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['what is needed', { remove: ['/event_type'] }, '/event_type'],
    ['the only source', { remove: ['/sources/0'] }, '/sources'],
    ['a part of a code', { erase: ['violence'] }, '/event_type'],
    ['a part of a date', { erase: ['2022'] }, '/date'],
  ])('that would take %s is refused, and says what to do', async (_, json, pointer) => {
    const { path } = await publishRecord()
    const before = await dump()
    const { errors = [] } = expectProblem(await redactRecord(path, json), 'invalid-record')
    expect(errors.map((each) => each.pointer)).toContain(pointer)
    expect(errors[0]?.detail).toMatch(/^In revision 1: .* (Erase|Remove) /)
    expect(await dump()).toEqual(before)
  })

  it.each<[string, Record<string, unknown>]>([
    ['nothing to take', {}],
    ['no reason', { reason: ' ', erase: ['Rockets'] }],
    ['a reason that has the text', { reason: 'Rockets told it', erase: ['Rockets'] }],
    ['a pointer that is none', { remove: ['title'] }],
    ['the whole record', { remove: [''] }],
    ['a field that no version has', { remove: ['/title'] }],
    ['a text that no version has', { erase: ['Zaynab'] }],
    ['a text of one letter', { erase: ['R'] }],
    ['an unknown field', { erase: ['Rockets'], why: 'x' }],
    ['a revision that is no number', { erase: ['Rockets'], revision: '1' }],
  ])('with %s is refused', async (_, json) => {
    const { path } = await publishRecord()
    expectProblem(await redactRecord(path, json), 'invalid-request')
    expect(await newestCommit()).toBe(1)
  })

  it('is made against the revision that was seen, and once for one key', async () => {
    const { path } = await publishRecord({ title: secret })
    expectProblem(await redactRecord(path, { erase: [secret], revision: 7 }), 'stale-revision')
    const headers = { 'Idempotency-Key': 'k' }
    const first = await redactRecord(path, { erase: [secret], revision: 1 }, { headers })
    const again = await redactRecord(path, { erase: [secret], revision: 1 }, { headers })
    expect([first.status, again.status, again.headers.get('Idempotency-Replayed')]).toEqual([
      200,
      200,
      'true',
    ])
    expect(again.data()).toEqual(first.data())
    expect(await newestCommit()).toBe(2)
  })

  it('is made by a form of the record’s page, which keeps what was typed when it is refused', async () => {
    const { path } = await publishRecord({ title: secret, tags: ['a', 'b'] })
    expect((await admin(path, { headers: browser })).text).toContain(`action="${path}/redact"`)
    const editor = { token: (await createHolder('editor')).secret, headers: browser }
    expect((await ask(path, editor)).text).not.toContain('/redact"')
    const form = {
      erase: `${secret}\r\nnever written\r\n`,
      remove: '/tags',
      reason: 'must go',
      revision: '1',
    }
    const refused = await admin(`${path}/redact`, { form, headers: browser })
    expect([refused.status, refused.type]).toEqual([422, 'text/html; charset=UTF-8'])
    for (const part of ['never written', '/tags', 'must go', 'No version of the record has this text'])
      expect(refused.text).toContain(part)
    const made = await admin(`${path}/redact`, { form: { ...form, erase: secret }, headers: browser })
    expect([made.status, made.headers.get('Location')]).toEqual([303, path])
    const now = (await ask(`${path}.json`)).data()
    expect(now).toMatchObject({ title: redactionMark, revision: 2 })
    expect(now).not.toHaveProperty('tags')
    const late = await admin(`${path}/redact`, { form: { ...form, erase: redactionMark }, headers: browser })
    expect([late.status, late.text.includes('name="revision" value="2"')]).toEqual([412, true])
  })

  it('reaches a merged record by its own id, which leads to the survivor still; the survivor is another record', async () => {
    const [a, b] = [await publishRecord(), await publishRecord({ summary: secret, tags: ['x'] })]
    const merging = { into: a.incident.id, reason: `${secret} filed it twice` }
    expect((await admin(`${b.path}/merge`, { json: merging })).status).toBe(200)
    expect((await redactRecord(b.path, { erase: [secret] })).data().incident).toMatchObject({
      status: 'merged',
      summary: redactionMark,
    })
    expect((await ask(b.path)).headers.get('Location')).toBe(a.path)
    expect(JSON.stringify(await dump())).not.toMatch(secretPattern)
    expect(applyEntries(await readAllEntries())).toEqual((await ask('/incidents.json')).data().incidents)
  })

  it('of a draft is no news for the public', async () => {
    const { path } = await submitRecord({ title: secret })
    expect((await redactRecord(path, { erase: [secret] })).status).toBe(200)
    expect(await readAllEntries()).toEqual([])
    expect((await ask('/incidents.csv')).headers.get('Sitrep-Commit')).toBe('0')
    expect(JSON.stringify(await dump())).not.toMatch(secretPattern)
  })

  it('deletes the files when it is sent again, where they could not be deleted', async () => {
    const { import: id } = await importRows('publish=true&dataset=d', [full])
    const path = `/incidents/${(await ask('/incidents.json')).data().incidents[0].id}`
    const broken = new Proxy(env.FILES, {
      get: (bucket, name) => {
        if (name === 'delete') return () => Promise.reject(new Error('R2 is down.'))
        const found = Reflect.get(bucket, name)
        return typeof found === 'function' ? found.bind(bucket) : found
      },
    })
    const headers = { 'Idempotency-Key': 'k' }
    const asked = { json: { reason: 'x', erase: [secret] }, headers }
    const failed = await admin(`${path}/redact`, asked, withBindings({ FILES: broken }))
    expect([failed.status, failed.data().files_follow]).toEqual([200, true])
    expectProblem(await admin(`/imports/${id}/file`), 'redacted')
    expect(await findFiles(secretPattern)).not.toEqual([])
    expect((await admin(`${path}/redact`, asked)).status).toBe(200)
    expect(await findFiles(secretPattern)).toEqual([])
  })

  it('leaves no file of an import that was under way', async () => {
    await importRows('publish=true&dataset=d', [full])
    const path = `/incidents/${(await ask('/incidents.json')).data().incidents[0].id}`
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const [writer, utf8] = [writable.getWriter(), new TextEncoder()]
    const under = admin('/imports?dataset=d', { method: 'POST', headers: ndjson, body: readable })
    await writer.write(utf8.encode(`${JSON.stringify(full)}\n`))
    const begun = async () => (await dump()).imports?.length === 2
    await expect.poll(begun).toBe(true)
    await redactRecord(path, { erase: [secret] })
    await writer.write(utf8.encode(JSON.stringify(record({ reference: 'other' }))))
    await writer.close()
    const { import: id } = (await under).data()
    expect(await findFiles(secretPattern)).toEqual([])
    expectProblem(await admin(`/imports/${id}/file`), 'redacted')
  })

  it('finds a text that stands in what is removed alone', async () => {
    const { path } = await publishRecord({ title: secret })
    expect((await redactRecord(path, { erase: [secret], remove: ['/title'] })).status).toBe(200)
    expect(JSON.stringify(await dump())).not.toMatch(secretPattern)
  })

  it('leaves nothing of texts that overlap', async () => {
    const { path } = await publishRecord({
      title: 'Zaynab Hassan Ali',
      summary: 'ababab, Hassan Ali and Zaynab Hassan',
    })
    const answer = await redactRecord(path, { erase: ['Zaynab Hassan', 'Hassan Ali', 'abab'] })
    expect(answer.data().incident).toMatchObject({
      title: redactionMark,
      summary: `${redactionMark}, ${redactionMark} and ${redactionMark}`,
    })
  })

  it('finds a text in a reason that was typed in other letters of Unicode', async () => {
    const { path } = await submitRecord()
    await reviewRecord(path, 'publish', { reason: 'Jose\u0301 saw it' })
    expect((await redactRecord(path, { erase: ['Jos\u00e9'] })).status).toBe(200)
    expect((await readAllEntries())[0]?.reason).toBe(`${redactionMark} saw it`)
  })

  it('refuses a correction that was on its way, and had the text', async () => {
    const { path } = await publishRecord({ title: secret })
    let redacted = false
    const late = patchedDatabase({
      batch: async <T>(statements: D1PreparedStatement[]) => {
        if (!redacted) expect((await redactRecord(path, { erase: [secret] })).status).toBe(200)
        redacted = true
        return env.DB.batch<T>(statements)
      },
    })
    const json = { reason: 'x', revision: 1, patch: { summary: secret } }
    const answer = await ask(`${path}/suggestions`, { json }, withBindings({ DB: late }))
    expectProblem(answer, 'stale-revision')
    expect(JSON.stringify(await dump())).not.toMatch(secretPattern)
  })

  it('takes all or nothing', async () => {
    const { path } = await publishRecord({ title: secret })
    const before = await dump()
    const DB = patchedDatabase({
      batch: (statements) =>
        env.DB.batch([...statements, env.DB.prepare("UPDATE commits SET reason = 'forged'")]) as never,
    })
    const answer = await admin(
      `${path}/redact`,
      { json: { reason: 'x', erase: [secret] } },
      withBindings({ DB }),
    )
    expect(answer.status).toBe(500)
    expect(await dump()).toEqual(before)
  })
})
