import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { generateRecord } from '../../../../bench/records.ts'
import { parseCountsQuery } from '../../../../src/ingest/request/list-query.ts'
import { resolveCounts } from '../../../../src/services/counts.ts'
import { minSealed, seal } from '../../../../src/services/segments/seal.ts'
import { measureDatabase, oversizedStatements } from '../../measured-database.ts'
import { contextAt, file, testActors } from '../../support.ts'
import { fillStore, noon, seedCount } from '../large-store.ts'

const records = 100_000

const costOf = async (search: string) => {
  const { db, log } = measureDatabase(env.DB)
  const query = parseCountsQuery(new URLSearchParams(search))
  const { count } = await resolveCounts(contextAt(noon, db), testActors.anyone, query)
  const { groups } = count()
  expect(oversizedStatements(log)).toEqual([])
  return {
    counted: groups.reduce((sum, group) => sum + group.records, 0),
    groups: groups.length,
    read: log.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
  }
}

it('counts of 100,000 records read at most 500 rows with one filter or none, and 5,000 with any', async () => {
  await fillStore(records)
  await seal(env.DB)
  const dimensions = ['', 'by=country', 'by=admin1,event_subtype,day', 'by=weapon,target_type,week']
  for (const search of [
    ...dimensions,
    `commit=${seedCount + 1}&by=country,year`,
    'by=month&country=IQ',
    'by=month&q=the',
    'by=country,outcome,day&min_deaths=1',
  ]) {
    const { read, counted, groups } = await costOf(search)
    expect([search, counted > records / seedCount / 2, groups > 0]).toEqual([search, true, true])
    expect(read, search).toBeLessThanOrEqual(500)
  }
  expect((await costOf('')).counted).toBe(records)
  const countries = 'IQ,SY,UA,JO,LB,TR,IR,YE,AF,PK'
  const filters = [
    ...['q=the the a rocket hit base near of in on at', `country=${countries}`, 'from=2000&to=2030'],
    ...['min_deaths=0&max_deaths=100000', 'bbox=-180,-90,180,90', 'near=33,44,20000', 'dataset=bench'],
    ...['event_type=remote_violence', 'weapon=rocket,mortar,missile', 'actor=a', 'source=b', 'tag=night'],
  ]
  const { read } = await costOf([...filters, 'by=weapon,admin1,day'].join('&'))
  expect(read).toBeLessThanOrEqual(5000)
  // Of each record that is in no segment yet, its row and its body.
  for (let i = 0; i < minSealed - 1; i++)
    await file(generateRecord(seedCount + i), { publish: true }, testActors.editor, contextAt(noon + i))
  await seal(env.DB)
  const unsealed = await costOf('by=country')
  expect(unsealed.counted).toBe(records + minSealed - 1)
  expect(unsealed.read).toBeLessThanOrEqual(500 + 2 * minSealed)
})
