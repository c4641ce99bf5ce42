import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { findActor } from '../../../../src/auth/authenticate.ts'
import { prerendered } from '../../../../src/export/registry.ts'
import type { Query } from '../../../../src/ingest/request/list-query.ts'
import { saveDownload } from '../../../../src/services/access/audit.ts'
import { createTokenKeys, grant, limit, revoke, rotate } from '../../../../src/services/access/tokens.ts'
import { merge } from '../../../../src/services/duplicates/merge.ts'
import { resolveQuery } from '../../../../src/services/exports/resolve-query.ts'
import { select } from '../../../../src/services/exports/select.ts'
import { readPages } from '../../../../src/services/exports/text-pages.ts'
import { listQueue } from '../../../../src/services/review/queue.ts'
import type { QueueQuery } from '../../../../src/services/review/queue-order.ts'
import type { Version } from '../../../../src/store/incidents.ts'
import { findSurvivor } from '../../../../src/store/merges.ts'
import { type Measure, measureDatabase } from '../../measured-database.ts'
import {
  contextAt,
  file,
  noon,
  type Part,
  report,
  requestOf,
  reviewRecord,
  testActors,
  updateRecord,
} from '../../support.ts'

/** A batch: the commit, the record's two rows, its receipt. */
const statementsOfRecord = 4
/** One commit, one receipt; the narrow row and three of its indexes; the wide row and its index. */
const writtenByRecord = 8
/** What the public sees change stands in the feed. */
const writtenByChange = 1
/** A dataset has a row for each commit that changes how many of its records are published. */
const writtenByCount = 1
/** What waits for review stands in an index of its own, with each of its versions. */
const writtenByWaiting = 1
/** The answer kept, and counted by a trigger. Only where that fails is an earlier one looked for. */
const statementsOfKey = 1
const writtenByKey = 2
/** A link is looked up and kept; a new dataset is one row. */
const statementsOfLinks = 2
const writtenByLink = 1
const statementsOfDataset = 1
const writtenByDataset = 1

/** The record as it stands, then a batch: commit, dataset, the two rows. */
const statementsOfEdit = 5
/** One commit; the narrow row and three of its indexes; the row of history and four of its indexes; the wide row and its index. */
const writtenByEdit = 12

/** The survivor as it stands, then a batch: commit, dataset, where the one leads, the two rows of each. */
const statementsOfMerge = 8
/** Where the merged record leads, with its two indexes. */
const writtenByMerge = 3
/** The index and the row of where it leads, the record there, and that again behind the question whether it leads on. */
const readByLeading = 5

/** Each record's two rows, and for each page three more, and four seeks for stale versions. */
const readByRecord = 2
const readByPage = 7
/** The look for versions that were superseded since. */
const readBySuperseded = 2
/** The page behind the last record, which ends the file. */
const readByEnd = 4
const firstPage = 100

const { contributor, editor, anyone } = testActors
const firstAdmin = { role: 'admin', id: 'admin' } as const
const desk = { name: 'Desk', role: 'editor', expires_at: null, datasets: null } as const

const total = (log: readonly Measure[]) => ({
  statements: log.length,
  written: log.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0),
})

const costOf = async (act: (db: D1Database) => Promise<unknown>) => {
  const { db, log } = measureDatabase(env.DB)
  await act(db)
  return total(log)
}

const filing = (part: Part, key?: string) => (db: D1Database) =>
  file(report(part), key === undefined ? {} : { key }, contributor, contextAt(noon, db))

describe('a new record costs exactly', () => {
  it.each([
    ['its rows', {}, 0, 0],
    ['the same with a reference', { reference: 'a' }, 0, 0],
    ['the same with a vague date', { date: '2022' }, 0, 0],
    ['the same with a point', { location: { country: 'IQ', latitude: 33, longitude: 44 } }, 0, 0],
    ['a link more', { links: [{ type: 'related', incident: 'b' }] }, statementsOfLinks, writtenByLink],
    ['a dataset more', { dataset: 'trial' }, statementsOfDataset, writtenByDataset],
  ] as const)('%s', async (_, part, statements, written) => {
    expect(await costOf(filing(part))).toEqual({
      statements: statementsOfRecord + statements,
      written: writtenByRecord + writtenByWaiting + written,
    })
    expect(await costOf(filing({ ...part, reference: 'b' }, 'k'))).toEqual({
      statements: statementsOfRecord + statementsOfKey + ('dataset' in part ? 0 : statements),
      written:
        writtenByRecord +
        writtenByWaiting +
        writtenByKey +
        written -
        ('dataset' in part ? writtenByDataset : 0),
    })
  })

  it('one row of the feed more when it is published at once', async () => {
    const publishing = (db: D1Database) => file(report(), { publish: true }, editor, contextAt(noon, db))
    expect(await costOf(publishing)).toEqual({
      statements: statementsOfRecord,
      written: writtenByRecord + writtenByChange + writtenByCount,
    })
  })

  it('the look for an answer when it is replayed, and nothing when it is refused for its rules', async () => {
    await file(report(), { key: 'k' })
    const replayed = (db: D1Database) => file(report(), { key: 'k' }, contributor, contextAt(noon, db))
    expect(await costOf(replayed)).toEqual({ statements: 2, written: 0 })
    const refused = (db: D1Database) =>
      file(report({ date: 'soon' }), {}, contributor, contextAt(noon, db)).catch(() => 0)
    expect(await costOf(refused)).toEqual({ statements: 0, written: 0 })
  })
})

