import { describe, expect, it } from 'vitest'
import { csvOf, importBody, row } from './send-file.ts'

const places = (count: number) =>
  Array.from({ length: count }, (_, i) => row(`r${i}`, { latitude: '48.85', longitude: '2.35', summary: '' }))

describe('notices', () => {
  it('name the column, the value and the first 100 rows of a warning', async () => {
    const report = await importBody('dataset=shots', csvOf(places(120)))
    const [notice] = report.notices.filter(({ rule }) => rule === 'location.outside')
    expect(notice).toMatchObject({ kind: 'warning', column: 'country', received: 'IQ', count: 120 })
    expect(notice?.rows).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
    expect(report.warnings['location.outside']).toBe(120)
  })

  it('group the values of a column, and count those beyond 50 together', async () => {
    const named = Array.from({ length: 60 }, (_, i) => row(`r${i}`, { dataset: `other-${i % 55}` }))
    const report = await importBody('dataset=shots', csvOf(named))
    const notices = report.notices.filter(({ rule }) => rule === 'dataset.overridden')
    expect(notices.slice(0, 2)).toMatchObject([
      { kind: 'note', column: 'dataset', received: 'other-0', count: 2, rows: [1, 56] },
      { column: 'dataset', received: 'other-1', count: 2, rows: [2, 57] },
    ])
    expect(notices).toHaveLength(51)
    expect(notices.at(-1)).toMatchObject({ column: 'dataset', count: 5, rows: [51, 52, 53, 54, 55] })
    expect(notices.at(-1)).not.toHaveProperty('received')
    expect(report.notes['dataset.overridden']).toBe(60)
  })

  it('name each column that is not read, and each blank row', async () => {
    const file = csvOf([row('r1', { date_start: 'x' }), { reference: '', date_start: '' }, row('r2')])
    const report = await importBody('dataset=shots&dry_run=true', file)
    expect(report.notices).toMatchObject([
      { rule: 'columns.ignored', column: 'date_start', count: 1, rows: [] },
      { rule: 'rows.blank', count: 1, rows: [2] },
    ])
  })

  it('name the rows of links whose targets never come', async () => {
    const linking = (reference: string, target: string) => row(reference, { links: `related:${target}` })
    const file = csvOf([linking('r1', 'absent'), linking('r2', 'r3'), linking('r3', 'gone')])
    const report = await importBody('dataset=shots', file)
    expect(report.notices).toMatchObject([{ rule: 'link.unresolved', count: 2, rows: [1, 3] }])
  })
})
