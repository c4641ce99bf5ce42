/** Files that are imported again after an undo took their import back. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../../../src/services/imports/import-context.ts'
import { admin, type ask, createHolder, patchRecord, reviewRecord, withBindings } from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { contextAt, noon, report as record, testActors } from '../../support.ts'
import {
  csvOf,
  importAs,
  importBody,
  importPieces,
  recordsOf,
  reportCounts,
  row,
  rows,
  rowWithoutReference,
} from './send-file.ts'

const publishing = 'dataset=shots&publish=true'
const filing = 'dataset=shots'
const wrong = csvOf(rows('r1', 'r2', 'r3'))
const mended = csvOf([row('r1', { deaths_best: '5' }), row('r2'), row('r3')])

const undo = async ({ import: id }: Pick<Report, 'import'>, who: typeof ask = admin) => {
  const answer = await who(`/imports/${id}/undo`, { json: { reason: 'the wrong file' } })
  expect(answer.status, answer.text).toBe(200)
  return answer.data()
}

const importAndUndo = async (query: string, file: string) => undo(await importBody(query, file))

const statuses = async () => (await recordsOf('shots')).map(({ status }) => status)

const retract = (id: unknown) => reviewRecord(`/incidents/${id}`, 'retract', { reason: 'libel' })
const idOf = async (reference: string) =>
  (await recordsOf('shots')).find((each) => each.reference === reference)?.id

describe('a mended file', () => {
  it('is published as if the wrong one had never been, in the same records', async () => {
    await importAndUndo(publishing, wrong)
    const before = await recordsOf('shots')
    expect(before.map(({ status }) => status)).toEqual(Array(3).fill('retracted'))
    const report = await importBody(publishing, mended)
    expect([reportCounts(report), report.notes]).toEqual([[0, 3, 0, 0, 0], { 'record.restored': 3 }])
    const stored = await recordsOf('shots')
    expect(stored.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(stored).toMatchObject([
      { status: 'published', revision: 3, commit: 3, casualties: { deaths: { best: 5 } } },
      { status: 'published', commit: 3 },
      { status: 'published', commit: 3 },
    ])
    const { versions } = (await admin(`/incidents/${stored[0]?.id}/history.json`)).data()
    expect(versions.map(({ kind }: { kind: string }) => kind)).toEqual(['create', 'retract', 'restore'])
  })

  it.each([
    [filing, 'submitted'],
    [publishing, 'published'],
  ])('is filed again as new reports would be: %s', async (query, status) => {
    await importAndUndo(filing, wrong)
    expect(await statuses()).toEqual(Array(3).fill('rejected'))
    expect(reportCounts(await importBody(query, mended))).toEqual([0, 3, 0, 0, 0])
    expect(await statuses()).toEqual(Array(3).fill(status))
  })

  it('makes no draft of what was public, which a publishing import restores later', async () => {
    await importAndUndo(publishing, wrong)
    const report = await importBody(filing, mended)
    expect([reportCounts(report), report.notes]).toEqual([[0, 1, 2, 0, 0], { 'record.retracted': 3 }])
    expect(await statuses()).toEqual(Array(3).fill('retracted'))
    expect(reportCounts(await importBody(publishing, mended))).toEqual([0, 3, 0, 0, 0])
    expect(await statuses()).toEqual(Array(3).fill('published'))
  })

  it('restores the records of its rows alone', async () => {
    await importAndUndo(publishing, wrong)
    expect(reportCounts(await importBody(publishing, csvOf(rows('r2', 'r4'))))).toEqual([1, 1, 0, 0, 0])
    expect(await statuses()).toEqual(['retracted', 'published', 'retracted', 'published'])
  })

  it('is undone and mended again', async () => {
    await importAndUndo(publishing, wrong)
    await importAndUndo(publishing, mended)
    expect(await statuses()).toEqual(Array(3).fill('retracted'))
    expect(reportCounts(await importBody(publishing, mended))).toEqual([0, 3, 0, 0, 0])
    expect(await statuses()).toEqual(Array(3).fill('published'))
  })

  it('restores records after an undo of the commit', async () => {
    const { commit } = await importBody(publishing, wrong)
    await admin(`/commits/${commit}/undo`, { json: { reason: 'x' } })
    expect(reportCounts(await importBody(publishing, mended))).toEqual([0, 3, 0, 0, 0])
  })

  it('overwrites what somebody edited in a record that the undo took back', async () => {
    await importAndUndo(publishing, wrong)
    const id = await idOf('r1')
    const edited = await patchRecord(`/incidents/${id}`, `"${id}.2"`, { title: 'Edited', summary: 'Other.' })
    expect(edited.status, edited.text).toBe(200)
    await importBody(publishing, mended)
    const [first] = await recordsOf('shots')
    expect(first).toMatchObject({
      title: 'Edited',
      summary: 'Shots were fired at a base.',
      status: 'published',
    })
  })
})

describe('the same file', () => {
  it.each([
    ['with references', wrong],
    ['without them', csvOf(['one', 'two', 'three'].map((each) => rowWithoutReference(each)))],
  ])('restores its records: rows %s', async (_, file) => {
    await importAndUndo(publishing, file)
    for (const counts of [
      [0, 3, 0, 0, 0],
      [0, 0, 3, 0, 0],
    ])
      expect(reportCounts(await importBody(publishing, file))).toEqual(counts)
    expect(await statuses()).toEqual(Array(3).fill('published'))
  })

  it('says the same in a rehearsal, and stores nothing then', async () => {
    await importAndUndo(publishing, wrong)
    const report = await importBody(`${publishing}&dry_run=true`, wrong)
    expect([reportCounts(report), report.notes]).toEqual([[0, 3, 0, 0, 0], { 'record.restored': 3 }])
    expect(await statuses()).toEqual(Array(3).fill('retracted'))
  })

  it('leaves a row without a reference that it does not have any more', async () => {
    const [one, two] = [rowWithoutReference('one'), rowWithoutReference('two')]
    await importAndUndo(publishing, csvOf([one, two]))
    const changed = csvOf([one, rowWithoutReference('two', { deaths_best: '1' })])
    expect(reportCounts(await importBody(publishing, changed))).toEqual([1, 1, 0, 0, 0])
    expect((await statuses()).toSorted()).toEqual(['published', 'published', 'retracted'])
  })

  it('costs as many statements as any change of its records', async () => {
    const many = csvOf(Array.from({ length: 50 }, (_, i) => row(`r${i}`)))
    await importAndUndo(publishing, many)
    const { db, log } = measureDatabase(env.DB)
    const options = { publish: true }
    await importPieces(testActors.editor, [many], options, contextAt(noon, db))
    // The import with its sweep, the look-up, a chunk, the commit of 9, the throwing away, the end.
    expect(log.length).toBe(3 + 1 + 1 + 9 + 2 + 1)
    const lookup = log.find(({ sql }) => sql.includes('isUndone'))
    // The index, the record and its body; its two versions and their order; its undo and what that undoes.
    expect(lookup?.rowsRead).toBe(50 * 17 - 1)
  })
})

describe('a record that somebody retracted for another reason', () => {
  const published = async () => ({ ...(await importBody(publishing, wrong)), id: await idOf('r1') })

  it.each<[string, () => Promise<unknown>]>([
    [
      'before the undo',
      async () => {
        const done = await published()
        await retract(done.id)
        await undo(done)
      },
    ],
    [
      'after it was restored from the undo',
      async () => {
        const { id, ...done } = await published()
        await undo(done)
        await reviewRecord(`/incidents/${id}`, 'restore', { reason: 'right' })
        await retract(id)
      },
    ],
    [
      'and that an import changed which was undone',
      async () => {
        const { id } = await published()
        await retract(id)
        await importAndUndo(publishing, csvOf([row('r1', { deaths_best: '7' }), row('r2'), row('r3')]))
      },
    ],
    [
      'by the undo of another act',
      async () => {
        const { id } = await published()
        await retract(id)
        const restored = await reviewRecord(`/incidents/${id}`, 'restore', { reason: 'right' })
        await admin(`/commits/${restored.data().incident.commit}/undo`, { json: { reason: 'libel' } })
      },
    ],
  ])('stays retracted: %s', async (_, prepare) => {
    await prepare()
    expect((await statuses())[0]).toBe('retracted')
    const report = await importBody(publishing, mended)
    expect(report.notes['record.retracted']).toBe(1)
    expect(await statuses()).toEqual(['retracted', 'published', 'published'])
  })
})

describe('a contributor', () => {
  it('undoes an import, and files the mended file again', async () => {
    const holder = await createHolder('contributor')
    const post = async (body: string): Promise<Report> => {
      const asked = { method: 'POST', body, headers: { 'Content-Type': 'text/csv' } }
      return (await holder.ask(`/imports?${filing}`, asked)).data()
    }
    expect(await undo(await post(wrong), holder.ask as typeof ask)).toMatchObject({ rejected: 3, stale: 0 })
    expect(reportCounts(await post(mended))).toEqual([0, 3, 0, 0, 0])
    expect(await statuses()).toEqual(Array(3).fill('submitted'))
  })

  it('does not restore what an editor rejected', async () => {
    await importAs(testActors.contributor, wrong)
    await reviewRecord(`/incidents/${await idOf('r1')}`, 'reject', { reason: 'spam' })
    expect(reportCounts(await importAs(testActors.contributor, wrong))).toEqual([0, 0, 3, 0, 0])
    expect((await statuses())[0]).toBe('rejected')
  })
})

it('needs a second editor for a withheld place that an undo took back', async () => {
  const location = { country: 'IQ', place: 'Ain al-Asad', withheld: 'place' }
  const line = JSON.stringify(record({ reference: 'r1', location }))
  const door = withBindings({ SECOND_REVIEW: 'withheld' })
  const importLine = async (query: string): Promise<Report> => {
    const headers = { 'Content-Type': 'application/x-ndjson' }
    return (await admin(`/imports?${query}`, { method: 'POST', body: line, headers }, door)).data()
  }
  await undo(await importLine(filing))
  expect((await importLine(publishing)).errors).toMatchObject([{ rule: 'location.withheld' }])
  expect(await statuses()).toEqual(['rejected'])
})
