/** Rows read by searches among as many segments as a million records have: a segment costs the same, however large. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { parseQuery } from '../../../../src/ingest/request/list-query.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { countAll, select } from '../../../../src/services/exports/select.ts'
import { seal } from '../../../../src/services/segments/seal.ts'
import { measureDatabase } from '../../measured-database.ts'
import { contextAt, testActors } from '../../support.ts'
import { fillStore, nextCommit, noon } from '../large-store.ts'

/** A million records are in 61 segments of 16,384 and one that is not full. */
const [segments, perSegment] = [62, 50]
const records = segments * perSegment

const words = ['q=nowhere', 'q=hangar', 'q=rockets', 'q=hangar%20nowhere', 'q=hangar%20rockets']
const facets = ['weapon=rocket', 'actor=Qassem%20Al%20Jabarayn', 'source=Example%20News']

const rowsRead = async (address: string, total: boolean) => {
  const { db, log } = measureDatabase(env.DB)
  const context = contextAt(noon + 1e10, db)
  const query = { ...parseQuery(new URLSearchParams(address)), limit: 50 }
  const resolved = await resolveQuery(context, testActors.anyone, query, { total })
  await select(context, testActors.anyone, query, resolved)
  return { found: countAll(resolved), read: log.reduce((sum, each) => sum + each.rowsRead, 0) }
}

describe('a search among the segments of a million records', () => {
  beforeEach(async () => {
    await fillStore(records)
    await seal(env.DB, { min: 1, max: perSegment })
    const count = 'SELECT count(*) AS n FROM index_segments'
    expect(await env.DB.prepare(count).first<number>('n')).toBeGreaterThanOrEqual(segments)
    // So that the commit before is an old one.
    await env.DB.batch([
      env.DB.prepare(nextCommit).bind(1, 0),
      env.DB.prepare(
        'UPDATE incidents SET revision = 2, commit_seq = (SELECT max(seq) FROM commits) WHERE row_key IN (SELECT min(row_key) FROM incidents)',
      ),
      env.DB.prepare(
        'UPDATE incident_body SET revision = 2 WHERE row_key IN (SELECT min(row_key) FROM incidents)',
      ),
    ])
  }, 60_000)

  it('reads at most 500 rows, now and at an old commit, for a page and for the number of all', async () => {
    for (const address of [...words, ...facets])
      for (const commit of ['', '&commit=9'])
        for (const total of [false, true]) {
          const { read } = await rowsRead(address + commit, total)
          expect([address, commit, total, read]).toSatisfy(([, , , rows]) => rows <= 500)
        }
    expect((await rowsRead('q=hangar', true)).found).toBe(Math.ceil(records / 8) * 5)
  }, 60_000)
})
