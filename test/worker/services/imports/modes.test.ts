import { describe, expect, it } from 'vitest'
import { admin, ask, newestCommit, publishRecord, reviewRecord } from '../../client.ts'
import { comparisonEnds, testActors } from '../../support.ts'
import {
  csvOf,
  dumpRecordTables,
  importAs,
  importBody,
  recordsOf,
  reportCounts,
  row,
  rows,
  send,
} from './send-file.ts'

const bad = row('bad', { date: '2022-02-30' })
const some = csvOf(rows('r1', 'r2', 'r3'))

describe('a rehearsal', () => {
  it.each(['all', 'valid'])('changes nothing and gives the counts of the import: mode=%s', async (mode) => {
    await importBody('dataset=shots', csvOf(rows('same', 'old')))
    const file = csvOf([...rows('same', 'new'), row('old', { deaths_best: '2' })])
    const query = `dataset=shots&mode=${mode}`
    const before = await dumpRecordTables()
    const rehearsed = await importBody(`${query}&dry_run=true`, file)
    expect(await dumpRecordTables()).toEqual(before)
    expect([rehearsed.dry_run, rehearsed.commit]).toEqual([true, null])
    expect(reportCounts(rehearsed)).toEqual([1, 1, 1, 0, 0])
    const done = await importBody(query, file)
    expect([reportCounts(done), done.dry_run]).toEqual([reportCounts(rehearsed), false])
    expect([done.warnings, done.notes]).toEqual([rehearsed.warnings, rehearsed.notes])
  })

  it.each([
    ['all', [0, 0, 0, 0, 1]],
    ['valid', [2, 0, 0, 0, 1]],
  ])('finds the errors that the import finds: mode=%s', async (mode, expected) => {
    const file = csvOf([...rows('r1', 'r2'), bad])
    const rehearsed = await importBody(`dataset=shots&mode=${mode}&dry_run=true`, file)
    expect(reportCounts(rehearsed)).toEqual(expected)
    const done = await importBody(`dataset=shots&mode=${mode}`, file)
    expect([reportCounts(done), done.errors]).toEqual([expected, rehearsed.errors])
  })

  it('makes no dataset', async () => {
    const before = await dumpRecordTables()
    await importBody('dataset=quite-new&dry_run=true', some)
    expect(await dumpRecordTables()).toEqual(before)
  })
})

describe('mode=all', () => {
  it('stores nothing where one row of many is bad, the last one too', async () => {
    const many = Array.from({ length: 1200 }, (_, i) => row(`r${i}`))
    await importBody('dataset=shots', some)
    const before = await dumpRecordTables()
    const report = await importBody('dataset=shots', csvOf([...many, bad]))
    expect([reportCounts(report).slice(0, 2), report.rejected, report.commit]).toEqual([[0, 0], 1, null])
    expect(report.detail).toMatch(/Nothing was stored/)
    expect(await dumpRecordTables()).toEqual(before)
  })

  it('stores all in one commit, published where that is asked', async () => {
    const report = await importBody('dataset=shots&publish=true', some)
    const stored = await recordsOf('shots')
    expect(stored.map(({ commit, status, revision }) => [commit, status, revision])).toEqual(
      Array(3).fill([report.commit, 'published', 1]),
    )
    expect([report.commit, await newestCommit()]).toEqual([1, 1])
    expect((await ask('/incidents.csv?dataset=shots')).headers.get('Sitrep-Rows')).toBe('3')
  })
})

describe('mode=valid', () => {
  it('stores the good rows and rejects the bad ones', async () => {
    const report = await importBody('dataset=shots&mode=valid', csvOf([bad, ...rows('r1', 'r2')]))
    expect(reportCounts(report)).toEqual([2, 0, 0, 0, 1])
    expect((await recordsOf('shots')).map(({ reference }) => reference)).toEqual(['r1', 'r2'])
  })

  it('takes thousands of rows in several commits, and again in none', async () => {
    const many = csvOf(Array.from({ length: 9000 }, (_, i) => row(`r${i}`)))
    const report = await importBody('dataset=shots&mode=valid', many)
    expect([reportCounts(report), await newestCommit()]).toEqual([[9000, 0, 0, 0, 0], report.commit])
    expect(report.commit).toBeGreaterThan(1)
    await comparisonEnds()
    const before = await dumpRecordTables()
    expect(reportCounts(await importBody('dataset=shots&mode=valid', many))).toEqual([0, 0, 9000, 0, 0])
    expect(await dumpRecordTables()).toEqual(before)
  }, 60_000)
})

