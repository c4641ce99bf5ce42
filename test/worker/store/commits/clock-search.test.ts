import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveCommit } from '../../../../src/services/exports/resolve-query.ts'
import { readTogether, runBatch } from '../../../../src/store/batch.ts'
import * as commits from '../../../../src/store/commits.ts'
import { measureDatabase } from '../../measured-database.ts'
import { noon, rejectionOf, testActors } from '../../support.ts'

/** A search among so many commits reads at most twice its binary digits, and the first and last. */
const rowsRead = (howMany: number): number => 2 * Math.ceil(Math.log2(howMany)) + 6

const commitAt = (now: number) =>
  commits.insert(env.DB, { now, actor: 'a', kind: 'update', rows: 0, visible: false, published: 0 })

const iso = (time: number): string => new Date(time).toISOString()

/** The last commit at or before a time; before all of them the first. */
const naive = (times: readonly string[], time: string): number =>
  Math.max(
    0,
    times.findLastIndex((each) => each <= time),
  )

/** Makes commits with these steps of milliseconds between them; gives the times of all commits. */
const fill = async (steps: readonly number[]): Promise<string[]> => {
  const times = steps.map((_, i) => noon + steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0))
  if (times.length > 0) await runBatch(env.DB, times.map(commitAt))
  return ['1970-01-01T00:00:00.000Z', ...times.map(iso)]
}

const findAtTime = async (db: D1Database, time: string) =>
  (await readTogether<{ found: commits.Commit }>(db, { found: commits.readLast(db, { asOf: time }) })).found

describe('the commit of a time', () => {
  it.each([0, 1, 2, 3, 4, 7, 8, 9, 16, 17])('is found at every edge among %i commits', async (howMany) => {
    const times = await fill(Array.from({ length: howMany }, (_, i) => (i % 3 === 0 ? 0 : 10)))
    const edges = times.flatMap((time) => [-1, 0, 1].map((step) => iso(Date.parse(time) + step)))
    for (const time of new Set(['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', ...edges]))
      expect([time, (await findAtTime(env.DB, time)).seq]).toEqual([time, naive(times, time)])
  })

  it('is that of a search from the first to the last', async () => {
    const steps = fc.sample(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5000 })), {
      numRuns: 300,
      seed: 3,
    })
    const times = await fill(steps)
    const end = Date.parse(times.at(-1) ?? '')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: noon - 1000, max: end + 1000 }).map(iso), async (time) => {
        expect((await findAtTime(env.DB, time)).seq).toBe(naive(times, time))
      }),
      { seed: 5, numRuns: 150 },
    )
  })

  it('is found without reading all of them', async () => {
    const times = await fill(Array.from({ length: 1000 }, () => 1))
    const { db, log } = measureDatabase(env.DB)
    for (const time of [times[0], times[500], times[1000]]) await findAtTime(db, time ?? '')
    expect(log).toHaveLength(3)
    for (const each of log) expect(each.rowsRead).toBeLessThanOrEqual(rowsRead(1000))
  })
})

describe('the commit that is asked for', () => {
  const asked = async (query: { commit?: number; asOf?: string }, now = noon + 60_000) => {
    const { commit, newest } = await resolveCommit(env.DB, testActors.editor, query, now)
    return [commit.seq, newest.seq]
  }

  it('is the one that was the newest at that time', async () => {
    await fill([0, 1000, 1000])
    expect(await asked({ asOf: iso(noon - 1) })).toEqual([0, 3])
    expect(await asked({ asOf: iso(noon + 1500) })).toEqual([2, 3])
    expect(await asked({ asOf: iso(noon + 2000) })).toEqual([3, 3])
    expect(await asked({ commit: 1 })).toEqual([1, 3])
    expect(await asked({})).toEqual([3, 3])
  })

  it('is the newest for a time between it and now', async () => {
    await fill([0])
    expect(await asked({ asOf: iso(noon + 59_999) })).toEqual([1, 1])
  })

  it('is the newest for its own time although the clock of this machine is behind it', async () => {
    await fill([0])
    expect(await asked({ asOf: iso(noon) }, noon - 1)).toEqual([1, 1])
  })

  it.each([
    ['a time to come', { asOf: iso(noon + 60_001) }],
    ['a time beyond the year 9999', { asOf: '+010000-01-01T13:59:59.000Z' }],
    ['a commit to come', { commit: 4 }],
  ])('is refused for %s', async (_, query) => {
    await fill([0, 1, 2])
    expect((await rejectionOf(asked(query))).status).toBe(400)
  })
})
