import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { prerendered } from '../../../../src/export/registry.ts'
import { parseQuery } from '../../../../src/ingest/request/list-query.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { select } from '../../../../src/services/exports/select.ts'
import { readPages } from '../../../../src/services/exports/text-pages.ts'
import { seal } from '../../../../src/services/segments/seal.ts'
import { measureDatabase, times } from '../../measured-database.ts'
import { contextAt, testActors } from '../../support.ts'
import { fillStore, nextCommit, noon, seedCount } from '../large-store.ts'

/** Rows read for each exported row; at the head a record is two rows. */
const atTheHead = 2.1
/** A filtered set is counted while its keys are gathered: once more each where an index is covering, else twice. */
const withFilter = 4.2
/** At an old commit each key is read from the current rows twice, and the version from history and its index. */
const atAnOldCommit = 4.2
const mostStatements = 50
/** What one statement reads of 10,000 records and their bodies, or by an index. */
const largestRead = 20_002
/** An index that finds more is left, and all records are read in order. */
const byIndex = 15_000

const costOf = async (address: string, name: keyof typeof prerendered = 'csv') => {
  const { db, log } = measureDatabase(env.DB)
  const context = contextAt(noon, db)
  const query = parseQuery(new URLSearchParams(address))
  const selection = await select(
    context,
    testActors.anyone,
    query,
    await resolveQuery(context, testActors.anyone, query),
  )
  let rows = 0
  for await (const page of readPages(db, selection, prerendered[name])) rows += page.rows
  expect(rows).toBe(selection.rows)
  return { rows, statements: log.length, read: log.reduce((sum, { rowsRead }) => sum + rowsRead, 0) }
}

describe('an export of 100,000 records', () => {
  it('takes at most 50 statements and two rows read a record, and two more where a filter is counted', async () => {
    await fillStore(100_000)
    await seal(env.DB)
    const whole = await costOf('')
    expect(whole.rows).toBe(100_000)
    expect(whole.statements).toBeLessThanOrEqual(mostStatements)
    expect(whole.read / whole.rows).toBeLessThanOrEqual(atTheHead)
    const nested = await costOf('', 'ndjson')
    expect(nested.rows).toBe(whole.rows)
    expect(nested.statements).toBeLessThanOrEqual(mostStatements)
    expect(nested.read / nested.rows).toBeLessThanOrEqual(atTheHead)
    const manyValues = ['Example News', ...times(19, (i) => `Other ${i}`)].map((name) => `source=${name}`)
    for (const address of [
      'dataset=bench',
      'event_type=remote_violence',
      'bbox=-180,-90,180,90',
      manyValues.join('&'),
    ]) {
      const filtered = await costOf(address)
      expect([address, filtered.rows]).toEqual([address, 100_000])
      expect(filtered.statements).toBeLessThanOrEqual(mostStatements + 2)
      expect([address, filtered.read / filtered.rows]).toSatisfy(([, ratio]) => ratio <= withFilter)
    }
    const [{ country, date_start } = { country: '', date_start: '' }] = (
      await env.DB.prepare('SELECT country, date_start FROM incidents LIMIT 1').all<{
        country: string
        date_start: string
      }>()
    ).results
    for (const address of [`country=${country}`, `from=${date_start}&to=${date_start}`]) {
      const few = await costOf(address)
      expect(few.rows).toBeLessThan(60_000)
      const mostRead =
        few.rows < byIndex ? withFilter * few.rows : 2 * byIndex + 100_010 + atTheHead * few.rows
      expect(few.read, `${address}: ${few.rows}`).toBeLessThanOrEqual(mostRead)
    }
    const page = await costOf(`country=${country}&limit=100`)
    expect(page.read).toBeLessThan(10_000)
  }, 120_000)
})

describe('a page of the list', () => {
  it('takes no statement that reads many records, whatever its filters', async () => {
    await fillStore(40_000)
    await seal(env.DB)
    for (const address of [
      'near=0,0,20000',
      'near=30,40,9000',
      'bbox=-180,-90,180,90',
      'dataset=bench',
      'from=1900&to=2100&q=nowhere',
      'q=rockets',
      'tag=nowhere',
      'q=nowhere&cursor=1',
    ]) {
      const { db, log } = measureDatabase(env.DB)
      const context = contextAt(noon, db)
      const query = { ...parseQuery(new URLSearchParams(address)), limit: 50 }
      await select(context, testActors.anyone, query, await resolveQuery(context, testActors.anyone, query))
      const largest = Math.max(...log.map(({ rowsRead }) => rowsRead))
      expect([address, largest]).toSatisfy(([, rows]) => rows <= largestRead)
    }
  }, 60_000)
})

describe('an export at an old commit, everything having changed since', () => {
  it('reads each key of the current rows and each version of history, and no more', async () => {
    await fillStore(4000)
    await env.DB.batch([
      env.DB.prepare(nextCommit).bind(4000, 0),
      env.DB.prepare('UPDATE incidents SET revision = 2, commit_seq = (SELECT max(seq) FROM commits)'),
      env.DB.prepare('UPDATE incident_body SET revision = 2'),
    ])
    const { rows, read } = await costOf(`commit=${seedCount + 1}`)
    expect(rows).toBe(4000)
    expect(read / rows).toBeLessThanOrEqual(atAnOldCommit)
  }, 60_000)
})