describe('a file that is sent again', () => {
  it('changes nothing, makes no commit, and says so', async () => {
    await importBody('dataset=shots', some)
    const before = await dumpRecordTables()
    const report = await importBody('dataset=shots', some)
    expect([reportCounts(report), report.commit]).toEqual([[0, 0, 3, 0, 0], null])
    expect(report.detail).toMatch(/Nothing was stored/)
    expect(await dumpRecordTables()).toEqual(before)
  })

  it('revises what differs and leaves the rest; the past stays', async () => {
    const first = await importBody('dataset=shots&publish=true', some)
    const edited = csvOf([row('r3'), row('r1', { deaths_best: '4' })])
    const second = await importBody('dataset=shots&publish=true', edited)
    expect(reportCounts(second)).toEqual([0, 1, 1, 0, 0])
    const [r1, r2, r3] = await recordsOf('shots')
    expect(r1).toMatchObject({ revision: 2, commit: second.commit, casualties: { deaths: { best: 4 } } })
    expect([r2?.revision, r3?.revision, r2?.commit]).toEqual([1, 1, first.commit])
    const past = (await ask(`/incidents.json?dataset=shots&commit=${first.commit}`)).data()
    expect(past.incidents.map((each: { casualties: unknown }) => each.casualties)).toEqual(
      Array(3).fill({ deaths: { best: 0 } }),
    )
  })

  it('publishes what waits for review, though it is the same', async () => {
    await importBody('dataset=shots', some)
    const report = await importBody('dataset=shots&publish=true', some)
    expect(reportCounts(report)).toEqual([0, 3, 0, 0, 0])
    expect((await recordsOf('shots')).map(({ status }) => status)).toEqual(Array(3).fill('published'))
    expect(reportCounts(await importBody('dataset=shots', some))).toEqual([0, 0, 3, 0, 0])
  })

  it('leaves what was retracted by hand retracted', async () => {
    await importBody('dataset=shots&publish=true', some)
    const [first] = await recordsOf('shots')
    expect((await reviewRecord(`/incidents/${first?.id}`, 'retract')).status).toBe(200)
    expect(reportCounts(await importBody('dataset=shots&publish=true', some))).toEqual([0, 0, 3, 0, 0])
    expect((await recordsOf('shots'))[0]?.status).toBe('retracted')
  })

  it('keeps the detail that a flat row cannot hold', async () => {
    const { incident } = await publishRecord({
      reference: 'rich',
      dataset: 'shots',
      weapons: [{ type: 'rocket', model: 'Katyusha', hit: 5 }, { type: 'drone_one_way' }],
    })
    const exported = (await admin('/incidents.csv?dataset=shots')).text
    const report = await importBody('dataset=shots&publish=true', exported)
    expect(reportCounts(report)).toEqual([0, 0, 1, 0, 0])
    expect(report.notes['columns.ignored']).toBeGreaterThan(0)
    expect((await recordsOf('shots'))[0]).toEqual(incident)
  })
})

describe('references and datasets', () => {
  it('refuses the second row with a reference, however it is written', async () => {
    const twice = [row('é'), row('x'), row(' e\u0301 ')]
    const report = await importBody('dataset=shots&mode=valid', csvOf(twice))
    expect(report.errors).toMatchObject([{ row: 3, line: 4, column: 'reference', rule: 'reference.twice' }])
    expect(reportCounts(report)).toEqual([2, 0, 0, 0, 1])
  })

  it('takes one reference in two datasets, which it makes', async () => {
    const file = csvOf([row('r1', { dataset: 'one' }), row('r1', { dataset: 'two' })])
    expect(reportCounts(await importBody('', file))).toEqual([2, 0, 0, 0, 0])
    expect([(await recordsOf('one')).length, (await recordsOf('two')).length]).toEqual([1, 1])
    expect(reportCounts(await importBody('', file))).toEqual([0, 0, 2, 0, 0])
  })

  it('lets dataset= win over the column, and notes the cells that differ', async () => {
    const datasets = ['one', 'shots', '']
    const file = csvOf(datasets.map((dataset, i) => row(`r${i}`, { dataset })))
    const report = await importBody('dataset=shots', file)
    expect([reportCounts(report), report.notes['dataset.overridden']]).toEqual([[3, 0, 0, 0, 0], 1])
    expect(await recordsOf('one')).toEqual([])
  })
})

describe('who may', () => {
  it('refuses the public, and a contributor who would publish or retract', async () => {
    const before = await dumpRecordTables()
    const refused = { method: 'POST', body: some, headers: { 'Content-Type': 'text/csv' } }
    expect((await ask('/imports?dataset=shots', refused)).status).toBe(401)
    const { contributor } = testActors
    await expect(importAs(contributor, some, { publish: true })).rejects.toMatchObject({ type: 'forbidden' })
    await expect(
      importAs(contributor, some, { missing: 'retract', reason: 'gone', confirm: 0 }),
    ).rejects.toMatchObject({ type: 'forbidden' })
    expect(await dumpRecordTables()).toEqual(before)
  })

  it('lets a contributor revise its own drafts, and nobody else’s, and nothing published', async () => {
    expect(reportCounts(await importAs(testActors.contributor, some))).toEqual([3, 0, 0, 0, 0])
    expect(reportCounts(await importAs(testActors.contributor, some))).toEqual([0, 0, 3, 0, 0])
    const edited = csvOf([row('r1', { deaths_best: '2' })])
    expect(reportCounts(await importAs(testActors.contributor, edited))).toEqual([0, 1, 0, 0, 0])
    const others = await importAs(testActors.other, edited)
    expect([reportCounts(others), others.errors[0]?.rule]).toEqual([[0, 0, 0, 0, 1], 'reference.taken'])
    expect(others.errors[0]).toMatchObject({ row: 1, line: 2, column: 'reference' })
    expect(reportCounts(await importAs(testActors.editor, edited, { publish: true }))).toEqual([
      0, 1, 0, 0, 0,
    ])
    expect(reportCounts(await importAs(testActors.contributor, csvOf([row('r1')])))).toEqual([0, 0, 0, 0, 1])
    expect((await send('dataset=shots', edited)).data().unchanged).toBe(1)
  })
})
