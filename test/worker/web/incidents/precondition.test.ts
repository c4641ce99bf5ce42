import { describe, expect, it } from 'vitest'
import {
  admin,
  etagOf,
  expectProblem,
  newestCommit,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
} from '../../client.ts'

const edits = [
  ['PUT', 'application/json', record({ title: 'x' })],
  ['PATCH', 'application/merge-patch+json', { title: 'x' }],
] as const

describe.each(edits)('If-Match of a %s', (method, type, json) => {
  const edit = (path: string, tags: string | undefined, body: unknown = json) =>
    admin(path, {
      method,
      json: body,
      headers: { 'Content-Type': type, ...(tags === undefined ? {} : { 'If-Match': tags }) },
    })

  it.each<[string, string | undefined]>([
    ['nothing', undefined],
    ['an empty header', ''],
    ['any', '*'],
    ['no tag', 'x'],
    ['half a tag', '"x'],
    ['a comma', ','],
  ])('must name a revision: %s', async (_, tags) => {
    const { path } = await publishRecord()
    const answer = await edit(path, tags)
    expectProblem(answer, 'precondition-required')
    expect(await newestCommit()).toBe(1)
  })

  it.each<[string, (id: string) => string]>([
    ['strong', (id) => `"${id}.1"`],
    ['weak, as proxies make it', (id) => `W/"${id}.1"`],
    ['one of several', (id) => `"x", "${id}.1" , W/"y"`],
    ['the last of several with commas inside', (id) => `"a,b","${id}.1"`],
    ['without spaces', (id) => `"x",W/"${id}.1"`],
    ['with the schema, as the record has it', (id) => etagOf(id, 1)],
    ['with another schema', (id) => `W/"${id}.1.00000000"`],
  ])('may be %s', async (_, tagsOf) => {
    const { path, incident } = await publishRecord()
    expect((await edit(path, tagsOf(incident.id))).status).toBe(200)
  })

  it.each<[string, (id: string) => string]>([
    ['the revision before', (id) => `"${id}.1"`],
    ['a revision to come', (id) => `"${id}.3"`],
    ['the revision of another record', () => '"0197f3a0-1c2b-7d4e-8f60-718293a4b5c6.2"'],
    ['the revision without its quotes in another tag', (id) => `"x${id}.2"`],
    ['a longer one', (id) => `"${id}.22"`],
    ['the revision before, with the schema', (id) => etagOf(id, 1)],
    ['a longer one with the schema', (id) => etagOf(id, 22)],
    ['the id in capitals', (id) => `"${id.toUpperCase()}.2"`],
    ['none of several', (id) => `"${id}.1", W/"${id}.3"`],
  ])('is stale with the current ETag: %s', async (_, tagsOf) => {
    const { path, etag, incident } = await publishRecord()
    await patchRecord(path, etag, { title: 'second' })
    const answer = await edit(path, tagsOf(incident.id))
    const { detail } = expectProblem(answer, 'stale-revision')
    expect(answer.headers.get('ETag')).toBe(etagOf(incident.id, 2))
    expect(detail).toMatch(/\b2\b/)
    expect(await newestCommit()).toBe(2)
  })

  it('is judged before the rules of the record', async () => {
    const { path, incident } = await publishRecord()
    expectProblem(await edit(path, undefined, { date: 'soon' }), 'precondition-required')
    expectProblem(await edit(path, `"${incident.id}.9"`, { date: 'soon' }), 'stale-revision')
  })
})

describe('edits of one revision at once', () => {
  it('are won by one; the others are told what is current', async () => {
    const { path, etag, incident } = await publishRecord()
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) => patchRecord(path, etag, { title: `t${i}` })),
    )
    const won = all.filter(({ status }) => status === 200)
    const lost = all.filter(({ status }) => status !== 200)
    expect(won).toHaveLength(1)
    for (const each of lost) {
      expectProblem(each, 'stale-revision')
      expect(each.headers.get('ETag')).toBe(etagOf(incident.id, 2))
    }
    const now = (await admin(`${path}.json`)).data()
    expect([now.revision, now.title]).toEqual([2, won[0]?.data().incident.title])
    expect(await newestCommit()).toBe(2)
  })

  it('and reviews are won by one as well', async () => {
    const { path, etag } = await publishRecord()
    const all = await Promise.all([
      patchRecord(path, etag, { title: 'x' }),
      reviewRecord(path, 'retract', { revision: 1 }),
      reviewRecord(path, 'retract', { revision: 1 }),
    ])
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const each of all) if (each.status !== 200) expect([409, 412]).toContain(each.status)
    expect(await newestCommit()).toBe(2)
  })

  it('of different records do not disturb one another', async () => {
    const records = await Promise.all(Array.from({ length: 10 }, () => publishRecord()))
    const all = await Promise.all(records.map(({ path, etag }) => patchRecord(path, etag, { title: 'x' })))
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(await newestCommit()).toBe(20)
  })
})
