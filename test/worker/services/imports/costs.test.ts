import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { maxRowsPerBatch } from '../../../../src/ingest/rows/source-row.ts'
import type { ImportFileOptions } from '../../../../src/services/imports/import-file.ts'
import { measureDatabase } from '../../measured-database.ts'
import { contextAt, noon, testActors } from '../../support.ts'
import { type Cells, csvOf, importPieces, row, rowWithoutReference } from './send-file.ts'

/** They fit into one chunk. */
const howMany = 2200

/** A record that waits, with a date to the day and no point: its narrow row, four of its indexes, and its wide row. */
const writtenByRecord = 7
/** The row of the index that knows it again. */
const writtenByUnnamed = 1
/** The import's own row with its index by sender, their number, and the row again at its end. */
const writtenByRun = 2 + 1 + 1
/** Its run; its commit; its dataset; one chunk, staged and taken over. */
const writtenByImport = writtenByRun + 1 + 1 + 2

/** What is looked for, its index, and both rows of the record; without a reference the index's next, and one row. */
const readByRow = 4
/** The sweep and the throwing away, of chunks and of bodies; the import's own row, their number and what has become of it. */
const readByImport = 10

/** The beginning with its sweep of chunks and of their bodies; the throwing away of both; the end. */
const statements = 3 + 2 + 1
const lookups = Math.ceil(howMany / maxRowsPerBatch)
/** The dataset of the references that are looked up. */
const readByLookup = 1
/** Of the new rows the first 100 are compared with what is stored, fifty at a time. */
const comparisons = 100 / 50
/** A chunk, its bodies; the commit, its dataset, the records, links that go and come, the chunk deleted, the number. */
const statementsOfCommit = 2 + 1 + 1 + 1 + 2 + 1 + 1

const costOf = async (rows: readonly Cells[], over: Partial<ImportFileOptions> = {}) => {
  const { db, log } = measureDatabase(env.DB)
  await importPieces(testActors.editor, [csvOf(rows)], over, contextAt(noon, db))
  return {
    statements: log.length,
    written: log.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0),
    read: log.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
  }
}

const make = (cellsOf: (i: number) => Cells) => Array.from({ length: howMany }, (_, i) => cellsOf(i))
const named = make((i) => row(`r${i}`, { summary: '' }))
const nameless = make((i) => rowWithoutReference(`${i}`))

describe('an import costs exactly', () => {
  it.each([
    ['with a reference', named, 0, 0],
    ['without one', nameless, writtenByUnnamed, 1],
  ])('the rows of its records, and a few: rows %s', async (_, rows, more, matching) => {
    const cost = await costOf(rows)
    expect(cost.written).toBe(howMany * (writtenByRecord + more) + writtenByImport)
    expect(cost.statements).toBe(statements + lookups + comparisons + statementsOfCommit + matching)
  })

  it('no more statements where each row is of a dataset of its own', async () => {
    const apart = named.map((each, i) => ({ ...each, dataset: `d${i}` }))
    const ask = { dataset: undefined }
    const first = await costOf(apart, ask)
    expect(first.statements).toBe(statements + lookups + comparisons + statementsOfCommit)
    expect(first.written).toBe(howMany * (writtenByRecord + 1) + writtenByImport - 1)
    expect((await costOf(apart, ask)).statements).toBe(statements + lookups)
  })

  it.each([
    ['with a reference', named, readByLookup],
    ['without one', nameless, 0],
  ])('its own row and some reading when nothing is new: rows %s', async (_, rows, more) => {
    await costOf(rows)
    for (const dryRun of [false, true]) {
      const again = await costOf(rows, { dryRun })
      expect([again.written, again.statements]).toEqual([writtenByRun, statements + lookups])
      expect(again.read).toBe(howMany * readByRow + lookups * more + readByImport)
    }
  })
})
