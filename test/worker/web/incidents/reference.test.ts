import { describe, expect, it } from 'vitest'
import {
  admin,
  ask,
  browser,
  expectProblem,
  fields,
  newestCommit,
  patchRecord,
  publishRecord,
  record,
} from '../../client.ts'

const reference = 'jan-2022-3'

describe('a reference that is there already', () => {
  it('is answered with the record when the same filer sends the same again', async () => {
    const first = await publishRecord({ reference, notes: 'for us' })
    for (const query of ['', '?publish=true']) {
      const again = await admin(`/incidents${query}`, {
        json: record({ reference, notes: 'for us', title: null }),
      })
      expect(again.status).toBe(200)
      expect(again.data()).toEqual({
        incident: first.incident,
        warnings: [],
        possible_duplicates: [],
        receipt: null,
      })
      expect(again.headers.get('Location')).toBe(first.path)
      expect(again.headers.get('ETag')).toBe(first.etag)
    }
    expect(await newestCommit()).toBe(1)
  })

  it.each([
    ['other words from the same filer', admin, { summary: 'second' }],
    ['one field more', admin, { title: 'second' }],
    ['one field less', admin, { summary: undefined }],
    ['other notes', admin, { notes: 'second' }],
    ['the same from another filer', ask, {}],
    ['other words from another filer', ask, { summary: 'vandalised' }],
  ] as const)('is a conflict that says nothing of the record and leaves it: %s', async (_, who, over) => {
    const { incident, path } = await publishRecord({ reference })
    const answer = await who('/incidents', { json: record({ reference, ...over }) })
    const { errors } = expectProblem(answer, 'reference-taken')
    expect(errors).toMatchObject([{ pointer: '/reference', rule: 'reference.taken', received: reference }])
    const told = answer.text + JSON.stringify([...answer.headers])
    for (const secret of [incident.id, incident.id.slice(0, 13), incident.summary])
      expect(told).not.toContain(secret)
    expect(answer.headers.has('Location')).toBe(false)
    expect((await ask(`${path}.json`)).data()).toEqual(incident)
    expect(await newestCommit()).toBe(1)
  })

  it('conflicts with what was first sent once the record says something else', async () => {
    const { path, etag } = await publishRecord({ reference })
    expect((await patchRecord(path, etag, { title: 'edited' })).status).toBe(200)
    expectProblem(await admin('/incidents', { json: record({ reference }) }), 'reference-taken')
  })

  it('conflicts with a draft for whoever has a token, and says nothing of it', async () => {
    const draft = await admin('/incidents', { json: record({ reference }) })
    const answer = await admin('/incidents', { json: record({ reference, summary: 'another' }) })
    expectProblem(answer, 'reference-taken')
    expect(answer.text).not.toContain(draft.data().incident.id)
  })

  it('is another record in another dataset', async () => {
    const first = await publishRecord({ reference })
    const second = await publishRecord({ reference, dataset: 'elsewhere' })
    expect(second.incident.id).not.toBe(first.incident.id)
  })

  it('is compared as it is kept: trimmed and composed', async () => {
    const first = await publishRecord({ reference: 'caf\u00e9' })
    const again = await admin('/incidents', { json: record({ reference: '  cafe\u0301 ' }) })
    expect(again.status).toBe(200)
    expect(again.data().incident.id).toBe(first.incident.id)
  })

  it('is a page with the same status for a browser', async () => {
    const { incident } = await publishRecord({ reference })
    const answer = await ask('/incidents', { form: fields({ reference }), headers: browser })
    expect(answer.status).toBe(409)
    expect(answer.type).toMatch(/^text\/html/)
    expect(answer.text).toContain(`Another record of the dataset reports has the reference ${reference}`)
    expect(answer.text).not.toContain(incident.id)
  })
})

describe('records that arrive at once', () => {
  it('with the same reference and content become one', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () => admin('/incidents?publish=true', { json: record({ reference }) })),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201])
    expect(new Set(all.map((each) => each.data().incident.id)).size).toBe(1)
    expect(await newestCommit()).toBe(1)
  })

  it('with the same reference and other content conflict with the one that was first', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        admin('/incidents', { json: record({ reference, title: `t${i}` }) }),
      ),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)])
    expect(await newestCommit()).toBe(1)
  })

  it('without a reference are as many as were sent, in order of their ids', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => admin('/incidents?publish=true', { json: record() })),
    )
    const ids = all.map((each) => each.data().incident.id)
    expect(new Set(ids).size).toBe(20)
    const listed = (await ask('/incidents.json')).data().incidents.map(({ id }: { id: string }) => id)
    expect(listed).toEqual(ids.toSorted())
    expect(new Set(all.map((each) => each.data().incident.commit)).size).toBe(20)
  })
})
