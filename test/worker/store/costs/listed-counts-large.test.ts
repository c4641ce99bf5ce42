import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { listedCounts } from '../../../../schemas/query.ts'
import { parseQuery } from '../../../../src/ingest/request/list-query.ts'
import { countedColumnsOf, countValues } from '../../../../src/record/segments/count-values.ts'
import { findPageNumber } from '../../../../src/services/exports/page-number.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { seal } from '../../../../src/services/segments/seal.ts'
import { measureDatabase, oversizedStatements } from '../../measured-database.ts'
import { contextAt, testActors } from '../../support.ts'
import { fillStore, noon } from '../large-store.ts'

const total = (counts: ReadonlyMap<string, number>): number =>
  counts.values().reduce((sum, count) => sum + count, 0)

/** What a page of the list reads besides its records, and what it counts. */
const costOf = async (search: string) => {
  const { db, log } = measureDatabase(env.DB)
  const query = { ...parseQuery(new URLSearchParams(search)), limit: 50 }
  const options = { total: true, extraColumns: countedColumnsOf(listedCounts) }
  const target = await resolveQuery(contextAt(noon, db), testActors.anyone, query, options)
  const { found = [], isCountable } = target
  expect(oversizedStatements(log)).toEqual([])
  return {
    isCountable,
    counted: isCountable ? listedCounts.map((name) => total(countValues(found, name))) : [],
    pages: findPageNumber(target, query)?.pages,
    read: log.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
  }
}

const searches = ['', 'country=IQ', 'sort=-date', 'event_type=remote_violence', 'cursor=893704443239203']

describe('the counts beside a list', () => {
  it.each([100_000, 16_568])(
    'of %i records read at most 500 rows',
    async (records) => {
      await fillStore(records)
      await seal(env.DB)
      for (const search of searches) {
        const { read, counted, pages } = await costOf(search)
        expect([search, read]).toSatisfy(([, rows]) => rows <= 500)
        const [countries = 0, ...others] = counted
        expect([search, countries > 0, pages]).toEqual([search, true, Math.ceil(countries / 50)])
        for (const each of others) expect(each).toBeGreaterThanOrEqual(countries)
      }
      expect((await costOf('')).counted[0]).toBe(records)
    },
    120_000,
  )

  it('are not made of more than 16 segments, whose pages have numbers all the same', async () => {
    await fillStore(850)
    await seal(env.DB, { min: 1, max: 50 })
    for (const search of searches) {
      const { isCountable, pages, read } = await costOf(search)
      expect([search, isCountable, read < 500]).toEqual([search, false, true])
      if (!search.includes('=') || search.includes('sort')) expect(pages).toBe(18)
    }
  }, 60_000)
})
