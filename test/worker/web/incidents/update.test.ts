import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import {
  admin,
  ask,
  countRecords,
  etagOf,
  expectProblem,
  newestCommit,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
} from '../../client.ts'

const put = (path: string, etag: string, json: unknown) =>
  admin(path, { method: 'PUT', json, headers: { 'If-Match': etag } })

const current = async (path: string): Promise<StoredIncident> => (await admin(`${path}.json`)).data()

describe('an edit', () => {
  it('answers with the texts as they were sent, carets too', async () => {
    const title = 'y^2, "^^" \u{1f600} \u0639'
    const { path, etag, incident } = await publishRecord({ title, notes: 'a^b' })
    expect(incident).toMatchObject({ title, notes: 'a^b' })
    const edited = await patchRecord(path, etag, { summary: title })
    expect([edited.status, edited.data().incident]).toEqual([200, await current(path)])
    const other = await publishRecord({ summary: title })
    const merged = await admin(`${other.path}/merge`, { json: { into: incident.id, reason: 'one event' } })
    expect([merged.status, merged.data().incident]).toEqual([200, await current(path)])
    const redacted = await admin(`${path}/redact`, { json: { remove: ['/notes'], reason: 'a life' } })
    expect(redacted.status, redacted.text).toBe(200)
  })

  it('by PATCH changes what it names, and answers with the next revision', async () => {
    const { path, etag, incident } = await publishRecord({
      title: 'first',
      damage: { level: 'minor', note: 'a roof' },
    })
    const answer = await patchRecord(path, etag, {
      title: 'second',
      damage: { note: null },
      tags: ['a', 'b'],
    })
    expect(answer.status).toBe(200)
    const { incident: next, warnings } = answer.data()
    expect(next).toEqual({
      ...incident,
      title: 'second',
      damage: { level: 'minor' },
      tags: ['a', 'b'],
      revision: 2,
      commit: 2,
      updated_at: expect.any(String),
    })
    expect(next.updated_at >= incident.updated_at).toBe(true)
    expect(warnings).toEqual([])
    expect(answer.headers.get('ETag')).toBe(etagOf(incident.id, 2))
    expect(await current(path)).toEqual(next)
  })

  it('by PUT replaces the whole record, and by PATCH null removes', async () => {
    const { path, etag } = await publishRecord({
      title: 'first',
      notes: 'for us',
      tags: ['a'],
      dataset: 'd',
      reference: 'r',
    })
    const put2 = await put(path, etag, record({ dataset: 'd', summary: 'all new' }))
    expect(put2.status, put2.text).toBe(200)
    const replaced = await current(path)
    for (const name of ['title', 'notes', 'tags', 'reference']) expect(replaced).not.toHaveProperty(name)
    expect([replaced.summary, replaced.dataset]).toEqual(['all new', 'd'])
    const patch3 = await patchRecord(path, put2.headers.get('ETag') ?? '', {
      summary: null,
      location: { place: null },
    })
    expect(patch3.data().warnings).toMatchObject([{ pointer: '/summary', rule: 'summary.empty' }])
    expect(await current(path)).not.toHaveProperty('summary')
    expect((await current(path)).location).toEqual({ country: 'IQ' })
  })

  it('by PUT stays in its dataset when none is stated', async () => {
    const { path, etag } = await publishRecord({ dataset: 'd' })
    expect((await put(path, etag, record())).data().incident.dataset).toBe('d')
  })

  it('by PATCH replaces lists as a whole, and keeps 0 apart from unknown', async () => {
    const weapons = [{ type: 'rocket', fired: 2 }, { type: 'mortar' }]
    const { path, etag } = await publishRecord({ weapons, casualties: { deaths: { low: 1, best: 2 } } })
    await patchRecord(path, etag, { weapons: [{ fired: 0 }], casualties: { deaths: { low: 0, best: null } } })
    const now = await current(path)
    expect(now.weapons).toEqual([{ fired: 0 }])
    expect(now.casualties).toEqual({ deaths: { low: 0 } })
  })

  it('by PATCH may come as application/json too', async () => {
    const { path, etag } = await publishRecord()
    expect(
      (await patchRecord(path, etag, { title: 'x' }, { 'Content-Type': 'application/json' })).status,
    ).toBe(200)
  })

  it.each<[string, unknown]>([
    ['nothing', {}],
    ['what is there', { summary: record().summary, location: { country: 'IQ' } }],
    ['the same in other words', { summary: `  ${record().summary}\r\n`, title: null, tags: [], damage: {} }],
    ['what the server set, as it is', 'own'],
  ])('that changes nothing makes no revision and no commit: %s', async (_, json) => {
    const { path, etag, incident } = await publishRecord()
    const answer = await patchRecord(path, etag, json === 'own' ? incident : json)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.data().incident).toEqual(incident)
    expect(answer.headers.get('ETag')).toBe(etag)
    const again = await put(path, etag, incident)
    expect([again.status, again.headers.get('ETag')]).toEqual([200, etag])
    expect(await newestCommit()).toBe(1)
  })

  it.each([
    ['id', '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6'],
    ['status', 'retracted'],
    ['revision', 7],
    ['revision', '1'],
    ['commit', 0],
    ['created_at', '2020-01-01T00:00:00.000Z'],
    ['updated_at', 0],
    ['warnings', [{ pointer: '/summary', rule: 'summary.empty', detail: 'x' }]],
  ])('may not set what the server sets: %s', async (name, value) => {
    const { path, etag, incident } = await publishRecord()
    for (const answer of [
      await patchRecord(path, etag, { [name]: value }),
      await put(path, etag, { ...incident, [name]: value }),
    ]) {
      const { errors } = expectProblem(answer, 'invalid-record')
      expect(errors).toMatchObject([{ pointer: `/${name}`, rule: 'field.server' }])
    }
    expectProblem(await admin('/incidents', { json: record({ [name]: value }) }), 'invalid-record')
    expect(await newestCommit()).toBe(1)
  })

  it.each<[string, unknown, string[]]>([
    ['breaks a rule', { date: 'soon' }, ['/date']],
    ['breaks several', { date: null, sources: [], titel: 'x' }, ['/date', '/sources', '/titel']],
    ['takes what is needed', { location: null }, ['/location']],
    ['breaks a rule with what stays', { event_type: 'battle' }, ['/event_subtype']],
    ['is a list', [], ['']],
    ['is a text', 'x', ['']],
    ['is null', null, ['']],
  ])('that is not sound changes nothing and says why: %s', async (_, json, pointers) => {
    const { path, etag, incident } = await publishRecord()
    const { errors = [] } = expectProblem(await patchRecord(path, etag, json), 'invalid-record')
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(pointers)
    expect(await current(path)).toEqual(incident)
    expect(await newestCommit()).toBe(1)
    expect((await patchRecord(path, etag, { title: 'sound' })).status).toBe(200)
  })

  it('may not take the reference of another record, nor lose its own to it', async () => {
    const { incident: first } = await publishRecord({ reference: 'a' })
    const { path, etag } = await publishRecord({ reference: 'b' })
    const answer = await patchRecord(path, etag, { reference: 'a' })
    expectProblem(answer, 'reference-taken')
    expect(answer.text).not.toContain(first.id)
    expect((await patchRecord(path, etag, { reference: 'a', dataset: 'elsewhere' })).status).toBe(200)
    expect(await current(path)).toMatchObject({ reference: 'a', dataset: 'elsewhere' })
  })

  it('does not move a record through review', async () => {
    const { path, etag } = await submitRecord()
    expect((await patchRecord(path, etag, { title: 'x' })).data().incident.status).toBe('submitted')
    await reviewRecord(path, 'reject')
    const rejected = await current(path)
    expect((await put(path, `"${rejected.id}.3"`, record())).data().incident.status).toBe('rejected')
    expect(Number((await ask('/incidents.csv')).headers.get('Sitrep-Rows'))).toBe(0)
    expect(await countRecords()).toBe(1)
  })

  it('judges the warnings anew', async () => {
    const { path, etag } = await publishRecord({ summary: undefined })
    const answer = await patchRecord(path, etag, { summary: 'Now there is one.' })
    expect(answer.data().incident.warnings).toEqual([])
    expect((await ask(`${path}.json`)).data().warnings).toEqual([])
  })
})
