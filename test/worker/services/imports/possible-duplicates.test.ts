import { describe, expect, it } from 'vitest'
import type { Actor } from '../../../../src/auth/permissions.ts'
import type { ImportFileOptions } from '../../../../src/services/imports/import-file.ts'
import { file, report, testActors } from '../../support.ts'
import { type Cells, csvOf, importPieces, row } from './send-file.ts'

const { editor, contributor } = testActors

const attack = {
  event_type: 'remote_violence',
  country: 'SY',
  place: 'Mayadeen',
  latitude: '35.02',
  longitude: '40.45',
  date: '2022-01-05',
}
const stored = report({
  dataset: 'desk',
  title: 'Mortar shells',
  location: { country: 'SY', place: 'Al-Mayadin', latitude: 35.02, longitude: 40.45 },
})

const send = (rows: readonly Cells[], options: Partial<ImportFileOptions> = {}, actor: Actor = editor) =>
  importPieces(actor, [csvOf(rows)], options)

describe('the report of an import', () => {
  const rows = [row('a', { ...attack, date: '2019-01-01' }), row('b', attack)]

  it('names the rows that may be of a stored event, in a rehearsal as in earnest', async () => {
    const { version } = await file(stored, { publish: true })
    for (const dryRun of [true, false]) {
      const report = await send(rows, { dryRun })
      expect(report).toMatchObject({ created: 2, compared: 2, warnings: { 'duplicate.possible': 1 } })
      expect(report.possible_duplicates).toMatchObject([
        { row: 2, line: 3, id: version.id, title: 'Mortar shells', place: 'Al-Mayadin', status: 'published' },
      ])
      expect(report.possible_duplicates[0]?.reasons).toContain('on the same day')
    }
  })

  it('compares new rows only: not what is there already, nor the rows of a file with one another', async () => {
    const report = await send([row('a', attack), row('b', attack)])
    expect(report).toMatchObject({ created: 2, compared: 2, possible_duplicates: [] })
    expect(report.warnings).not.toHaveProperty('duplicate.possible')
    const again = await send([row('a', attack), row('b', { ...attack, deaths_best: '3' })])
    expect(again).toMatchObject({ unchanged: 1, updated: 1, compared: 0, possible_duplicates: [] })
  })

  it('names to a contributor no record that waits and is of others', async () => {
    await file(stored, {}, editor)
    expect((await send(rows, {}, contributor)).possible_duplicates).toEqual([])
    await file(stored, { publish: true })
    const seen = await send(
      rows.map((each) => ({ ...each, reference: `${each.reference}2` })),
      {},
      contributor,
    )
    expect(seen.possible_duplicates).toMatchObject([{ row: 2, status: 'published' }])
  })

  it('compares the first 100 rows that are stored, all in a rehearsal, and names a hundred', async () => {
    await file(stored, { publish: true })
    const many = Array.from({ length: 1100 }, (_, i) => row(`r${i}`, attack))
    const report = await send(many)
    expect(report).toMatchObject({ created: 1100, compared: 100, warnings: { 'duplicate.possible': 100 } })
    const rehearsed = await send(many, { dataset: 'other', dryRun: true })
    expect(rehearsed).toMatchObject({ compared: 1100, warnings: { 'duplicate.possible': 1100 } })
    for (const { possible_duplicates } of [report, rehearsed]) expect(possible_duplicates).toHaveLength(100)
  })
})
