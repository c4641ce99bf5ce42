import { createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import worker from '../../../../src/index.ts'
import {
  comparePending,
  compareWhenFresh,
  countPending,
} from '../../../../src/services/duplicates/compare-pending.ts'
import { listPairs } from '../../../../src/services/duplicates/list-pairs.ts'
import { admin } from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { contextAt, dump, file, noon, type Part, report, testActors, updateRecord } from '../../support.ts'
import { row, send } from '../imports/send-file.ts'

const attack = (i: number, part: Part = {}) =>
  file(
    report({
      location: { country: 'SY', place: 'Mayadeen', latitude: 35.02, longitude: 40.45 },
      title: 'Mortar shells on Mayadeen',
      ...part,
    }),
    { publish: true },
    testActors.editor,
    contextAt(noon + i),
  )

const keptPairs = async () =>
  (await dump()).likely_pairs?.map(({ a, b, score }) => [a, b, Number(score) / 1_000_000]) ?? []

const comparison = async () => (await dump()).pair_comparison?.[0]

const ofDay = (i: number) => ({
  date: `2022-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`,
})

describe('a comparison', () => {
  beforeEach(async () => {
    for (let i = 0; i < 3; i++) await attack(i)
  })

  it('keeps each pair once, however many steps it takes', async () => {
    while (await comparePending(env.DB, { maxRecords: 1 }));
    const pairs = await keptPairs()
    expect(pairs).toHaveLength(3)
    expect(await countPending(env.DB)).toBe(0)
    await env.DB.prepare("UPDATE pair_comparison SET run = run + 1, rules = 'other'").run()
    expect(await countPending(env.DB)).toBe(3)
    expect(await comparePending(env.DB)).toBe(false)
    expect(await keptPairs()).toEqual(pairs)
  })

  it('is written once if two begin at the same time', async () => {
    await Promise.all([comparePending(env.DB), comparePending(env.DB)])
    expect(await keptPairs()).toHaveLength(3)
    expect(await comparison()).toMatchObject({ run: 1 })
  })

  it('writes one row if no record is in a pair, and reads what is new', async () => {
    await comparePending(env.DB)
    await attack(3, { date: '2023-01-01' })
    const { db, log } = measureDatabase(env.DB)
    await comparePending(db)
    expect(log.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)).toBe(1)
    expect(log.reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThan(100)
    log.length = 0
    await comparePending(db)
    expect(log.map(({ rowsWritten }) => rowsWritten)).toEqual([0, 0])
    expect(log.reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThan(15)
  })

  it('is made by cron', async () => {
    await worker.scheduled(
      createScheduledController({ scheduledTime: new Date(), cron: '*/15 * * * *' }),
      env,
    )
    expect(await keptPairs()).toHaveLength(3)
  })

  it('waits for a rerender while another schema derived the filters, and is made at its end', async () => {
    const plant = "UPDATE incident_body SET schema_version = '000000-000000'"
    await env.DB.prepare(plant).run()
    expect(await compareWhenFresh(env.DB)).toBe(true)
    expect(await comparison()).toMatchObject({ run: 0 })
    for (let after: string | null | undefined; after !== null; )
      after = (await admin('/rerender', { json: after ? { after } : {} })).data().cursor as string | null
    expect(await keptPairs()).toHaveLength(3)
  })

  it('goes on in further requests of a rerender if there are many', async () => {
    await env.DB.prepare("UPDATE incident_body SET schema_version = schema_version || 'x'").run()
    const cursors: unknown[] = []
    for (let after: string | null | undefined; after !== null; ) {
      after = (await admin('/rerender', { json: after ? { after } : {} })).data().cursor as string | null
      cursors.push(after)
    }
    expect(cursors.at(-1)).toBe(null)
    expect(await keptPairs()).toHaveLength(3)
  })
})

describe('the pairs of a record', () => {
  it('go with it, and come back with it', async () => {
    const [one, two] = [await attack(0), await attack(1)]
    await comparePending(env.DB)
    expect(await keptPairs()).toHaveLength(1)
    const { version } = await updateRecord(two.version, { date: '2023-05-05' })
    await comparePending(env.DB)
    expect(await keptPairs()).toEqual([])
    await updateRecord(version, { date: '2022-01-05' })
    await comparePending(env.DB)
    expect(await keptPairs()).toMatchObject([[one.version.rowKey, two.version.rowKey, expect.any(Number)]])
  })

  it('stay if the search of the other record finds it and its own does not', async () => {
    const year = await attack(0, { date: '2022' })
    await comparePending(env.DB)
    const day = await attack(1, { date: '2022-01-05' })
    await comparePending(env.DB)
    const before = await keptPairs()
    await updateRecord(day.version, { title: 'Mortar shells on Mayadeen.' })
    await comparePending(env.DB)
    expect((await keptPairs()).map(([a, b]) => [a, b])).toEqual(before.map(([a, b]) => [a, b]))
    expect(year.version.revision).toBe(1)
  })

  it('share their likelihood if their dataset distinguishes events', async () => {
    await attack(0)
    for (let i = 1; i <= 4; i++)
      await attack(i, { dataset: 'ucdp', reference: `e${i}`, external: { scheme: 'ucdp', id: `e${i}` } })
    await comparePending(env.DB)
    expect((await keptPairs()).map(([, , score]) => Math.round(Number(score) * 100))).toEqual([
      25, 25, 25, 25,
    ])
    expect((await listPairs(contextAt(), testActors.editor)).pairs).toEqual([])
    const { likely_pairs: pairs = [] } = await dump()
    const [a, b, c, d] = pairs.map((each) => each.b as number)
    for (const key of [a, b, c]) {
      const { results } = await env.DB.prepare('SELECT id, revision FROM incidents WHERE row_key = ?1')
        .bind(key)
        .all<{ id: string; revision: number }>()
      const [{ id = '', revision = 0 } = {}] = results
      await updateRecord({ rowKey: key ?? 0, id, revision }, { date: '2023-05-05' })
    }
    await comparePending(env.DB)
    expect(await keptPairs()).toMatchObject([[pairs[0]?.a, d, expect.any(Number)]])
    expect((await keptPairs())[0]?.[2]).toBeGreaterThan(0.9)
  })
})

describe('an import', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, i) => row(`r${i}`, { ...ofDay(i), summary: `Event ${i}.` }))

  const importRows = async (count: number) => {
    const answer = await send('dataset=files&publish=true', csv(rows(count)))
    expect(answer.status).toBe(200)
  }
  const csv = (all: readonly Readonly<Record<string, string>>[]) =>
    [Object.keys(all[0] ?? {}), ...all.map((each) => Object.values(each))]
      .map((each) => each.join(','))
      .join('\r\n')

  it('of 200 records is compared after its response, and a smaller one later', async () => {
    await importRows(199)
    expect(await comparison()).toMatchObject({ run: 0 })
    await importRows(400)
    await expect.poll(comparison, { timeout: 10_000 }).toMatchObject({ commit_seq: 2 })
    await expect.poll(() => countPending(env.DB), { timeout: 10_000 }).toBe(0)
  })
})