describe('a new version costs exactly', () => {
  it.each([
    ['by an edit', { title: 'A' }],
    ['by an edit of what is indexed', { date: '2022-01-06', location: { country: 'SY' } }],
  ])('its rows and those of the one before, %s', async (_, patch) => {
    const { version } = await file()
    const edit = (db: D1Database) => updateRecord(version, patch, {}, editor, contextAt(noon, db))
    const written = writtenByEdit + writtenByWaiting
    expect(await costOf(edit)).toEqual({ statements: statementsOfEdit, written })
  })

  it('a row of the feed where it is public, and none of what waits', async () => {
    const { version } = await file(report(), { publish: true })
    const edit = (db: D1Database) => updateRecord(version, { title: 'A' }, {}, editor, contextAt(noon, db))
    const written = writtenByEdit + writtenByChange
    expect(await costOf(edit)).toEqual({ statements: statementsOfEdit, written })
  })

  it('the same by a decision that ends the waiting, and one row more with a key', async () => {
    const { version } = await file()
    const publish = (db: D1Database) =>
      reviewRecord(version, 'publish', { key: 'k' }, editor, contextAt(noon, db))
    expect(await costOf(publish)).toEqual({
      statements: statementsOfEdit + statementsOfKey,
      written: writtenByEdit + writtenByChange + writtenByCount + writtenByKey,
    })
  })
})

describe('a merge costs exactly', () => {
  it('two versions in one commit, where the one leads, and a row of the feed for each', async () => {
    const made = []
    for (const title of ['one', 'other'])
      made.push((await file(report({ title }), { publish: true })).version)
    const [survivor, merged] = made as [Version, Version]
    const merging = (db: D1Database) =>
      merge(contextAt(noon, db), editor, {
        current: merged,
        target: { into: survivor.id },
        revisions: {},
        reason: 'x',
        request: requestOf({}, { address: '/merge' }),
      })
    expect(await costOf(merging)).toEqual({
      statements: statementsOfMerge,
      written: 2 * (writtenByEdit + writtenByChange) - 1 + writtenByMerge + writtenByCount,
    })
    const { db, log } = measureDatabase(env.DB)
    await findSurvivor(db, merged.rowKey)
    expect(log.map(({ rowsRead }) => rowsRead)).toEqual([readByLeading])
  })
})

describe('an export of everything at the head', () => {
  it('reads the newest commit, and of each page two rows a record', async () => {
    const records = 230
    for (let i = 0; i < records; i++) await file(report(), { publish: true })
    const { db, log } = measureDatabase(env.DB)
    const context = contextAt(noon, db)
    const query: Query = { equals: {}, facets: {} }
    const selection = await select(context, anyone, query, await resolveQuery(context, anyone, query))
    const sizes: number[] = []
    for await (const { rows } of readPages(db, selection, prerendered.csv)) sizes.push(rows)
    expect(sizes).toEqual([firstPage, records - firstPage])
    const ofPages = sizes.map((rows) => rows * readByRecord + readByPage)
    expect(log.map(({ rowsRead }) => rowsRead)).toEqual([1, readBySuperseded, ...ofPages, readByEnd])
    expect(total(log).written).toBe(0)
  })
})

