import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { generateRecord } from '../../../../bench/records.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import { findDuplicates, findDuplicatesBatch } from '../../../../src/services/duplicates/find-duplicates.ts'
import { measureDatabase } from '../../measured-database.ts'
import { contextAt, testActors } from '../../support.ts'
import { fillStore, noon } from '../large-store.ts'

/**
 * Where a day and a point have more records than are looked at: what is looked at stands once in the index and once
 * among the records, and the 30 nearest have bodies.
 */
const readByOne = 593
/** Without a point there is no looking along the latitude. */
const readByUnlocated = 333
/** In a country without records: what was asked, and its days and months. */
const readByNone = 7
const readByRowOfFile = 168

const filed = (i: number): Incident => ({ ...generateRecord(i), dataset: 'reports' }) as Incident

const readBy = async (act: (db: D1Database) => Promise<unknown>): Promise<number[]> => {
  const { db, log } = measureDatabase(env.DB)
  await act(db)
  return log.map(({ rowsRead }) => rowsRead)
}

const one = (record: Incident) => (db: D1Database) =>
  findDuplicates(contextAt(noon, db), testActors.editor, record)

describe('a look for twins where an eighth of all records is of one day and point is one query', () => {
  it('of so many rows among 100,000 records', async () => {
    await fillStore(100_000)
    for (const i of [0, 3, 7]) expect(await readBy(one(filed(i)))).toEqual([readByOne])
    const { location, ...rest } = filed(3)
    const { country, place = '' } = location
    expect(await readBy(one({ ...rest, location: { country, place } }))).toEqual([readByUnlocated])
    expect(await readBy(one({ ...rest, location: { country: 'FJ' } }))).toEqual([readByNone])
    const rows = Array.from({ length: 8 }, (_, i) => filed(i))
    const each = (db: D1Database) => findDuplicatesBatch(contextAt(noon, db), testActors.editor, rows)
    expect(await readBy(each)).toEqual([rows.length * readByRowOfFile])
  }, 120_000)

  it('of as many among 4,000', async () => {
    await fillStore(4000)
    expect(await readBy(one(filed(3)))).toEqual([readByOne])
  })
})
