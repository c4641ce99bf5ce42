import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { parseQuery } from '../../../../src/ingest/request/list-query.ts'
import { timelineColumns, timelineOf } from '../../../../src/record/segments/timeline.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { listLatestEvents } from '../../../../src/services/incidents/read.ts'
import { seal } from '../../../../src/services/segments/seal.ts'
import { measureDatabase, oversizedStatements } from '../../measured-database.ts'
import { contextAt, testActors } from '../../support.ts'
import { fillStore, noon } from '../large-store.ts'

const costOf = async (search: string) => {
  const { db, log } = measureDatabase(env.DB)
  const query = { ...parseQuery(new URLSearchParams(search)), limit: 50 }
  const options = { total: true, extraColumns: timelineColumns }
  const { found = [] } = await resolveQuery(contextAt(noon, db), testActors.anyone, query, options)
  const { periods = [], earlier = 0, outside = 0 } = timelineOf(found) ?? {}
  expect(oversizedStatements(log)).toEqual([])
  return {
    counted: periods.reduce((sum, { records }) => sum + records, earlier + outside),
    read: log.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
  }
}

const latestCost = async (): Promise<number> => {
  const { db, log } = measureDatabase(env.DB)
  expect((await listLatestEvents(contextAt(noon, db), 8)).events.length).toBeGreaterThan(0)
  return log.reduce((sum, { rowsRead }) => sum + rowsRead, 0)
}

// Of the smaller store, 184 records of the last commit are in no segment yet.
it.each([16_566, 100_000])(
  'the timeline of %d records takes at most 400 rows read, with a filter or without, the latest events 1,000',
  async (records) => {
    await fillStore(records)
    await seal(env.DB)
    const whole = await costOf('')
    expect(whole.counted).toBe(Math.ceil(records / 8) * 8)
    expect(whole.read).toBeLessThanOrEqual(400)
    for (const search of ['country=IQ', 'q=the', 'sort=-date', 'from=2016&to=2020']) {
      const { counted, read } = await costOf(search)
      expect(counted, search).toBeGreaterThan(0)
      expect(read, search).toBeLessThanOrEqual(400)
    }
    expect(await latestCost()).toBeLessThanOrEqual(1000)
  },
)