/** Copies of a record that waits, older than it. */
const copies = (howMany: number): string[] => {
  const numbers = `WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${howMany})`
  const own =
    'revision, commit_seq, created_at, updated_at, filer, status, dataset, event_type, date_start, date_end, date_precision, country, facets'
  const wide = 'revision, public_json, warnings, search_words, csv_row'
  return [
    `${numbers} INSERT INTO incident_body (row_key, ${wide}) SELECT i, ${wide} FROM numbers, (SELECT * FROM incident_body LIMIT 1)`,
    `${numbers} INSERT INTO incidents (row_key, id, ${own})
     SELECT i, format('016f5e66-e800-7%03x-8000-000000000000', i), ${own} FROM numbers, (SELECT * FROM incidents LIMIT 1)`,
  ]
}

describe('the queue', () => {
  const costOfPage = async (filter: QueueQuery['filter'], { sort, ...place }: PlaceOfPage = {}) => {
    const { db, log } = measureDatabase(env.DB)
    const { items } = await listQueue(contextAt(noon, db), editor, { filter, sort }, place)
    return { items: items.length, read: log.map(({ rowsRead }) => rowsRead), written: total(log).written }
  }
  type PlaceOfPage = Pick<QueueQuery, 'sort'> & Parameters<typeof listQueue>[3]
  const at = (rowKey: number) => ({ rank: 0, rowKey })

  it('reads what a page shows, however much waits, and with filters no more than it may look at', async () => {
    await file()
    await env.DB.batch(copies(1100).map((sql) => env.DB.prepare(sql)))
    const page = { items: 50, written: 0 }
    for (const place of [{}, { after: at(1000) }, { before: at(1000) }, { sort: '-filed' } as const])
      expect(await costOfPage({}, place)).toEqual({ ...page, read: [52, 451, 1, 100] })
    // The second statement is four seeks for stale filters.
    expect(await costOfPage({ country: ['SY'] })).toEqual({ items: 0, written: 0, read: [4002, 4] })
    expect(await costOfPage({ warnings: true })).toEqual({ items: 0, written: 0, read: [4001] })
    for (const sort of ['date', '-date', 'duplicates'] as const) {
      const { read, ...rest } = await costOfPage({}, { sort })
      expect(rest).toEqual(page)
      expect(
        read.reduce((sum, rows) => sum + rows, 0),
        sort,
      ).toBeLessThanOrEqual(6000)
    }
  })
})

describe('who may do what costs exactly', () => {
  const grantTo = async (db: D1Database) => (await grant(contextAt(noon, db), firstAdmin, desk)).token
  const total = async (act: (db: D1Database) => Promise<unknown>) => {
    const { db, log } = measureDatabase(env.DB)
    await act(db)
    return log.map(({ rowsRead, rowsWritten }) => [rowsRead, rowsWritten])
  }

  it('one row read for a token, one row written in the first request of a minute, and two for a file', async () => {
    const { secret } = await grant(contextAt(), firstAdmin, desk)
    const use = (now: number) => async (db: D1Database) =>
      expect(await findActor(secret, createTokenKeys(contextAt(now, db), ''))).toMatchObject({
        role: 'editor',
      })
    const [known, noted] = [
      [1, 0],
      [1, 1],
    ]
    expect(await total(use(noon))).toEqual([known, noted])
    for (const seconds of [0, 1, 59]) expect(await total(use(noon + seconds * 1000))).toEqual([known])
    expect(await total(use(noon + 60_000))).toEqual([known, noted])
    expect(await total(use(noon))).toEqual([known])
    const file = { address: '/incidents.csv?commit=1', commit: 1, rows: 0 }
    const written = (log: number[][]) => log.map(([, rows]) => rows)
    expect(written(await total((db) => saveDownload(contextAt(noon, db), editor, file)))).toEqual([2])
    expect(await total((db) => saveDownload(contextAt(noon, db), anyone, file))).toEqual([])
  })

  it('the commit, the token and its index to make one; the commit and the token to limit or revoke it; both secrets and their indexes to rotate it', async () => {
    const written = async (act: (db: D1Database) => Promise<unknown>) =>
      (await total(act)).reduce((sum, [, rows = 0]) => sum + rows, 0)
    let token = { id: '' }
    expect(
      await written(async (db) => {
        token = await grantTo(db)
      }),
    ).toBe(3)
    const changes = { expires_at: '2099-01-01T00:00:00.000Z' }
    expect(await written((db) => limit(contextAt(noon, db), firstAdmin, token.id, changes))).toBe(2)
    const rotation = { grace_hours: 1, until_first_use: true }
    expect(await written((db) => rotate(contextAt(noon, db), firstAdmin, token.id, rotation))).toBe(5)
    expect(await written((db) => revoke(contextAt(noon, db), firstAdmin, token.id))).toBe(2)
  })
})
