import { describe, expect, it } from 'vitest'
import { admin, application, expectProblem, newestCommit, patchRecord, publishRecord } from '../../client.ts'
import { report as record, rejectionOf, testActors } from '../../support.ts'
import {
  csvOf,
  dumpRecordTables,
  importAs,
  importBody,
  importPieces,
  recordsOf,
  reportCounts,
  row,
  rowWithoutReference,
  send,
  streamInPieces,
  utf8,
} from './send-file.ts'

const three = ['one', 'two', 'three'].map((each) => rowWithoutReference(each))
const summaries = async (dataset = 'shots') =>
  (await recordsOf(dataset)).map(({ summary }) => summary as string).sort()

const records = ['one', 'two', 'three'].map((summary) => record({ summary, notes: 'by telephone' }))
const boundary = 'a-boundary'
const mapping = {
  columns: { day: 'date', what: 'summary' },
  constants: { event_type: 'battle', 'location.country': 'IQ', 'sources.0.publisher': 'Example News' },
}
const form = (file: string) =>
  [
    ['mapping', JSON.stringify(mapping)],
    ['file', file],
  ]
    .map(
      ([name, body]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${body}\r\n`,
    )
    .join('')
    .concat(`--${boundary}--\r\n`)

const files: [profile: string, type: string, text: string][] = [
  ['flat', 'text/csv', csvOf(three)],
  [
    'full',
    'text/csv',
    'event_type,date,location.country,sources.0.publisher,summary,notes\n' +
      'battle,2022,IQ,A,one,x\nbattle,2022,IQ,A,one,y\nbattle,2022,IQ,A,two,\n',
  ],
  [
    'mapping',
    `multipart/form-data; boundary=${boundary}`,
    form('day,what\n2022-01-05,one\n2022-01-05,two\n2022-01-05,\n'),
  ],
  ['full', 'application/x-ndjson', records.map((each) => `${JSON.stringify(each)}\n`).join('')],
  ['flat', 'application/json', JSON.stringify(records)],
]

describe.each(['all', 'valid'])('rows without a reference, mode=%s', (mode) => {
  it.each(files)('change nothing when they are sent again: profile=%s as %s', async (profile, type, text) => {
    const query = `profile=${profile}&dataset=shots&mode=${mode}`
    const rehearsed = await importBody(`${query}&dry_run=true`, text, type)
    expect(reportCounts(await importBody(query, text, type))).toEqual([3, 0, 0, 0, 0])
    expect(reportCounts(rehearsed)).toEqual([3, 0, 0, 0, 0])
    const before = await dumpRecordTables()
    for (const again of [`${query}&dry_run=true`, query]) {
      const report = await importBody(again, text, type)
      expect([reportCounts(report), report.commit]).toEqual([[0, 0, 3, 0, 0], null])
      expect(await dumpRecordTables()).toEqual(before)
    }
  })

  it('are made anew where they state another thing, and what is there stays', async () => {
    const query = `dataset=shots&mode=${mode}`
    await importBody(query, csvOf(three))
    const edited = [
      rowWithoutReference('one'),
      rowWithoutReference('two', { deaths_best: '1' }),
      rowWithoutReference('four'),
    ]
    expect(reportCounts(await importBody(query, csvOf(edited)))).toEqual([2, 0, 1, 0, 0])
    expect(await summaries()).toEqual(['four', 'one', 'three', 'two', 'two'])
    expect(reportCounts(await importBody('dataset=others', csvOf(three)))).toEqual([3, 0, 0, 0, 0])
  })

  it('that are equal are as many records as rows', async () => {
    const query = `dataset=shots&mode=${mode}`
    const times = async (howMany: number) =>
      reportCounts(await importBody(query, csvOf(Array(howMany).fill(rowWithoutReference('same')))))
    expect(await times(3)).toEqual([3, 0, 0, 0, 0])
    expect(await times(2)).toEqual([0, 0, 2, 0, 0])
    expect(await times(5)).toEqual([2, 0, 3, 0, 0])
    expect(await times(5)).toEqual([0, 0, 5, 0, 0])
    expect(await summaries()).toEqual(Array(5).fill('same'))
  })
})

describe('thousands of rows without a reference', () => {
  /** More than two blocks; every row from the 8,301st on is equal to one that an earlier commit took over. */
  const howMany = 9000
  const many = Array.from({ length: howMany }, (_, i) =>
    rowWithoutReference(`shots ${i % 8300} ${'-'.repeat(60)}`),
  )
  const bytes = utf8.encode(csvOf(many))
  const query = 'dataset=shots&mode=valid'
  const wanted = many.map(({ summary }) => summary).sort()

  it('are records in the order of the file, and again none', async () => {
    expect(reportCounts(await importBody(query, bytes))).toEqual([howMany, 0, 0, 0, 0])
    expect(await newestCommit()).toBeGreaterThan(1)
    const answer = await admin('/incidents.ndjson?dataset=shots&status=submitted')
    const stored = answer.text.trimEnd().split('\n')
    expect(stored.map((line) => JSON.parse(line).summary)).toEqual(many.map(({ summary }) => summary))
    expect(reportCounts(await importBody(query, bytes))).toEqual([0, 0, howMany, 0, 0])
  }, 60_000)

  it('are none twice and none missing when the file breaks off and comes again', async () => {
    const body = streamInPieces(bytes.slice(0, bytes.length - 3000), 65_536, 'breaks')
    const asked = { method: 'POST', body, headers: { 'Content-Type': 'text/csv' } }
    expectProblem(await admin(`/imports?${query}`, asked, application), 'body-unreadable')
    const some = (await summaries()).length
    expect([some > 0, some < howMany]).toEqual([true, true])
    expect(reportCounts(await importBody(query, bytes))).toEqual([howMany - some, 0, some, 0, 0])
    expect(await summaries()).toEqual(wanted)
  }, 60_000)
})

describe('a file that is sent again while it still comes in', () => {
  const long = 'Shots were fired. '.repeat(200)
  const many = Array.from({ length: 250 }, (_, i) => `${long}${i}`)

  it.each([
    ['without references', csvOf(many.map((each) => rowWithoutReference(each)))],
    ['with references', csvOf(many.map((each, i) => row(`r${i}`, { summary: each })))],
  ])('is stored once, and the other is told to try again: %s', async (_, text) => {
    const inBetween = async () => {
      expect(reportCounts(await importAs(testActors.editor, text))).toEqual([250, 0, 0, 0, 0])
    }
    const pieces = [text.slice(0, 700_000), inBetween, text.slice(700_000)]
    expect((await rejectionOf(importPieces(testActors.editor, pieces))).type).toBe('conflict')
    expect(await summaries()).toHaveLength(250)
    expect((await dumpRecordTables()).import_chunks).toEqual([])
    expect(reportCounts(await importPieces(testActors.editor, [text]))).toEqual([0, 0, 250, 0, 0])
  })
})

describe('a record that a row without a reference made', () => {
  it.each([
    ['another text', { summary: 'Nothing was heard.' }],
    ['a reference', { reference: 'r1' }],
    ['another dataset', { dataset: 'others' }],
  ])('is found again and left as it is when an editor has given it %s', async (_, change) => {
    await importBody('dataset=shots&publish=true', csvOf([rowWithoutReference('one')]))
    const [made] = await recordsOf('shots')
    expect((await patchRecord(`/incidents/${made?.id}`, `"${made?.id}.1"`, change)).status).toBe(200)
    const before = await dumpRecordTables()
    const report = await importBody('dataset=shots&publish=true', csvOf([rowWithoutReference('one')]))
    expect([reportCounts(report), report.commit]).toEqual([[0, 0, 1, 0, 0], null])
    expect(await dumpRecordTables()).toEqual(before)
  })

  it('is published where that is asked, as an editor left it', async () => {
    await importBody('dataset=shots', csvOf(three))
    const [made] = await recordsOf('shots')
    await patchRecord(`/incidents/${made?.id}`, `"${made?.id}.1"`, { title: 'Checked' })
    const report = await importBody('dataset=shots&publish=true', csvOf(three))
    expect(reportCounts(report)).toEqual([0, 3, 0, 0, 0])
    const stored = await recordsOf('shots')
    expect(stored.map(({ status }) => status)).toEqual(Array(3).fill('published'))
    expect(stored.filter(({ title }) => title === 'Checked')).toHaveLength(1)
    expect(reportCounts(await importBody('dataset=shots&publish=true', csvOf(three)))).toEqual([
      0, 0, 3, 0, 0,
    ])
  })

  it('is left alone in a dataset to which an editor has moved it', async () => {
    await importBody('dataset=shots', csvOf([rowWithoutReference('one')]))
    const [made] = await recordsOf('shots')
    await patchRecord(`/incidents/${made?.id}`, `"${made?.id}.1"`, { dataset: 'others' })
    expect(
      reportCounts(await importBody('dataset=shots&publish=true', csvOf([rowWithoutReference('one')]))),
    ).toEqual([0, 0, 1, 0, 0])
    expect((await recordsOf('others')).map(({ status }) => status)).toEqual(['submitted'])
  })

  it('is its importer’s and the editors’, and another contributor’s equal row is another record', async () => {
    const file = csvOf(three)
    expect(reportCounts(await importAs(testActors.contributor, file))).toEqual([3, 0, 0, 0, 0])
    expect(reportCounts(await importAs(testActors.other, file))).toEqual([3, 0, 0, 0, 0])
    for (const who of [testActors.contributor, testActors.other, testActors.editor])
      expect(reportCounts(await importAs(who, file))).toEqual([0, 0, 3, 0, 0])
    const twice = csvOf([...three, ...three, ...three])
    expect(reportCounts(await importAs(testActors.contributor, twice))).toEqual([6, 0, 3, 0, 0])
    expect(reportCounts(await importAs(testActors.editor, twice))).toEqual([0, 0, 9, 0, 0])
  })

  it('is one that nobody posted: what was posted is not taken for a row', async () => {
    await publishRecord({ dataset: 'shots' })
    const [{ id: _, ...posted } = {}] = await recordsOf('shots')
    const text = `${JSON.stringify(posted)}\n`
    const again = () => importBody('dataset=shots&publish=true', text, 'application/x-ndjson')
    expect(reportCounts(await again())).toEqual([1, 0, 0, 0, 0])
    expect(reportCounts(await again())).toEqual([0, 0, 1, 0, 0])
  })
})

describe('rows without a reference that a file does not have any more', () => {
  const query = 'dataset=shots&publish=true'
  const retract = (confirm: number) => `${query}&missing=retract&reason=gone&confirm=${confirm}`
  const statuses = async () =>
    (await recordsOf('shots')).map(({ summary, status }) => `${summary} ${status}`).sort()

  it('are retracted, equal ones by their number; posted records stay', async () => {
    await publishRecord({ dataset: 'shots', summary: 'posted' })
    await importBody(
      query,
      csvOf([
        ...three,
        rowWithoutReference('same'),
        rowWithoutReference('same'),
        rowWithoutReference('same'),
      ]),
    )
    const fewer = csvOf([
      rowWithoutReference('one'),
      rowWithoutReference('same'),
      rowWithoutReference('five'),
    ])
    const rehearsed = await importBody(`${query}&missing=retract&reason=gone&dry_run=true`, fewer)
    const before = await dumpRecordTables()
    expectProblem(await send(retract(3), fewer), 'invalid-request')
    expect(await dumpRecordTables()).toEqual(before)
    const report = await importBody(retract(4), fewer)
    expect([reportCounts(report), reportCounts(rehearsed)]).toEqual(Array(2).fill([1, 0, 2, 4, 0]))
    expect(await statuses()).toEqual([
      'five published',
      'one published',
      'posted published',
      'same published',
      'same retracted',
      'same retracted',
      'three retracted',
      'two retracted',
    ])
    expect(reportCounts(await importBody(retract(0), fewer))).toEqual([0, 0, 3, 0, 0])
  })

  it('are present with a reference that an editor gave them, and none of another dataset', async () => {
    await importBody(query, csvOf(three))
    await importBody('dataset=others&publish=true', csvOf(three))
    const given = (await recordsOf('shots')).find(({ summary }) => summary === 'one')
    await patchRecord(`/incidents/${given?.id}`, `"${given?.id}.1"`, { reference: 'r1' })
    const moved = (await recordsOf('shots')).find(({ summary }) => summary === 'two')
    await patchRecord(`/incidents/${moved?.id}`, `"${moved?.id}.1"`, { dataset: 'others' })
    expect(reportCounts(await importBody(retract(1), csvOf([rowWithoutReference('one')])))).toEqual([
      0, 0, 1, 1, 0,
    ])
    expect(await statuses()).toEqual(['one published', 'three retracted'])
    expect((await recordsOf('others')).every(({ status }) => status === 'published')).toBe(true)
  })

  it('are looked for through more than a page of rows', async () => {
    const many = Array.from({ length: 600 }, (_, i) => rowWithoutReference(`shots ${i}`))
    const equal = Array.from({ length: 600 }, () => rowWithoutReference('same'))
    await importBody(query, csvOf([...many, ...equal]))
    const fewer = csvOf([...many.slice(0, 400), ...equal.slice(0, 10)])
    expect(reportCounts(await importBody(retract(790), fewer))).toEqual([0, 0, 410, 790, 0])
  })

  it('stay where a rejected row may be one of them', async () => {
    await importBody(query, csvOf(three))
    const file = csvOf([rowWithoutReference('one'), rowWithoutReference('two', { date: 'never' })])
    const report = await importBody(`${retract(0)}&mode=valid`, file)
    expect([reportCounts(report), report.notes['retract.held_back']]).toEqual([[0, 0, 1, 0, 1], 1])
  })
})
