import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runBatch } from '../../../../src/store/batch.ts'
import * as commits from '../../../../src/store/commits.ts'
import {
  contextAt,
  dump,
  file,
  noon,
  rejectionOf,
  report,
  reviewRecord,
  testActors,
  updateRecord,
} from '../../support.ts'

const commitAt = (now: number, more: Partial<commits.NewCommit> = {}) =>
  commits.insert(env.DB, {
    now,
    actor: 'token:editor',
    kind: 'update',
    rows: 0,
    visible: false,
    published: 0,
    ...more,
  })

const nonsense = () => env.DB.prepare("UPDATE commits SET reason = 'forged'")

const all = async () => {
  const { commits: rows = [] } = await dump()
  return rows as unknown as { seq: number; at: string; public_seq: number; published: number }[]
}

const clockOf = async () => {
  const { seq, publicSeq, published } = await commits.findNewest(env.DB)
  return { seq, publicSeq, published }
}

describe('the clock of commits', () => {
  it('counts without gaps although batches are refused in between', async () => {
    const outcomes = fc.sample(fc.boolean(), { numRuns: 40, seed: 7 })
    for (const good of outcomes)
      await runBatch(env.DB, [commitAt(noon), ...(good ? [] : [nonsense()])]).catch(() => undefined)
    const made = outcomes.filter(Boolean).length
    expect((await all()).map(({ seq }) => seq)).toEqual(Array.from({ length: made + 1 }, (_, i) => i))
  })

  it('takes a commit back with the statement that is refused behind it', async () => {
    const before = await dump()
    await expect(runBatch(env.DB, [commitAt(noon), nonsense()])).rejects.toThrow('commit_immutable')
    expect(await dump()).toEqual(before)
  })

  it('takes a commit back with a stale edit, a taken reference and an unknown dataset', async () => {
    const { version } = await file(report({ reference: 'a' }))
    const edited = await updateRecord(version, { title: 'A' })
    const before = await dump()
    await rejectionOf(updateRecord(version, { title: 'B' }))
    await rejectionOf(reviewRecord(version, 'publish'))
    await rejectionOf(file(report({ reference: 'a', title: 'Other' })))
    await rejectionOf(file(report({ dataset: 'nowhere' }), {}, testActors.anyone))
    expect(await dump()).toEqual(before)
    expect((await reviewRecord(edited.version, 'publish')).version.commit).toBe(3)
  })

  it('never goes back, whatever the time of the machine', async () => {
    const now = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) })
    const times = fc.sample(now, { numRuns: 40, seed: 11 })
    for (const time of times) await runBatch(env.DB, [commitAt(time)])
    const latest = times.map((_, i) => Math.max(...times.slice(0, i + 1)))
    const expected = ['1970-01-01T00:00:00.000Z', ...latest.map((time) => new Date(time).toISOString())]
    expect((await all()).map(({ at }) => at)).toEqual(expected)
  })

  it('stamps a record with the time of the commit, not of the machine', async () => {
    await file(report(), {}, testActors.contributor, contextAt(noon))
    const { version } = await file(report(), {}, testActors.contributor, contextAt(noon - 60_000))
    expect(version.created_at).toBe(new Date(noon).toISOString())
    const earlier = await updateRecord(
      version,
      { title: 'A' },
      {},
      testActors.editor,
      contextAt(noon - 120_000),
    )
    expect(earlier.version.updated_at).toBe(new Date(noon).toISOString())
  })
})

describe('what the public sees', () => {
  it('changes its commit and its number only with published records', async () => {
    const draft = await file()
    expect(await clockOf()).toEqual({ seq: 1, publicSeq: 0, published: 0 })
    const edited = await updateRecord(draft.version, { title: 'A' })
    expect(await clockOf()).toEqual({ seq: 2, publicSeq: 0, published: 0 })
    const published = await reviewRecord(edited.version, 'publish')
    expect(await clockOf()).toEqual({ seq: 3, publicSeq: 3, published: 1 })
    await file(report(), { publish: true })
    expect(await clockOf()).toEqual({ seq: 4, publicSeq: 4, published: 2 })
    const corrected = await updateRecord(published.version, { title: 'B' })
    expect(await clockOf()).toEqual({ seq: 5, publicSeq: 5, published: 2 })
    const retracted = await reviewRecord(corrected.version, 'retract')
    expect(await clockOf()).toEqual({ seq: 6, publicSeq: 6, published: 1 })
    const hidden = await updateRecord(retracted.version, { title: 'C' })
    expect(await clockOf()).toEqual({ seq: 7, publicSeq: 6, published: 1 })
    await reviewRecord(hidden.version, 'restore')
    expect(await clockOf()).toEqual({ seq: 8, publicSeq: 8, published: 2 })
    const other = await file()
    expect(await clockOf()).toEqual({ seq: 9, publicSeq: 8, published: 2 })
    const rejected = await reviewRecord(other.version, 'reject')
    expect(await clockOf()).toEqual({ seq: 10, publicSeq: 8, published: 2 })
    await reviewRecord(rejected.version, 'restore')
    expect(await clockOf()).toEqual({ seq: 11, publicSeq: 8, published: 2 })
  })

  it('does not change with an edit that changes nothing, which makes no commit', async () => {
    const { version } = await file(report(), { publish: true })
    const before = await dump()
    const same = await updateRecord(version, report())
    expect(same.version).toMatchObject({ revision: 1, commit: 1 })
    expect(await dump()).toEqual(before)
  })
})
