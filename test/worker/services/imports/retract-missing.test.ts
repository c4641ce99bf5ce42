import { describe, expect, it } from 'vitest'
import { ask, expectProblem } from '../../client.ts'
import { csvOf, dumpRecordTables, importBody, recordsOf, reportCounts, row, rows, send } from './send-file.ts'

const query = 'dataset=shots&publish=true'
const retract = (confirm: number | string) =>
  `${query}&missing=retract&reason=${encodeURIComponent('not there any more')}&confirm=${confirm}`

const given = ['r1', 'r2', 'r3', 'r4']
const fill = () => importBody(query, csvOf(rows(...given)))

const statuses = async () =>
  Object.fromEntries((await recordsOf('shots')).map(({ reference, status }) => [reference, status]))

describe('records that a file does not have any more', () => {
  it('stay, unless they are to be retracted', async () => {
    await fill()
    expect(reportCounts(await importBody(query, csvOf(rows('r1'))))).toEqual([0, 0, 1, 0, 0])
    expect(Object.values(await statuses())).toEqual(Array(4).fill('published'))
  })

  it('are retracted with the reason, in the commit of the other changes', async () => {
    await fill()
    const file = csvOf([row('r1'), row('r2', { deaths_best: '5' }), row('r5')])
    const report = await importBody(retract(2), file)
    expect(reportCounts(report)).toEqual([1, 1, 1, 2, 0])
    const stored = await recordsOf('shots')
    expect(
      stored.map(({ reference, status, revision, commit }) => [reference, status, revision, commit]),
    ).toEqual([
      ['r1', 'published', 1, 1],
      ['r2', 'published', 2, 2],
      ['r3', 'retracted', 2, 2],
      ['r4', 'retracted', 2, 2],
      ['r5', 'published', 1, 2],
    ])
    const gone = await ask(`/incidents/${stored[2]?.id}.json`)
    expect(expectProblem(gone, 'retracted').detail).toContain('not there any more')
    expect((await ask('/incidents.csv?dataset=shots')).headers.get('Sitrep-Rows')).toBe('3')
    expect(reportCounts(await importBody(retract(0), file))).toEqual([0, 0, 3, 0, 0])
  })

  it('are counted by a rehearsal, which needs no confirmation', async () => {
    await fill()
    const before = await dumpRecordTables()
    const rehearsal = `${query}&missing=retract&reason=gone&dry_run=true`
    expect(reportCounts(await importBody(rehearsal, csvOf(rows('r1'))))).toEqual([0, 0, 1, 3, 0])
    expect(await dumpRecordTables()).toEqual(before)
  })

  it.each([0, 2, 4])(
    'stay with everything else where another number is confirmed: %i for 3',
    async (confirm) => {
      await fill()
      const before = await dumpRecordTables()
      const answer = await send(retract(confirm), csvOf([row('r1', { deaths_best: '7' }), row('r9')]))
      expect(expectProblem(answer, 'invalid-request').detail).toContain('confirm=3')
      expect(await dumpRecordTables()).toEqual(before)
    },
  )

  it('stay where the file has errors and all or nothing is asked', async () => {
    await fill()
    const before = await dumpRecordTables()
    const report = await importBody(retract(3), csvOf([row('r1', { date: 'never' })]))
    expect(reportCounts(report)).toEqual([0, 0, 0, 0, 1])
    expect(await dumpRecordTables()).toEqual(before)
  })

  it('are not those of another dataset, nor those that wait for review', async () => {
    await fill()
    await importBody('dataset=others&publish=true', csvOf(rows('r1', 'r7')))
    await importBody('dataset=shots', csvOf(rows('waiting')))
    expect(reportCounts(await importBody(retract(3), csvOf(rows('r1'))))).toEqual([0, 0, 1, 3, 0])
    expect((await statuses()).waiting).toBe('submitted')
    expect((await recordsOf('others')).every(({ status }) => status === 'published')).toBe(true)
  })

  it('are none of a thousand that are all there', async () => {
    const many = csvOf(Array.from({ length: 1100 }, (_, i) => row(`r${i}`)))
    await importBody(query, many)
    expect(reportCounts(await importBody(retract(0), many))).toEqual([0, 0, 1100, 0, 0])
  })
})

describe('rows that are rejected', () => {
  const line = csvOf(rows('r2')).split('\r\n')[1] ?? ''

  it.each([
    ['by a rule', csvOf([row('r1'), row('r2', { date: 'never' })])],
    ['as too short', `${csvOf(rows('r1'))}${line.slice(0, line.lastIndexOf(','))}\r\n`],
    ['as too long', `${csvOf(rows('r1'))}${line},\r\n`],
    ['for a NUL', csvOf([row('r1'), row('r2', { summary: 'a\0b' })])],
  ])('count as present: %s', async (_, file) => {
    await fill()
    const report = await importBody(`${retract(2)}&mode=valid`, file)
    expect(reportCounts(report)).toEqual([0, 0, 1, 2, 1])
    expect(await statuses()).toMatchObject({ r1: 'published', r2: 'published', r3: 'retracted' })
  })

  it.each([
    ['a row whose reference cannot be read', `${csvOf(rows('r1'))}"r2"x,battle\r\n`, 'text/csv'],
    ['a line that is no JSON', '{"reference": "r2", "date": \n', 'application/x-ndjson'],
    ['a quote that is not closed', `${csvOf(rows('r1'))}"r2,battle\r\n`, 'text/csv'],
  ])('keep all from being retracted where it is not known which they are: %s', async (_, file, type) => {
    await fill()
    const before = await dumpRecordTables()
    expectProblem(await send(`${retract(3)}&mode=valid`, file, type), 'invalid-request')
    const report = await importBody(`${retract(0)}&mode=valid`, file, type)
    expect([report.retracted, report.rejected, report.notes['retract.held_back']]).toEqual([0, 1, 1])
    expect(Object.values(await statuses())).toEqual(Array(4).fill('published'))
    expect(await dumpRecordTables()).toEqual(before)
  })
})

describe('what a retraction needs', () => {
  it.each([
    ['missing=retract&reason=x&confirm=1', 'dataset'],
    ['missing=retract&dataset=shots&confirm=1', 'reason'],
    ['missing=retract&dataset=shots&reason=x', 'confirm'],
    ['missing=retract&dataset=shots&reason=x&confirm=-1', 'confirm'],
    ['missing=retract&dataset=shots&reason=&confirm=1', 'reason'],
    ['missing=retract&dataset=shots&reason=%20&confirm=1', 'reason'],
  ])('is refused when it is not given: %s', async (asked, parameter) => {
    const { errors = [] } = expectProblem(await send(asked, csvOf(rows('r1'))), 'invalid-query')
    expect(errors).toMatchObject([{ parameter }])
  })
})
