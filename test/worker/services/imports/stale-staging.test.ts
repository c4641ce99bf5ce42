import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Incident } from '../../../../schemas/incident.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { upkeep } from '../../../../src/services/maintenance.ts'
import { toVersionRow } from '../../../../src/services/version-row.ts'
import { createIds } from '../../../../src/store/ids.ts'
import { Chunk, createStaged, type StagedVersion } from '../../../../src/store/imports/chunk.ts'
import * as imports from '../../../../src/store/imports/imports.ts'
import { stage } from '../../../../src/store/imports/staging.ts'
import * as stagingOwner from '../../../../src/store/imports/staging-owner.ts'
import { admin, expectProblem } from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { contextAt, dump, rejectionOf, report, testActors, worldAt } from '../../support.ts'
import {
  csvOf,
  dumpRecordTables,
  importBody,
  importPieces,
  recordsOf,
  reportCounts,
  row,
  rows,
} from './send-file.ts'

const minute = 60_000
const some = csvOf(rows('r1', 'r2'))

/** What an import that was killed leaves behind: it began so long ago. */
const killed = async (
  ago: number,
  chunks: number,
  versions: readonly StagedVersion[] = [],
): Promise<string> => {
  const [{ id } = { id: '' }] = createIds(1, Date.now() - ago)
  const asked = {
    actor: 'token:editor',
    dataset: null,
    profile: 'flat',
    content_type: 'text/csv',
    mapping: null,
  }
  await imports.insert(env.DB, { id, at: '', mode: 'all', dry_run: 0, ...asked }).run()
  for (let chunk = 0; chunk < chunks; chunk++) {
    const isDeferred = chunk % 2 === 0
    const some = new Chunk({ isDeferred })
    if (chunk === 1) for (const version of versions) some.add(version)
    await env.DB.batch(stage(env.DB, id, [{ chunk, isDeferred, ...some.take() }]))
  }
  return id
}

const chunksOf = async () => {
  const left: Record<string, number> = {}
  for (const { import: id } of (await dumpRecordTables()).import_chunks ?? [])
    left[String(id)] = (left[String(id)] ?? 0) + 1
  return left
}

describe('what killed imports left staged', () => {
  it('is thrown away by the next import, and what may be at work still is not', async () => {
    await killed(121 * minute, 3)
    await killed(26 * 60 * minute, 2)
    const young = await killed(119 * minute, 2)
    expect(reportCounts(await importBody('dataset=shots', some))).toEqual([2, 0, 0, 0, 0])
    expect(await chunksOf()).toEqual({ [young]: 2 })
  })

  it('goes with the bodies that were put ahead, and with none that a record has', async () => {
    const versions = createIds(3, Date.now() - 150 * minute).map((identity) =>
      createStaged(
        toVersionRow(validate(report(), worldAt(Date.now())).record as Incident, [], {
          ...identity,
          revision: 1,
          status: 'published',
          filer: 'token:editor',
        }),
      ),
    )
    await importBody('dataset=shots', some)
    const before = await dumpRecordTables()
    await killed(121 * minute, 2, versions)
    expect((await dumpRecordTables()).incident_body).toHaveLength(5)
    expect((await recordsOf('shots')).length).toBe(2)
    await importBody('dataset=shots', some)
    expect(await dumpRecordTables()).toEqual(before)
  })

  it('is thrown away by a rehearsal too, twenty chunks at a time and the oldest first', async () => {
    const old = await killed(200 * minute, 30)
    const older = await killed(300 * minute, 15)
    await importBody('dataset=shots&dry_run=true', some)
    expect(await chunksOf()).toEqual({ [old]: 25 })
    expect(older < old).toBe(true)
    for (let i = 0; i < 2; i++) await importBody('dataset=shots&dry_run=true', some)
    expect(await chunksOf()).toEqual({})
  })

  it('costs the rows that are thrown away, whatever else is staged', async () => {
    const sweepOf = async () => {
      const { db, log } = measureDatabase(env.DB)
      await importPieces(testActors.editor, [some], { dryRun: true }, contextAt(Date.now(), db))
      const swept = log.filter(({ sql }) => sql.includes('LIMIT 20'))
      return (['rowsRead', 'rowsWritten'] as const).map((name) =>
        swept.reduce((sum, each) => sum + each[name], 0),
      )
    }
    const costs = [await sweepOf()]
    await killed(5 * minute, 40)
    costs.push(await sweepOf())
    await killed(130 * minute, 3)
    costs.push(await sweepOf())
    expect(costs).toEqual([
      [6, 0],
      [6, 0],
      [24, 3],
    ])
  })
})

describe('the owner of what an interrupted act staged', () => {
  const owners = async () => {
    const { imports: all = [] } = await dump()
    return all.filter(({ profile }) => profile === 'staging').map(({ id }) => id)
  }

  it('goes with it in maintenance, and not before; no list names it', async () => {
    const ids = await Promise.all(
      [150, 130, 5].map(async (minutes) => {
        const [{ id } = { id: '' }] = createIds(1, Date.now() - minutes * minute)
        await stagingOwner.insert(env.DB, { id, now: Date.now(), actor: 'admin' }).run()
        await env.DB.batch(stage(env.DB, id, [{ chunk: 0, isDeferred: false, ...new Chunk().take() }]))
        return id
      }),
    )
    const kept = await killed(150 * minute, 1)
    await upkeep(env.DB, env.FILES, Date.now())
    expect([await owners(), await chunksOf()]).toEqual([ids.slice(2), { [String(ids[2])]: 1 }])
    const listed = (await admin('/imports.json')).data().imports.map(({ id }: { id: string }) => id)
    expect(listed).toEqual([kept])
    expectProblem(await admin(`/imports/${ids[2]}`), 'not-found')
  })
})

describe('an import that takes longer than an hour', () => {
  afterEach(() => void vi.useRealTimers())

  const later = (minutes: number) => () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + minutes * minute)
  }

  it('is refused before it commits, so that nothing can have been swept from under it', async () => {
    const before = await dumpRecordTables()
    const problem = await rejectionOf(importPieces(testActors.editor, [some, later(61)]))
    expect([problem.type, problem.errors[0]?.rule]).toEqual(['invalid-request', 'rows.time'])
    expect(await dumpRecordTables()).toEqual(before)
  })

  it('is taken when it is a little shorter', async () => {
    expect(reportCounts(await importPieces(testActors.editor, [some, later(59)]))).toEqual([2, 0, 0, 0, 0])
    expect(await recordsOf('shots')).toHaveLength(2)
  })

  it('keeps what mode=valid committed before', async () => {
    const many = csvOf(Array.from({ length: 7000 }, (_, i) => row(`r${i}`)))
    const file = [many, later(61)]
    expect((await rejectionOf(importPieces(testActors.editor, file, { mode: 'valid' }))).type).toBe(
      'invalid-request',
    )
    const kept = (await recordsOf('shots')).length
    expect([kept >= 4000, kept < 7000]).toEqual([true, true])
  }, 30_000)
})
