/** Undoing a commit, and an import as a whole. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import {
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
  type SubmittedRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { dump } from '../../support.ts'

const reason = 'the wrong file'
const undo = (path: string, who: typeof ask = admin, json: object = { reason }) =>
  who(`${path}/undo`, { json })
const read = async ({ path }: Pick<SubmittedRecord, 'path'>) => (await admin(`${path}.json`)).data()
const historyOf = async ({ path }: Pick<SubmittedRecord, 'path'>) =>
  (await admin(`${path}/history.json`)).data().versions

const editAll = async (patch: object, filter = 'series=bulk') => {
  const { matched } = (
    await admin('/incidents/bulk', { json: { filter, patch, reason: 'x', dry_run: true } })
  ).data()
  return (await admin('/incidents/bulk', { json: { filter, patch, reason: 'x', confirm: matched } })).data()
}

const importRows = async (rows: readonly string[], query = '&publish=true', who: typeof ask = admin) => {
  const answer = await who(`/imports?dataset=filed${query}`, {
    headers: { 'Content-Type': 'application/x-ndjson' },
    body: rows
      .map((row) => {
        const [reference, title] = row.split('|')
        return JSON.stringify({
          ...{ reference, title, event_type: 'battle', event_subtype: 'armed_clash', date: '2022-01-05' },
          ...{ location: { country: 'IQ' }, sources: [{ publisher: 'Example News' }] },
        })
      })
      .join('\n'),
  })
  expect(answer.status, answer.text).toBe(200)
  expect(answer.data().errors).toEqual([])
  return answer.data()
}

const byReference = async (reference: string, status = 'published,retracted,rejected,submitted') => {
  const { incidents } = (await admin(`/incidents.json?dataset=filed&status=${status}`)).data()
  return incidents.find((each: { reference: string }) => each.reference === reference)
}

const countStaged = async (): Promise<number> =>
  (await env.DB.prepare('SELECT count(*) AS n FROM import_chunks').first<number>('n')) ?? 0

describe('undoing a bulk edit', () => {
  it('takes each record back to the version before, in one commit', async () => {
    const tagged = await publishRecord({ series: 'bulk', tags: ['a'] })
    const bare = await publishRecord({ series: 'bulk' })
    const { commit } = await editAll({ tags: ['b'] })
    const done = await undo(`/commits/${commit}`)
    expect(done.status, done.text).toBe(200)
    expect(done.data()).toEqual({
      ...{ second_editor: 0, commit: commit + 1, reverted: 2, retracted: 0, rejected: 0, stale: 0, left: [] },
    })
    expect([await read(tagged), await read(bare)]).toMatchObject([
      { tags: ['a'], revision: 3, commit: commit + 1 },
      { revision: 3, commit: commit + 1 },
    ])
    expect((await read(bare)).tags).toBeUndefined()
    expect((await historyOf(tagged))[2]).toMatchObject({ kind: 'update', reason, changed: ['/tags'] })
    expect((await ask('/incidents.csv?tag=a')).headers.get('Sitrep-Rows')).toBe('1')
    expect((await ask('/incidents.csv?tag=b')).headers.get('Sitrep-Rows')).toBe('0')
  })

  it('leaves records that were changed since, and tells them', async () => {
    const [one, other] = [await publishRecord({ series: 'bulk' }), await publishRecord({ series: 'bulk' })]
    const { commit } = await editAll({ outcome: 'hit' })
    await patchRecord(one.path, `"${one.incident.id}.2"`, { title: 'Edited' })
    expect((await undo(`/commits/${commit}`)).data()).toMatchObject({
      ...{ reverted: 1, stale: 1, left: [{ id: one.incident.id, status: 'published', revision: 3 }] },
    })
    expect([await read(one), await read(other)]).toMatchObject([
      { title: 'Edited', outcome: 'hit' },
      { revision: 3 },
    ])
  })

  it('is refused if nothing is left, and writes nothing', async () => {
    const one = await publishRecord({ series: 'bulk' })
    const { commit } = await editAll({ outcome: 'hit' })
    await reviewRecord(one.path, 'retract')
    const before = await dump()
    expect(expectProblem(await undo(`/commits/${commit}`), 'invalid-transition').detail).toContain(
      '1 has been changed since',
    )
    expect(await dump()).toEqual(before)
  })

  it('takes a commit back whose later changes were taken back before', async () => {
    const one = await publishRecord({ series: 'bulk', tags: ['a'] })
    const first = await editAll({ tags: ['b'] })
    const second = await editAll({ outcome: 'hit' })
    expectProblem(await undo(`/commits/${first.commit}`), 'invalid-transition')
    await undo(`/commits/${second.commit}`)
    expect((await undo(`/commits/${first.commit}`)).data()).toMatchObject({ reverted: 1, stale: 0 })
    expect(await read(one)).toMatchObject({ tags: ['a'], revision: 5 })
    expect((await read(one)).outcome).toBeUndefined()
  })

  it('can be undone itself', async () => {
    const one = await publishRecord({ series: 'bulk' })
    const { commit } = await editAll({ outcome: 'hit' })
    const second = (await undo(`/commits/${commit}`)).data()
    await undo(`/commits/${second.commit}`)
    expect(await read(one)).toMatchObject({ outcome: 'hit', revision: 4 })
  })

  it('leaves a record that is edited in the moment of the commit', async () => {
    const [one, other] = [await publishRecord({ series: 'bulk' }), await publishRecord({ series: 'bulk' })]
    const { commit } = await editAll({ outcome: 'hit' })
    let isFirst = true
    const batch = async (statements: D1PreparedStatement[]) => {
      if (isFirst && (await countStaged()) > 0) {
        isFirst = false
        await patchRecord(one.path, `"${one.incident.id}.2"`, { title: 'Edited' })
      }
      return env.DB.batch(statements)
    }
    const db = patchedDatabase({ batch: batch as D1Database['batch'] })
    const done = await admin(`/commits/${commit}/undo`, { json: { reason } }, withBindings({ DB: db }))
    expect([isFirst, done.status, done.data().reverted, done.data().stale]).toEqual([false, 200, 1, 1])
    expect([(await read(one)).title, (await read(other)).outcome]).toEqual(['Edited', undefined])
  })

  it('brings what was withheld back as it was', async () => {
    const place = { country: 'IQ', place: 'Ain al-Asad', withheld: 'place' }
    const hidden = await publishRecord({ series: 'bulk', location: place, notes: 'for editors' })
    const { commit } = await editAll({ notes: 'other', location: { admin1: 'Anbar' } })
    await undo(`/commits/${commit}`)
    expect(await read(hidden)).toMatchObject({ location: place, notes: 'for editors' })
    expect((await ask(`${hidden.path}.json`)).text).not.toContain('Asad')
  })
})

describe('undoing other commits', () => {
  it.each([
    ['publish', 'submitted', 'retracted'],
    ['reject', 'submitted', 'submitted'],
  ])('takes back: %s', async (decision, _, status) => {
    const report = await submitRecord()
    await reviewRecord(report.path, decision)
    await undo(`/commits/${await newestCommit()}`)
    expect((await read(report)).status).toBe(status)
  })

  it('refuses those that it cannot undo: merges, and what wrote no record', async () => {
    const [one, other] = [await publishRecord(), await publishRecord()]
    await admin(`${other.path}/merge`, { json: { into: one.incident.id, reason: 'same' } })
    const merged = await newestCommit()
    await createHolder('editor')
    for (const commit of [merged, await newestCommit()])
      expectProblem(await undo(`/commits/${commit}`), 'invalid-transition')
    expectProblem(await undo('/commits/999'), 'not-found')
    expectProblem(await undo(`/commits/${merged}`, admin, { reason: ' ' }), 'invalid-request')
  })

  it('is for editors', async () => {
    await publishRecord()
    const { ask: contributor } = await createHolder('contributor')
    expectProblem(await undo('/commits/1', ask), 'token-needed')
    expectProblem(await undo('/commits/1', contributor as typeof ask), 'forbidden')
  })

  it('leads a form to the page of its commit, and shows a refused one with its reason', async () => {
    await publishRecord()
    const form = (reason: string) => admin('/commits/1/undo', { form: { reason }, headers: browser })
    const refused = await form('')
    expect([refused.status, refused.text.includes('Please give a reason.')]).toEqual([422, true])
    const done = await form('wrong')
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/commits/2'])
    const page = await admin('/commits/2', { headers: browser })
    expect(page.text).toContain('Undone')
  })
})

describe('undoing an import', () => {
  it('retracts what it created, and takes back what it changed and retracted', async () => {
    await importRows(['a|First', 'b|Second', 'c|Third'])
    const before = await byReference('a')
    const { retracted } = await importRows(
      ['a|Changed', 'b|Second', 'd|New'],
      '&publish=true&missing=retract&reason=gone&confirm=1',
    ).then((report) => report)
    expect(retracted).toBe(1)
    const reports = await env.DB.prepare('SELECT id FROM imports ORDER BY id DESC LIMIT 1').first<string>(
      'id',
    )
    const done = await undo(`/imports/${reports}`)
    expect(done.status, done.text).toBe(200)
    expect(done.data()).toMatchObject({ reverted: 2, retracted: 1, rejected: 0, stale: 0 })
    expect(await byReference('a')).toMatchObject({ title: 'First', status: 'published' })
    expect(before.title).toBe('First')
    expect((await byReference('c')).status).toBe('published')
    const created = await byReference('d')
    expect(created.status).toBe('retracted')
    const history = await historyOf({ path: `/incidents/${created.id}` })
    expect(history[1]).toMatchObject({ kind: 'retract', reason })
    const restored = await historyOf({ path: `/incidents/${(await byReference('c')).id}` })
    expect(restored.at(-1)).toMatchObject({ kind: 'restore', reason })
    expect((await ask('/incidents.csv?dataset=filed')).headers.get('Sitrep-Rows')).toBe('3')
  })

  it('rejects the reports that it filed', async () => {
    const { import: id, commits } = await importRows(['a|First', 'b|Second'], '')
    expect(commits).toHaveLength(1)
    expect((await undo(`/imports/${id}`)).data()).toMatchObject({ reverted: 0, rejected: 2 })
    expect((await byReference('a')).status).toBe('rejected')
    expect((await historyOf({ path: `/incidents/${(await byReference('a')).id}` }))[1].kind).toBe('reject')
    expectProblem(await undo(`/imports/${id}`), 'invalid-transition')
  })

  describe('of a contributor', () => {
    let contributor: typeof ask
    beforeEach(async () => {
      contributor = (await createHolder('contributor')).ask as typeof ask
    })

    it('takes back what was never public, and names the rest as the import named it', async () => {
      const { import: id } = await importRows(['a|First', 'b|Second', 'c|Third'], '', contributor)
      const [a, b] = [await byReference('a'), await byReference('b')]
      await reviewRecord(`/incidents/${a.id}`, 'publish')
      await patchRecord(`/incidents/${a.id}`, `"${a.id}.2"`, { title: 'Secret of editors' })
      await reviewRecord(`/incidents/${a.id}`, 'retract')
      const done = await undo(`/imports/${id}`, contributor)
      expect(done.data()).toMatchObject({
        ...{ reverted: 0, retracted: 0, rejected: 2, stale: 1 },
        left: [{ id: a.id, status: 'retracted', revision: 4, reference: 'a', title: 'First' }],
      })
      expect((await byReference('b')).status).toBe('rejected')
      expect((await historyOf({ path: `/incidents/${b.id}` }))[1]).toMatchObject({ kind: 'reject', reason })
      expectProblem(await undo(`/imports/${id}`, contributor), 'invalid-transition')
    })

    it('takes back its changes of reports that wait', async () => {
      await importRows(['a|First'], '', contributor)
      const { import: id } = await importRows(['a|Changed'], '', contributor)
      expect((await undo(`/imports/${id}`, contributor)).data()).toMatchObject({ reverted: 1, stale: 0 })
      expect(await byReference('a')).toMatchObject({ title: 'First', status: 'submitted', revision: 3 })
    })

    it('is its sender’s alone', async () => {
      const { import: own } = await importRows(['a|First'], '', contributor)
      const { import: others } = await importRows(['b|Second'], '')
      expectProblem(await undo(`/imports/${others}`, contributor), 'not-found')
      expectProblem(await undo(`/imports/${own}`, ask), 'token-needed')
      expect((await byReference('b')).status).toBe('submitted')
      expect((await undo(`/imports/${own}`)).data()).toMatchObject({ rejected: 1 })
    })
  })

  it('leaves the records of datasets that the token is not for', async () => {
    const { import: id, commit } = await importRows(['a|First'], '')
    await publishRecord({ dataset: 'others' })
    const scoped = await createHolder('editor', { datasets: ['others'] })
    expectProblem(await undo(`/imports/${id}`, scoped.ask as typeof ask), 'not-found')
    expectProblem(await undo(`/commits/${commit}`, scoped.ask as typeof ask), 'invalid-transition')
    expect((await byReference('a')).status).toBe('submitted')
  })

  it('names no records of datasets that the token is not for', async () => {
    const rows = ['own', 'left', 'edited'].map((title) =>
      record({ dataset: title === 'own' ? 'reports' : 'others', reference: title, title }),
    )
    const headers = { 'Content-Type': 'application/x-ndjson' }
    const body = rows.map((row) => JSON.stringify(row)).join('\n')
    const { commit } = (await admin('/imports', { headers, body })).data()
    const { incidents } = (await admin('/incidents.json?dataset=others&status=submitted')).data()
    const { id } = incidents.find(({ title }: { title: string }) => title === 'edited')
    await patchRecord(`/incidents/${id}`, etagOf(id, 1), { summary: 'x' })
    const scoped = await createHolder('editor', { datasets: ['reports'] })
    const report = (await undo(`/commits/${commit}`, scoped.ask as typeof ask)).data()
    expect(report).toMatchObject({ rejected: 1, stale: 2, left: [] })
  })

  it('is refused for a rehearsal and for an import that does not exist', async () => {
    const { import: id } = await importRows(['a|First'], '&dry_run=true')
    expectProblem(await undo(`/imports/${id}`), 'invalid-transition')
    expectProblem(await undo('/imports/0197f3a1-3e4d-7f60-8b82-93a4b5c6d7e8'), 'not-found')
  })
})
