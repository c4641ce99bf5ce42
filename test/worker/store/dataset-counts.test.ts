import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { list } from '../../../src/services/datasets.ts'
import * as datasets from '../../../src/store/datasets.ts'
import { admin, ask, submitRecord as fileByHttp, publishRecord, record, reviewRecord } from '../client.ts'
import { measureDatabase } from '../measured-database.ts'
import { contextAt, file, noon, report, testActors } from '../support.ts'
import { histories, RandomHistory } from './random-history.ts'

const schema = env.TEST_MIGRATIONS.flatMap(({ queries }) => queries).join('\n;')

const newest = async () =>
  (await env.DB.prepare('SELECT max(seq) AS seq FROM commits').first<{ seq: number }>())?.seq ?? 0

const slugs = async () =>
  (await env.DB.prepare('SELECT slug FROM datasets').all<{ slug: string }>()).results.map(({ slug }) => slug)

/** Published records of each dataset at every commit, counted. */
const counted = async (): Promise<number[]> => {
  const found: number[] = []
  for (const slug of await slugs())
    for (let seq = 0; seq <= (await newest()); seq++) {
      const row = await env.DB.prepare(
        `SELECT count(*) AS records FROM (
           SELECT 1 FROM incidents WHERE dataset = ?1 AND status = 'published' AND commit_seq <= ?2
           UNION ALL SELECT 1 FROM incident_history
           WHERE dataset = ?1 AND status = 'published' AND commit_seq <= ?2 AND superseded_by > ?2
         )`,
      )
        .bind(slug, seq)
        .first<{ records: number }>()
      found.push(row?.records ?? -1)
    }
  return found
}

const keptAt = async (slug: string, seq: number): Promise<number> =>
  (await env.DB.prepare(
    `SELECT published FROM dataset_published WHERE dataset = ?1 AND commit_seq <= ?2 ORDER BY commit_seq DESC LIMIT 1`,
  )
    .bind(slug, seq)
    .first<number>('published')) ?? 0

/** The same, as it is kept. */
const kept = async (): Promise<number[]> => {
  const found: number[] = []
  for (const slug of await slugs())
    for (let seq = 0; seq <= (await newest()); seq++) found.push(await keptAt(slug, seq))
  return found
}

/** What is kept is right at every commit. */
const expectRight = async () => expect(await kept()).toEqual(await counted())

describe('the published number of each dataset', () => {
  it('is kept with the commit, whatever is done to records', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (steps) => {
        await reset()
        await env.DB.prepare(schema).run()
        const history = new RandomHistory()
        for (const step of steps) await history.do(step)
        await expectRight()
      }),
      { seed: 11, numRuns: 6, endOnFailure: true },
    )
  })

  it('is right after imports, merges, redactions and moves between datasets', async () => {
    const send = (rows: readonly object[], query: string) =>
      admin(`/imports?${query}`, {
        body: rows.map((row) => JSON.stringify(row)).join('\n'),
        headers: { 'Content-Type': 'application/x-ndjson' },
      })
    const rows = [1, 2, 3, 4].map((i) =>
      record({ dataset: 'trial', reference: `r${i}`, title: `Title ${i}` }),
    )
    expect((await send(rows, 'publish=true')).status).toBeLessThan(300)
    expect(
      (
        await send(
          rows.slice(1).map((row) => ({ ...row, title: 'Other' })),
          'publish=true',
        )
      ).status,
    ).toBeLessThan(300)
    expect((await send(rows.slice(0, 2), 'missing=retract&dataset=trial&publish=true')).status).toBeLessThan(
      500,
    )
    const [one, other] = [await publishRecord(), await publishRecord({ dataset: 'other' })]
    expect(
      (await admin(`${one.path}/merge`, { json: { into: other.incident.id, reason: 'x' } })).status,
    ).toBe(200)
    const moved = await publishRecord()
    const { etag, path } = moved
    const json = record({ dataset: 'other' })
    expect((await admin(path, { method: 'PUT', json, headers: { 'If-Match': etag } })).status).toBe(200)
    const redacted = await publishRecord()
    expect(
      (await admin(`${redacted.path}/redact`, { json: { reason: 'x', erase: ['Rockets'] } })).status,
    ).toBe(200)
    const waits = await fileByHttp()
    for (const decision of ['publish', 'retract', 'restore']) await reviewRecord(waits.path, decision)
    expect((await counted()).some((records) => records > 3)).toBe(true)
    await expectRight()
  })

  it('is read without reading records', async () => {
    for (let i = 0; i < 30; i++) await file(report(), { publish: true })
    const { db, log } = measureDatabase(env.DB)
    const { datasets: all } = await list(contextAt(noon, db), testActors.editor)
    expect(all.map(({ slug, published }) => [slug, published])).toEqual([['reports', 30]])
    expect(await datasets.countPublished(db, 'reports')).toBe(30)
    expect(log.map(({ rowsRead }) => rowsRead)).toEqual([2, 2, 1])
    expect((await ask('/datasets.json')).data().datasets[0].published).toBe(30)
  })
})
