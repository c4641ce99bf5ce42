import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { parseQuery } from '../../../../src/ingest/request/list-query.ts'
import { collectPoints, mapColumns } from '../../../../src/record/map/map-points.ts'
import { rowVersion } from '../../../../src/record/schema-version.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { seal } from '../../../../src/services/segments/seal.ts'
import { ask, expectProblem } from '../../client.ts'
import { measureDatabase, oversizedStatements } from '../../measured-database.ts'
import { contextAt, testActors } from '../../support.ts'
import { fillStore, noon } from '../large-store.ts'

/** Returns how many records a map counts, and the rows read for it in one batch. */
const costOf = async (search: string) => {
  const { db, log } = measureDatabase(env.DB)
  const query = { ...parseQuery(new URLSearchParams(search)), limit: 50 }
  const options = { total: true, extraColumns: mapColumns }
  const { found = [] } = await resolveQuery(contextAt(noon, db), testActors.anyone, query, options)
  const { longitudes, coarse, withoutPoint } = collectPoints(found)
  expect(oversizedStatements(log)).toEqual([])
  const counted = [...coarse.values()].reduce((sum, count) => sum + count, longitudes.length + withoutPoint)
  return { counted, read: log.reduce((sum, { rowsRead }) => sum + rowsRead, 0) }
}

it.each([
  [16_568, 160],
  [100_000, 230],
])(
  'the map of %i records reads at most %i rows',
  async (records, mostRead) => {
    await fillStore(records)
    await seal(env.DB)
    for (const search of ['', 'q=the', 'bbox=-180,-90,180,90', 'sort=-date']) {
      const { counted, read } = await costOf(search)
      expect([search, counted > 0]).toEqual([search, true])
      expect(read, search).toBeLessThanOrEqual(mostRead)
      if (search === '') expect(counted).toBe(records)
    }
  },
  120_000,
)

it('a list of many records of another schema has no map, until they are rendered again', async () => {
  await fillStore(20_800)
  await seal(env.DB)
  await env.DB.prepare("UPDATE incident_body SET schema_version = '000000-000000'").run()
  const { status, text } = await ask('/incidents')
  expect([status, text.includes('20,800 incidents'), text.includes('list-map')]).toEqual([200, true, false])
  expectProblem(await ask('/incidents.points'), 'rerender-needed')
  await env.DB.prepare('UPDATE incident_body SET schema_version = ?1').bind(rowVersion).run()
  expect((await ask('/incidents')).text).toContain('list-map')
}, 120_000)
