import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { parseQuery } from '../../../../src/ingest/request/list-query.ts'
import { collectPoints, mapColumns } from '../../../../src/record/map/map-points.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { seal } from '../../../../src/services/segments/seal.ts'
import { measureDatabase, oversizedStatements } from '../../measured-database.ts'
import { contextAt, testActors } from '../../support.ts'
import { fillStore, noon } from '../large-store.ts'

/** Returns how many records a map counts, and the rows read for it in one batch. */
const costOf = async (search: string) => {
  const { db, log } = measureDatabase(env.DB)
  const query = { ...parseQuery(new URLSearchParams(search)), limit: 50 }
  const options = { total: true, extraColumns: mapColumns }
  const { matches = [] } = await resolveQuery(contextAt(noon, db), testActors.anyone, query, options)
  const { longitudes, coarse, withoutPoint } = collectPoints(matches)
  expect(oversizedStatements(log)).toEqual([])
  const counted = [...coarse.values()].reduce((sum, count) => sum + count, longitudes.length + withoutPoint)
  return { counted, read: log.reduce((sum, { rowsRead }) => sum + rowsRead, 0) }
}

it.each([
  [16_568, 60],
  [100_000, 120],
])(
  'the map of %i records reads at most %i rows',
  async (records, mostRead) => {
    await fillStore(records)
    await seal(env.DB, { min: 1 })
    for (const search of ['', 'q=the', 'bbox=-180,-90,180,90', 'sort=-date']) {
      const { counted, read } = await costOf(search)
      expect([search, counted > 0]).toEqual([search, true])
      expect(read, search).toBeLessThanOrEqual(mostRead)
      if (search === '') expect(counted).toBe(records)
      console.log(records, search, read)
    }
  },
  120_000,
)
